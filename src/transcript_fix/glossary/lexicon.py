"""How often a word stands in English, small and capital apart: what a form may be by chance.

The one thing to know: "google" is common and still wrong, "next" is common and right. The list
counts small and capital uses apart, so that a name's fame does not make its small form a word.
Made by bench/lexicon.py from 18 M words of edited speech (CC BY-SA 4.0 and MIT), wordfreq
(CC BY-SA 4.0) and the SCOWL dictionaries. Values are Zipf: 3 is once in a million words.
"""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from importlib.resources import files

from transcript_fix.glossary.tokens import fold

NUMBER = 5.0
"""Zipf value of a number, whichever."""
_STEP, _ZERO = 20, 40


@lru_cache(maxsize=100_000)
def levels(key: str) -> tuple[float, float]:
    """Return the Zipf values of a key (`tokens.fold`) written small and capital; 0: unknown."""
    end = _find(key.encode("utf-8", "replace"))
    if end < 0:
        return 0.0, 0.0
    small, capital = _lines()[end - 2 : end]
    return (small - _ZERO) / _STEP, (capital - _ZERO) / _STEP


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


def words() -> list[str]:
    """Return all keys, in order."""
    return [line.partition(b"\t")[0].decode() for line in _lines().split(b"\n")[:-1]]


@cache
def _lines() -> bytes:
    """Return the list: sorted lines of key, tab, and a byte for either level."""
    folder = files("transcript_fix.glossary")
    return zlib.decompress(folder.joinpath("data/lexicon.zlib").read_bytes())


def _find(key: bytes) -> int:
    """Return where the line of `key` ends, or -1; a bisection, since a table takes long to make."""
    lines = _lines()
    low, high = 0, len(lines)
    while low < high:
        start = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = lines.index(b"\n", start)
        here = lines[start : end - 3]
        if here == key:
            return end
        low, high = (end + 1, high) if here < key else (low, start)
    return -1
