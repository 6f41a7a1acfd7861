"""Web pages: the words between the tags.

The one thing to know: a reference such as `&rsquo;` reads as its character, and stays as it was
spelled unless that very character is edited.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence

from transcript_fix.encoding import Decoded, decode
from transcript_fix.errors import UserError
from transcript_fix.layouts import htmltext
from transcript_fix.layouts.flow import MOST
from transcript_fix.layouts.softtext import SoftText
from transcript_fix.model import Document, Segment, Span

NAME = "html"
SUFFIXES = (".html", ".htm", ".xhtml")


def read(data: bytes, path: str, encoding: str | None = None) -> Document:
    """Find the prose of a page; its encoding is the one named, marked, declared, or detected."""
    decoded = _decoded(data, encoding)
    soft = _text(decoded)
    return Document(path, tuple(_placed(soft)), decoded.line_starts)


def write(data: bytes, texts: Sequence[str], encoding: str | None = None) -> bytes:
    """Put one text a segment back into `data`; what its encoding lacks, as a reference."""
    decoded = _decoded(data, encoding)
    splices = _text(decoded).splices(texts)
    places = [(Span(start, end), new) for _, start, end, new in splices]
    del splices  # and with it the numbers of all runs, before the page is made a second time
    return decoded.spliced(places) if places else data


def frame(data: bytes, encoding: str | None = None) -> Hashable:
    """Return all of the page but its words: what must be the same after a write."""
    return tuple(htmltext.markup(_decoded(data, encoding).text))


_META = re.compile(rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_PRESCAN = 4096
"""Bytes in which a declaration counts; the standard asks for 1,024 and browsers take more."""
_LABELS = {
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "iso-8859-9": "windows-1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "cp950",
}
"""What a label means on the web (WHATWG Encoding, 4.2), in Python's names."""


def _decoded(data: bytes, encoding: str | None) -> Decoded:
    if len(data) > MOST:
        raise UserError("the page has more than a gigabyte; that is no transcript")
    if encoding is None:
        declared = _META.search(data[:_PRESCAN])
        label = declared.group(1).decode().lower() if declared else "utf-8"
        for name in (_LABELS.get(label, label), label):
            try:
                return decode(data, name)
            except UserError:
                continue
    return decode(data, encoding)


def _text(decoded: Decoded) -> SoftText:
    soft = SoftText()
    spelling = htmltext.spelling(decoded.text, decoded.encoding)
    for pieces, role in htmltext.paragraphs(decoded.text):
        soft.paragraph(pieces, role, spelling)
    return soft


def _placed(soft: SoftText) -> Iterator[Segment]:
    """Yield the segments with their places in the page instead of the flow's text."""
    for segment in soft.flow.segments():
        places, end = soft.places(segment.where)
        where = Span(places[0][1], end)
        exact = len(places) == 1 and len(where) == len(segment.text)
        steps = () if exact else tuple(places)
        yield Segment(segment.text, where, segment.role, segment.lead, steps)
