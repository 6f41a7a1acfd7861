"""How often a rule is right, as measured on free texts: `precision.json`.

Made by `bench/precision.py`, which names its texts and their licences. The one thing to know:
few observations are drawn towards what rules of that kind are worth in general (a Beta prior),
so a rule seen right once is not "always right".
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from transcript_fix.model import Finding

WEIGHT = 4.0
"""Observations that the prior of a kind is worth."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Shares between 0 and 1: the first suggestion is right; there is an error at that place.

    `seen` is on how many findings they stand.
    """

    right: float
    error: float
    seen: int


def worth(finding: Finding, sort: str | None = None) -> Worth:
    """Return what such findings are worth. `sort` is a finer name than the rule's, if measured."""
    if finding.confidence is not None:
        sure = min(max(finding.confidence, 0.0), 1.0)
        return Worth(sure, sure, 0)
    table = _table()
    prior = table["kinds"][finding.kind.value]
    row = table["rules"].get(sort or finding.rule, (0, 0, 0))
    right, error, seen = row
    return Worth(
        (right + WEIGHT * prior[0]) / (seen + WEIGHT),
        (error + WEIGHT * prior[1]) / (seen + WEIGHT),
        round(seen),
    )


def measured_rules() -> tuple[str, ...]:
    """Return the names of all measured rules, sorted."""
    return tuple(sorted(_table()["rules"]))


def precision_of(rule: str) -> str | None:
    """Return a line for people on how an engine's rule was measured, or None: never seen."""
    row = _table()["rules"].get(rule)
    if row is None:
        return None
    right, error, seen = row
    return (
        f"its first suggestion was right {right:g} times in {seen:g} places where people had "
        f"corrected the text, and {error:g} times there was an error at that place"
    )


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    source = resources.files("transcript_fix") / "precision.json"
    table: dict[str, Any] = json.loads(source.read_text("utf-8"))
    return table
