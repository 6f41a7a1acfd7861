"""Web pages: the words between the tags.

The one thing to know: a reference such as `&rsquo;` reads as its character, and stays as it was
spelled unless that very character is edited.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import replace

from transcript_fix import htmltext
from transcript_fix.encoding import Decoded, decode, splice
from transcript_fix.errors import UserError
from transcript_fix.model import Document, Segment, Span
from transcript_fix.softtext import SoftText

NAME = "html"
SUFFIXES = (".html", ".htm", ".xhtml")


def read(data: bytes, path: str, encoding: str | None = None) -> Document:
    """Find the prose of a page; its encoding is the one named, marked, declared, or detected."""
    decoded = _decoded(data, encoding)
    soft = _text(decoded)
    document = soft.flow.document(path)
    segments = _placed(soft, document.segments)
    return replace(document, segments=segments, line_starts=decoded.line_starts)


def write(data: bytes, texts: Sequence[str], encoding: str | None = None) -> bytes:
    """Put one text a segment back into `data`; what its encoding lacks, as a reference."""
    decoded = _decoded(data, encoding)
    soft = _text(decoded)
    splices = soft.splices(soft.flow.document(""), texts)
    places = [(Span(start, end), new) for _, start, end, new in splices]
    return decoded.encode(splice(decoded.text, places)) if places else data


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


def _placed(soft: SoftText, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Return the segments with their places in the page instead of the flow's text."""
    out = []
    for segment in segments:
        places, end = soft.places(segment.where)
        where = Span(places[0][1], end)
        exact = len(places) == 1 and len(where) == len(segment.text)
        out.append(replace(segment, where=where, places=() if exact else tuple(places)))
    return tuple(out)
