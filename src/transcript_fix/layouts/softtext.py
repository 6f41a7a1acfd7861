"""A flow of prose in which the file's own white space is layout, and the way back to the file.

The one thing to know: a paragraph is respelled as a whole, because whether a space shows hangs on
what stands before and behind it; only pieces whose spelling changes are put back.
"""

from __future__ import annotations

import bisect
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transcript_fix.layouts.flow import Flow, Item
from transcript_fix.layouts.softspace import Piece, Spelling, raws_of, respelled, shown_of, units_of
from transcript_fix.model import Role, Span
from transcript_fix.worddiff import Change

Steps = list[tuple[int, int]]
"""Pairs of offsets, in one text and in another, from which the two run in step."""


def _numbers() -> array[int]:
    return array("i")


@dataclass(slots=True)
class SoftText:
    """Collects paragraphs in reading order, of one part of a file or of many.

    `runs` has for each run of the flow which piece it is, counted from the first of all; `firsts`
    the first piece of each paragraph; `parts` the first paragraph of each part.
    """

    flow: Flow = field(default_factory=Flow)
    runs: array[int] = field(default_factory=_numbers)
    firsts: array[int] = field(default_factory=_numbers)
    parts: list[tuple[int, Spelling]] = field(default_factory=list)
    latest: tuple[int, Steps, Steps] = (-1, [], [])
    _starts: array[int] = field(default_factory=_numbers)
    _ends: array[int] = field(default_factory=_numbers)

    def paragraph(self, pieces: Sequence[Piece], role: Role, spelling: Spelling) -> None:
        """Add a paragraph; one in which a reader sees no words of ours is left out."""
        items: list[Item] = []
        runs: list[int] = []
        begun = len(self._starts)
        shown = shown_of(raws_of(pieces, spelling), spelling)
        for index, (piece, part) in enumerate(zip(pieces, shown, strict=True), begun):
            if not isinstance(piece, tuple):
                items.append(piece)
            elif part.text:
                items.append((part.text, *piece))
                runs.append(index)
        if not runs:
            return
        if not self.parts or self.parts[-1][1] is not spelling:
            self.parts.append((len(self.firsts), spelling))
        self.flow.paragraph(items, role)
        self.runs.extend(runs)
        self.firsts.append(begun)
        for piece in pieces:
            start, end = piece if isinstance(piece, tuple) else _OTHER[piece is None]
            self._starts.append(start)
            self._ends.append(end)

    def splices(self, texts: Sequence[str]) -> Iterator[tuple[str, int, int, str]]:
        """Yield what to replace: name of the part, start, end, new spelling; in order.

        Raises UserError for what cannot be written, ValueError unless there is one text a segment.
        """
        changed: defaultdict[int, dict[int, list[Change]]] = defaultdict(dict)
        for run, changes in self.flow.changes(texts):
            paragraph, index = self._paragraph_of(run)
            changed[paragraph][index] = changes
        for paragraph, by_piece in sorted(changed.items()):
            spelling, pieces = self._pieces(paragraph)
            raws = raws_of(pieces, spelling)
            for piece, raw, new in zip(
                pieces, raws, respelled(raws, by_piece, spelling), strict=True
            ):
                if isinstance(piece, tuple) and new != raw:
                    yield spelling.name, *piece, new

    def _paragraph_of(self, run: int) -> tuple[int, int]:
        """Return the paragraph of a run, and which of its pieces it is."""
        paragraph = bisect.bisect_right(self.firsts, self.runs[run]) - 1
        return paragraph, self.runs[run] - self.firsts[paragraph]

    def _pieces(self, paragraph: int) -> tuple[Spelling, list[Piece]]:
        """Return a paragraph as it was added, but for what its fixed words were."""
        at = bisect.bisect_right(self.parts, paragraph, key=lambda part: part[0]) - 1
        last = paragraph + 1
        end = self.firsts[last] if last < len(self.firsts) else len(self._starts)
        begun = self.firsts[paragraph]
        pairs = zip(self._starts[begun:end], self._ends[begun:end], strict=True)
        return self.parts[at][1], [
            pair if pair not in _OTHER else None if pair == _OTHER[1] else "" for pair in pairs
        ]

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
        paragraph, index = self._paragraph_of(run)
        spelling, pieces = self._pieces(paragraph)
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


_OTHER = ((-1, -1), (-2, -2))
"""Stand among the pieces of a paragraph for fixed words and line breaks."""


def _place(step: tuple[int, int]) -> int:
    return step[0]


def _in_step(steps: Steps, at: int, spelled: int) -> None:
    """Add a pair of offsets unless the pairs say so already."""
    if not steps or spelled - at != steps[-1][1] - steps[-1][0]:
        steps.append((at, spelled))
