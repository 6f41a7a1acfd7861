"""A progress bar for long work: on a terminal only, on standard error, gone when done."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

MANY = 5
"""From this many files on, work is long enough for a bar."""


def progress(items: Iterable[Item], total: int, what: str = "Checking") -> Iterator[Item]:
    """Yield the items; show how many of `total` are done and the time left."""
    if total < MANY or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        for item in items:
            yield item
            bar.advance(task)
