"""What makes a place this one and no other: its words and the two words on each side.

The one thing to know: nothing here counts lines or offsets, so a place is found again after edits
elsewhere. Issue keys, ignores and baselines all stand on it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from transcript_fix.model import Document, Span

WORDS = 2
"""Neighbouring words on each side."""
REACH = 60
"""Code points in which they are looked for, within the sentence."""

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…\n]")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """The words of a place, white space in them as one space, and its neighbours."""

    words: str
    left: str = ""
    right: str = ""

    def is_at(self, other: Anchor) -> bool:
        """Return whether both are one place for sure: the same words, the same neighbours."""
        return self == other

    def is_near(self, other: Anchor) -> bool:
        """Return whether they are one place if they are in one file: a neighbour may have changed.

        The same words, and at least one side the same and not empty.
        """
        same_left = bool(self.left) and self.left == other.left
        same_right = bool(self.right) and self.right == other.right
        return self.words == other.words and (self == other or same_left or same_right)


def anchor(document: Document, span: Span) -> Anchor:
    """Return the anchor of a place (code points of the prose)."""
    left, right = neighbours(document, span)
    return Anchor(flat(document.cut(span)), left, right)


def neighbours(document: Document, span: Span) -> tuple[str, str]:
    """Return up to two words of the sentence before and after a place, joined by a space."""
    left = document.prose[max(0, span.start - REACH) : span.start]
    return nearest(left, document.prose[span.end : span.end + REACH])


def nearest(left: str, right: str) -> tuple[str, str]:
    """Return the neighbours of a place between two texts."""
    before, after = _SENTENCE_END.split(left)[-1], _SENTENCE_END.split(right)[0]
    return " ".join(_WORD.findall(before)[-WORDS:]), " ".join(_WORD.findall(after)[:WORDS])


def flat(words: str) -> str:
    """Return words with each run of white space as one space."""
    return _SPACE.sub(" ", words)


def issue_key(left: str, words: str, right: str, nth: int) -> str:
    """Return the key of the `nth` issue (from 1) in a file with these words and neighbours."""
    parts = (left, words, right, str(nth))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
