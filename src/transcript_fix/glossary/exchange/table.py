"""CSV as translation services take it: source, target, and their languages.

The one thing to know: which column is English is told by the header (`en`, `zh-CN`), by language
columns (DeepL), or else by the letters: the more Latin column is.
"""

from __future__ import annotations

import csv
import io
import re

from transcript_fix.errors import UserError
from transcript_fix.glossary.add import Entry
from transcript_fix.glossary.entry import Glossary
from transcript_fix.glossary.exchange import entry
from transcript_fix.glossary.exchange.tbx import _language

NAME = "csv"
FILES = ("glossary.csv",)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def write(glossary: Glossary) -> tuple[str, ...]:
    """Return rows of source, target, source language, target language (DeepL's form).

    A term without a source form is a row with itself: not to be translated.
    """
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    for term in glossary.terms:
        for form in term.source:
            rows.writerow((form, term.term, _language([form]), "en"))
        if not term.source:
            rows.writerow((term.term, term.term, "en", "en"))
    return (out.getvalue(),)


def read(text: str, name: str) -> list[Entry]:
    """Return the entries of a CSV or TSV table of two to four columns. Raises UserError."""
    if not text.strip():
        raise UserError(f"{name}: empty")
    delimiter = "\t" if "\t" in text.split("\n", 1)[0] else ","
    if delimiter == "," and text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(","):
        delimiter = ";"
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        rows = [(reader.line_num, row) for row in reader if any(c.strip() for c in row)]
    except csv.Error as error:
        raise UserError(f"{name}:{reader.line_num}: not CSV: {error}") from None
    for line, row in rows:
        if len(row) < 2:
            raise UserError(f"{name}:{line}: one column; a source and a target are needed")
    first = [c.strip() for c in rows[0][1]]
    english = _header(first)
    if english is not None:
        rows = rows[1:]
    sources: dict[str, list[str]] = {}
    for _, row in rows:
        cells = [" ".join(c.split()) for c in row]
        at = english if english is not None else _english(cells)
        term = cells[at] if at < len(cells) else ""
        others = [c for i, c in enumerate(cells[:2] if english is None else cells) if i != at]
        if term:
            sources.setdefault(term, []).extend(o for o in others if o and o != term)
    return [entry(term, source=forms) for term, forms in sources.items()]


def _header(cells: list[str]) -> int | None:
    """Return which column the header calls English, or None where there is no header."""
    if [c.lower() for c in cells[:2]] == ["source", "target"]:
        return 1
    if all(_LANGUAGE.fullmatch(c) for c in cells) and any(_is_english(c) for c in cells):
        return next(i for i, c in enumerate(cells) if _is_english(c))
    return None


def _is_english(tag: str) -> bool:
    return re.fullmatch(r"(?i)en(?:[-_]\w+)?", tag) is not None


def _english(cells: list[str]) -> int:
    if len(cells) >= 4 and _LANGUAGE.fullmatch(cells[2]) and _LANGUAGE.fullmatch(cells[3]):
        return 0 if _is_english(cells[2]) and not _is_english(cells[3]) else 1
    latin = [sum(c.isascii() for c in cell) / max(len(cell), 1) for cell in cells[:2]]
    return 0 if latin[0] > latin[1] else 1
