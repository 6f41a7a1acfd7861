"""Misspellings that people really make: the word list of the `codespell` package.

The list (data under CC BY-SA 3.0, from Wikipedia's lists of common misspellings and codespell's
contributors) is read as data from the installed package; codespell's code (GPL-2.0) is never
imported. The one thing to know: it is made for source code, and some of its "typos" are speech,
names or words of their own.
"""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path


def where() -> Path | None:
    """Return the list's file, or None where it is not installed."""
    spec = importlib.util.find_spec("codespell_lib")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).with_name("data") / "dictionary.txt"
    return path if path.is_file() else None


@lru_cache(maxsize=1)
def listed() -> dict[str, str]:
    """Return the list, small letters: misspelling -> what it may stand for, between commas."""
    path = where()
    lines = path.read_text("utf-8").splitlines() if path else []
    return {wrong: right for wrong, arrow, right in (n.partition("->") for n in lines) if arrow}
