"""Markdown and MDX: the words between the marks; code, links' targets and HTML are never words.

The one thing to know: pyromark (CommonMark) gives ranges in bytes of UTF-8, and only of what is
exactly in the source; an entity or an escape parts two segments. Front matter, shortcodes and MDX
are blanked before it reads, since CommonMark does not know them.
"""

from __future__ import annotations

import html
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

import pyromark

from transcript_fix.encoding import decode
from transcript_fix.labels import find_labels
from transcript_fix.layouts.weave import Piece, Weaver, flat, put_back
from transcript_fix.model import Document, Role, Segment

NAME = "markdown"
SUFFIXES = (".md", ".markdown", ".mdx", ".mkd", ".mdown", ".qmd", ".rmd")


def read(data: bytes, path: str, encoding: str | None = None) -> Document:
    """Find the prose: paragraphs, headings, list items and cells, line by line."""
    decoded = decode(data, encoding)
    return Document(path, tuple(_segments(decoded.text)), decoded.line_starts)


def write(data: bytes, texts: Sequence[str], encoding: str | None = None) -> bytes:
    """Put one text a segment back into `data`."""
    decoded = decode(data, encoding)
    return put_back(decoded, _segments(decoded.text), texts)


def _segments(source: str) -> Iterator[Segment]:
    weaver = Weaver(source)
    lines = _Lines()
    for line in _lines(source):
        lines.add(line)
    labels = find_labels(flat(source, line.pieces) for line in lines)
    for line, label in zip(lines, labels, strict=True):
        weaver.begin("\n\n" if line.opens or label else "\n")
        weaver.line(line.pieces, label, line.role)
        yield from weaver.take()


class _Lines:
    """The lines of a file in numbers, so that the parser's tree is gone before we make segments."""

    def __init__(self) -> None:
        self._flags = array("b")
        self._firsts = array("q")
        self._starts = array("q")
        self._ends = array("q")
        self._context: list[str] = []

    def add(self, line: _Line) -> None:
        self._flags.append(2 * line.opens + (line.role is Role.HEADING))
        self._firsts.append(len(self._starts))
        for piece in line.pieces:
            if isinstance(piece, str):
                self._starts.append(-1)
                self._ends.append(len(self._context))
                self._context.append(piece)
            else:
                self._starts.append(piece[0])
                self._ends.append(piece[1])

    def __iter__(self) -> Iterator[_Line]:
        lasts = islice(chain(self._firsts, (len(self._starts),)), 1, None)
        for flags, first, last in zip(self._flags, self._firsts, lasts, strict=True):
            pieces: list[Piece] = [
                (start, end) if start >= 0 else self._context[end]
                for start, end in zip(self._starts[first:last], self._ends[first:last], strict=True)
            ]
            yield _Line(bool(flags & 2), Role.HEADING if flags & 1 else Role.SPEECH, pieces)


@dataclass(slots=True)
class _Line:
    opens: bool
    role: Role
    pieces: list[Piece] = field(default_factory=list)


_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_GFM
)
_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
_CLOSED = frozenset({"CodeBlock", "Image", "MetadataBlock", "HtmlBlock"})
"""What holds no prose inside."""


def _lines(source: str) -> Iterator[_Line]:
    """Yield the lines of words, in the order of the source."""
    place = _Places(source)
    plain = _plain(source)
    opens, closed, role = True, 0, Role.SPEECH
    line: _Line | None = None
    for event, where in pyromark.events_with_range(plain, options=_OPTIONS):
        kind, value = _event(event)
        if kind in ("Start", "End"):
            if value in _CLOSED:
                closed += 1 if kind == "Start" else -1
            if value == "Heading":
                role = Role.HEADING if kind == "Start" else Role.SPEECH
            if value not in _INLINE:
                opens = True
            continue
        if kind in ("SoftBreak", "HardBreak"):
            if line and not opens:
                yield line
                line = _Line(False, role)
            continue
        if closed:
            continue
        here = plain[where["start"] : where["end"]]
        for piece in _pieces(kind, value, here, where["start"], place, source):
            if opens or line is None:
                if line:
                    yield line
                line, opens = _Line(True, role), False
            _add(line.pieces, piece)
    if line:
        yield line


def _event(event: Any) -> tuple[str, str]:
    """Return an event's kind and its text, or the name of its tag."""
    if isinstance(event, str):
        return event, ""
    ((kind, value),) = event.items()
    if isinstance(value, dict):
        value = next(iter(value))
    return kind, value if isinstance(value, str) else ""


def _pieces(
    kind: str, value: str, here: str, start: int, place: _Places, source: str
) -> Iterator[Piece]:
    """Yield what a reader sees of an event: words that stand so in the source, or context."""
    if kind == "Text" and value == here:
        for part in _PART.finditer(here):
            first, last = place(start + part.start()), place(start + part.end())
            yield source[first:last] if part.group()[0] == _BLANK else (first, last)
    elif kind in ("Text", "Code"):
        shown = source[place(start) : place(start + len(here))]
        yield html.unescape(shown) if kind == "Text" else shown
    elif kind == "InlineHtml" and value.lower().startswith("<br"):
        yield "\n"


def _add(pieces: list[Piece], piece: Piece) -> None:
    last = pieces[-1] if pieces else None
    if isinstance(last, tuple) and isinstance(piece, tuple) and last[1] == piece[0]:
        pieces[-1] = (last[0], piece[1])
    else:
        pieces.append(piece)


class _Places:
    """Turns ascending byte offsets of the source into code points, each byte looked at once."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._ascii = source.isascii()
        self._byte = self._char = 0

    def __call__(self, offset: int) -> int:
        if self._ascii:
            return offset
        ahead = offset - self._byte
        if ahead >= 0:
            near = _encoded(self._source[self._char : self._char + ahead])[:ahead]
            self._char += _length(near)
        else:
            near = _encoded(self._source[max(self._char + ahead, 0) : self._char])[ahead:]
            self._char -= _length(near)
        self._byte = offset
        return self._char


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _length(raw: bytes) -> int:
    return len(raw.decode("utf-8", "surrogatepass"))


_BLANK = "\x1a"
_PART = re.compile("\x1a+|[^\x1a]+")
_FRONT = re.compile(rb"\A(---|\+\+\+)[ \t]*\r?\n(?:[^\n]*+\n)*?(?:\1|\.\.\.)[ \t]*(?=\r?\n|\Z)")
_INSIDE = rb"(?:[^\n]|\n(?!\s*\n)){0,2000}?"
_SHORTCODE = re.compile(rb"\{\{%b\}\}|\{%%%b%%\}|\{#%b#\}" % (_INSIDE, _INSIDE, _INSIDE))
_MDX = re.compile(
    rb"^(?:import|export)\b[^\n]*(?:from\s+['\"]|\bconst\b|\bdefault\b)", re.MULTILINE
)
_MDX_LINE = re.compile(rb"^(?:import|export)\b[^\n]*(?:\n(?![ \t]*\n)[^\n]+)*", re.MULTILINE)
_MATH = re.compile(
    rb"\$\$(?:[^$\n]|\n(?!\s*\n)){1,2000}?\$\$|(?<![\w$\\])\$(?![\s\d$])[^$\n]{1,200}(?<![\s\\])\$(?![\w$])"
)
"""Formulas, as Pandoc knows them; one that begins with a digit is taken for a price."""
_BRACES = re.compile(rb"\{[^{}\n]{0,500}\}")
_BLOCK = 1 << 16


def _plain(source: str) -> str:
    """Return a text of ASCII as long as the source in bytes, which CommonMark reads the same way.

    A letter becomes as many letters as it has bytes, a mark or space as many commas: where
    emphasis begins depends on that. What CommonMark does not know (front matter, shortcodes,
    formulas, MDX) becomes spaces or control characters. The one change makes it small: Python
    needs four bytes a character where there is an emoji.
    """
    if source.isascii():
        plain = bytearray(source, "ascii")
    else:
        plain, table = bytearray(), _Stand()
        for at in range(0, len(source), _BLOCK):
            plain += source[at : at + _BLOCK].translate(table).encode("ascii")
    front = _FRONT.match(plain)
    if front:
        start, end = front.span()
        del front  # else the bytes are locked
        _blank(plain, start, end, b" ")
    if b"{" in plain:
        _blank_all(plain, _SHORTCODE)
    if b"$" in plain:
        _blank_all(plain, _MATH)
    if _MDX.search(plain):
        _blank_all(plain, _MDX_LINE)
        _blank_all(plain, _BRACES)
    return plain.decode("ascii")


def _blank_all(plain: bytearray, pattern: re.Pattern[bytes]) -> None:
    places = [match.span() for match in pattern.finditer(plain)]
    for start, end in places:
        _blank(plain, start, end, _BLANK.encode())


def _blank(plain: bytearray, start: int, end: int, mark: bytes) -> None:
    plain[start:end] = re.sub(rb"[^\r\n]", mark, bytes(plain[start:end]))


class _Stand(dict[int, str]):
    """What stands for a character; looked up once for each."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        stand = "a" if char.isalnum() else ","
        self[code] = char if char.isascii() else stand * len(_encoded(char))
        return self[code]
