"""What may have been meant by a misspelt word: words a slip or two away, or two run together.

The one thing to know: these are words of the list in small letters, without an order; who asks has
to say which of them fits the sentence, and to leave out what is a misspelling in the list, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from transcript_fix.words import listed, zipf

RARE = 2.3
"""Zipf value of the rarest word that is proposed: 0.2 in a million words."""
VERY_COMMON = 4.7
"""Zipf value of the words that people run into others (a lot, of the)."""
COMMON = 4.0
"""Zipf value of the other of two words run together."""


@lru_cache(maxsize=4096)
def near(word: str) -> tuple[str, ...]:
    """Return listed words at one edit or two from `word`, small letters.

    An edit is a letter more, less or other, or two swapped (optimal string alignment). Two edits
    of a word of four letters give very common words alone, and of shorter ones none.
    """
    if len(word) > 4:
        return _near(word, 2, RARE)
    far = _near(word, 2, VERY_COMMON) if len(word) == 4 else ()
    return tuple(dict.fromkeys((*_near(word, 1, RARE), *far)))


def _near(word: str, most: int, least: float) -> tuple[str, ...]:
    """Return the words at `most` edits at most whose Zipf frequency is at least `least`."""
    table = _by_length(least)
    return tuple(
        found
        for length in range(len(word) - most, len(word) + most + 1)
        for found, _, _ in process.extract(
            word, table.get(length, ()), scorer=OSA.distance, score_cutoff=most, limit=None
        )
        if found != word
    )


@lru_cache(maxsize=4096)
def parted(word: str) -> tuple[str, ...]:
    """Return the pairs of words that `word` may be, one of them with one slip: "alof", "a lot"."""
    return tuple(dict.fromkeys(_parted(word)))


def _parted(word: str) -> Iterator[str]:
    for cut in range(1, len(word)):
        left, right = word[:cut], word[cut:]
        small_left = zipf(left) >= VERY_COMMON and (cut > 1 or left in "ai")
        small_right = zipf(right) >= VERY_COMMON and len(right) > 1
        if (small_left and zipf(right) >= COMMON) or (small_right and zipf(left) >= COMMON):
            yield f"{left} {right}"
        if small_left and len(right) > 2:
            yield from (f"{left} {w}" for w in _near(right, 1, VERY_COMMON))
        if small_right and len(left) > 2:
            yield from (f"{w} {right}" for w in _near(left, 1, VERY_COMMON))


@lru_cache(maxsize=2)
def _by_length(least: float) -> dict[int, list[str]]:
    table: dict[int, list[str]] = {}
    for word in listed(least):
        if word.replace("'", "").isalpha():
            table.setdefault(len(word), []).append(word)
    return table
