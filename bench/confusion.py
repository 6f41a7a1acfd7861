"""Make src/transcript_fix/confusion.tsv: words taken for one another, and from which gain to ask.

    python bench/confusion.py [--words 2000000]

Pairs: LanguageTool's confusion sets (LGPL-2.1-or-later, read from the package
lingotweaker-data-en), words that sound the same in the CMU dictionary (BSD, in pocketsphinx), words
that are also two words, and words in daily use that are a letter apart. Thresholds: edited speech
(CC BY-SA, MIT), nine tenths of it; `injected.py` measures on the rest. The one thing to know: each
place of a word serves twice, as a right word that must not be flagged, and (swapped) as a wrong
word that should be.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import lingotweaker_data_en
import numpy as np
from rapidfuzz.distance import OSA

from sets import ROOT, paragraphs
from transcript_fix import candidates, trigram
from transcript_fix.glossary import lexicon
from transcript_fix.unknown import other_english
from transcript_fix.words import listed, zipf

OUT = ROOT / "src" / "transcript_fix" / "confusion.tsv"
GRID = np.arange(2.0, 20.1, 0.5)
"""Gains, in nats, that a threshold may have."""
SURE = 100.0
"""Places of its own from which a pair speaks for itself; with fewer it leans on all pairs."""
PRICE, PRICE_OF_SLIPS = 80.0, 200.0
"""What a false alarm in a thousand words costs, in found swaps weighed by `POWER`; words that are
no more than a letter apart are confused less often."""
MARGIN_OF_SLIPS = 2.0
"""Nats on top for those: their thresholds lean on few places, and held-out text showed it."""
POWER = 0.5
"""How much more the swaps of frequent words count: 0 not at all, 1 as often as they stand."""
LEAST_FOUND = 0.05
"""A pair that would find fewer of its swaps than this is left out."""

Pair = tuple[str, str]

NEVER = {("tonnes", "tons"), ("tons", "tonnes"), ("practise", "practice")}
"""Spellings of one word, in two countries."""


def main() -> None:
    """Collect gains, choose thresholds, write the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--words", type=int, default=2_000_000)
    given = arguments.parse_args()
    known = {*sets("confusion_sets.txt"), *sets("confusion_sets_extended.txt")}
    known |= {*homophones(), *parted()}
    rows = []
    # the many pairs of the second group cost the most time: half the words do
    for pairs, words, price in (
        (known, given.words, PRICE),
        (set(slips()) - known, given.words // 2, PRICE_OF_SLIPS),
    ):
        wanted = {p for p in pairs if not same_word(*p)}
        counts = {p: _counted(*g) for p, g in collect(wanted, words, trigram.load()).items()}
        margin = 0.0 if pairs is known else MARGIN_OF_SLIPS
        rows += ((a, b, t + margin) for a, b, t in thresholds(counts, words, price))
        print(f"{len(rows)} pairs; {len(counts)} of the last group were seen")
    write(rows)


def write(rows: Iterable[tuple[str, str, float]]) -> None:
    """Write the table."""
    lines = (f"{a}\t{b}\t{t:g}\n" for a, b, t in sorted(rows))
    OUT.write_text("".join(lines), "utf-8")


def sets(name: str) -> Iterator[Pair]:
    """Yield the pairs (wrong, right) of one of LanguageTool's files, both ways where it says so."""
    path = Path(lingotweaker_data_en.data_dir()) / "en" / "words" / name
    for line in path.read_text("utf-8").splitlines():
        text = line.partition("#")[0]
        words = [w.partition("|")[0].strip() for w in re.split(r";|->", text)]
        if len(words) < 3 or not all(map(_usable, words[:2])):
            continue
        a, b = words[:2]
        yield a, b
        if "->" not in text:
            yield b, a


def homophones() -> Iterator[Pair]:
    """Yield words in use that the CMU dictionary pronounces alike, both ways; no names."""
    path = trigram.where()
    if path is None:
        raise SystemExit(trigram.MISSING)
    sounds = defaultdict(set)
    for line in (path.parent / "cmudict-en-us.dict").read_text("utf-8").splitlines():
        word, _, sound = line.partition(" ")
        word = word.partition("(")[0]
        if _usable(word) and zipf(word) >= 3.2 and len(word) > 1 and _small(word):
            sounds[sound].add(word)
    for alike in sounds.values():
        for a in alike:
            yield from ((a, b) for b in alike if a != b)


def slips() -> Iterator[Pair]:
    """Yield words in daily use that are one letter apart, both ways."""
    daily = {w for w in listed(4.0) if len(w) > 2 and _usable(w) and _small(w)}
    for word in sorted(daily):
        yield from ((word, w) for w in candidates.near(word) if w in daily and _one(word, w))


def _one(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return OSA.distance(a, b) == 1 and long[: len(short)] != short


def same_word(a: str, b: str) -> bool:
    """Return whether two words are one in two countries, or in two tenses: nobody can choose."""
    if (a, b) in NEVER or other_english(a, b) or other_english(b, a):
        return True
    a, b = sorted((a, b))
    return a[:-1] == b[:-1] and a.endswith("d") and b.endswith("s")


def parted() -> Iterator[Pair]:
    """Yield words that are also two words in use (every day, maybe), both ways."""
    for word in listed(3.5):
        if not _usable(word) or not _small(word):
            continue
        for cut in range(1, len(word)):
            left, right = word[:cut], word[cut:]
            if (cut > 1 or left == "a") and min(zipf(left), zipf(right)) >= 5 and len(right) > 1:
                yield word, f"{left} {right}"
                yield f"{left} {right}", word


def _usable(word: str) -> bool:
    return re.fullmatch(r"[a-z]+(?:'[a-z]+)?", word) is not None and trigram.load().knows(word)


def _small(word: str) -> bool:
    return lexicon.small_share(word) >= 0.3


def collect(pairs: Iterable[Pair], words: int, model: trigram.Trigram) -> dict[Pair, tuple]:
    """Return for each pair its gains at right places, and at places where it was swapped in."""
    others = defaultdict(set)
    wanted = set(pairs)
    for a, b in wanted:
        others[a].add(b)
        others[b].add(a)
    clean, swapped = defaultdict(list), defaultdict(list)
    for paragraph in paragraphs(fit=True, seed=3):
        for _, sentence in trigram.sentences(paragraph):
            row = [t.word for t in trigram.tokens(sentence, model)]
            words -= len(row)
            for i, n in ((i, n) for i in range(len(row)) for n in (1, 2)):
                said = " ".join(row[i : i + n])
                if said not in others or len(row) < i + n:
                    continue
                kept = model.score(row, i, i + n)
                for other in others[said]:
                    new = other.split()
                    gain = model.score([*row[:i], *new, *row[i + n :]], i, i + len(new)) - kept
                    if (said, other) in wanted:
                        clean[said, other].append(gain)
                    if (other, said) in wanted:
                        swapped[other, said].append(-gain)
        if words < 0:
            break
    return {p: (np.array(clean[p]), np.array(swapped[p])) for p in wanted if p in swapped}


def _counted(clean: np.ndarray, swapped: np.ndarray) -> tuple:
    """Return how many gains reach each step of `GRID`, and how many there are, for both."""
    return _reach(clean), len(clean), _reach(swapped), len(swapped)


def _reach(gains: np.ndarray) -> np.ndarray:
    return len(gains) - np.searchsorted(np.sort(gains), GRID)


def thresholds(
    counts: dict[Pair, tuple], words: int, price: float
) -> Iterator[tuple[str, str, float]]:
    """Yield the pairs with the gain at which found swaps less false alarms are worth most."""
    false, places, found, swaps = (sum(c[i] for c in counts.values()) for i in range(4))
    for (a, b), (reached, n, right, m) in sorted(counts.items()):
        alarms = (reached + SURE * false / places) / (n + SURE) * max(n, 1) / words * 1000
        share = (right + 5 * found / swaps) / (m + 5)
        worth = share * (m / words) ** POWER - price * alarms
        best = int(np.argmax(worth))
        if worth[best] > 0 and share[best] >= LEAST_FOUND:
            yield a, b, float(GRID[best])


if __name__ == "__main__":
    main()
