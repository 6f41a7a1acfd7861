"""Prose that lies in runs between markup, and the way back from its segments to the runs.

The one thing to know: a run may end in the middle of a word ("Xia" bold, "omi" plain), so a
segment is what a reader sees in one go, over as many runs as it takes. A changed letter takes the
look of the first letter that it stands for, an added one that of the letter before it.
"""

from __future__ import annotations

import bisect
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from transcript_fix.errors import UserError
from transcript_fix.labels import find_labels
from transcript_fix.layouts.weave import Piece, Weaver, flat
from transcript_fix.model import Document, Role, Segment
from transcript_fix.worddiff import Change, letters_changed

Run = tuple[str, int, int]
"""A text and where it is spelled: start and end, in the format's own unit."""
Item = Run | str | None
"""A run, words that nobody may edit, or None for a line break."""


_ROLES = tuple(Role)
_MANY = 5000
_LINE_END = re.compile("\n")
_LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
"""What Python takes for the end of a line."""


MOST = 2**30
"""Code points or bytes: offsets are kept in 32 bits."""


def _numbers() -> array[int]:
    return array("i")


@dataclass(slots=True)
class Rope:
    """A long text in pieces, cut like a string within one; to join it would be to hold it twice."""

    _pieces: list[str] = field(default_factory=list)
    _firsts: array[int] = field(default_factory=_numbers)
    _length: int = 0

    def add(self, piece: str) -> None:
        """Add a piece at the end."""
        if piece:
            self._pieces.append(piece)
            self._firsts.append(self._length)
            self._length += len(piece)

    def __getitem__(self, where: slice) -> str:
        index = bisect.bisect_right(self._firsts, where.start) - 1
        first = self._firsts[index]
        return self._pieces[index][where.start - first : where.stop - first]

    def ends_of(self, pattern: re.Pattern[str]) -> Iterator[int]:
        """Yield where each match ends."""
        for first, piece in zip(self._firsts, self._pieces, strict=True):
            yield from (first + m.end() for m in pattern.finditer(piece))


@dataclass(slots=True)
class Flow:
    """Collects paragraphs in reading order. Its text has one paragraph (or line) a line.

    `starts` and `ends` are where each run lies in that text, `spelled_from` and `spelled_to` where
    it is spelled. All is kept as numbers, since a large file has runs by the hundred thousand:
    `_lines` has where the pieces of each line begin in `_pieces`, `_kinds` its role and whether it
    runs on.
    """

    starts: array[int] = field(default_factory=_numbers)
    ends: array[int] = field(default_factory=_numbers)
    spelled_from: array[int] = field(default_factory=_numbers)
    spelled_to: array[int] = field(default_factory=_numbers)
    _text: Rope = field(default_factory=Rope)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _pieces: array[int] = field(default_factory=_numbers)
    _lines: array[int] = field(default_factory=_numbers)
    _kinds: bytearray = field(default_factory=bytearray)

    def paragraph(self, items: Sequence[Item], role: Role = Role.SPEECH) -> None:
        """Add a paragraph; one without a run is left out."""
        if not any(isinstance(i, tuple) for i in items):
            return
        if self._length > MOST:
            raise UserError("the file holds more than a gigabyte of text; that is no transcript")
        begun, runs_on = len(self._pieces), False
        for item in items:
            if item is None:
                self._close(begun, role, runs_on)
                begun, runs_on = len(self._pieces), True
            elif isinstance(item, str):
                if item:
                    self._pieces.append(~self._length)
                    self._add(item)
                    self._pieces.append(self._length)
            elif item[0]:
                self._run(begun, *item)
        self._close(begun, role, runs_on)

    def _run(self, begun: int, text: str, start: int, end: int) -> None:
        at = self._length
        self._add(text)
        self.starts.append(at)
        self.ends.append(self._length)
        self.spelled_from.append(start)
        self.spelled_to.append(end)
        pieces = self._pieces
        if len(pieces) > begun and pieces[-1] == at and pieces[-2] >= 0:
            pieces[-1] = self._length
        else:
            pieces.extend((at, self._length))

    def _close(self, begun: int, role: Role, runs_on: bool) -> None:
        self._lines.append(begun)
        self._kinds.append(2 * _ROLES.index(role) + runs_on)
        self._add("\n")
        if len(self._parts) > _MANY:  # a short string is mostly overhead
            self._pack()

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _pack(self) -> None:
        self._text.add("".join(self._parts))
        self._parts.clear()

    def document(self, path: str) -> Document:
        """Return the prose; `where` of a segment and the lines are those of the flow's text."""
        segments = tuple(self.segments())
        return Document(path, segments, (0, *list(self._text.ends_of(_LINE_END))[:-1]))

    def segments(self) -> Iterator[Segment]:
        """Yield the segments of `document` one by one, so that they need not all be kept."""
        self._pack()
        text = self._text
        weaver = Weaver(text)
        labels = find_labels(flat(text, self._line(text, n)) for n in range(len(self._lines)))
        for number, (kind, label) in enumerate(zip(self._kinds, labels, strict=True)):
            weaver.begin("\n" if kind % 2 and not label else "\n\n")
            weaver.line(self._line(text, number), label, _ROLES[kind // 2])
            yield from weaver.take()

    def _line(self, text: Rope, number: int) -> list[Piece]:
        """Return the pieces of a line; a start that is inverted tells of fixed words."""
        last = number + 1 == len(self._lines)
        end = len(self._pieces) if last else self._lines[number + 1]
        numbers = self._pieces[self._lines[number] : end]
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        return [text[~start:end] if start < 0 else (start, end) for start, end in pairs]

    def changes(
        self,
        texts: Sequence[str],
        compare: Callable[[str, str], list[Change]] = letters_changed,
    ) -> Iterator[tuple[int, list[Change]]]:
        """Yield each run that changes, in order, with its changes in code points of its text.

        Raises UserError for a line break in a text, ValueError unless there is one a segment.
        """
        found: defaultdict[int, list[Change]] = defaultdict(list)
        for segment, text in zip(self.segments(), texts, strict=True):
            if segment.text == text:
                continue
            if not _LINE_BREAKS.isdisjoint(set(text) - set(segment.text)):
                raise UserError("a replacement may not hold a line break")
            for change in compare(segment.text, text):
                for run, piece in self._spread(change, segment.where.start):
                    found[run].append(piece)
        yield from sorted(found.items())

    def _spread(self, change: Change, at: int) -> Iterator[tuple[int, Change]]:
        """Yield the change run by run; `at` is where its segment begins in the flow's text."""
        start, end, new = change[0] + at, change[1] + at, change[2]
        host = max(start - 1, at) if start == end else start
        index = bisect.bisect_right(self.starts, host) - 1
        while True:
            first = self.starts[index]
            yield index, (max(start, first) - first, min(end, self.ends[index]) - first, new)
            index, new = index + 1, ""
            if index == len(self.starts) or self.starts[index] >= end:
                return
