"""A passage cut into bits that a screen colours and a plain terminal brackets: `[-old-]{+new+}`.

The one thing to know: every bit went through `printable`; a transcript cannot steer a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from transcript_fix.ledger import Verdict
from transcript_fix.model import Document, Role, Span
from transcript_fix.printable import printable
from transcript_fix.review.board import Board


class Look(StrEnum):
    """How a bit looks."""

    PLAIN = "plain"
    SPEAKER = "speaker"
    NEAR = "near"
    OLD = "old"
    NEW = "new"
    KEPT = "kept"
    DONE_OLD = "done-old"
    DONE_NEW = "done-new"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Bit:
    """Some words and their look."""

    text: str
    look: Look = Look.PLAIN


_TOKEN = re.compile(r"\w+(?:['’]\w+)*|\s+|[^\w\s]")
_MARKS = {
    Look.OLD: ("[-", "-]"),
    Look.NEW: ("{+", "+}"),
    Look.DONE_OLD: ("[-", "-]"),
    Look.DONE_NEW: ("{+", "+}"),
    Look.KEPT: ("<", ">"),
}


def difference(before: str, after: str) -> tuple[Bit, ...]:
    """Return a word diff; what stays is NEAR."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if "".join(old) != before or "".join(new) != after:
        return (Bit(before, Look.OLD), Bit(after, Look.NEW))
    bits: list[Bit] = []
    for i1, i2, j1, j2, same in _chunks(old, new):
        if same:
            bits.append(Bit("".join(old[i1:i2]), Look.NEAR))
            continue
        if i2 > i1:
            bits.append(Bit("".join(old[i1:i2]), Look.OLD))
        if j2 > j1:
            bits.append(Bit("".join(new[j1:j2]), Look.NEW))
    return tuple(bits)


def _chunks(old: list[str], new: list[str]) -> list[tuple[int, int, int, int, bool]]:
    """Return what is the same and what is not; changes with only blanks between are one."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    out: list[tuple[int, int, int, int, bool]] = []
    for op, i1, i2, j1, j2 in matcher.get_opcodes():
        same = op == "equal"
        between = "".join(old[slice(*out[-1][:2])]) if len(out) > 1 and out[-1][4] else "-"
        if not same and not between.strip():
            first = out[-2]
            out[-2:] = [(first[0], i2, first[2], j2, False)]
        else:
            out.append((i1, i2, j1, j2, same))
    return out


def window(document: Document, span: Span) -> Span:
    """Return the paragraph round a place, with its speaker's label where that is what it is in."""
    starts = [p for p in document.passages if p.start <= span.start]
    passage = starts[-1] if starts else None
    if passage is not None and span.start <= passage.start + len(passage.text):
        end = max(passage.start + len(passage.text), span.end)
        return Span(passage.start, end)
    index = document.segment_index(span.start)
    start = min(document.spans[index].start, span.start) if document.spans else span.start
    after = [p for p in document.passages if p.start >= span.start]
    end = after[0].start + len(after[0].text) if after else span.end
    return Span(start, max(end, span.end))


def passage_bits(
    document: Document, within: Span, board: Board, path: str, current: int | None, new: str | None
) -> tuple[Bit, ...]:
    """Return the bits of `within`. `new` is what the current place would become (None: kept)."""
    bits: list[Bit] = []
    at = within.start
    for index, span in _places(board, path, within):
        if span.start < at:
            continue
        bits += _plain(document, at, span.start)
        if index == current:
            bits += _current(board, index, new)
        else:
            bits += _other(board, index)
        at = span.end
    bits += _plain(document, at, within.end)
    return tuple(Bit(printable(b.text, "\n\t"), b.look) for b in bits if b.text)


def _places(board: Board, path: str, within: Span) -> Iterator[tuple[int, Span]]:
    found = []
    for index in board.by_path.get(path, ()):
        span = board.places[index].span
        if span is None or board.past[index]:
            continue
        if within.start <= span.start <= within.end:
            found.append((span.start, index))
    for at, index in sorted(found):
        yield index, Span(at, min(at + len(board.have[index]), within.end))


def _current(board: Board, index: int, new: str | None) -> tuple[Bit, ...]:
    before = board.places[index].before
    if new is None or new == before:
        return (Bit(before, Look.KEPT),)
    return difference(before, new)


def _other(board: Board, index: int) -> tuple[Bit, ...]:
    before, want = board.places[index].before, board.want(index)
    if want != before:
        bits = difference(before, want)
        done = {Look.OLD: Look.DONE_OLD, Look.NEW: Look.DONE_NEW, Look.NEAR: Look.PLAIN}
        return tuple(Bit(b.text, done[b.look]) for b in bits)
    waits = board.verdict(index) in (Verdict.OPEN, Verdict.LATER)
    return (Bit(before, Look.OTHER if waits else Look.PLAIN),)


def _plain(document: Document, start: int, end: int) -> Iterator[Bit]:
    """Yield the prose between two places, speakers' labels apart."""
    at = start
    first = document.segment_index(start)
    for segment, span in zip(document.segments[first:], document.spans[first:], strict=True):
        if span.start >= end:
            break
        if segment.role is Role.SPEAKER and span.end > at:
            label = Span(max(span.start, at), min(span.end, end))
            yield Bit(document.prose[at : label.start])
            yield Bit(document.cut(label), Look.SPEAKER)
            at = label.end
    yield Bit(document.prose[at:end])


def marked(bits: Iterable[Bit]) -> str:
    """Return the bits as one text, changes in brackets."""
    out = []
    for bit in bits:
        opening, closing = _MARKS.get(bit.look, ("", ""))
        out.append(f"{opening}{bit.text}{closing}")
    return "".join(out)
