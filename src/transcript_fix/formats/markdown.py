"""Markdown and MDX: the words between the marks; code, links' targets and HTML are never words.

The one thing to know: pyromark (CommonMark) gives ranges in bytes of UTF-8, and only of what is
exactly in the source; an entity or an escape parts two segments. Front matter, shortcodes and MDX
are blanked before it reads, since CommonMark does not know them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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
    """Yield the segments; the file is parsed twice, so that its lines need not be kept."""
    weaver = Weaver(source)
    labels = find_labels(flat(source, line.pieces) for line in _lines(source))
    for line, label in zip(_lines(source), labels, strict=True):
        weaver.begin("\n\n" if line.opens or label else "\n")
        weaver.line(line.pieces, label, line.role)
        yield from weaver.take()


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
    opens, closed, role = True, 0, Role.SPEECH
    line: _Line | None = None
    for event, where in pyromark.events_with_range(_blanked(source), options=_OPTIONS):
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
        for piece in _pieces(kind, value, where["start"], where["end"], place, source):
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
    kind: str, value: str, start: int, end: int, place: _Places, source: str
) -> Iterator[Piece]:
    """Yield what a reader sees of an event: words that stand so in the source, or context."""
    if kind == "Text" and _BLANK in value:
        for part in re.finditer(rb"\x1a+|[^\x1a]+", _encoded(value)):
            first, last = place(start + part.start()), place(start + part.end())
            yield source[first:last] if part.group()[0] == ord(_BLANK) else (first, last)
    elif kind == "Text":
        first, last = place(start), place(end)
        yield (first, last) if source[first:last] == value else value
    elif kind == "Code":
        yield source[place(start) : place(end)]
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
_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n(?:.*\r?\n)*?(?:\1|\.\.\.)[ \t]*(?=\r?\n|\Z)")
_SHORTCODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_MDX = re.compile(r"^(?:import|export)\b[^\n]*(?:from\s+['\"]|\bconst\b|\bdefault\b)", re.MULTILINE)
_MDX_LINE = re.compile(r"^(?:import|export)\b[^\n]*(?:\n(?![ \t]*\n)[^\n]+)*", re.MULTILINE)
_BRACES = re.compile(r"\{[^{}\n]{0,500}\}")


def _blanked(source: str) -> str:
    """Return the source with what CommonMark does not know as control characters.

    Same length in bytes, same lines.
    """
    front = _FRONT.match(source)
    if front:
        source = re.sub(r"[^\r\n]", _spaces, front.group()) + source[front.end() :]
    if "{" in source:
        source = _SHORTCODE.sub(_blank, source)
    if _MDX.search(source):
        source = _MDX_LINE.sub(_blank, source)
        source = _BRACES.sub(_blank, source)
    return source


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]", lambda m: _BLANK * len(m.group().encode()), match.group())


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match.group().encode())
