"""What a match is, and what an editor is told about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from transcript_fix.glossary.entry import Autofix, Term
from transcript_fix.glossary.near import Near
from transcript_fix.model import Applicability, Kind

Allows = Callable[[Term, int, int], bool]
"""Whether an entry holds at a place (code points): its scope and its `unless`."""

MOST = {
    Autofix.SAFE: Applicability.SAFE,
    Autofix.REVIEW: Applicability.REVIEW,
    Autofix.NEVER: Applicability.NOTE,
}
"""The most that an entry lets be done."""


@dataclass(frozen=True, slots=True)
class Match:
    """A wrong form in a text: `start`, `end` in its code points; suggestions best first."""

    start: int
    end: int
    suggestions: tuple[str, ...]
    rule: str
    kind: Kind
    message: str
    confidence: float
    limit: Applicability
    term: Term | None


def closed(end: int, follows: str, right: str) -> int:
    """Return where a form ends when it takes in the full stop that its right form ends with."""
    return end + (right[-1:] in ".!?" and follows.startswith(right[-1:]))


def because(near: Near, right: str) -> str:
    """Return why a form may stand for `right`, in plain words."""
    if near.off == 1:
        return f"one letter off {right}"
    if near.sound == 1.0:
        return f"sounds like {right}"
    return f"{_NUMBERS.get(near.off, 'some')} letters off {right}"


_NUMBERS = {2: "two", 3: "three", 4: "four"}
