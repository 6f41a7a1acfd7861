"""Changes of a Word text as Word tracks them: what goes in `w:del`, what comes in `w:ins`.

The one thing to know: both lie between runs, never inside one, so the run of a changed word is
closed before it and opened again behind it, with the same look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from xml.sax.saxutils import quoteattr

from transcript_fix.errors import UserError
from transcript_fix.layouts import xmltext
from transcript_fix.layouts.tape import Tape
from transcript_fix.layouts.wordtext import Place
from transcript_fix.worddiff import Change


@dataclass(slots=True)
class Tracker:
    """Who changes and when (ISO 8601, UTC); `next_id` numbers the changes of a whole file."""

    author: str
    date: str
    next_id: int

    def tracked(self, xml: Tape, place: Place, changes: Sequence[Change]) -> tuple[int, int, bytes]:
        """Return what to replace in a part: start, end (bytes) and the new bytes.

        Raises UserError for words that XML cannot hold.
        """
        tag = xml.cut(place.run, xmltext.after_tag(xml, place.run))
        prefix = _PREFIX.match(tag)
        if prefix is None:
            raise UserError("changes cannot be tracked in this file; open it and save it anew")
        start, end = xmltext.tag_before(xml, place.start), xmltext.after_tag(xml, place.end)
        head = place.look[1] or place.run + len(tag)
        style = _Style(prefix.group(1), tag, xml.cut(*place.look), self)
        pieces = list(_pieces(xml.cut(place.start, place.end).decode(), changes))
        out = []
        if start == head and pieces[0][0] != "keep":
            start = place.run
        else:
            if pieces[0][0] == "keep":
                out.append(style.words("t", pieces.pop(0)[1]))
            out.append(style.closed)
        last = pieces.pop()[1] if pieces[-1][0] == "keep" else None
        for kind, raw in pieces:
            out.append(self._piece(kind, raw, style, xml, place))
        if last is None and end == place.run_end:
            end = xmltext.after_tag(xml, end)
        else:
            out.append(style.opened() + (style.words("t", last) if last else b""))
        return start, end, b"".join(out)

    def _piece(self, kind: str, raw: str, style: _Style, xml: Tape, place: Place) -> bytes:
        if kind == "keep":
            return style.run("t", raw)
        if kind == "del":
            return style.mark("del", style.run("delText", raw))
        added = style.mark("ins", style.run("t", raw))
        if place.inserted < 0:
            return added
        # somebody else's insertion: ours stands beside it, not in it
        theirs = xml.cut(place.inserted, xmltext.after_tag(xml, place.inserted))
        return style.end("ins") + added + self.renumbered(theirs)

    def renumbered(self, markup: bytes) -> bytes:
        """Return a copy of the markup of a tracked change with a number of its own."""

        def number(match: re.Match[bytes]) -> bytes:
            self.next_id += 1
            return match.group(1) + str(self.next_id).encode()

        return _ID.sub(number, markup)


def tracker(author: str, date: str, parts: Iterable[Tape]) -> Tracker:
    """Return a tracker whose numbers none of the parts uses."""
    used = (int(n) for part in parts for data in xmltext.pieces(part) for _, n in _ID.findall(data))
    return Tracker(author, date, max(used, default=0))


def rejected(xml: Tape, author: str) -> Iterator[bytes]:
    """Yield a part's words as before all that `author` changed, and its markup without runs."""
    inside: list[tuple[bytes, bool]] = []
    for match in chain.from_iterable(map(_TOKEN.finditer, xmltext.pieces(xml))):
        tag, name, closed = match.group(), match.group(2), match.group(3)
        if name is None:
            if not any(ours and kind == b"ins" for kind, ours in inside) and not _in_look(inside):
                yield tag
        elif name in (b"ins", b"del", b"rPr") and not closed:
            if match.group(1):
                inside.pop()
            else:
                inside.append((name, quoteattr(author).encode() in tag))
        elif name not in _OF_RUNS and not _in_look(inside):
            yield tag


def _in_look(inside: Sequence[tuple[bytes, bool]]) -> bool:
    return any(kind == b"rPr" for kind, _ in inside)


_PREFIX = re.compile(rb"<([\w.-]+:)r[\s>]")
_ID = re.compile(rb"""(\b[\w.-]+:id=["'])(\d{1,9})\b""")
_TOKEN = re.compile(rb"<(/?)(?:[\w.-]+:)?([\w.-]+)(?:[^>]*?(/)|[^>]*)>|[^<]+|<[^>]*>")
_OF_RUNS = (b"r", b"t", b"delText", b"rPr", b"ins", b"del")


@dataclass(slots=True)
class _Style:
    """How a run is spelled: prefix of the namespace, its tag, its look."""

    prefix: bytes
    tag: bytes
    look: bytes
    tracker: Tracker

    @property
    def closed(self) -> bytes:
        return self.end("r")

    def end(self, name: str) -> bytes:
        return b"</" + self.prefix + name.encode() + b">"

    def opened(self) -> bytes:
        return self.tag + self.tracker.renumbered(self.look)

    def words(self, name: str, raw: str) -> bytes:
        start = b"<" + self.prefix + name.encode() + b' xml:space="preserve">'
        return start + raw.encode() + self.end(name)

    def run(self, name: str, raw: str) -> bytes:
        return self.opened() + self.words(name, raw) + self.closed

    def mark(self, name: str, content: bytes) -> bytes:
        self.tracker.next_id += 1
        p, who = self.prefix.decode(), quoteattr(self.tracker.author)
        when, number = quoteattr(self.tracker.date), self.tracker.next_id
        start = f'<{p}{name} {p}id="{number}" {p}author={who} {p}date={when}>'
        return start.encode() + content + self.end(name)


def _pieces(raw: str, changes: Sequence[Change]) -> Iterator[tuple[str, str]]:
    """Yield "keep", "del" and "ins" with their spelling, in order; none is empty."""
    starts = xmltext.unit_starts(raw)
    at = 0
    for start, end, new in changes:
        for kind, piece in (
            ("keep", raw[starts[at] : starts[start]]),
            ("del", raw[starts[start] : starts[end]]),
            ("ins", xmltext.escape(new)),
        ):
            if piece:
                yield kind, piece
        at = end
    if starts[at] < len(raw):
        yield "keep", raw[starts[at] :]
