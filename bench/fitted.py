"""How likely an edit is right: a logistic regression a sort, and from which chance on it is told.

What `judge_fit.py` and `tagger_fit.py` share. Curves are of texts left out of the fit, a fifth at a
time. The one thing to know: a sort is told only from the chance on at which, on texts left out,
enough of what is told is right and little of clean text is.
"""

from __future__ import annotations

import collections
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

PRECISION = 0.67
"""Least share of right edits among those told on sentences with slips and clean ones."""
ENOUGH = 5
"""Right edits that a sort must have found before it counts as measured."""
WEIGHT = {"clean": 1.0, "slip": 1.0, "untouched": 0.5, "post-edited": 0.25}
"""People who mended a translation left some errors, so what they left says less."""
PULL, PULL_TO_ALL = 0.02, 2.0


@dataclass(frozen=True)
class Edit:
    """One edit that was weighed, in which sentence of which text."""

    text: str
    sentence: int
    sort: str
    features: tuple[float, ...]
    right: bool


def measured(
    edits: list[Edit],
    chances: np.ndarray,
    words: dict[str, int],
    steps: Sequence[float],
    most: float,
) -> dict[str, dict]:
    """Return the weights, and the least chance, of the sorts that hold; print all curves.

    `most` is how many of 1,000 words of clean text a sort may tell.
    """
    fitted = fit(edits)
    rows = {}
    for sort in sorted({e.sort for e in edits}):
        mine = [(e, p) for e, p in zip(edits, chances, strict=True) if e.sort == sort]
        least = _told(sort, mine, words, steps, most)
        if least is not None:
            weights = [round(float(w), 4) for w in fitted[sort]]
            rows[sort] = {"weights": weights, "least": least}
    return rows


def left_out(edits: list[Edit], folds: int = 5) -> np.ndarray:
    """Return the chance of each edit by the weights of the other texts."""
    chances = np.zeros(len(edits))
    for fold in range(folds):
        fitted = fit([e for e in edits if e.sentence % folds != fold])
        for i, e in enumerate(edits):
            if e.sentence % folds == fold:
                chances[i] = chance(fitted[e.sort], e)
    return chances


def chance(weights: np.ndarray, edit: Edit) -> float:
    """Return the chance of an edit by some weights."""
    return float(1 / (1 + np.exp(-np.dot(weights, edit.features))))


def fit(edits: list[Edit]) -> dict[str, np.ndarray]:
    """Return weights a sort; those of a sort that was never seen are those of all."""
    size = len(edits[0].features)
    every = _regression(edits, np.zeros(size), PULL)
    sorts: dict[str, np.ndarray] = collections.defaultdict(lambda: every)
    for sort in {e.sort for e in edits}:
        sorts[sort] = _regression([e for e in edits if e.sort == sort], every, PULL_TO_ALL)
    return sorts


def _regression(edits: list[Edit], towards: np.ndarray, pull: float) -> np.ndarray:
    """Return the weights of a logistic regression (Newton), drawn `towards` some."""
    x = np.array([e.features for e in edits])
    y = np.array([e.right for e in edits], float)
    weight = np.array([WEIGHT[e.text] for e in edits])
    w = towards.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (weight * (p - y)) + pull * (w - towards)
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + pull * np.eye(len(w))
        step = np.linalg.solve(curve, slope)
        w = w - step
        if np.abs(step).max() < 1e-6:
            break
    return w


def _told(
    sort: str,
    mine: list[tuple[Edit, float]],
    words: dict[str, int],
    steps: Sequence[float],
    most: float,
) -> float | None:
    """Print a sort's curve; return the least chance from which it is told, None: never."""
    print(f"\n{sort}: chance | right/told, slips | clean, a 1,000 words | post-edits")
    chosen = None
    for least in steps:
        told = [e for e, p in mine if p >= least]
        slip = [e.right for e in told if e.text == "slip"]
        clean = sum(e.text == "clean" for e in told)
        edited = [e.right for e in told if e.text == "post-edited"]
        untouched = sum(e.text == "untouched" for e in told)
        noise = 1000 * clean / max(1, words["clean"])
        precision = sum(slip) / max(1, len(slip) + clean)
        print(
            f"   {least:4} | {sum(slip):3}/{len(slip):3} | {noise:5.2f} | "
            f"{sum(edited)}/{len(edited)} (+{untouched} in untouched) | precision {precision:.2f}"
        )
        if chosen is None and precision >= PRECISION and noise <= most and sum(slip) >= ENOUGH:
            chosen = least
    print("   told from", chosen)
    return chosen
