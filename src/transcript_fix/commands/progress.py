"""A progress bar for long work: on a terminal only, on standard error, gone when done."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from transcript_fix.headway import so_far

Item = TypeVar("Item")

MANY = 5
"""From this many files on, work is long enough for a bar."""


def progress(
    items: Iterable[Item], total: int, what: str = "Checking", *, long: bool = False
) -> Iterator[Item]:
    """Yield the items; show how many of `total` are done and the time left.

    `long`: each of them is long work, as where a language model is asked.
    """
    if (total < MANY and not long) or not sys.stderr.isatty():
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

    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[model]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total, model=_Model())
        for item in items:
            yield item
            bar.advance(task)


@dataclass
class Words:
    """Counts files and words; `show` gets what to print of them, if anybody looks."""

    show: Callable[[int, int, int], None] | None = None
    sizes: dict[str, int] = field(default_factory=dict)
    files: int = 0
    words: int = 0
    size: int = 0

    def done(self, path: str, words: int) -> None:
        """Count one file."""
        self.files += 1
        self.words += words
        self.size += self.sizes.get(path, 0)
        if self.show:
            self.show(self.files, self.words, self.size)


@contextmanager
def words_of(paths: Sequence[Path], what: str = "Checking") -> Iterator[Words]:
    """Show files, words, words a second and the time left (by bytes), on a terminal only."""
    if not sys.stderr.isatty():
        yield Words()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    sizes = {str(path): _size(path) for path in paths}
    fields = "{task.fields[files]:,} of {task.fields[of]:,} files  {task.fields[words]:,} words"
    columns = (
        TextColumn(what),
        BarColumn(),
        TextColumn(f"{fields}  {{task.fields[rate]:,.0f}} words/s"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[model]}"),
    )
    began = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        total = sum(sizes.values()) or None
        task = bar.add_task(
            what, total=total, files=0, of=len(paths), words=0, rate=0.0, model=_Model()
        )

        def show(files: int, words: int, size: int) -> None:
            rate = words / max(time.monotonic() - began, 0.001)
            bar.update(task, completed=size, files=files, words=words, rate=rate)

        yield Words(show, sizes)


class _Model:
    """How far the readers are in this process, whenever it is printed; mostly nothing."""

    def __format__(self, _: str) -> str:
        return so_far()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
