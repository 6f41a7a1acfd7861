"""How far the readers are, engines that take their time over each sentence; the word to stop.

The one thing to know: there is one count a reader for a process, whoever asks and however many
files are at work, for it is one wait.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from types import FrameType


@dataclass
class Count:
    """Sentences to read and read; `note` is what else there is to say."""

    name: str
    todo: int = 0
    done: int = 0
    note: str = ""

    def add(self, *, todo: int = 0, done: int = 0) -> None:
        """Count more of them. Safe for several threads."""
        with _guard:
            self.todo += todo
            self.done += done

    def __str__(self) -> str:
        said = f"{self.name}: {self.done:,} of {self.todo:,} sentences"
        return f"{said}, {self.note}" if self.note else said


_guard = threading.Lock()
_at_work: dict[str, tuple[Count, int]] = {}  # and how many use it
cancelled = threading.Event()
"""Set when the user wants no more of it."""


@contextlib.contextmanager
def reading(name: str) -> Iterator[Count]:
    """Yield the count of a reader; it ends with its last user."""
    with _guard:
        if not _at_work:
            cancelled.clear()
        count, users = _at_work.get(name, (Count(name), 0))
        _at_work[name] = count, users + 1
    try:
        yield count
    finally:
        with _guard:
            _, users = _at_work.pop(name)
            if users > 1:
                _at_work[name] = count, users - 1


def so_far() -> str:
    """Return how far the readers of this process are, in a few words; "" where none has work."""
    return "; ".join(str(count) for count, _ in tuple(_at_work.values()) if count.todo)


def cancel() -> None:
    """Let whoever waits for a reader wait no longer."""
    cancelled.set()


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """While it lasts, Ctrl-C also reaches those threads that wait for a reader."""
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield
        return

    def told(number: int, frame: FrameType | None) -> None:
        cancel()
        before(number, frame)

    signal.signal(signal.SIGINT, told)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
