"""How often a word stands in English, small and capital apart: what a form may be by chance.

The one thing to know: "google" is common and still wrong, "next" is common and right. The list
counts small and capital uses apart, so that a name's fame does not make its small form a word.
Made by bench/lexicon.py from 18 M words of edited speech (CC BY-SA 4.0 and MIT), wordfreq
(CC BY-SA 4.0) and the SCOWL dictionaries. Values are Zipf: 3 is once in a million words.
"""

from __future__ import annotations

import lzma
from functools import cache
from importlib.resources import files

from transcript_fix.glossary.tokens import fold

NUMBER = 5.0
"""Zipf value of a number, whichever."""
_STEP = 20


def levels(key: str) -> tuple[float, float]:
    """Return the Zipf values of a key (`tokens.fold`) written small and capital; 0: unknown."""
    words, small, capital = _table()
    at = words.get(key)
    return (small[at] / _STEP, capital[at] / _STEP) if at is not None else (0.0, 0.0)


def chance(word: str, key: str, *, begins: bool = False) -> float:
    """Return the Zipf value of meeting `word` by chance, written so; `begins` a sentence.

    An unknown word is the less likely the longer it is: a factor of 12 a letter.
    """
    if not any(c.isalpha() for c in key):
        return NUMBER
    small, capital = levels(key)
    unknown = max(1.2, 7.0 - 1.1 * len(key))
    if word.islower():
        return max(small, unknown)
    return max(capital, small - 1.0 if begins else 0.0, unknown)


def phrase_chance(values: list[float]) -> float:
    """Return the Zipf value of words in a row: independent, but ten times likelier."""
    total = values[0]
    for value in values[1:]:
        total += value - 8.0
    return total


def small_share(key: str) -> float:
    """Return how much of a word's use is written small (0 to 1); 1 where it is unknown."""
    small, capital = levels(key)
    if not small and not capital:
        return 1.0
    return float(10**small / (10**small + 10**capital))


def ordinary(word: str) -> bool:
    """Return whether `word`, written small, is an ordinary word of English in its own right."""
    key = fold(word)
    return levels(key)[0] >= 2.5 and small_share(key) >= 0.1


@cache
def _table() -> tuple[dict[str, int], bytes, bytes]:
    packed = files("transcript_fix.glossary").joinpath("data/lexicon.xz").read_bytes()
    data = lzma.decompress(packed)
    end = data.index(b"\0")
    words = data[:end].decode().split("\n")
    count = len(words)
    table = dict(zip(words, range(count), strict=True))
    return table, data[end + 1 : end + 1 + count], data[end + 1 + count :]
