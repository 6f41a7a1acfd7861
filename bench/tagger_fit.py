"""Make `worth.json` beside the tagger's weights: how likely each kind of its changes is right.

    PYTHONPATH=. python bench/tagger_fit.py [--write] [--words 60000] [--flags 0.25]

A logistic regression a kind on what the network and the 3-gram say. Texts: edited speech (CC BY-SA
4.0, MIT) and post-edits (CC0) that the weights were not trained on, the speech half as it stands
and half with errors put in. Curves are of texts left out of the fit (a fifth at a time). The one
thing to know: made-up errors are easier than real ones, so only the false alarms carry over: a
kind is told from the chance on at which it flags little of clean speech.
"""

from __future__ import annotations

import argparse
import collections
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random

import numpy as np
from training.spoil import spoil

from judge_data import nearer
from judge_fit import regression
from sets import SHARED
from training import corpus, examples
from transcript_fix import tagged, tagger, trigram
from transcript_fix.tagger.tagging import load
from transcript_fix.tagger.tokens import joined, tokens

WEIGHT = {"clean": 1.0, "slip": 1.0, "untouched": 0.5, "post-edited": 0.25}
PRECISION = 0.67
"""Least share of right changes among those told in texts with slips and clean ones."""
ENOUGH = 5
STEPS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
BATCH = 64
FOLDS = 5
FEWEST = 5
"""Words of a text that is read."""


@dataclass(frozen=True)
class Row:
    """A change that was proposed, in which text of which sort."""

    text: str
    number: int
    kind: str
    features: tuple[float, ...]
    right: bool


def main() -> None:
    """Fit, print what each kind is worth, and write the file where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=60_000, help="of speech; of post-edits all")
    parser.add_argument("--flags", type=float, default=0.25, help="of a kind, in 1,000 clean words")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    rows, words = _rows(given.words)
    chances = _left_out(rows)
    fitted = _fit(rows)
    table = {}
    for kind in sorted({r.kind for r in rows}):
        mine = [(r, p) for r, p in zip(rows, chances, strict=True) if r.kind == kind]
        least = _told(kind, mine, words, given.flags)
        if least is not None:
            values = [round(float(w), 4) for w in fitted[kind]]
            table[kind] = {"weights": values, "least": least}
    told = [r for r, p in zip(rows, chances, strict=True) if p >= table.get(r.kind, NEVER)["least"]]
    for text, count in words.items():
        mine = [r.right for r in told if r.text == text]
        print(f"{text}: {1000 * len(mine) / count:.2f} told a 1,000 words, {sum(mine)} right")
    if given.write and (folder := tagger.where()):
        head = {"made by": "bench/tagger_fit.py", "words": words}
        text = json.dumps({**head, "kinds": table}, indent=1)
        (folder / tagged.NAME).write_text(text + "\n", "utf-8")


NEVER = {"least": 2.0}


def _rows(words: int) -> tuple[list[Row], dict[str, int]]:
    folder = tagger.where()
    assert folder is not None, tagger.ADVICE
    model, counts = load(folder), trigram.load()
    seen: collections.Counter[str] = collections.Counter()
    rows: list[Row] = []
    number = 0
    source = _texts(words)
    while batch := list(islice(source, BATCH)):
        proposed = model.proposed([wrong for _, wrong, _ in batch])
        for (text, wrong, right), changes in zip(batch, proposed, strict=True):
            number += 1
            seen[text] += len(wrong.split())
            for c in changes:
                gained = trigram.gain(wrong, c.start, c.end, c.after, counts)
                mended = wrong[: c.start] + c.after + wrong[c.end :]
                values = tagged.features(c, gained)
                rows.append(Row(text, number, tagged.sort(c), values, nearer(wrong, mended, right)))
    return rows, dict(seen)


def _texts(words: int) -> Iterator[tuple[str, str, str]]:
    """Yield what sort of text it is, the text, and what a person says instead."""
    random = Random(12)
    source = examples.texts(SHARED / "train", held_out=True)
    while words > 0:
        for text in corpus.passages(random.choice(source.speech)):
            made = spoil(tokens(text), random, source.makers)
            if len(made.words) >= FEWEST:
                words -= len(text.split())
                wrong = joined(made.words)
                yield ("slip" if set(made.tags) != {"KEEP"} else "clean"), wrong, text
    for pair in source.pairs:
        same = pair.wrong == pair.right
        yield ("untouched" if same else "post-edited"), pair.wrong, pair.right


def _fit(rows: list[Row]) -> dict[str, np.ndarray]:
    size = len(rows[0].features)
    every = _regression(rows, np.zeros(size), 0.02)
    found = {k: _regression([r for r in rows if r.kind == k], every, 2.0) for k in _kinds(rows)}
    return collections.defaultdict(lambda: every, found)


def _kinds(rows: list[Row]) -> set[str]:
    return {r.kind for r in rows}


def _regression(rows: list[Row], towards: np.ndarray, pull: float) -> np.ndarray:
    x = np.array([r.features for r in rows])
    y = np.array([r.right for r in rows], float)
    return regression(x, y, np.array([WEIGHT[r.text] for r in rows]), towards, pull)


def _left_out(rows: list[Row]) -> np.ndarray:
    chances = np.zeros(len(rows))
    for fold in range(FOLDS):
        fitted = _fit([r for r in rows if r.number % FOLDS != fold])
        for i, r in enumerate(rows):
            if r.number % FOLDS == fold:
                chances[i] = 1 / (1 + np.exp(-np.dot(fitted[r.kind], r.features)))
    return chances


def _told(
    kind: str, mine: list[tuple[Row, float]], words: dict[str, int], flags: float
) -> float | None:
    """Print a kind's curve; return the least chance from which it is told, None: never."""
    print(f"\n{kind}: chance | right/told with slips | in 1,000 clean words | post-edits")
    chosen = None
    for least in STEPS:
        told = [r for r, p in mine if p >= least]
        slip = [r.right for r in told if r.text == "slip"]
        clean = sum(r.text == "clean" for r in told)
        edited = [r.right for r in told if r.text == "post-edited"]
        noise = 1000 * clean / max(1, words["clean"])
        share = sum(slip) / max(1, len(slip) + clean)
        print(
            f"   {least:4} | {sum(slip):4}/{len(slip):4} | {noise:5.2f} | "
            f"{sum(edited)}/{len(edited)} | precision {share:.2f}"
        )
        enough = share >= PRECISION and sum(slip) >= ENOUGH
        if chosen is None and enough and noise <= flags:
            chosen = least
    print("   told from", chosen)
    return chosen


if __name__ == "__main__":
    main()
