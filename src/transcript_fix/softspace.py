"""White space that a reader does not see: runs of it that HTML and OpenDocument show as one space.

The one thing to know: in a file such space is layout and must stay as it is; in the prose it is
one space or none. A space that would vanish in its new place is written so that it does not.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from transcript_fix.flow import Flow, Item
from transcript_fix.model import Document, Role, Span
from transcript_fix.worddiff import Change

Place = tuple[int, int]
Piece = Place | str | None
"""Where words are spelled, fixed words that nobody may edit, or None for a line break."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a part of a file spells text: `marks` matches what is not the character itself.

    `raw` cuts the part; `read` gives the text of a mark, `write` the spelling of a text, `hard`
    that of a space that always shows. `breaks` is whether space beside a line break is unseen.
    """

    name: str
    raw: Callable[[int, int], str]
    marks: re.Pattern[str]
    read: Callable[[str], str]
    write: Callable[[str], str]
    hard: str
    breaks: bool


@dataclass(slots=True)
class SoftText:
    """Collects paragraphs in reading order, of one part of a file or of many.

    `runs` has the paragraph of each run of the flow, and which of its pieces it is.
    """

    flow: Flow = field(default_factory=Flow)
    paragraphs: list[tuple[Spelling, Sequence[Piece]]] = field(default_factory=list)
    runs: list[tuple[int, int]] = field(default_factory=list)

    def paragraph(self, pieces: Sequence[Piece], role: Role, spelling: Spelling) -> None:
        """Add a paragraph; one in which a reader sees no words of ours is left out."""
        items: list[Item] = []
        shown = _shown(_raws(pieces, spelling), spelling)
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
            raws = _raws(pieces, spelling)
            for piece, raw, new in zip(
                pieces, raws, _respelled(raws, by_piece, spelling), strict=True
            ):
                if isinstance(piece, tuple) and new != raw:
                    yield spelling.name, *piece, new

    def places(self, span: Span) -> tuple[list[tuple[int, int]], int]:
        """Return where a span of the flow's text (not empty) is spelled, and where that ends.

        The pairs are offsets, in the span and in the part, from which the two run in step.
        """
        flow = self.flow
        run = bisect.bisect_right(flow.starts, span.start) - 1
        found: list[tuple[int, int]] = []
        end = -1
        while run < len(flow.starts) and flow.starts[run] < span.end:
            for at, spelled in self._in_step(run):
                at += flow.starts[run] - span.start
                if at <= 0:
                    found = [(0, spelled - at)]
                elif at < len(span):
                    found.append((at, spelled))
                elif at == len(span) and end < 0:
                    end = spelled
            run += 1
        found = _joined(found)
        at, spelled = found[-1]
        return found, end if end >= 0 else spelled + len(span) - at

    def _in_step(self, run: int) -> Iterator[tuple[int, int]]:
        """Yield pairs of offsets, in a run as shown and in the part, and where both end."""
        first, last = self.flow.spelled_from[run], self.flow.spelled_to[run]
        length = self.flow.ends[run] - self.flow.starts[run]
        yield 0, first
        if last - first != length:
            yield from self._by_unit(run)
        yield length, last

    def _by_unit(self, run: int) -> Iterator[tuple[int, int]]:
        paragraph, index = self.runs[run]
        spelling, pieces = self.paragraphs[paragraph]
        raws = _raws(pieces, spelling)
        raw, at, spelled = raws[index], 0, self.flow.spelled_from[run]
        assert isinstance(raw, str)
        for unit in _units(index, raw, _shown(raws, spelling)[index], spelling):
            yield at, spelled
            at += len(unit.text)
            spelled += len(unit.raw or "")


def _joined(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pairs without those that say nothing new; of two at one place the second."""
    out: list[tuple[int, int]] = []
    for at, spelled in pairs:
        if out and out[-1][0] == at:
            out.pop()
        if not out or spelled - at != out[-1][1] - out[-1][0]:
            out.append((at, spelled))
    return out


_WHITE = (" ", "\t", "\n", "\r", "\f")
_SOFT = re.compile(r"[ \t\n\r\f]+")


_SOLID, _BREAK = 0, 1
"""Stand among the spellings of a paragraph for fixed words and line breaks."""
_Raw = str | int


@dataclass(slots=True)
class _Unit:
    """The smallest piece of a spelling; `raw` None was not in the file. `text` is what shows."""

    piece: int
    raw: str | None
    text: str
    soft: bool = False
    other: int | None = None


@dataclass(slots=True)
class _Shown:
    """What shows of a piece, and whether white space at its edges does not."""

    text: str
    first_hidden: bool = False
    last_hidden: bool = False


def _raws(pieces: Sequence[Piece], spelling: Spelling) -> list[_Raw]:
    other = _BREAK if spelling.breaks else _SOLID
    return [
        spelling.raw(*p) if isinstance(p, tuple) else other if p is None else _SOLID for p in pieces
    ]


def _shown(raws: Sequence[_Raw], spelling: Spelling) -> list[_Shown]:
    """Return what shows of each piece of a paragraph: white space runs together, edges vanish."""
    out: list[_Shown] = []
    soft, last = True, -1
    for raw in raws:
        if isinstance(raw, int):
            if raw == _BREAK and last >= 0:
                _hide_last(out[last])
            soft, last = raw == _BREAK, -1
            out.append(_Shown(""))
            continue
        text, hidden = _text(raw, spelling), soft and raw[:1] in _WHITE
        out.append(_Shown(text[1:] if hidden else text, hidden))
        if out[-1].text:
            soft = raw[-1] in _WHITE
            last = len(out) - 1 if soft else -1
    if last >= 0:
        _hide_last(out[last])
    return out


def _hide_last(shown: _Shown) -> None:
    shown.text, shown.last_hidden = shown.text[:-1], True


def _respelled(
    raws: Sequence[_Raw], changes: Mapping[int, Sequence[Change]], spelling: Spelling
) -> list[str]:
    """Return the new spelling of each piece; `changes` count in what shows of it."""
    units: list[_Unit] = []
    for index, (raw, shown) in enumerate(zip(raws, _shown(raws, spelling), strict=True)):
        if isinstance(raw, int):
            units.append(_Unit(index, "", "", other=raw))
        else:
            mine = _units(index, raw, shown, spelling)
            units += _changed(mine, changes.get(index, ()), index)
    out = [""] * len(raws)
    for index, piece in _spelled(units, spelling):
        out[index] += piece
    return out


def _text(raw: str, spelling: Spelling) -> str:
    plain = spelling.marks.search(raw) is None
    if plain and "  " not in raw and not any(c in raw for c in _WHITE[1:]):
        return raw
    return "".join(
        " " if white else spelling.read(piece) if mark else piece
        for piece, mark, white in _tokens(raw, spelling)
    )


def _tokens(raw: str, spelling: Spelling) -> Iterator[tuple[str, bool, bool]]:
    """Yield pieces of a spelling: itself, whether it is a mark, whether it is white space."""
    at = 0
    for mark in spelling.marks.finditer(raw):
        yield from _white(raw[at : mark.start()])
        yield mark.group(), True, False
        at = mark.end()
    yield from _white(raw[at:])


def _white(raw: str) -> Iterator[tuple[str, bool, bool]]:
    at = 0
    for m in _SOFT.finditer(raw):
        if m.start() > at:
            yield raw[at : m.start()], False, False
        yield m.group(), False, True
        at = m.end()
    if at < len(raw):
        yield raw[at:], False, False


def _units(index: int, raw: str, shown: _Shown, spelling: Spelling) -> list[_Unit]:
    units: list[_Unit] = []
    for piece, mark, white in _tokens(raw, spelling):
        if white:
            units.append(_Unit(index, piece, " ", soft=True))
        elif mark:
            units.append(_Unit(index, piece, spelling.read(piece)))
        else:
            units += (_Unit(index, c, c) for c in piece)
    if shown.first_hidden:
        units[0].text = ""
    if shown.last_hidden:
        units[-1].text = ""
    return units


def _changed(units: list[_Unit], changes: Sequence[Change], index: int) -> list[_Unit]:
    """Return the units with the changes made; what is left of half a unit is written anew."""
    ends = list(accumulate(len(u.text) for u in units))
    starts = [0, *ends[:-1]]
    for start, end, new in reversed(changes):
        # hidden space stays outside: behind the words before it, or before the first word
        first = bisect.bisect_left(ends, start) if start else bisect.bisect_right(ends, 0)
        if start and first < len(units) and ends[first] == start:
            first += 1
        last = bisect.bisect_left(starts, end, first)
        if first < len(units) and starts[first] < start:
            new = units[first].text[: start - starts[first]] + new
            last = max(last, first + 1)
        if last > first and ends[last - 1] > end:
            new += units[last - 1].text[end - starts[last - 1] :]
        units[first:last] = [_Unit(index, None, c, soft=c == " ") for c in new]
        _guard(units, first)
    return units


def _guard(units: list[_Unit], changed: int) -> None:
    """Spell out a bare "&" or "<" that what now follows could make a reference or a tag."""
    for at in range(max(changed - 3, 0), changed):
        raw = units[at].raw or ""
        between = "".join(u.raw or "" for u in units[at + 1 : changed])
        bare = raw[:1] in ("&", "<") and raw[-1] not in ";>"
        if bare and between.lower() in ("", "#", "#x"):
            units[at] = replace(units[at], raw=None)


def _spelled(units: Sequence[_Unit], spelling: Spelling) -> Iterator[tuple[int, str]]:
    """Yield piece and spelling of each unit, so that as much space shows as should."""
    trailing, at_end = [], True
    for unit in reversed(units):
        at_end = unit.other == _BREAK or (at_end and unit.soft)
        trailing.append(at_end)
    soft = True
    for unit, at_end in zip(units, reversed(trailing), strict=True):
        if unit.other is not None:
            soft = unit.other == _BREAK
        elif not unit.soft:
            soft = False
            yield unit.piece, spelling.write(unit.text) if unit.raw is None else unit.raw
        elif not unit.text:
            if soft or at_end:
                yield unit.piece, unit.raw or ""
        elif soft or at_end:
            soft = False
            yield unit.piece, spelling.hard
        else:
            soft = True
            yield unit.piece, " " if unit.raw is None else unit.raw
