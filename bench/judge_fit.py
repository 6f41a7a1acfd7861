"""Make `judged.json`: what each sort of edit must gain before it is told (sorts seen in FILEs).

    python bench/judge_fit.py [--write] FILE.jsonl ...      files of judge_data.py

A logistic regression a sort, drawn towards one for all sorts, on what the 3-gram and the language
model gain. Curves and counts are of sentences left out of the fit (a fifth at a time), and of
post-edits where only speech was fitted. The one thing to know: a sort is told only from the chance
on at which, on sentences left out, enough of what is told is right and little of clean text is.
"""

from __future__ import annotations

import argparse
import collections
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

OUT = Path(__file__).resolve().parent.parent / "src" / "transcript_fix" / "judged.json"
PRECISION = 0.67
"""Least share of right edits among those told on sentences with slips and clean ones."""
FALSE = 0.9
"""Most that a sort may tell of 1,000 words of clean text."""
ENOUGH = 5
"""Right edits that a sort must have found before it counts as measured."""
WEIGHT = {"clean": 1.0, "slip": 1.0, "untouched": 0.5, "post-edited": 0.25}
"""People who mended a translation left some errors, so what they left says less."""
SOURCES = "edited speech (CC BY-SA 4.0, MIT) as it stands and with slips; MLQE-PE post-edits (CC0)"
PULL, PULL_TO_ALL = 0.02, 2.0
STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True)
class Edit:
    """One edit that was weighed, in which sentence of which text."""

    text: str
    sentence: int
    sort: str
    features: tuple[float, ...]
    right: bool


def main() -> None:
    """Fit, print what is worth what, and write the file where asked."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("files", nargs="+", type=Path)
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    edits, words = _load(given.files)
    print("words:", dict(words))
    left_out = _left_out(edits)
    table = {}
    fitted = _fit(edits)
    for sort in sorted({e.sort for e in edits}):
        mine = [(e, p) for e, p in zip(edits, left_out, strict=True) if e.sort == sort]
        least = _told(sort, mine, words)
        if least is not None:
            weights = [round(float(w), 4) for w in fitted[sort]]
            table[sort] = {"weights": weights, "least": least}
    _summary(edits, left_out, table, words)
    _across(edits, table)
    if given.write:
        _write(table, {e.sort for e in edits}, words)


def _write(table: dict, seen: set[str], words: dict[str, int]) -> None:
    """Put the sorts that were seen into the file; others stay as they were measured."""
    before = json.loads(OUT.read_text("utf-8"))["sorts"]
    rows = {sort: {**row, "words": sum(words.values())} for sort, row in table.items()}
    rows |= {sort: row for sort, row in before.items() if sort not in seen}
    head = {"made by": "bench/judge_fit.py", "from": SOURCES}
    OUT.write_text(
        json.dumps({**head, "sorts": dict(sorted(rows.items()))}, indent=1) + "\n", "utf-8"
    )


def _load(files: Iterable[Path]) -> tuple[list[Edit], collections.Counter[str]]:
    edits, words, number = [], collections.Counter(), 0
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            text, before, _, rows = json.loads(line)
            number += 1
            words[text] += len(before.split())
            best: dict[tuple[str, int], list] = {}
            for row in rows:  # of several edits at one place the likeliest is told
                place = (row[0], row[1])
                if place not in best or row[3][1] > best[place][3][1]:
                    best[place] = row
            edits += [Edit(text, number, r[0], tuple(r[3]), r[4]) for r in best.values()]
    return edits, words


def _left_out(edits: list[Edit], folds: int = 5) -> np.ndarray:
    chances = np.zeros(len(edits))
    for fold in range(folds):
        fitted = _fit([e for e in edits if e.sentence % folds != fold])
        for i, e in enumerate(edits):
            if e.sentence % folds == fold:
                chances[i] = _chance(fitted[e.sort], e)
    return chances


def _chance(weights: np.ndarray, edit: Edit) -> float:
    return float(1 / (1 + np.exp(-np.dot(weights, edit.features))))


def _fit(edits: list[Edit]) -> dict[str, np.ndarray]:
    """Return weights a sort; those of a sort that was never seen are those of all."""
    size = len(edits[0].features)
    every = _regression(edits, np.zeros(size), PULL)
    sorts: dict[str, np.ndarray] = collections.defaultdict(lambda: every)
    for sort in {e.sort for e in edits}:
        sorts[sort] = _regression([e for e in edits if e.sort == sort], every, PULL_TO_ALL)
    return sorts


def _regression(edits: list[Edit], towards: np.ndarray, pull: float) -> np.ndarray:
    x = np.array([e.features for e in edits])
    y = np.array([e.right for e in edits], float)
    return regression(x, y, np.array([WEIGHT[e.text] for e in edits]), towards, pull)


def regression(
    x: np.ndarray, y: np.ndarray, weight: np.ndarray, towards: np.ndarray, pull: float
) -> np.ndarray:
    """Return the weights of a logistic regression (Newton), drawn `towards` some."""
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


def _told(sort: str, mine: list[tuple[Edit, float]], words: dict[str, int]) -> float | None:
    """Print a sort's curve; return the least chance from which it is told, None: never."""
    print(f"\n{sort}: chance | right/told, slips | clean, a 1,000 words | post-edits")
    chosen = None
    for least in STEPS:
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
        if chosen is None and precision >= PRECISION and noise <= FALSE and sum(slip) >= ENOUGH:
            chosen = least
    print("   told from", chosen)
    return chosen


def _summary(
    edits: list[Edit], chances: np.ndarray, table: dict, words: collections.Counter[str]
) -> None:
    told = [
        (e, p)
        for e, p in zip(edits, chances, strict=True)
        if e.sort in table and p >= table[e.sort]["least"]
    ]
    print("\nall sorts that are told, sentences left out:")
    for text in words:
        mine = [(e, p) for e, p in told if e.text == text]
        right = sum(e.right for e, _ in mine)
        print(
            f"   {text}: {len(mine)} told, {1000 * len(mine) / words[text]:.2f} a 1,000 words, "
            f"right {right}"
        )
    print("   chance said | right, of clean and slips")
    both = [(e, p) for e, p in told if e.text in ("clean", "slip")]
    for low in (0.3, 0.5, 0.7, 0.8, 0.9, 0.95):
        high = min(h for h in (0.5, 0.7, 0.8, 0.9, 0.95, 1.01) if h > low)
        some = [e.right for e, p in both if low <= p < high]
        if some:
            print(f"   {low}-{high}: {sum(some)}/{len(some)} = {sum(some) / len(some):.2f}")


def _across(edits: list[Edit], table: dict) -> None:
    """Print what weights from speech alone do on post-edits, and the other way round."""
    speech = [e for e in edits if e.text in ("clean", "slip")]
    others = [e for e in edits if e.text not in ("clean", "slip")]
    for name, train, held in (("speech", speech, others), ("post-edits", others, speech)):
        if not train or not held or not any(e.right for e in train):
            continue
        fitted = _fit(train)
        told = [
            e
            for e in held
            if e.sort in table and _chance(fitted[e.sort], e) >= table[e.sort]["least"]
        ]
        right = sum(e.right for e in told)
        print(f"   fitted on {name} alone, told of the other: {len(told)}, right {right}")


if __name__ == "__main__":
    main()
