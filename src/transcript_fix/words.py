"""Which words are ordinary English, and how common: Zipf frequencies from `wordfreq`.

wordfreq: code Apache-2.0, data CC BY-SA 4.0. A Zipf value is log10 of uses per billion words:
3 is once a million words, 0 is unknown.
"""

from __future__ import annotations

from functools import lru_cache

COMMON = 3.0
"""Zipf value from which a word counts as a common word (once in a million words)."""


@lru_cache(maxsize=100_000)
def zipf(word: str) -> float:
    """Return the Zipf frequency of an English word (0.0: never seen); case does not matter."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "en"))


def is_common(word: str) -> bool:
    """Return whether `word` is an ordinary English word."""
    return zipf(word) >= COMMON
