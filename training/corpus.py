"""The texts that are trained on: edited speech, a paragraph a line, and post-edited translations.

The one thing to know: speech.txt does not say where a file ends, so whole blocks of lines are held
out for development, with lines left unused on both sides of them.
"""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from transcript_fix.tagger.tokens import SENTENCE

BLOCK, HELD, GAP = 5000, 100, 150
"""Of each BLOCK lines, HELD are for development, GAP before and behind them are unused."""
LONGEST = 60
"""Words and marks of a passage; a longer sentence is cut."""
LOW_HTER = 0.25
"""Up to this share of changed words a post-edit is a correction, above it a rewrite."""

_SENTENCE = re.compile(SENTENCE)


@dataclass(frozen=True, slots=True)
class Pair:
    """A text as it was written and as it was corrected."""

    wrong: str
    right: str


def speech(folder: Path, *, held_out: bool = False) -> Iterator[str]:
    """Yield the paragraphs for training, or the ones held out for development."""
    with lzma.open(folder / "speech.txt.xz", "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            place = number % BLOCK - GAP
            if held_out == (0 <= place < HELD) and (held_out or not -GAP <= place < HELD + GAP):
                yield line.strip()


def passages(paragraph: str, *, longest: int = LONGEST) -> Iterator[str]:
    """Yield runs of whole sentences of at most `longest` words, a longer sentence alone."""
    run: list[str] = []
    size = 0
    for sentence in _SENTENCE.split(paragraph):
        words = len(sentence.split())
        if run and size + words > longest:
            yield " ".join(run)
            run, size = [], 0
        if words <= 2 * longest:
            run.append(sentence)
            size += words
    if run:
        yield " ".join(run)


def post_edits(folder: Path, *, held_out: bool = False) -> Iterator[Pair]:
    """Yield translations with a professional's few changes; each twentieth is for development."""
    with lzma.open(folder / "post-edits.jsonl.xz", "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            row = json.loads(line)
            if row["hter"] <= LOW_HTER and held_out == (number % 20 == 0):
                yield Pair(natural(row["mt"]), natural(row["pe"]))


_CLOSE = re.compile(r" (?=[.,;:?!%)\]]|\.\.\.|['’](?:s|t|m|d|re|ve|ll)\b)")
_OPEN = re.compile(r"(?<=[(\[$£€]) ")
_QUOTED = re.compile(r'" ?([^"]*?) ?"')


def natural(text: str) -> str:
    """Return a text whose words and marks stood apart ("don 't , he said .") as it is written."""
    text = text.replace("&quot;", '"').replace("&apos;", "'").replace("&amp;", "&")
    text = _OPEN.sub("", _CLOSE.sub("", text))
    text = re.sub(r" @-@ |(?<=\w) - (?=\w+ )(?=[a-z])", "-", text) if "@" in text else text
    return _QUOTED.sub(r'"\1"', text)
