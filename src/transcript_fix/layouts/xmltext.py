"""Where the elements of an XML file lie in its bytes, and its text as it is spelled there.

The one thing to know: a file is walked as UTF-8 whatever it is written in, so that an offset is
one of that; `spliced` gives the file's own bytes back. A large file is never in memory as a whole.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol
from xml.parsers import expat

from transcript_fix.encoding import splice
from transcript_fix.errors import UserError
from transcript_fix.layouts.tape import Tape
from transcript_fix.model import Span
from transcript_fix.worddiff import Change

DEPTH = 500
"""Elements within elements. Word's own deepest were seen at 60."""


class Visitor(Protocol):
    """What follows the elements of a file.

    `path` holds the short names of the elements that are open and is kept by `walk`. `at` is the
    offset of the tag's "<" in bytes; an empty tag starts and ends at one offset.
    """

    path: list[str]

    def named(self, name: str) -> str:
        """Return the short name for "namespace name"; of "" nothing is told. Asked once a name."""

    def start(self, name: str, attributes: dict[str, str], at: int) -> None:
        """Called when an element begins; `path` has it already."""

    def end(self, name: str, at: int) -> None:
        """Called when an element ends; `path` has it no more."""

    def wanted(self) -> int | None:
        """Return the offset from which bytes are still asked for, None for none. Asked rarely."""


def load(chunks: Callable[[], Iterator[bytes]]) -> Tape:
    """Return the file as UTF-8; `chunks` yields its bytes from the beginning, each time.

    Raises UserError for an encoding that is unknown or a lie.
    """
    encoding = _encoding(head(chunks))
    if encoding is None:
        return Tape(chunks)
    data = b"".join(chunks())
    try:
        text = data.decode(encoding)
        same = text.encode(encoding) == data
    except (LookupError, UnicodeError):
        same = False
    if not same:
        raise UserError("a part of the file is in an encoding that cannot be read")
    return Tape(lambda: iter((text.encode(),)), encoding)


def head(chunks: Callable[[], Iterator[bytes]]) -> bytes:
    """Return the beginning of a file: what declares its encoding and its namespaces."""
    data = b""
    for chunk in chunks():
        data += chunk
        if len(data) >= _HEAD:
            break
    return data


def walk(xml: Tape, visitor: Visitor) -> None:
    """Tell `visitor` each element that it wants to know of, in order.

    Raises UserError for what is not well formed, nests deeper than DEPTH, or has a DOCTYPE (the
    way in for entity bombs and outside files).
    """
    parser = expat.ParserCreate("utf-8", " ")
    path = visitor.path
    known: dict[str, str] = {}
    opened, last = -1, 0

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal opened, last
        short = known.get(name)
        if short is None:
            short = known[name] = visitor.named(name)
        path.append(short)
        if len(path) > DEPTH:
            raise UserError("the file's markup is nested too deep; that is no transcript")
        opened = -1
        if short:
            opened = last = parser.CurrentByteIndex
            visitor.start(short, attributes, opened)

    def on_end(name: str) -> None:
        nonlocal opened, last
        short = path.pop()
        if short:
            at = last = parser.CurrentByteIndex
            # expat says of an empty tag that it ends behind itself
            if opened >= 0 and xml.cut(at - 2, at) == b"/>" and after_tag(xml, opened) == at:
                at = opened
            visitor.end(short, at)
        opened = -1

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    for _ in _parsed(parser, xml):
        wanted = visitor.wanted()
        xml.forget(last if wanted is None else min(last, wanted))


def elements(xml: Tape) -> list[tuple[str, dict[str, str]]]:
    """Return name (without namespace) and attributes of each element, in order.

    Raises UserError as `walk` does.
    """
    parser = expat.ParserCreate("utf-8", " ")
    found: list[tuple[str, dict[str, str]]] = []
    parser.StartElementHandler = lambda name, a: found.append((name.rpartition(" ")[2], a))
    for _ in _parsed(parser, xml):
        pass
    return found


def attribute(attributes: Mapping[str, str], name: str) -> str | None:
    """Return the attribute called `name` in whatever namespace, or None."""
    for key, value in attributes.items():
        if key.rpartition(" ")[2] == name:
            return value
    return None


def after_tag(xml: Tape, at: int) -> int:
    """Return the offset behind the tag that begins at `at` (bytes)."""
    end = xml.behind(_TAG, at)
    if end is None:
        raise UserError(_BROKEN)
    return end


def tag_before(xml: Tape, at: int) -> int:
    """Return the offset of the tag that ends at `at` (bytes)."""
    first = max(at - _LONGEST_TAG, 0)
    found = xml.cut(first, at).rfind(b"<")
    if found < 0:
        raise UserError(_BROKEN)
    return first + found


def pieces(xml: Tape) -> Iterator[bytes]:
    """Yield the file cut in front of opening tags: a tag and its words are in one piece."""
    begun: list[bytes] = []
    for chunk in xml.chunks():
        at = chunk.rfind(b"<")
        while at >= 0 and chunk[at + 1 : at + 2] in (b"/", b""):
            at = chunk.rfind(b"<", 0, at)
        if at > 0:
            yield b"".join((*begun, chunk[:at]))
            begun = []
        begun.append(chunk[max(at, 0) :])
    yield b"".join(begun)


def respell(raw: str, changes: Iterable[Change]) -> str:
    """Return the spelling `raw` with `changes` (in characters of its text) made.

    What is not changed stays as it was spelled. Raises UserError for what XML cannot hold.
    """
    starts = unit_starts(raw)
    places = ((Span(starts[a], starts[b]), escape(new)) for a, b, new in changes)
    return splice(raw, places)


def unit_starts(raw: str) -> list[int]:
    """Return where each character of the text begins in its spelling, and where the last ends."""
    return [*(m.start() for m in _UNIT.finditer(raw)), len(raw)]


def spliced(xml: Tape, places: Iterable[tuple[int, int, bytes]]) -> Iterator[bytes]:
    """Yield the file's own bytes with each place (start, end; apart, in any order) replaced."""
    new = _spliced(xml.chunks(), sorted(places, key=lambda p: p[:2]))
    if xml.encoding is None:
        yield from new
    else:
        yield b"".join(new).decode().encode(xml.encoding, "xmlcharrefreplace")


def _spliced(chunks: Iterable[bytes], places: Iterable[tuple[int, int, bytes]]) -> Iterator[bytes]:
    ahead = iter(places)
    place = next(ahead, None)
    at = first = 0  # how far it is copied; where the chunk begins
    for chunk in chunks:
        behind = first + len(chunk)
        while place and place[0] < behind:
            yield chunk[at - first : place[0] - first]
            yield place[2]
            at, place = place[1], next(ahead, None)
        if at < behind:
            yield chunk[at - first :]
            at = behind
        first = behind
    if place:
        yield place[2]


def unescape(raw: str) -> str:
    """Return the text that `raw` spells; a line break in the file is a space."""
    if "&" not in raw and "\n" not in raw and "\r" not in raw:
        return raw
    return _SPECIAL.sub(lambda m: _character(m.group()), raw)


def escape(text: str) -> str:
    """Return the spelling of `text`. Raises UserError for what XML cannot hold."""
    bad = _IMPOSSIBLE.search(text)
    if bad:
        raise UserError(f"a replacement may not hold the character U+{ord(bad.group()):04X}")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_BROKEN = "the file's markup is broken; open it and save it anew"
_HEAD = 1 << 16
_LONGEST_TAG = 4096
"""Bytes: that of a text has one attribute."""
_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*+>""")
_UNIT = re.compile(r"&[^;]*;|\r\n?|.", re.DOTALL)
_SPECIAL = re.compile(r"&[^;]*;|\r\n?|\n")
_IMPOSSIBLE = re.compile("[\0-\x08\x0a-\x1f\ud800-\udfff\ufffe\uffff]")
"""XML 1.0, production 2 (Char), and line breaks, which are no text here."""
_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def _encoding(data: bytes) -> str | None:
    for mark, name in (
        (codecs.BOM_UTF8, None),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"<\0", "utf-16-le"),
        (b"\0<", "utf-16-be"),
    ):
        if data.startswith(mark):
            return name
    declared = _DECLARED.match(data)
    name = declared.group(1).decode().lower() if declared else "utf-8"
    return None if name in ("utf-8", "utf8", "us-ascii", "ascii") else name


def _character(spelled: str) -> str:
    if spelled[0] != "&":
        return " "
    name = spelled[1:-1]
    if name.startswith("#x"):
        return chr(int(name[2:], 16))
    return chr(int(name[1:])) if name[0] == "#" else _NAMED[name]


def _parsed(parser: expat.XMLParserType, xml: Tape) -> Iterator[None]:
    """Parse the file, and give way after each chunk."""
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        for chunk in xml.play():
            parser.Parse(chunk, False)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        why = f"{expat.errors.messages.get(error.code, 'error')}, line {error.lineno}"
        raise UserError(f"the file's markup is broken ({why}); open it and save it anew") from None


def _no_doctype(*_: Any) -> None:
    raise UserError("the file has a DOCTYPE, which no word processor writes; it is not read")
