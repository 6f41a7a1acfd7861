"""A part of a package as it is unpacked: the bytes near one place; what lies behind is forgotten.

The one thing to know: it runs forward. To go back it is unpacked from the beginning, so whoever
asks for places asks in order; after too many ways back it keeps the whole part instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

SLACK = 1 << 18
"""Bytes kept behind the place asked for last: a note lies within the paragraph that it is of."""
WAYS_BACK = 20


class Tape:
    """`chunks` unpacks the part from its beginning; offsets are bytes of the whole part.

    `encoding` is what the part is in, if the chunks are it as UTF-8 and it is in something else.
    """

    def __init__(self, chunks: Callable[[], Iterator[bytes]], encoding: str | None = None) -> None:
        self.chunks = chunks
        self.encoding = encoding
        self._first = 0
        self._data = bytearray()
        self._ahead = chunks()
        self._ways_back = 0

    def play(self) -> Iterator[bytes]:
        """Yield the chunks in order; what was yielded is kept until it is forgotten."""
        self._first, self._data, self._ahead = 0, bytearray(), iter(())
        for chunk in self.chunks():
            self._data += chunk
            yield chunk

    def forget(self, before: int) -> None:
        """Drop what lies before an offset."""
        if before > self._first:
            del self._data[: before - self._first]
            self._first = before

    def cut(self, start: int, end: int) -> bytes:
        """Return the bytes from `start` to `end`; unpacks further, or anew, where it must."""
        if start < self._first:
            self._rewind()
        while end > self._first + len(self._data) and self._more(start):
            pass
        return bytes(self._data[start - self._first : end - self._first])

    def behind(self, pattern: re.Pattern[bytes], start: int) -> int | None:
        """Return the offset behind what `pattern` matches at `start`, None where it does not."""
        if start < self._first:
            self._rewind()
        while True:
            found = pattern.match(self._data, start - self._first)
            if found is not None:
                return self._first + found.end()
            if not self._more(start):
                return None

    def _rewind(self) -> None:
        self._ways_back += 1
        self._first, self._data, self._ahead = 0, bytearray(), self.chunks()

    def _more(self, wanted: int) -> bool:
        chunk = next(self._ahead, None)
        if chunk is None:
            return False
        if self._ways_back < WAYS_BACK:
            self.forget(min(wanted - SLACK, self._first + len(self._data)))
        self._data += chunk
        return True
