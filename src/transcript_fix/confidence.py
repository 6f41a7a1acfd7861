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
"""Findings that the prior of a kind is worth."""
OWN = 8.0
"""Findings that a rule's own figure is worth, where it has one."""
AGREED = "codespell:agreed"
"""Name of a listed typo that a speller reads the same way."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Shares between 0 and 1: the first suggestion is right; people mended an error there.

    `seen` is on how many findings the second stands. It is the lower one where people left errors
    standing, and says which rules are noise.
    """

    right: float
    error: float
    seen: int


def worth(finding: Finding, name: str | None = None) -> Worth:
    """Return what such findings are worth. `name` is finer than the rule's, if so measured."""
    table = _table()
    right, of, met, seen = table["rules"].get(name or table_name(finding), (0, 0, 0, 0))
    if finding.confidence is not None:
        own = min(max(finding.confidence, 0.0), 1.0)
        return Worth((right + OWN * own) / (of + OWN), own, 0)
    prior = table["kinds"][finding.kind.value]
    return Worth(
        (right + WEIGHT * prior[0]) / (of + WEIGHT),
        (met + WEIGHT * prior[1]) / (seen + WEIGHT),
        round(seen),
    )


def table_name(finding: Finding) -> str:
    """Return under which name a rule is measured.

    A rule with a figure of its own is measured anew when that changes.
    """
    own = finding.confidence
    return finding.rule if own is None else f"{finding.rule} {own:g}"


def measured_rules() -> tuple[str, ...]:
    """Return the names of all measured rules of engines, sorted."""
    return tuple(sorted(name for name in _table()["rules"] if " " not in name))


def precision_of(rule: str) -> str | None:
    """Return a line for people on how an engine's rule was measured, or None: never seen."""
    row = _table()["rules"].get(rule)
    if row is None:
        return None
    right, of, *_ = row
    return (
        f"its first suggestion was right about {right:.0f} times in {of:.0f}, in texts that people "
        f"had corrected or published"
    )


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    source = resources.files("transcript_fix") / "precision.json"
    table: dict[str, Any] = json.loads(source.read_text("utf-8"))
    return table
