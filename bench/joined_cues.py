"""What joining cues into sentences does: flags per 1,000 words before and after.

    python bench/joined_cues.py FOLDER...

The same subtitle files are checked twice: each line of a cue as a text of its own, as a plain
reader gives them, and joined as ours reads them. Files that are not English are left out (fewer
than one word in six is one of the thirty most frequent).
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from transcript_fix import pipeline
from transcript_fix.config import Settings
from transcript_fix.errors import UserError
from transcript_fix.formats import choose
from transcript_fix.model import Document, Role

SUFFIXES = (".srt", ".vtt", ".sbv", ".ass")
_FREQUENT = (
    "the be to of and a in that have i it for not on with he as you do at this but his by from we "
    "is are was what"
)
COMMON = frozenset(_FREQUENT.split(" "))


def english(document: Document) -> bool:
    """Whether enough words are the most frequent ones of English."""
    words = re.findall(r"[^\W\d_]+", document.prose.lower())
    return len(words) > 3 and sum(w in COMMON for w in words) * 6 > len(words)


def documents(folders: list[Path]) -> Iterator[Document]:
    """Yield the English subtitle files of the folders."""
    for path in sorted(p for folder in folders for p in folder.rglob("*")):
        if path.suffix.lower() in SUFFIXES:
            data = path.read_bytes()
            try:
                document = choose(path, data).read(data, str(path))
            except UserError:
                continue
            if english(document):
                yield document


def apart(document: Document) -> Document:
    """Return the document with every line of a cue as a paragraph."""
    segments = (
        replace(s, lead="\n\n") if s.lead.strip(" ") == "\n" and s.role is Role.SPEECH else s
        for s in document.segments
    )
    return replace(document, segments=tuple(segments))


def main() -> None:
    """Print flags per 1,000 words of each engine, and what is asked in the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    files = list(documents(parser.parse_args().folders))
    words = sum(len(d.prose.split()) for d in files)
    counts: dict[str, Counter[str]] = {"apart": Counter(), "joined": Counter()}
    with pipeline.start(Settings()) as run:
        for document in files:
            for how, shown in (("apart", apart(document)), ("joined", document)):
                for name, ask in run.checks:
                    counts[how][name] += len(list(ask(shown)))
                source = pipeline.Source(Path(), b"", choose(Path("a.srt"), b"x"), shown)
                counts[how]["asked in the end"] += len(pipeline.check(source, run))
    print(f"{len(files)} files, {words} words; flags per 1,000 words")
    for name in counts["apart"]:
        before, after = (counts[how][name] * 1000 / words for how in ("apart", "joined"))
        print(f"{name:18} each line {before:7.2f}   joined {after:7.2f}")


if __name__ == "__main__":
    main()
