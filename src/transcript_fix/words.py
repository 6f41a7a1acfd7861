"""Which words are ordinary English, and how common: Zipf frequencies from `wordfreq`'s list.

wordfreq: code Apache-2.0, data CC BY-SA 4.0. A Zipf value is log10 of uses per billion words:
3 is once a million words, 0 is unknown. The one thing to know: only the list of the package is
read (a few hundredths of a second); importing the package itself takes five times as long.
"""

from __future__ import annotations

import gzip
import importlib
import importlib.util
from functools import lru_cache
from pathlib import Path
from typing import Any

COMMON = 3.0
"""Zipf value from which a word counts as a common word (once in a million words)."""


def zipf(word: str) -> float:
    """Return the Zipf frequency of an English word (0.0: never seen); case does not matter."""
    centibels = _list().get(word.lower().replace("’", "'"))
    return 0.0 if centibels is None else round(9 - centibels / 100, 2)


def is_common(word: str) -> bool:
    """Return whether `word` is an ordinary English word."""
    return zipf(word) >= COMMON


def listed(least: float) -> list[str]:
    """Return all words of the list with a Zipf frequency of at least `least`."""
    most = (9 - least) * 100
    return [word for word, centibels in _list().items() if centibels <= most]


@lru_cache(maxsize=1)
def _list() -> dict[str, int]:
    """Return how many centibels under certainty each word is.

    Format: https://github.com/rspeer/wordfreq, "cBpack": a header, then the words of 0, -1,
    -2 ... centibels.
    """
    msgpack: Any = importlib.import_module("msgpack")
    spec = importlib.util.find_spec("wordfreq")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("wordfreq")
    packed = Path(spec.origin).with_name("data") / "large_en.msgpack.gz"
    buckets = msgpack.unpackb(gzip.decompress(packed.read_bytes()), raw=False)
    return {word: cb for cb, bucket in enumerate(buckets[1:]) for word in bucket}
