"""Weave pieces of a decoded file into segments: what is words, and what only stands between.

The one thing to know: white space at the edge of a piece is one space of the `lead` that follows,
never part of a `text`. So two texts never touch, whatever an editor puts in.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from transcript_fix.encoding import Decoded
from transcript_fix.errors import UserError
from transcript_fix.labels import Label
from transcript_fix.masks import masked
from transcript_fix.model import Role, Segment, Span

Piece = tuple[int, int] | str
"""Start and end of words in the source (code points), or what stands between as context."""


class Text(Protocol):
    """What can be cut like a string."""

    def __getitem__(self, where: slice, /) -> str:
        """Return the text from start to stop."""


@dataclass(slots=True)
class Weaver:
    """Collects segments in reading order; `source` is the decoded file."""

    source: Text
    segments: list[Segment] = field(default_factory=list)
    lead: str = ""
    taken: int = 0

    def take(self) -> list[Segment]:
        """Return the segments that are finished and forget them, so that a file need not fit."""
        done, self.segments = self.segments, []
        self.taken += len(done)
        return done

    @property
    def count(self) -> int:
        """How many segments there were so far, those that were taken too."""
        return self.taken + len(self.segments)

    def begin(self, lead: str) -> None:
        """Begin a paragraph ("\\n\\n") or run on ("\\n", " "); nothing precedes the first."""
        before = self.lead.rstrip()
        if before:
            self.lead = before + lead
        else:
            self.lead = lead if self.segments or self.taken else ""

    def context(self, words: str) -> None:
        """Add what a reader sees here and nobody may edit."""
        self.lead += words

    def words(self, start: int, end: int, role: Role = Role.SPEECH) -> None:
        """Add a piece of the source (code points) as text, masked parts as context."""
        piece = self.source[start:end]
        at = 0
        for mask_start, mask_end in masked(piece):
            self._text(start + at, start + mask_start, role)
            self.lead += piece[mask_start:mask_end]
            at = mask_end
        self._text(start + at, end, role)

    def line(self, pieces: Iterable[Piece], label: Label | None, role: Role) -> None:
        """Add a line: its label (code points of the flat line), if any, and what is said."""
        at, rest = 0, label.rest if label else 0
        named = label is None
        for piece in pieces:
            if isinstance(piece, str):
                if at >= rest:
                    self.context(piece)
                at += len(piece)
                continue
            start, end = piece
            if label and not named and at + end - start > label.start:
                named = True
                first = start + max(label.start - at, 0)
                self._text(first, min(start + label.end - at, end), Role.SPEAKER)
                self.lead = " "
            said = start + max(rest - at, 0)
            at += end - start
            if label and self.lead == " ":
                said = self._after_space(said, end)
            if said < end:
                self.words(said, end, role)

    def _after_space(self, start: int, end: int) -> int:
        piece = self.source[start:end]
        return end - len(piece.lstrip())

    def _text(self, start: int, end: int, role: Role) -> None:
        piece = self.source[start:end]
        text = piece.strip()
        indent = len(piece) - len(piece.lstrip())
        if indent and not self.lead[-1:].isspace():
            self.lead += " "
        if not text:
            return
        where = Span(start + indent, start + indent + len(text))
        self.segments.append(Segment(text, where, role, self.lead))
        self.lead = " " if indent + len(text) < len(piece) else ""


def flat(source: Text, pieces: Iterable[Piece]) -> str:
    """Return a line's pieces as a reader sees them, for `find_labels`."""
    return "".join(p if isinstance(p, str) else source[p[0] : p[1]] for p in pieces)


def tagged(source: str, start: int, end: int, *marks: re.Pattern[str]) -> list[Piece]:
    """Return source[start:end] in pieces: words, and what is marked as none of them.

    An entity and a hard space are context for the reader; any other mark is nothing.
    """
    pieces: list[Piece] = [(start, end)]
    for mark in marks:
        pieces = [part for piece in pieces for part in _cut(source, piece, mark)]
    return pieces


def _cut(source: str, piece: Piece, mark: re.Pattern[str]) -> Iterator[Piece]:
    if isinstance(piece, str):
        yield piece
        return
    at, end = piece
    for found in mark.finditer(source, at, end):
        if found.start() > at:
            yield at, found.start()
        at = found.end()
        shown = _shown(found.group())
        if shown:
            yield shown
    if end > at:
        yield at, end


def _shown(mark: str) -> str:
    if mark.startswith("&"):
        return html.unescape(mark)
    if mark.lower().startswith("<br") or mark in ("\\h", "\\N", "\\n"):
        return " "
    return ""


def put_back(
    decoded: Decoded,
    segments: Iterable[Segment],
    texts: Sequence[str],
    links: Mapping[int, Sequence[Span]] | None = None,
) -> bytes:
    """Return the file with one text a segment, each in its place; the rest is not looked at.

    `links` are further places of a segment, which change with it; they may come as the segments
    are read. Raises UserError for a line break in a text or a character that the encoding lacks,
    and ValueError unless there is one text a segment.
    """
    changed: list[tuple[Span, str]] = []
    renewed: dict[int, str] = {}
    for index, (segment, text) in enumerate(zip(segments, texts, strict=True)):
        if segment.text == text:
            continue
        if len(text.splitlines()) > 1 or text.endswith(("\n", "\r")):
            raise UserError("a replacement may not hold a line break")
        renewed[index] = text
        changed.append((segment.where, text))
    for index, places in (links or {}).items():
        if index in renewed:
            changed += [(place, renewed[index]) for place in places]
    if links:
        changed.sort()
    return decoded.spliced(changed)
