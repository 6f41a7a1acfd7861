"""`cache show` and `cache clear`."""

from __future__ import annotations

from rich.console import Console

from transcript_fix import cache
from transcript_fix.reports.said import plural


def show() -> int:
    """Print where the cache is and what it holds."""
    shown = cache.show(cache.where())
    _say(str(shown.file))
    share = f"{_megabytes(shown.size)} of at most {_megabytes(cache.LARGEST)}"
    _say(f"{plural(shown.results, 'result')}, {share}")
    return 0


def clear() -> int:
    """Forget everything."""
    freed = cache.clear(cache.where())
    _say(f"Cleared, {_megabytes(freed)} freed.")
    return 0


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):,.1f} MB"


def _say(line: str) -> None:
    Console(highlight=False, markup=False, emoji=False).print(line, soft_wrap=True)
