"""Word documents: the text of body, notes, headers and footers, run by run.

The one thing to know: only `w:t` contents are replaced, by their byte offsets; every other part
of the package is copied packed as it was.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from transcript_fix import xmltext, zipsplice
from transcript_fix.flow import Flow, Item
from transcript_fix.model import Document
from transcript_fix.worddiff import Change
from transcript_fix.wordfile import Package, open_package
from transcript_fix.wordtext import Place, paragraphs

NAME = "docx"
SUFFIXES = (".docx", ".docm")


def read(data: bytes, path: str, encoding: str | None = None) -> Document:
    """Find the prose. A "line" of the document is a paragraph or what a line break ends in it.

    Raises UserError for a file that is damaged, encrypted, signed or protected.
    """
    return _flow(open_package(data))[0].document(path)


def write(data: bytes, texts: Sequence[str], encoding: str | None = None) -> bytes:
    """Put one text a segment back into `data`, without tracking."""
    package = open_package(data)
    flow, places = _flow(package)
    spliced: defaultdict[str, list[tuple[int, int, bytes]]] = defaultdict(list)
    for index, changes in flow.changes(flow.document("").segments, texts):
        name, place = places[index]
        for copy in (place, *place.copies):
            spliced[name] += _respelled(package.texts[name].data, copy, changes)
    return _packed(package, spliced)


def tracks(data: bytes) -> bool:
    """Return whether the file says that changes are to be tracked."""
    return open_package(data).tracks


def frame(data: bytes, encoding: str | None = None) -> object:
    """Return all of the file but the words: what must be the same after a write."""
    package = open_package(data)
    members = package.archive.members.values()
    rest = [
        (m.name, m.packed, data[m.content : m.content + m.packed])
        for m in members
        if m.name not in package.texts
    ]
    digest = hashlib.sha256(repr([m.name for m in members]).encode())
    for name, packed, content in rest:
        digest.update(f"{name} {packed}".encode() + content)
    for xml in package.texts.values():
        digest.update(_WORDS.sub(rb"<\1t\2>\3", _PRESERVE.sub(b"", xml.data)))
    return digest.digest()


_PRESERVE = re.compile(rb""" xml:space=(?:"preserve"|'preserve')""")
_WORDS = re.compile(rb"<((?:[\w.-]+:)?)t((?:\s[^<>]*)?)>[^<]*(</)")


def _flow(package: Package) -> tuple[Flow, list[tuple[str, Place]]]:
    """Return the text of all parts, and for each of its runs the part and the place."""
    flow = Flow()
    places: list[tuple[str, Place]] = []
    for name, xml in package.texts.items():
        for paragraph in paragraphs(xml, package.headings):
            flow.paragraph(map(_item, paragraph.items), paragraph.role)
            places += ((name, p) for p in paragraph.items if isinstance(p, Place) and not p.fixed)
    return flow, places


def _item(item: Place | str | None) -> Item:
    if not isinstance(item, Place):
        return item
    return item.text if item.fixed else (item.text, item.start, item.end)


def _respelled(
    data: bytes, place: Place, changes: Sequence[Change]
) -> Iterator[tuple[int, int, bytes]]:
    """Yield what to replace in a part: the words, and the tag where space at an edge must stay."""
    raw = data[place.start : place.end].decode()
    new = xmltext.respell(raw, changes)
    yield place.start, place.end, new.encode()
    before, after = place.text, xmltext.unescape(new)
    gained = (after[:1].isspace() and not before[:1].isspace()) or (
        after[-1:].isspace() and not before[-1:].isspace()
    )
    if gained:
        at = data.rindex(b"<", 0, place.start)
        tag = data[at : place.start]
        kept = b' xml:space="preserve">'
        yield at, place.start, re.sub(rb"""(?:\s+xml:space=["']\w*["'])?\s*>$""", kept, tag)


def _packed(package: Package, spliced: dict[str, list[tuple[int, int, bytes]]]) -> bytes:
    contents = {}
    for name, places in spliced.items():
        xml = package.texts[name]
        contents[name] = xml.encode(xmltext.splice_bytes(xml.data, places))
    return zipsplice.replace(package.archive, contents)
