"""`[sic]`: the words before it are as they were said.

The one thing to know: it is about the last word before it and every finding that touches that
word, so it also covers a phrase that ends there. Needs no reason: it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcript_fix.model import Document, Span

_SIC = re.compile(r"(\w[^\s\[(]*)[\s\"'“”‘’»]*[\[(]\s*sic\b[^\])\n]{0,80}[\])]", re.IGNORECASE)


def as_said(document: Document) -> Iterator[Span]:
    """Yield the words (code points of the prose) that a `[sic]` or `(sic)` vouches for."""
    if "sic" not in document.prose.lower():
        return
    for found in _SIC.finditer(document.prose):
        yield Span(*found.span(1))
