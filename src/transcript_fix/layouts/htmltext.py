"""Where the text of an HTML page lies: paragraphs, and in them what stands between tags.

The one thing to know: the tokens are those of the HTML standard (13.2.5), so that a page that is
not well formed is cut as a browser cuts it; but no tree is built. Where nesting is unclear, words
are taken for code or script rather than for text, never the other way.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from transcript_fix.layouts.softspace import Piece, Spelling
from transcript_fix.model import Role

Paragraph = tuple[list[Piece], Role]
"""Pieces (offsets in code points of the page, fixed words, None for a line break), and a role."""


def paragraphs(page: str) -> Iterator[Paragraph]:
    """Yield the page's paragraphs in order; those without words are left out."""
    cutter = _Cutter(page)
    at = 0
    for start, end, name, closing in _tags(page):
        cutter.words(at, start)
        if name:
            yield from cutter.tag(name, closing=closing)
        at = end
    cutter.words(at, len(page))
    yield from cutter.close()


def markup(page: str) -> Iterator[str]:
    """Yield all of the page but its prose: tags, comments, and words that are no text."""
    cutter = _Cutter(page)
    at = 0
    for start, end, name, closing in _tags(page):
        if cutter.skipped:
            yield page[at:start]
        yield page[start:end]
        if name:
            list(cutter.tag(name, closing=closing))
        at = end
    if cutter.skipped:
        yield page[at:]


def spelling(page: str, encoding: str) -> Spelling:
    """Return how a page in `encoding` spells text; what that lacks is written as a reference."""

    def write(text: str) -> str:
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        known = escaped.encode(encoding, "xmlcharrefreplace").decode(encoding)
        return known if known.isprintable() else _CONTROL.sub(_reference, known)

    return Spelling(
        name="",
        raw=lambda start, end: page[start:end],
        marks=_REFERENCE,
        read=html.unescape,
        write=write,
        hard="&#32;",
        breaks=True,
    )


_REFERENCE = re.compile(r"&(?:#(?:[0-9]+|[xX][0-9a-fA-F]+);?|[A-Za-z][A-Za-z0-9]*;?)")
_CONTROL = re.compile("[\x00-\x1f]")


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"


_TAG = re.compile(
    r"""<!--
      | <[!?][^>]*+(?:>|\Z)
      | </(?![A-Za-z])[^>]*+(?:>|\Z)
      | <(?P<closing>/?)(?P<name>[A-Za-z][^\s/>]*+)
        (?P<rest>(?>[^>=]++ | =\s*+(?>"[^"]*+" | '[^']*+' | [^\s>"'][^\s>]*+ | (?=>)))*+(?:>|\Z))?
    """,
    re.VERBOSE,
)
_COMMENT_END = re.compile(r"--!?>")
_RAW = ("script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title", "plaintext")
"""Elements in which no tag is one but their own end (13.2.5.2 to 13.2.5.5)."""
_RAW_END = {n: re.compile(rf"</{n}(?=[\s/>])", re.IGNORECASE) for n in _RAW if n != "plaintext"}
_IN_SCRIPT = re.compile(r"<!--|-->|<(/?)script(?=[\s/>])", re.IGNORECASE)

Tag = tuple[int, int, str, bool]
"""Start, end, name in lower case ("" for a comment and the like), whether it is an end tag."""


def _tags(page: str) -> Iterator[Tag]:
    at = 0
    while found := _TAG.search(page, at):
        start, at = found.span()
        if found.group() == "<!--":
            # "<!-->" ends at once (13.2.5.43)
            end = _COMMENT_END.search(page, start + 2)
            at = end.end() if end else len(page)
            yield start, at, "", False
            continue
        name = (found["name"] or "").lower()
        if name and found["rest"] is None:  # a quotation mark that is never closed
            yield start, len(page), "", False
            return
        yield start, at, name, bool(found["closing"])
        if name in _RAW and not found["closing"]:
            end_at = _raw_end(page, at, name)
            if name != "title":
                yield at, end_at, "", False
            at = end_at


def _raw_end(page: str, at: int, name: str) -> int:
    """Return where the end tag of a raw element begins, or the end of the page."""
    if name == "plaintext":
        return len(page)
    if name != "script":
        found = _RAW_END[name].search(page, at)
        return found.start() if found else len(page)
    commented = doubled = False
    for found in _IN_SCRIPT.finditer(page, at):
        mark = found.group()
        if mark == "<!--":
            commented = True
        elif mark == "-->":
            commented = doubled = False
        elif not found.group(1):
            doubled = commented
        elif doubled:
            doubled = False
        else:
            return found.start()
    return len(page)


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BLOCKS = _set(
    "address article aside blockquote body button caption center col colgroup dd details dialog "
    "dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header "
    "hgroup hr html legend li main menu nav ol optgroup option p pre search section summary table "
    "tbody td tfoot th thead title tr ul"
)
"""Elements that begin and end a paragraph (15.3)."""
_HEADINGS = _set("h1 h2 h3 h4 h5 h6 title")
_CODE = _set("code kbd samp var tt")
"""Elements in a line whose words a reader sees as code: context, never text."""
_UNREAD = _set(
    "pre script style svg math select template textarea object iframe audio video canvas noscript "
    "xmp noembed noframes rt rp datalist"
)
"""Elements whose words are none of the page's prose."""


@dataclass(slots=True)
class _Cutter:
    """Collects the pieces of a paragraph; `skipped` are the open elements that are no text."""

    page: str
    pieces: list[Piece] = field(default_factory=list)
    role: Role = Role.SPEECH
    skipped: list[str] = field(default_factory=list)
    blank: bool = True

    def words(self, start: int, end: int) -> None:
        if start >= end:
            return
        if self.skipped:
            if self.skipped[0] in _CODE:
                words = " ".join(html.unescape(self.page[start:end]).split())
                self.pieces.append(words)
            return
        if self.blank and self.page[start:end].isspace():
            return
        self.blank = False
        self.pieces.append((start, end))

    def tag(self, name: str, *, closing: bool) -> Iterator[Paragraph]:
        if name in _BLOCKS and (not self.skipped or self.skipped[0] in _CODE):
            yield from self.close()
            if name in _HEADINGS:
                self.role = Role.SPEECH if closing else Role.HEADING
        if name in _CODE or name in _UNREAD:
            self._skip(name, closing=closing)
        elif name == "br" and not self.skipped:
            self.pieces.append(None)

    def _skip(self, name: str, *, closing: bool) -> None:
        if not closing:
            if not self.skipped or self.skipped[0] == name:
                self.skipped.append(name)
        elif self.skipped and self.skipped[0] == name:
            self.skipped.pop()

    def close(self) -> Iterator[Paragraph]:
        if not self.blank:
            yield self.pieces, self.role
        self.pieces, self.blank = [], True
