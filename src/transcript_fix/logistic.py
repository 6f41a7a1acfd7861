"""Logistic regressions that were fitted elsewhere: from features to a chance.

The one thing to know: the first feature is always 1, so the first value is what stands there before
anything is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

_FAR = 30.0
"""Log-odds beyond which a chance is as good as sure."""


def chance(values: Sequence[float], features: Sequence[float]) -> float:
    """Return the chance (0 to 1). Raises ValueError where there is a feature more or less."""
    z = sum(w * x for w, x in zip(values, features, strict=True))
    return 1 / (1 + exp(-max(-_FAR, min(_FAR, z))))


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature counts, and the least chance that is told (0 to 1)."""

    values: tuple[float, ...]
    least: float


def read(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, Weights]:
    """Return weights by name from plain data: `weights` and `least` of each."""
    return {name: Weights(tuple(row["weights"]), row["least"]) for name, row in rows.items()}
