"""Where the text of an OpenDocument part lies: paragraphs, and in them what is not markup.

The one thing to know: words stand directly between tags, so a piece is what lies between two of
them; which element it lies in says whether it is text, filled in by the program, or unseen.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from transcript_fix.layouts import xmltext
from transcript_fix.layouts.softspace import Piece, Spelling
from transcript_fix.layouts.tape import Tape
from transcript_fix.model import Role


@dataclass(slots=True)
class Paragraph:
    """Pieces in reading order: offsets in bytes of the part, fixed words, None for a line break."""

    pieces: list[Piece] = field(default_factory=list)
    role: Role = Role.SPEECH


def paragraphs(xml: Tape, found: Callable[[Paragraph], None]) -> None:
    """Hand a part's paragraphs to `found`, in order, a note or box behind the one that holds it.

    Raises UserError as `xmltext.walk` does.
    """
    xmltext.walk(xml, _Walker(xml, found))


def spelling(name: str, xml: Tape) -> Spelling:
    """Return how the part called `name` spells text."""
    found = _PREFIX.search(xmltext.head(xml.chunks))
    prefix = found.group(1).decode() if found else "text"
    return Spelling(
        name=name,
        raw=lambda start, end: xml.cut(start, end).decode(),
        marks=_MARK,
        read=_read,
        write=xmltext.escape,
        hard=f"<{prefix}:s/>",
        breaks=False,
    )


_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIX = re.compile(rb"""xmlns:([\w.-]+)=["']urn:oasis:names:tc:opendocument:xmlns:text:1.0["']""")
_MARK = re.compile(r"<[^>]*>|&[^;]*;")
_COUNT = re.compile(r""":c=["'](\d{1,4})["']""")
_SPOKEN = frozenset({"span", "a", "meta", "meta-field", "ruby", "ruby-base"})
"""Elements of a paragraph whose text is the paragraph's. What lies in others the program fills in,
such as page numbers (OpenDocument 1.3, 6.1 and 7)."""
_UNSEEN = frozenset(
    {
        "annotation",
        "tracked-changes",
        "note-citation",
        "ruby-text",
        "hidden-text",
        "script",
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
        "bibliography",
    }
)
"""What a reader does not see, and what the program makes anew from the text."""
_TITLES = re.compile(r"(?:Sub)?[Tt]itle|Heading(?:_20_\d+)?")


def _read(mark: str) -> str:
    if mark[0] == "&":
        return xmltext.unescape(mark)
    count = _COUNT.search(mark)
    return " " * (int(count.group(1)) if count else 1)


class _Kind(enum.Enum):
    """What the words directly in an element are; only UNSEEN holds for all that is in it."""

    TEXT = 1
    FILLED_IN = 2
    NONE = 3
    UNSEEN = 4


_IN_TEXT = (_Kind.TEXT, _Kind.FILLED_IN)


class _Walker:
    """Follows the elements of one part."""

    def __init__(self, xml: Tape, found: Callable[[Paragraph], None]) -> None:
        self.xml = xml
        self.found = found
        self.path: list[str] = []
        self.kinds: list[_Kind] = [_Kind.NONE]
        self.open: list[Paragraph] = []
        self.done: list[Paragraph] = []
        self.titles: set[str] = set()
        self.locks: list[bool] = []
        self.mark = self.begun = 0

    def named(self, name: str) -> str:
        space, _, local = name.rpartition(" ")
        if space == f"{_ODF}text:1.0" or local == "annotation":
            return local
        return "style:style" if local == "style" else "other"

    def start(self, name: str, attributes: dict[str, str], at: int) -> None:
        self._words(at)
        self.mark = xmltext.after_tag(self.xml, at)
        kind = self.kinds[-1]
        self.kinds.append(self._kind(name))
        if name in ("p", "h"):
            if not self.open:
                self.begun = at
            self._paragraph(name, attributes)
        elif name == "section":
            self.locks.append(xmltext.attribute(attributes, "protected") == "true")
        elif name == "style:style":
            parent = xmltext.attribute(attributes, "parent-style-name") or ""
            if _TITLES.fullmatch(parent):
                self.titles.add(xmltext.attribute(attributes, "name") or "")
        elif self.open and kind in _IN_TEXT:
            self._mark(name, kind, at)

    def end(self, name: str, at: int) -> None:
        self._words(at)
        self.mark = xmltext.after_tag(self.xml, at)
        self.kinds.pop()
        if name in ("p", "h"):
            self.open.pop()
            if not self.open:
                for paragraph in self.done:
                    self.found(paragraph)
                self.done.clear()
        elif name == "section":
            self.locks.pop()

    def wanted(self) -> int | None:
        return self.begun if self.open else None

    def _kind(self, name: str) -> _Kind:
        kind = self.kinds[-1]
        if kind is _Kind.UNSEEN or name in _UNSEEN:
            return _Kind.UNSEEN
        if name in ("p", "h"):
            return _Kind.FILLED_IN if any(self.locks) else _Kind.TEXT
        if name in _SPOKEN:
            return kind
        inside = kind in _IN_TEXT and name not in ("other", "note", "style:style")
        return _Kind.FILLED_IN if inside else _Kind.NONE

    def _paragraph(self, name: str, attributes: dict[str, str]) -> None:
        paragraph = Paragraph()
        style = xmltext.attribute(attributes, "style-name") or ""
        if name == "h" or style in self.titles or _TITLES.fullmatch(style):
            paragraph.role = Role.HEADING
        self.open.append(paragraph)
        if self.kinds[-1] is not _Kind.UNSEEN:
            self.done.append(paragraph)

    def _mark(self, name: str, kind: _Kind, at: int) -> None:
        pieces = self.open[-1].pieces
        if name == "s":
            spelled = self.xml.cut(at, self.mark).decode()
            pieces.append((at, self.mark) if kind is _Kind.TEXT else _read(spelled))
        elif name == "tab":
            pieces.append("\t")
        elif name == "line-break":
            pieces.append(None)

    def _words(self, at: int) -> None:
        """Take in what lies between the tag before and the one at `at`."""
        kind = self.kinds[-1]
        if at <= self.mark or not self.open or kind not in _IN_TEXT:
            return
        raw = self.xml.cut(self.mark, at)
        if kind is _Kind.TEXT and b"<" not in raw:
            self.open[-1].pieces.append((self.mark, at))
        else:
            self.open[-1].pieces.append(" ".join(xmltext.unescape(raw.decode()).split()))
