"""White space that a reader does not see: runs of it that HTML and OpenDocument show as one space.

The one thing to know: in a file such space is layout and must stay as it is; in the prose it is
one space or none. A space that would vanish in its new place is written so that it does not.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

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


SOLID, BREAK = 0, 1
"""Stand among the spellings of a paragraph for fixed words and line breaks."""
Raw = str | int


@dataclass(slots=True)
class Unit:
    """The smallest piece of a spelling; `raw` None was not in the file. `text` is what shows."""

    piece: int
    raw: str | None
    text: str
    soft: bool = False
    other: int | None = None


@dataclass(slots=True)
class Shown:
    """What shows of a piece, and whether white space at its edges does not."""

    text: str
    first_hidden: bool = False
    last_hidden: bool = False


def raws_of(pieces: Sequence[Piece], spelling: Spelling) -> list[Raw]:
    """Return how each piece of a paragraph is spelled, SOLID or BREAK for what is no words."""
    other = BREAK if spelling.breaks else SOLID
    return [
        spelling.raw(*p) if isinstance(p, tuple) else other if p is None else SOLID for p in pieces
    ]


def shown_of(raws: Sequence[Raw], spelling: Spelling) -> list[Shown]:
    """Return what shows of each piece of a paragraph: white space runs together, edges vanish."""
    out: list[Shown] = []
    soft, last = True, -1
    for raw in raws:
        if isinstance(raw, int):
            if raw == BREAK and last >= 0:
                _hide_last(out[last])
            soft, last = raw == BREAK, -1
            out.append(Shown(""))
            continue
        text, hidden = _text(raw, spelling), soft and raw[:1] in _WHITE
        out.append(Shown(text[1:] if hidden else text, hidden))
        if out[-1].text:
            soft = raw[-1] in _WHITE
            last = len(out) - 1 if soft else -1
    if last >= 0:
        _hide_last(out[last])
    return out


def units_of(index: int, raw: str, shown: Shown, spelling: Spelling) -> list[Unit]:
    """Return the units of a piece, `index` being which one; `shown` says what shows of it."""
    units: list[Unit] = []
    for piece, mark, white in _tokens(raw, spelling):
        if white:
            units.append(Unit(index, piece, " ", soft=True))
        elif mark:
            units.append(Unit(index, piece, spelling.read(piece)))
        else:
            units += (Unit(index, c, c) for c in piece)
    if shown.first_hidden:
        units[0].text = ""
    if shown.last_hidden:
        units[-1].text = ""
    return units


def respelled(
    raws: Sequence[Raw], changes: Mapping[int, Sequence[Change]], spelling: Spelling
) -> list[str]:
    """Return the new spelling of each piece; `changes` count in what shows of it."""
    units: list[Unit] = []
    for index, (raw, shown) in enumerate(zip(raws, shown_of(raws, spelling), strict=True)):
        if isinstance(raw, int):
            units.append(Unit(index, "", "", other=raw))
        else:
            mine = units_of(index, raw, shown, spelling)
            units += _changed(mine, changes.get(index, ()), index)
    out = [""] * len(raws)
    for index, piece in _spelled(units, spelling):
        out[index] += piece
    return out


_WHITE = (" ", "\t", "\n", "\r", "\f")
_LAYOUT = re.compile(r"[\t\n\r\f]|  ")
_SOFT = re.compile(r"[ \t\n\r\f]+")


def _hide_last(shown: Shown) -> None:
    shown.text, shown.last_hidden = shown.text[:-1], True


def _text(raw: str, spelling: Spelling) -> str:
    if _LAYOUT.search(raw) is None and spelling.marks.search(raw) is None:
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


def _changed(units: list[Unit], changes: Sequence[Change], index: int) -> list[Unit]:
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
        units[first:last] = [Unit(index, None, c, soft=c == " ") for c in new]
        _guard(units, first)
    return units


def _guard(units: list[Unit], changed: int) -> None:
    """Spell out a bare "&" or "<" that what now follows could make a reference or a tag."""
    for at in range(max(changed - 3, 0), changed):
        raw = units[at].raw or ""
        between = "".join(u.raw or "" for u in units[at + 1 : changed])
        bare = raw[:1] in ("&", "<") and raw[-1] not in ";>"
        if bare and between.lower() in ("", "#", "#x"):
            units[at] = replace(units[at], raw=None)


def _spelled(units: Sequence[Unit], spelling: Spelling) -> Iterator[tuple[int, str]]:
    """Yield piece and spelling of each unit, so that as much space shows as should."""
    trailing, at_end = [], True
    for unit in reversed(units):
        at_end = unit.other == BREAK or (at_end and unit.soft)
        trailing.append(at_end)
    soft = True
    for unit, at_end in zip(units, reversed(trailing), strict=True):
        if unit.other is not None:
            soft = unit.other == BREAK
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
