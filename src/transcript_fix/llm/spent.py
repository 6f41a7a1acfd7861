"""What asking a model came to: sentences, requests, tokens. One count for a process.

The one thing to know: both modes and all files of a run count together, for it is one bill. It is
told on standard error when the last of them ends.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import FrameType

from transcript_fix.printable import printable


@dataclass
class Spent:
    """A count that many threads add to. `todo` and `done` are sentences or places."""

    todo: int = 0
    done: int = 0
    remembered: int = 0
    requests: int = 0
    tokens: int = 0
    unusable: int = 0
    stopped: int = 0
    began: float = field(default_factory=time.monotonic)
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    cancelled: threading.Event = field(default_factory=threading.Event, repr=False)

    def add(self, **counts: int) -> None:
        """Add to the counts named."""
        with self.lock:
            for name, count in counts.items():
                setattr(self, name, getattr(self, name) + count)

    def line(self) -> str:
        """Return what it came to, for people: "34 sentences, 12,300 tokens"."""
        parts = [_plural(self.done, "sentence")]
        if self.remembered:
            parts.append(f"{self.remembered:,} remembered")
        parts += [_plural(self.requests, "request"), _plural(self.tokens, "token")]
        if self.unusable:
            parts.append(f"{_plural(self.unusable, 'answer')} without use")
        if self.stopped:
            parts.append(f"{_plural(self.stopped, 'edit')} stopped by the guards")
        return f"{', '.join(parts)} in {time.monotonic() - self.began:,.0f} s"

    def progress(self) -> str:
        """Return how far it is, in a few words; nothing where a model is not asked."""
        if not self.todo:
            return ""
        return f"llm: {self.done:,} of {self.todo:,} sentences, {self.tokens:,} tokens"


_counting: list[Spent] = []
_users = 0
_guard = threading.Lock()


@contextlib.contextmanager
def counting() -> Iterator[Spent]:
    """Yield the count; when the last user of it ends, tell it, if the model had work."""
    global _users
    with _guard:
        if not _users:
            _counting[:] = [Spent()]
        _users += 1
        spent = _counting[0]
    try:
        yield spent
    finally:
        with _guard:
            _users -= 1
            last = not _users
        if last and spent.done:
            print(printable(f"llm: {spent.line()}"), file=sys.stderr)


def cancel() -> None:
    """Let whoever waits for the model wait no longer: the user has interrupted."""
    if _counting:
        _counting[0].cancelled.set()


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """While it lasts, Ctrl-C also reaches those threads that wait for the model."""
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


def so_far() -> str:
    """Return how far the model is in this process, in a few words, or ""."""
    return _counting[0].progress() if _users and _counting else ""


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
