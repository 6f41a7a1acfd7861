"""A Word file (OOXML) as a package: which parts hold text, what the settings say, what is refused.

The one thing to know: a part's name says nothing; the relationships do.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from transcript_fix.errors import UserError
from transcript_fix.layouts import xmltext, zipsplice
from transcript_fix.layouts.tape import Tape

W = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
"""ECMA-376 transitional and strict."""


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file that may be edited: `texts` are its text parts by name, in reading order.

    `headings` are the paragraph styles that make a heading.
    """

    archive: zipsplice.Archive
    texts: Mapping[str, Tape]
    headings: frozenset[str]


def open_package(data: bytes) -> Package:
    """Open a Word file. Raises UserError for one that is no Word file or must not be changed."""
    archive, main, parts = _parts(data)
    by_kind = dict(parts)
    if "settings" in by_kind:
        _settings(_load(archive, by_kind["settings"]))
    order = [main, *(t for kind in _KINDS for k, t in parts if k == kind)]
    texts = {n: _load(archive, n) for n in dict.fromkeys(order)}
    headings = _headings(_load(archive, by_kind["styles"])) if "styles" in by_kind else frozenset()
    return Package(archive, texts, headings)


def tracks(data: bytes) -> bool:
    """Return whether a Word file asks that changes be tracked. Raises UserError as above."""
    archive, _, parts = _parts(data)
    settings = dict(parts).get("settings")
    return settings is not None and _settings(_load(archive, settings))


_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLE_ENCRYPTED = "the file is encrypted; save it without a password first"
_OLE_OLD = "this is an old Word file (.doc); save it as .docx first"
_KINDS = ("footnotes", "endnotes", "header", "footer")
"""Text parts behind the main one. Comments are the editors' talk about the text, not text."""
_HEADING = re.compile(r"heading \d|title|subtitle", re.IGNORECASE)
_OFF = ("0", "false", "off")
OUTLINE = tuple("012345678")
"""The outline levels of headings; 9 is body text (ECMA-376, 17.3.1.20)."""


def _parts(data: bytes) -> tuple[zipsplice.Archive, str, list[tuple[str, str]]]:
    """Return the archive, the name of its main part, and kind and name of the parts around it."""
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise UserError(_OLE_ENCRYPTED if _ENCRYPTED in data else _OLE_OLD)
    if not data.startswith(b"PK"):
        raise UserError("this is not a Word document; if it is plain text, say --format plain")
    archive = zipsplice.open_archive(data)
    names = {n.casefold(): n for n in archive.members}
    if any(n.startswith("_xmlsignatures/") for n in names):
        raise UserError("the file is signed; a change would break the signature")
    main = next((t for k, t in _related(archive, names, "") if k == "officeDocument"), None)
    if main is None:
        raise UserError("this is not a Word document (.docx)")
    return archive, main, list(_related(archive, names, main))


def _load(archive: zipsplice.Archive, name: str) -> Tape:
    return xmltext.load(partial(zipsplice.unpacked, archive, name))


def _related(
    archive: zipsplice.Archive, names: Mapping[str, str], source: str
) -> Iterator[tuple[str, str]]:
    """Yield kind and part name of what `source` ("" is the file itself) is related to."""
    folder, base = posixpath.split(source)
    rels = names.get(posixpath.join(folder, "_rels", f"{base}.rels").casefold())
    if rels is None:
        return
    for name, attributes in xmltext.elements(_load(archive, rels)):
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            continue
        kind = attributes.get("Type", "")
        if "digital-signature" in kind:
            raise UserError("the file is signed; a change would break the signature")
        target = posixpath.join("/", folder, attributes.get("Target", ""))
        part = names.get(posixpath.normpath(target).lstrip("/").casefold())
        if part is not None:
            yield kind.rpartition("/")[2], part


def is_on(attributes: Mapping[str, str]) -> bool:
    """Return what a yes-or-no element of WordprocessingML says (ECMA-376, ST_OnOff)."""
    return xmltext.attribute(attributes, "val") not in _OFF


def _settings(xml: Tape) -> bool:
    """Return whether changes are tracked. Raises UserError for a protected file."""
    tracks = False
    for name, attributes in xmltext.elements(xml):
        if name == "trackRevisions":
            tracks = is_on(attributes)
        value = {k.rpartition(" ")[2]: v for k, v in attributes.items()}
        enforced = value.get("enforcement", "0") not in _OFF and value.get("edit", "none") != "none"
        if name == "documentProtection" and enforced:
            raise UserError("the file is protected against changes; lift the protection first")
        if name == "writeProtection" and ("hash" in value or "hashValue" in value):
            raise UserError("the file may be changed with a password only; lift that first")
    return tracks


def _headings(xml: Tape) -> frozenset[str]:
    """Return the ids of the paragraph styles that make a heading, inherited or not."""
    based: dict[str, str] = {}
    found: set[str] = set()
    style = ""
    for name, attributes in xmltext.elements(xml):
        if name == "style":
            paragraph = xmltext.attribute(attributes, "type") == "paragraph"
            style = xmltext.attribute(attributes, "styleId") or "" if paragraph else ""
        if not style or name not in ("basedOn", "name", "outlineLvl"):
            continue
        value = xmltext.attribute(attributes, "val") or ""
        if name == "basedOn":
            based[style] = value
        elif _HEADING.fullmatch(value) or value in OUTLINE:
            found.add(style)
    for style in based:
        line = [style]
        while line[-1] in based and line[-1] not in found and len(line) <= len(based):
            line.append(based[line[-1]])
        if line[-1] in found:
            found.update(line)
    return frozenset(found)
