"""TBX-Basic (ISO 30042:2019, style DCA): what translation tools and term bases exchange.

The one thing to know: a document type declaration or an entity is refused outright, whatever it
holds; a term base needs neither, and both are how an XML file reads other files.
"""

from __future__ import annotations

import xml.etree.ElementTree as Xml
from collections.abc import Iterable, Iterator

from transcript_fix.errors import UserError
from transcript_fix.glossary.add import Entry
from transcript_fix.glossary.entry import Glossary, Term
from transcript_fix.glossary.exchange import entry

NAME = "tbx"
FILES = ("glossary.tbx",)
NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_PREFERRED, _ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"
_DEPRECATED, _SUPERSEDED = "deprecatedTerm-admn-sts", "supersededTerm-admn-sts"
_XML = "{http://www.w3.org/XML/1998/namespace}"


def write(glossary: Glossary) -> tuple[str, ...]:
    """Return the glossary as one TBX-Basic file; wrong, heard and forbidden are notes."""
    attributes = {"type": "TBX-Basic", "style": "dca", "xml:lang": "en"}
    root = Xml.Element("tbx", {"xmlns": NAMESPACE, **attributes})
    described = _sub(_sub(root, "tbxHeader"), "fileDesc")
    _sub(_sub(described, "titleStmt"), "title", "Glossary")
    _sub(_sub(described, "sourceDesc"), "p", "Written by transcript-fix")
    body = _sub(_sub(root, "text"), "body")
    for number, term in enumerate(glossary.terms, 1):
        _concept(body, term, f"c{number}")
    Xml.indent(root, "  ")
    text = Xml.tostring(root, encoding="unicode")
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n',)


def _sub(parent: Xml.Element, name: str, text: str | None = None) -> Xml.Element:
    child = Xml.SubElement(parent, name)
    child.text = text
    return child


def _concept(body: Xml.Element, term: Term, key: str) -> None:
    concept = _sub(body, "conceptEntry")
    concept.set("id", key)
    if term.type:
        field = _sub(concept, "descrip", term.type)
        field.set("type", "subjectField")
    if term.note:
        _sub(concept, "note", " ".join(term.note.split()))
    english = _sub(concept, "langSec")
    english.set("xml:lang", "en")
    _term(english, term.term, _PREFERRED)
    for form in (*term.admitted, *term.labels):
        _term(english, form, _ADMITTED)
    for form in term.was:
        _term(english, form, _SUPERSEDED)
    for kind in ("wrong", "heard", "forbidden"):
        for form in getattr(term, kind):
            _term(english, form, _DEPRECATED, kind)
    if term.source:
        other = _sub(concept, "langSec")
        other.set("xml:lang", _language(term.source))
        for form in term.source:
            _term(other, form, _PREFERRED)


def _term(section: Xml.Element, form: str, status: str, note: str | None = None) -> None:
    held = _sub(section, "termSec")
    _sub(held, "term", form)
    told = _sub(held, "termNote", status)
    told.set("type", "administrativeStatus")
    if note:
        _sub(held, "note", note)


def _language(forms: Iterable[str]) -> str:
    """Return the language tag of a source form by its script; "und" where it does not tell."""
    text = "".join(forms)
    for tag, first, last in (("ja", "\u3040", "\u30ff"), ("zh", "\u4e00", "\u9fff"),
                             ("ko", "\uac00", "\ud7af"), ("ru", "\u0400", "\u04ff")):  # fmt: skip
        if any(first <= c <= last for c in text):
            return tag
    return "und"


def read(text: str, name: str) -> list[Entry]:
    """Return the entries of a TBX file: version 3 (DCA or DCT) or the older martif.

    Raises UserError for a document type, an entity, or what is no TBX.
    """
    if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
        raise UserError(f"{name}: has a DOCTYPE or entities, which are refused; take them out")
    try:
        root = Xml.fromstring(text)
    except (Xml.ParseError, ValueError, RecursionError) as error:
        place = getattr(error, "position", None)
        where = f"{name}:{place[0]}:{place[1] + 1}" if place else name
        raise UserError(f"{where}: not XML: {str(error).split(':')[0]}") from None
    if _name(root) not in ("tbx", "martif"):
        raise UserError(f"{name}: not TBX; it begins with <{_name(root)}>")
    concepts = [e for e in root.iter() if _name(e) in ("conceptEntry", "termEntry")]
    return [e for concept in concepts for e in _entries(concept)]


def _name(node: Xml.Element) -> str:
    """Return an element's name without its namespace."""
    return node.tag.rpartition("}")[2]


def _entries(concept: Xml.Element) -> Iterator[Entry]:
    forms: dict[str, list[str]] = {}
    preferred: list[str] = []
    unsure: list[str] = []
    for section in [e for e in concept.iter() if _name(e) in ("langSec", "langSet")]:
        language = section.get(f"{_XML}lang", "en").lower()
        for held in [e for e in section.iter() if _name(e) in ("termSec", "tig", "ntig")]:
            form, status, note = _parts(held)
            if not form:
                continue
            if not language.startswith("en"):
                forms.setdefault("source", []).append(form)
            elif status == _DEPRECATED and note in ("wrong", "heard", "forbidden"):
                forms.setdefault(note, []).append(form)
            elif status in (_DEPRECATED, _SUPERSEDED):
                unsure.append(form)
            elif status == _PREFERRED or not (status or preferred):
                preferred.append(form)
            else:
                forms.setdefault("admitted", []).append(form)
    if preferred:
        forms.setdefault("admitted", []).extend(preferred[1:])
        yield entry(preferred[0], unsure, person=_names_person(concept), **forms)


def _names_person(concept: Xml.Element) -> bool:
    fields = [e for e in concept.iter() if e.get("type") == "subjectField"]
    return any((e.text or "").strip() == "person" for e in fields)


def _parts(held: Xml.Element) -> tuple[str, str, str]:
    """Return a term section's term, administrative status and note."""
    form, status, note = "", "", ""
    for e in held.iter():
        text = " ".join("".join(e.itertext()).split())
        if _name(e) == "term":
            form = text
        elif _name(e) == "administrativeStatus" or e.get("type") == "administrativeStatus":
            status = text
        elif _name(e) == "note":
            note = text
    return form, status, note
