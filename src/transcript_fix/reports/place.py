"""Where a finding stands in its file: lines, columns and, where the file is plain, bytes.

The one thing to know: bytes are given only where they are proved. If the words do not stand in the
decoded file at the place that the document names (docx, odt, an entity in HTML), there are none.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from transcript_fix.encoding import Decoded, decode
from transcript_fix.errors import UserError
from transcript_fix.model import Document, Edit, Issue, Outcome, Span
from transcript_fix.split import split


@dataclass(frozen=True, slots=True)
class Point:
    """A place between two characters: line and column from 1, column in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Change:
    """One replacement in the file; `span` in code points of the decoded file."""

    span: Span
    before: str
    after: str


@dataclass(frozen=True)
class Places:
    """The places of one file's findings."""

    outcome: Outcome
    document: Document

    def ends(self, span: Span) -> tuple[Point, Point]:
        """Return where a span (code points of the decoded file) begins and ends (exclusive)."""
        return self._point(span.start), self._point(span.end)

    def span(self, issue: Issue) -> Span:
        """Return an issue's span in code points of the decoded file."""
        return self.document.source_span(issue.span)

    def in_bytes(self, span: Span) -> tuple[int, int] | None:
        """Return offset and length in bytes of the file, byte-order mark counted; None: no file.

        `span` is in code points of the decoded file.
        """
        if self._decoded is None:
            return None
        start = self._byte(span.start)
        return start, self._byte(span.end) - start

    def columns_in_utf8(self, span: Span) -> tuple[Point, Point]:
        """Return `ends` with columns in bytes of UTF-8 (from 1), as rdjson counts them."""
        if self._decoded is None:
            return self.ends(span)
        points = []
        for offset in (span.start, span.end):
            point = self._point(offset)
            line = self._decoded.text[self.document.line_starts[point.line - 1] : offset]
            points.append(Point(point.line, len(line.encode("utf-8", "surrogatepass")) + 1))
        return points[0], points[1]

    def changes(self, issue: Issue, after: str) -> tuple[Change, ...] | None:
        """Return what must be replaced in the file to make a suggestion; None: not to be said.

        None where the place is not exact in the file's bytes or not the only one, or where a
        piece between two marks of the format would be left empty: only we can make that change.
        """
        parts = split(self.document, Edit(issue.span, issue.finding.before, after))
        if not parts or self._decoded is None:
            return None
        changes = []
        for part in parts:
            span = self.document.source_span(part.span)
            if self._decoded.text[span.start : span.end] != part.before:
                return None
            if not part.after and part.span in self.document.spans:
                return None
            if self.document.home(part.span) in self.document.linked:
                return None
            changes.append(Change(span, part.before, part.after))
        return tuple(changes)

    def exact(self, issue: Issue) -> bool:
        """Return whether the words stand in the decoded file just where the document says."""
        span = self.span(issue)
        return (
            self._decoded is not None
            and self._decoded.text[span.start : span.end] == issue.finding.before
        )

    def encoded(self, text: str) -> bytes | None:
        """Return `text` in the file's encoding, without byte-order mark; None: it cannot be."""
        assert self._decoded is not None
        try:
            return text.encode(self._decoded.encoding)
        except UnicodeError:
            return None

    def _point(self, offset: int) -> Point:
        line = bisect.bisect_right(self.document.line_starts, offset)
        return Point(line, offset - self.document.line_starts[line - 1] + 1)

    def _byte(self, offset: int) -> int:
        assert self._decoded is not None
        line = bisect.bisect_right(self.document.line_starts, offset) - 1
        start = self.document.line_starts[line]
        inside = self._decoded.text[start:offset].encode(self._decoded.encoding)
        return self._line_bytes[line] + len(inside)

    @cached_property
    def _decoded(self) -> Decoded | None:
        if self.outcome.data is None:
            return None
        try:
            return decode(self.outcome.data, self.outcome.encoding)
        except UserError:
            return None

    @cached_property
    def _line_bytes(self) -> tuple[int, ...]:
        """The byte at which each line begins."""
        assert self._decoded is not None
        text, encoding = self._decoded.text, self._decoded.encoding
        starts = (*self.document.line_starts, len(text))
        at, out = len(self._decoded.bom), []
        for start, end in pairwise(starts):
            out.append(at)
            at += len(text[start:end].encode(encoding))
        return tuple(out)


def places(outcome: Outcome) -> Places | None:
    """Return the places of a file's findings; None for a file that was not read."""
    return Places(outcome, outcome.document) if outcome.document else None
