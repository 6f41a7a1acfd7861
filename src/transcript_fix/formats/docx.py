"""Word documents: the text of body, notes, headers and footers, run by run.

The one thing to know: only `w:t` contents are replaced, by their byte offsets; every other part
of the package is copied packed as it was.
"""

from __future__ import annotations

import bisect
import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from transcript_fix.layouts import wordtrack, xmltext, zipsplice
from transcript_fix.layouts.flow import Flow, Item
from transcript_fix.layouts.tape import Tape
from transcript_fix.layouts.wordfile import Package, open_package, tracks
from transcript_fix.layouts.wordtext import Paragraph, Place, paragraphs
from transcript_fix.model import Document
from transcript_fix.worddiff import Change, words_changed

__all__ = ["NAME", "SUFFIXES", "Tracked", "frame", "read", "tracks", "write", "write_tracked"]

NAME = "docx"
SUFFIXES = (".docx",)


def read(data: bytes, path: str, encoding: str | None = None) -> Document:
    """Find the prose. A "line" of the document is a paragraph or what a line break ends in it.

    Raises UserError for a file that is damaged, encrypted, signed or protected.
    """
    return _text(open_package(data)).flow.document(path)


def write(data: bytes, texts: Sequence[str], encoding: str | None = None) -> bytes:
    """Put one text a segment back into `data`, without tracking."""
    package = open_package(data)
    return _packed(package, _spliced(package, texts))


def write_tracked(data: bytes, texts: Sequence[str], author: str, date: str) -> bytes:
    """Put the texts back as changes tracked word by word; `date` is ISO 8601 in UTC."""
    package = open_package(data)
    text = _text(package, every=True)
    tracker = wordtrack.tracker(author, date, package.texts.values())
    spliced: _Splices = defaultdict(list)
    for index, changes in text.flow.changes(texts, words_changed):
        name, place = text.place(index)
        for copy in (place, *place.copies):
            spliced[name].append(tracker.tracked(package.texts[name], copy, changes))
    return _packed(package, spliced)


@dataclass(frozen=True, slots=True)
class Tracked:
    """The same format, but a write records its changes for review; a `Format` like this module."""

    author: str
    date: str
    NAME: str = NAME
    SUFFIXES: tuple[str, ...] = SUFFIXES

    def read(self, data: bytes, path: str, encoding: str | None = None) -> Document:
        """Find the prose, as if all that is tracked were accepted."""
        return read(data, path, encoding)

    def write(self, data: bytes, texts: Sequence[str], encoding: str | None = None) -> bytes:
        """Put one text a segment back, tracked."""
        return write_tracked(data, texts, self.author, self.date)

    def frame(self, data: bytes, encoding: str | None = None) -> Hashable:
        """Return the file as it is once the author's changes are rejected, without runs."""
        return _digest(data, lambda part: wordtrack.rejected(part, self.author))


def frame(data: bytes, encoding: str | None = None) -> Hashable:
    """Return a digest of all of the file but its words: what must be the same after a write."""
    return _digest(data, _wordless)


def _wordless(part: Tape) -> Iterator[bytes]:
    for piece in xmltext.pieces(part):
        yield _WORDS.sub(rb"<\1t\2>\3", _PRESERVE.sub(b"", piece))


def _digest(data: bytes, framed: Callable[[Tape], Iterable[bytes]]) -> bytes:
    package = open_package(data)
    digest = hashlib.sha256()
    for m in package.archive.members.values():
        xml = package.texts.get(m.name)
        zipsplice.add(digest, data, m, framed(xml) if xml else None)
    return digest.digest()


_PRESERVE = re.compile(rb""" xml:space=(?:"preserve"|'preserve')""")
_WORDS = re.compile(rb"<((?:[\w.-]+:)?)t((?:\s[^<>]*)?)>[^<]*(</)")


@dataclass(slots=True)
class _Text:
    """The text of all parts. `places` has what the flow has not: all places, or those with copies;

    `firsts` are the numbers of the first run of each part.
    """

    package: Package
    every: bool = False
    flow: Flow = field(default_factory=Flow)
    places: dict[int, Place] = field(default_factory=dict)
    firsts: list[int] = field(default_factory=list)

    def found(self, paragraph: Paragraph) -> None:
        run = len(self.flow.starts)
        self.flow.paragraph([_item(i) for i in paragraph.items], paragraph.role)
        for item in paragraph.items:
            if isinstance(item, Place) and not item.fixed:
                if self.every or item.copies:
                    self.places[run] = item
                run += 1

    def place(self, run: int) -> tuple[str, Place]:
        """Return the part of a run and its place."""
        part = list(self.package.texts)[bisect.bisect_right(self.firsts, run) - 1]
        known = self.places.get(run)
        if known is None:
            start, end = self.flow.spelled_from[run], self.flow.spelled_to[run]
            raw = self.package.texts[part].cut(start, end)
            known = Place(xmltext.unescape(raw.decode()), start, end)
        return part, known


def _text(package: Package, *, every: bool = False) -> _Text:
    text = _Text(package, every)
    for xml in package.texts.values():
        text.firsts.append(len(text.flow.starts))
        paragraphs(xml, package.headings, text.found)
    return text


def _item(item: Place | str | None) -> Item:
    if not isinstance(item, Place):
        return item
    return item.text if item.fixed else (item.text, item.start, item.end)


_Splices = defaultdict[str, list[tuple[int, int, bytes]]]


def _spliced(package: Package, texts: Sequence[str]) -> _Splices:
    """Return what to replace in each part. The text of a large file is forgotten behind it."""
    text = _text(package)
    spliced: _Splices = defaultdict(list)
    for index, changes in text.flow.changes(texts):
        name, place = text.place(index)
        for copy in (place, *place.copies):
            spliced[name] += _respelled(package.texts[name], copy, changes)
    return spliced


def _respelled(
    xml: Tape, place: Place, changes: Sequence[Change]
) -> Iterator[tuple[int, int, bytes]]:
    """Yield what to replace in a part: the words, and the tag where space at an edge must stay."""
    raw = xml.cut(place.start, place.end).decode()
    new = xmltext.respell(raw, changes)
    yield place.start, place.end, new.encode()
    before, after = place.text, xmltext.unescape(new)
    gained = (after[:1].isspace() and not before[:1].isspace()) or (
        after[-1:].isspace() and not before[-1:].isspace()
    )
    if gained:
        at = xmltext.tag_before(xml, place.start)
        tag = xml.cut(at, place.start)
        kept = b' xml:space="preserve">'
        yield at, place.start, re.sub(rb"""(?:\s+xml:space=["']\w*["'])?\s*>$""", kept, tag)


def _packed(package: Package, spliced: _Splices) -> bytes:
    contents = {n: xmltext.spliced(package.texts[n], places) for n, places in spliced.items()}
    return zipsplice.replace(package.archive, contents)
