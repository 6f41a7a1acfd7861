"""A flow of prose in which the file's own white space is layout, and the way back to the file.

The one thing to know: a paragraph is respelled as a whole, because whether a space shows hangs on
what stands before and behind it; only pieces whose spelling changes are put back.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transcript_fix.flow import Flow, Item
from transcript_fix.model import Document, Role, Span
from transcript_fix.softspace import Piece, Spelling, raws_of, respelled, shown_of, units_of
from transcript_fix.worddiff import Change

Steps = list[tuple[int, int]]
"""Pairs of offsets, in one text and in another, from which the two run in step."""


@dataclass(slots=True)
class SoftText:
    """Collects paragraphs in reading order, of one part of a file or of many.

    `runs` has the paragraph of each run of the flow, and which of its pieces it is.
    """

    flow: Flow = field(default_factory=Flow)
    paragraphs: list[tuple[Spelling, Sequence[Piece]]] = field(default_factory=list)
    runs: list[tuple[int, int]] = field(default_factory=list)
    latest: tuple[int, Steps, Steps] = (-1, [], [])

    def paragraph(self, pieces: Sequence[Piece], role: Role, spelling: Spelling) -> None:
        """Add a paragraph; one in which a reader sees no words of ours is left out."""
        items: list[Item] = []
        shown = shown_of(raws_of(pieces, spelling), spelling)
        for index, (piece, part) in enumerate(zip(pieces, shown, strict=True)):
            if not isinstance(piece, tuple):
                items.append(piece)
            elif part.text:
                items.append((part.text, *piece))
                self.runs.append((len(self.paragraphs), index))
        if any(isinstance(i, tuple) for i in items):
            self.flow.paragraph(items, role)
            self.paragraphs.append((spelling, pieces))

    def splices(
        self, document: Document, texts: Sequence[str]
    ) -> Iterator[tuple[str, int, int, str]]:
        """Yield what to replace: name of the part, start, end, new spelling; in order.

        `document` is the flow's own. Raises UserError for what cannot be written, ValueError unless
        there is one text a segment.
        """
        changed: defaultdict[int, dict[int, list[Change]]] = defaultdict(dict)
        for run, changes in self.flow.changes(document.segments, texts):
            paragraph, index = self.runs[run]
            changed[paragraph][index] = changes
        for paragraph, by_piece in sorted(changed.items()):
            spelling, pieces = self.paragraphs[paragraph]
            raws = raws_of(pieces, spelling)
            for piece, raw, new in zip(
                pieces, raws, respelled(raws, by_piece, spelling), strict=True
            ):
                if isinstance(piece, tuple) and new != raw:
                    yield spelling.name, *piece, new

    def places(self, span: Span) -> tuple[Steps, int]:
        """Return where a span of the flow's text (not empty) is spelled, and where that ends.

        The pairs are offsets, in the span and in the part, from which the two run in step.
        """
        flow = self.flow
        run = bisect.bisect_right(flow.starts, span.start) - 1
        found: Steps = []
        end = 0
        while run < len(flow.starts) and flow.starts[run] < span.end:
            first = flow.starts[run]
            starts, ends = self._steps(run)
            low, high = max(span.start - first, 0), span.end - first
            at = bisect.bisect_right(starts, low, key=_place) - 1
            _in_step(found, low + first - span.start, starts[at][1] + low - starts[at][0])
            for place, spelled in starts[at + 1 :]:
                if place >= high:
                    break
                _in_step(found, place + first - span.start, spelled)
            last = min(high, flow.ends[run] - first)
            at = bisect.bisect_right(ends, last, key=_place) - 1
            end = ends[at][1] + last - ends[at][0]
            run += 1
        return found, end

    def _steps(self, run: int) -> tuple[Steps, Steps]:
        """Return where the characters of a run begin in the part, and where they end."""
        first, last = self.flow.spelled_from[run], self.flow.spelled_to[run]
        if last - first == self.flow.ends[run] - self.flow.starts[run]:
            return [(0, first)], [(0, first)]
        if self.latest[0] != run:
            self.latest = (run, *self._by_unit(run))
        return self.latest[1:]

    def _by_unit(self, run: int) -> tuple[Steps, Steps]:
        paragraph, index = self.runs[run]
        spelling, pieces = self.paragraphs[paragraph]
        raws = raws_of(pieces, spelling)
        raw, at, spelled = raws[index], 0, self.flow.spelled_from[run]
        assert isinstance(raw, str)
        starts: Steps = []
        ends: Steps = []
        for unit in units_of(index, raw, shown_of(raws, spelling)[index], spelling):
            length = len(unit.raw or "")
            if unit.text:
                _in_step(starts, at, spelled)
                _in_step(ends, at + len(unit.text), spelled + length)
            at += len(unit.text)
            spelled += length
        return starts, ends


def _place(step: tuple[int, int]) -> int:
    return step[0]


def _in_step(steps: Steps, at: int, spelled: int) -> None:
    """Add a pair of offsets unless the pairs say so already."""
    if not steps or spelled - at != steps[-1][1] - steps[-1][0]:
        steps.append((at, spelled))
