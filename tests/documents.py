"""Documents for tests, built from words without a format."""

from __future__ import annotations

from transcript_fix.model import Document, Role, Segment, Span


def document(*pieces: tuple[str, str] | tuple[str, str, Role]) -> Document:
    """Return a document from (lead, text[, role]); `where` is the place in the prose."""
    segments, at = [], 0
    for lead, text, *role in pieces:
        at += len(lead)
        segments.append(Segment(text, Span(at, at + len(text)), *(role or [Role.SPEECH]), lead))
        at += len(text)
    return Document("test.txt", tuple(segments))


def paragraphs(*texts: str) -> Document:
    """Return a document of speech paragraphs."""
    return document(*(("\n\n" if n else "", t) for n, t in enumerate(texts)))
