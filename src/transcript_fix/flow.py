"""Prose that lies in runs between markup, and the way back from its segments to the runs.

The one thing to know: a run may end in the middle of a word ("Xia" bold, "omi" plain), so a
segment is what a reader sees in one go, over as many runs as it takes. A changed letter takes the
look of the first letter that it stands for, an added one that of the letter before it.
"""

from __future__ import annotations

import bisect
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from transcript_fix.errors import UserError
from transcript_fix.labels import find_labels
from transcript_fix.model import Document, Role, Segment
from transcript_fix.weave import Piece, Weaver, flat
from transcript_fix.worddiff import Change, letters_changed

Run = tuple[str, int, int]
"""A text and where it is spelled: start and end, in the format's own unit."""
Item = Run | str | None
"""A run, words that nobody may edit, or None for a line break."""


_LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
"""What Python takes for the end of a line."""


@dataclass(slots=True)
class Flow:
    """Collects paragraphs in reading order. Its `text` has one paragraph (or line) a line."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    spelled_from: array[int] = field(default_factory=lambda: array("q"))
    spelled_to: array[int] = field(default_factory=lambda: array("q"))
    lines: list[tuple[list[Piece], Role, str]] = field(default_factory=list)
    firsts: array[int] = field(default_factory=lambda: array("q"))

    def paragraph(self, items: Iterable[Item], role: Role = Role.SPEECH) -> None:
        """Add a paragraph; one without a run is left out."""
        line: list[Piece] = []
        lead = "\n\n"
        items = list(items)
        if not any(isinstance(i, tuple) for i in items):
            return
        self.firsts.append(len(self.starts))
        for item in items:
            if item is None:
                self._close(line, role, lead)
                line, lead = [], "\n"
            elif isinstance(item, str):
                line.append(item)
                self._add(item)
            elif item[0]:
                line = self._run(line, *item)
        self._close(line, role, lead)

    def _run(self, line: list[Piece], text: str, start: int, end: int) -> list[Piece]:
        at = self.length
        self._add(text)
        self.starts.append(at)
        self.ends.append(self.length)
        self.spelled_from.append(start)
        self.spelled_to.append(end)
        before = line[-1] if line else None
        if isinstance(before, tuple) and before[1] == at:
            line[-1] = (before[0], self.length)
        else:
            line.append((at, self.length))
        return line

    def _close(self, line: list[Piece], role: Role, lead: str) -> None:
        self.lines.append((line, role, lead))
        self._add("\n")

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def document(self, path: str) -> Document:
        """Return the prose; `where` of a segment and the lines are those of the flow's text."""
        text = "".join(self.parts)
        weaver = Weaver(text)
        labels = find_labels(flat(text, pieces) for pieces, _, _ in self.lines)
        for (pieces, role, lead), label in zip(self.lines, labels, strict=True):
            weaver.begin("\n\n" if label else lead)
            weaver.line(pieces, label, role)
        lines = accumulate((len(line) + 1 for line in text.split("\n")), initial=0)
        return Document(path, tuple(weaver.segments), tuple(lines)[:-1])

    def changes(
        self,
        segments: Sequence[Segment],
        texts: Sequence[str],
        compare: Callable[[str, str], list[Change]] = letters_changed,
    ) -> Iterator[tuple[int, list[Change]]]:
        """Yield each run that changes, in order, with its changes in code points of its text.

        Raises UserError for a line break in a text, ValueError unless there is one a segment.
        """
        found: defaultdict[int, list[Change]] = defaultdict(list)
        for segment, text in zip(segments, texts, strict=True):
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
