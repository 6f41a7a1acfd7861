"""What asking a model came to: sentences, requests, tokens. One bill for a process.

The one thing to know: both modes and all files of a run count together. The bill is told on
standard error when the last of them ends.
"""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from transcript_fix.headway import Count, reading
from transcript_fix.printable import printable


@dataclass
class Spent:
    """A bill that many threads add to; `read` counts sentences or places."""

    read: Count = field(default_factory=lambda: Count("llm"))
    remembered: int = 0
    requests: int = 0
    tokens: int = 0
    unusable: int = 0
    stopped: int = 0
    began: float = field(default_factory=time.monotonic)
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def add(self, **counts: int) -> None:
        """Add to the counts named."""
        with self.lock:
            for name, count in counts.items():
                setattr(self, name, getattr(self, name) + count)
            self.read.note = _plural(self.tokens, "token")

    def line(self) -> str:
        """Return what it came to, for people: "34 sentences, 12,300 tokens"."""
        parts = [_plural(self.read.done, "sentence")]
        if self.remembered:
            parts.append(f"{self.remembered:,} remembered")
        parts += [_plural(self.requests, "request"), _plural(self.tokens, "token")]
        if self.unusable:
            parts.append(f"{_plural(self.unusable, 'answer')} without use")
        if self.stopped:
            parts.append(f"{_plural(self.stopped, 'edit')} stopped by the guards")
        return f"{', '.join(parts)} in {time.monotonic() - self.began:,.0f} s"


_counting: list[Spent] = []
_users = 0
_guard = threading.Lock()


@contextlib.contextmanager
def counting() -> Iterator[Spent]:
    """Yield the bill; when the last user of it ends, tell it, if the model had work."""
    global _users
    with reading("llm") as read:
        with _guard:
            if not _users:
                _counting[:] = [Spent(read)]
            _users += 1
            spent = _counting[0]
        try:
            yield spent
        finally:
            with _guard:
                _users -= 1
                last = not _users
            if last and spent.read.done:
                print(printable(f"llm: {spent.line()}"), file=sys.stderr)


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
