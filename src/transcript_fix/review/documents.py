"""The texts behind the places, read when they are looked at.

The one thing to know: a text that was read stays here until `forget`; who writes a file or opens
it in an editor must forget it.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from transcript_fix import archives, pipeline
from transcript_fix.config import Settings
from transcript_fix.encoding import decode
from transcript_fix.errors import UserError
from transcript_fix.model import Document, Span

KEPT = 64
"""Texts kept in memory."""
_TIME = re.compile(
    r"(?P<cue>\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,3})?[ \t]*-->"
    r"|[\[(](?P<mark>\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,3})?[\])]"
)
_TIME_WITHIN = 600
"""Code points before a place in which its time is looked for."""


@dataclass(frozen=True)
class Text:
    """A document, its bytes, and the decoded file where it is a text file."""

    document: Document
    data: bytes
    decoded: str

    def time(self, span: Span) -> str | None:
        """Return the time that stands before a place, as the file writes it (hours, minutes)."""
        at = self.document.source_span(span).start
        found = tuple(_TIME.finditer(self.decoded, max(0, at - _TIME_WITHIN), at))
        return (found[-1]["cue"] or found[-1]["mark"]) if found else None


def as_text(document: Document, data: bytes, encoding: str | None) -> Text:
    """Return the document with its decoded file; a container such as docx has none."""
    try:
        decoded = decode(data, encoding).text if not data.startswith(b"PK") else ""
    except UserError:
        decoded = ""
    return Text(document, data, decoded)


class Documents:
    """Texts by path, the last ones looked at."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._kept: OrderedDict[str, Text] = OrderedDict()

    def get(self, path: str, file: Path) -> Text:
        """Return a text. Raises UserError, in one line without the path, if it cannot be read."""
        kept = self._kept.get(path)
        if kept is None:
            source = pipeline.read(archives.newest(file), self.settings)
            kept = as_text(source.document, source.data, source.encoding)
            self.keep(path, kept)
        self._kept.move_to_end(path)
        return kept

    def keep(self, path: str, text: Text) -> None:
        """Keep a text that was read elsewhere."""
        self._kept[path] = text
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def forget(self, path: str) -> None:
        """Read the text anew next time."""
        self._kept.pop(path, None)
