"""How often a rule's first suggestion is right, as measured on free texts: `precision.json`.

Made by `bench/precision.py`, which names its texts and their licences. The one thing to know:
few observations are drawn towards what rules of that kind are worth in general (a Beta prior),
so a rule seen right once is not "always right".
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources

from transcript_fix.model import Finding, Kind

WEIGHT = 6.0
"""Observations that the prior of a kind is worth."""

_PRIOR = {
    Kind.NAME: 0.5,
    Kind.CASING: 0.4,
    Kind.SPELLING: 0.5,
    Kind.SPACING: 0.6,
    Kind.PUNCTUATION: 0.4,
    Kind.DUPLICATE: 0.5,
    Kind.GRAMMAR: 0.4,
    Kind.WORD: 0.4,
    Kind.RESIDUE: 0.6,
    Kind.STYLE: 0.1,
}


def confidence(finding: Finding) -> float:
    """Return the share (0 to 1) of such findings whose first suggestion is right."""
    if finding.confidence is not None:
        return min(max(finding.confidence, 0.0), 1.0)
    right, seen = measured(finding.rule)
    prior = _PRIOR[finding.kind]
    return (right + WEIGHT * prior) / (seen + WEIGHT)


def measured(rule: str) -> tuple[float, int]:
    """Return how often a rule was right, and how often it was seen; (0, 0) if never."""
    row = _table().get(rule)
    return (row[0], int(row[1])) if row else (0.0, 0)


def precision_of(rule: str) -> str | None:
    """Return a line for people on how an engine's rule was measured, or None: never seen."""
    right, seen = measured(rule)
    if not seen:
        return None
    return f"its first suggestion was right in {right:g} of {seen} places where editors had looked"


@lru_cache(maxsize=1)
def _table() -> dict[str, list[float]]:
    source = resources.files("transcript_fix") / "precision.json"
    table: dict[str, list[float]] = json.loads(source.read_text("utf-8"))["rules"]
    return table
