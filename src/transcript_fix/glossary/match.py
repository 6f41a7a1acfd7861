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
    term: Term


def because(near: Near, seen: str, right: str) -> str:
    """Return why `seen` may stand for `right`, in plain words."""
    if near.off == 1:
        return _one_off(near.key, right)
    if near.sound == 1.0 and near.alike < 0.8:
        return f"sounds like {right}"
    if near.off == 2:
        return f"two letters off {right}"
    if near.sound == 1.0:
        return f"sounds like {right}"
    return f"{near.off} letters off {right}; is it meant?"


def _one_off(_: str, right: str) -> str:
    return f"one letter off {right}"
