"""Prose cut into pieces for an engine: labels left out, many passages in one call.

The one thing to know: an engine's offsets count in the piece, with a blank line between two
passages; `Piece.span` gives the place in `Document.prose`, or None where it is no one passage.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from transcript_fix.model import Document, Passage, Span

WORDS = 700
"""A piece closes at this many words: engines are fastest with 500 to 1,000 words in one call."""

BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text for one call of an engine. `starts[i]` is where `passages[i]` begins in `text`."""

    text: str
    passages: tuple[Passage, ...]
    starts: tuple[int, ...]

    def span(self, start: int, end: int) -> Span | None:
        """Return the place in the prose of `text[start:end]` (code points), if it is one."""
        if not 0 <= start <= end <= len(self.text) or not self.starts:
            return None
        index = bisect.bisect_right(self.starts, start) - 1
        passage, at = self.passages[index], self.starts[index]
        if end - at > len(passage.text):
            return None
        return Span(start - at, end - at).shift(passage.start)


def pieces(document: Document, words: int = WORDS) -> Iterator[Piece]:
    """Yield the document's passages joined into pieces of at least `words` words, in order."""
    batch: list[Passage] = []
    size = 0
    for passage in document.passages:
        if not passage.text.strip():
            continue
        batch.append(passage)
        size += passage.text.count(" ") + 1
        if size >= words:
            yield _piece(batch)
            batch, size = [], 0
    if batch:
        yield _piece(batch)


def _piece(passages: list[Passage]) -> Piece:
    starts, at = [], 0
    for passage in passages:
        starts.append(at)
        at += len(passage.text) + len(BREAK)
    return Piece(BREAK.join(p.text for p in passages), tuple(passages), tuple(starts))
