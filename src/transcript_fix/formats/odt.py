"""OpenDocument texts: body, notes, and headers and footers, between the tags.

The one thing to know: runs of white space in the file are layout; only `text:s` makes a second
space that a reader sees.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from transcript_fix.errors import UserError
from transcript_fix.layouts import odfile, xmltext, zipsplice
from transcript_fix.layouts.softspace import Spelling
from transcript_fix.layouts.softtext import SoftText
from transcript_fix.layouts.tape import Tape
from transcript_fix.model import Document

NAME = "odt"
SUFFIXES = (".odt",)


def read(data: bytes, path: str, encoding: str | None = None) -> Document:
    """Find the prose. A "line" of the document is a paragraph or what a line break ends in it.

    Raises UserError for a file that is damaged, encrypted or signed.
    """
    return _text(_open(data)).flow.document(path)


def write(data: bytes, texts: Sequence[str], encoding: str | None = None) -> bytes:
    """Put one text a segment back into `data`."""
    package = _open(data)
    spliced: defaultdict[str, list[tuple[int, int, bytes]]] = defaultdict(list)
    for name, start, end, new in _text(package).splices(texts):
        spliced[name].append((start, end, new.encode()))
    contents = {n: xmltext.spliced(package.texts[n], places) for n, places in spliced.items()}
    return zipsplice.replace(package.archive, contents)


def frame(data: bytes, encoding: str | None = None) -> Hashable:
    """Return a digest of all of the file but its words: what must be the same after a write."""
    package = _open(data)
    digest = hashlib.sha256()
    for m in package.archive.members.values():
        xml = package.texts.get(m.name)
        zipsplice.add(digest, data, m, _markup(xml) if xml else None)
    return digest.digest()


@dataclass(frozen=True, slots=True)
class _Package:
    archive: zipsplice.Archive
    texts: Mapping[str, Tape]


_PARTS = ("content.xml", "styles.xml")
"""`styles.xml` has the headers and footers of pages."""
_KINDS = (b"text", b"text-template", b"text-master")
_ENCRYPTED = re.compile(rb"<(?:[\w.-]+:)?(?:encryption-data|encrypted-key)\b")
_SIGNATURES = "META-INF/documentsignatures.xml"


def _open(data: bytes) -> _Package:
    if not data.startswith(b"PK"):
        raise UserError("this is not an OpenDocument text; if it is plain text, say --format plain")
    archive = zipsplice.open_archive(data)
    kind = zipsplice.unpack(archive, "mimetype").strip() if "mimetype" in archive.members else b""
    if kind not in [b"application/vnd.oasis.opendocument." + k for k in _KINDS]:
        raise UserError("this is not an OpenDocument text (.odt)")
    if _SIGNATURES in archive.members:
        raise UserError("the file is signed; a change would break the signature")
    manifest = "META-INF/manifest.xml"
    if manifest in archive.members and _ENCRYPTED.search(zipsplice.unpack(archive, manifest)):
        raise UserError("the file is encrypted; save it without a password first")
    if _PARTS[0] not in archive.members:
        raise UserError("the file is damaged (it has no content.xml); open it and save it anew")
    parts = [n for n in _PARTS if n in archive.members]
    return _Package(
        archive, {n: xmltext.load(partial(zipsplice.unpacked, archive, n)) for n in parts}
    )


def _text(package: _Package) -> SoftText:
    soft = SoftText()
    for name, xml in package.texts.items():
        spelling = odfile.spelling(name, xml)
        odfile.paragraphs(xml, partial(_add, soft, spelling))
    return soft


def _add(soft: SoftText, spelling: Spelling, paragraph: odfile.Paragraph) -> None:
    soft.paragraph(paragraph.pieces, paragraph.role, spelling)


_TOKEN = re.compile(rb"<(/?)(?:[\w.-]+:)?([\w.-]+)[^>]*?(/?)>|<[^>]*>|[^<]+")
_KEPT = (b"annotation", b"tracked-changes", b"note-citation", b"table-of-content")


def _markup(xml: Tape) -> Iterator[bytes]:
    """Yield the tags but `text:s`, and the words of what nobody may edit."""
    depth = 0
    for match in chain.from_iterable(map(_TOKEN.finditer, xmltext.pieces(xml))):
        name = match.group(2)
        if name in _KEPT and not match.group(3):
            depth += -1 if match.group(1) else 1
        if depth or (name != b"s" and match.group().startswith(b"<")):
            yield match.group()
