"""Document and edits in, document out.

The one thing to know: nothing is forced. An edit whose words no longer stand there, or that
overlaps another, is an error of ours, and the whole file stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from transcript_fix.errors import UnsafeResult
from transcript_fix.model import Document, Edit
from transcript_fix.split import split


def apply(document: Document, edits: Iterable[Edit]) -> Document:
    """Return the document with all edits made. Raises UnsafeResult where one cannot be."""
    pieces = sorted(_pieces(document, edits), key=lambda e: (e.span.start, e.span.end))
    texts = list(document.texts)
    for left, right in pairwise(pieces):
        if left.span.end > right.span.start or left.span == right.span:
            raise UnsafeResult(f"two edits at one place: {left.before!r} and {right.before!r}")
    for piece in reversed(pieces):
        home = document.home(piece.span)
        if home is None or document.cut(piece.span) != piece.before:
            raise UnsafeResult(f"{piece.before!r} no longer stands where it was found")
        at = document.spans[home].start
        text = texts[home]
        texts[home] = text[: piece.span.start - at] + piece.after + text[piece.span.end - at :]
    return document.with_texts(texts)


def _pieces(document: Document, edits: Iterable[Edit]) -> Iterable[Edit]:
    for edit in edits:
        if document.cut(edit.span) != edit.before:
            raise UnsafeResult(f"{edit.before!r} no longer stands where it was found")
        parts = split(document, edit)
        if parts is None:
            raise UnsafeResult(f"the edit of {edit.before!r} crosses a border of the file's format")
        yield from parts
