"""Prose cut into pieces for an engine: labels left out, many passages in one call.

The one thing to know: an engine's offsets count in the piece, with a blank line between two
passages; `Piece.span` gives the place in `Document.prose`, or None where it is no one passage.
A piece begins with the last word of the passage before it, so that what an engine says of a
passage hangs on its neighbour alone and not on where we cut.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from transcript_fix.model import Document, Passage, Span

WORDS = 700
"""A piece closes at this many words: engines are fastest with 500 to 1,000 words in one call."""

BREAK = "\n\n"
TAIL = 20
"""Code points, at most, of the last word of the passage before: LanguageTool lets a passage begin
small after a comma."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text for one call of an engine. `starts[i]` is where `passages[i]` begins in `text`.

    What stands before `starts[0]` is of the passage before.
    """

    text: str
    passages: tuple[Passage, ...]
    starts: tuple[int, ...]

    def span(self, start: int, end: int) -> Span | None:
        """Return the place in the prose of `text[start:end]` (code points), if it is one."""
        if not 0 <= start <= end <= len(self.text) or not self.starts:
            return None
        index = bisect.bisect_right(self.starts, start) - 1
        if index < 0:
            return None
        passage, at = self.passages[index], self.starts[index]
        if end - at > len(passage.text):
            return None
        return Span(start - at, end - at).shift(passage.start)


def told(document: Document) -> Iterator[tuple[str, Passage]]:
    """Yield each passage that has words, with the tail of the one before it."""
    before = ""
    for passage in document.passages:
        if passage.text.strip():
            yield before, passage
            before = tail(passage.text)


def tail(text: str) -> str:
    """Return the last word of a passage: all that the next one's findings may hang on."""
    return text.split()[-1][-TAIL:]


def pieces(document: Document, words: int = WORDS) -> Iterator[Piece]:
    """Yield the document's passages joined into pieces of at least `words` words, in order."""
    batch: list[Passage] = []
    size, context = 0, ""
    for before, passage in told(document):
        if not batch:
            context = before
        batch.append(passage)
        size += passage.text.count(" ") + 1
        if size >= words:
            yield _piece(context, batch)
            batch, size = [], 0
    if batch:
        yield _piece(context, batch)


def _piece(context: str, passages: list[Passage]) -> Piece:
    texts = [p.text for p in passages]
    starts, at = [], len(context) + len(BREAK) if context else 0
    for text in texts:
        starts.append(at)
        at += len(text) + len(BREAK)
    return Piece(
        BREAK.join([context, *texts] if context else texts), tuple(passages), tuple(starts)
    )
