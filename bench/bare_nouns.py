"""Make src/transcript_fix/rules/bare_nouns.tsv: nouns that never stand without "a" or "the".

Run: python bench/bare_nouns.py SPEECH.txt.xz POST-EDITS.jsonl.xz [--half]
Counts in edited speech (CC BY-SA 4.0, MIT) and in post-edited translations (CC0) how often each
countable noun ends a phrase with and without a determiner, after a preposition, a verb of making
or having, and "be". With --half only every other paragraph is read and the table is tried on the
rest: how often would it be wrong? Nouns for acts and states (-tion, -ment) are left out where they
stand alone: formal texts use them bare.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from transcript_fix.nounphrase import ACRONYMS, noun_phrases
from transcript_fix.wordforms import noun_rows

LEAST = 6
"""Phrases with a determiner that a noun must have been seen in, for each frame."""
MOST_BARE = 0.03
"""Share of bare phrases up to which a bare noun counts as a mistake."""
MOST_BARE_MODIFIED = 0.08
"""The same where adjectives or names stand before the noun: these are seldom set phrases."""

ABSTRACT = ("tion", "sion", "ment", "ance", "ence", "ity", "ism", "ness", "ing", "cy", "ship", "al")
EDITED_WEIGHT = 4
"""How often each edited translation counts: another register (news, encyclopedia), but short."""

Frame = tuple[str, str, int]


def joined(text: str) -> str:
    """Return a text whose marks stand apart with its marks in place."""
    return re.sub(r" (n't|'\w+|[.,;:?!)])", r"\1", text)


def counts(lines: Iterable[str], nouns: frozenset[str]) -> Counter[tuple[Frame, str]]:
    """Return how often each noun in each frame is bare, or has "the", "a" or another word."""
    seen: Counter[tuple[Frame, str]] = Counter()
    for line in lines:
        for p in noun_phrases(line, nouns.intersection):
            kind = {None: "bare", "the": "the", "a": "a", "an": "a"}.get(p.determiner, "other")
            seen[(p.noun, p.link, p.modified), kind] += 1
    return seen


def figures(seen: Counter[tuple[Frame, str]], frame: Frame) -> tuple[int, int, int, int]:
    """Return how often the frame was bare, had "the", had "a", and had any determiner."""
    bare, the, a, other = (seen[frame, kind] for kind in ("bare", "the", "a", "other"))
    return bare, the, a, the + a + other


def rows(seen: Counter[tuple[Frame, str]]) -> Iterator[str]:
    """Yield a row a frame that is never bare: noun, link, modified, "the" or "a"."""
    for noun, link, modified in sorted({frame for frame, _ in seen}):
        frame = (noun, link, modified)
        bare, the, a, determined = figures(seen, frame)
        if noun.endswith(ABSTRACT) and (not modified or link.endswith("=")):
            continue
        if determined < LEAST and not bare and link.endswith("&"):
            bare, the, a, determined = figures(seen, (noun, link[:-1], modified))
        most = MOST_BARE_MODIFIED if modified else MOST_BARE
        if determined >= LEAST and bare / (bare + determined) <= most:
            yield f"{noun}\t{link}\t{modified}\t{'a' if a > the else 'the'}"


def main() -> None:
    """Write the table, or try half of it on the other half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("speech")
    parser.add_argument("edited")
    parser.add_argument("--half", action="store_true")
    args = parser.parse_args()
    with lzma.open(args.speech, "rt", encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file]
    with lzma.open(args.edited, "rt", encoding="utf-8") as file:
        edited = [joined(json.loads(line)["pe"]) for line in file] * EDITED_WEIGHT
    nouns = ACRONYMS | frozenset(noun_rows())
    if args.half:
        found = set(rows(counts(lines[::2] + edited[::2], nouns)))
        frames = {tuple(row.split("\t")[:3]) for row in found}
        rest = counts(lines[1::2], nouns)
        words = sum(len(line.split()) for line in lines[1::2])
        false = Counter(
            {
                (n, k, m): c
                for ((n, k, m), kind), c in rest.items()
                if kind == "bare" and (n, k, str(m)) in frames
            }
        )
        print(f"{len(found)} frames, {1000 * false.total() / words:.3f} false per 1,000 words")
        print(*false.most_common(60), sep="\n")
        return
    table = list(rows(counts(lines + edited, nouns)))
    out = Path(__file__).parents[1] / "src" / "transcript_fix" / "rules" / "bare_nouns.tsv"
    out.write_text("\n".join(table) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(table)} frames")


if __name__ == "__main__":
    main()
