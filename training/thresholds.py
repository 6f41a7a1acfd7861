"""Fit two thresholds a kind of tag: how likely the tag, and how likely that anything is wrong.

Run: python -m training.thresholds --runs FOLDER [--from cooled.pickle]. They are fitted on the free
sets of real texts (post-edits, typed conversations) together with the made-up one, whose right
words say how often good English is flagged. The one thing to know: a kind that nowhere reaches the
precision asked for is switched off, which is what a threshold over 1 says.
"""

from __future__ import annotations

import json
from dataclasses import fields
from itertools import product

import numpy as np

from training import checkpoint, encoder, shards, taglist
from training.development import SETS, Judged, judge, scored
from transcript_fix.tagger.kinds import KINDS, kind
from transcript_fix.tagger.pieces import SHAPES

NAME = "thresholds.json"
STEPS = tuple(round(0.05 * n, 2) for n in range(4, 20))
PRECISION = 0.5
"""The least share of a kind's changes that mend a word exactly as it was mended; others may be
right too, as a corrector's own words are one way of several."""
FLAGS = 1.0
"""The most changes of a kind in 1,000 right words."""
FEWEST = 5
"""A kind with fewer right changes is not known well enough."""
OFF = 2.0


def fit(judged: Judged, tags: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    """Return for each kind the least likelihood of its tag, and of a wrong word: best F0.5."""
    kinds = np.array([kind(tag) for tag in tags])
    found = {}
    for name in KINDS:
        of_kind = kinds[judged.chosen] == name
        wanted = int((kinds[judged.wanted] == name).sum())
        best, chosen = 0.0, (OFF, OFF)
        for pair in product(STEPS, STEPS):
            flagged = of_kind & (judged.likely >= pair[0]) & (judged.wrong >= pair[1])
            score = scored(judged, flagged, wanted, pair[0])
            enough = score.recall * wanted >= FEWEST and score.precision >= PRECISION
            if enough and score.flags <= FLAGS and score.f > best:
                best, chosen = score.f, pair
        found[name] = chosen
    return found


def together(parts: list[Judged]) -> Judged:
    """Return what was judged in several sets as one."""
    names = [field.name for field in fields(Judged)]
    return Judged(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def main() -> None:
    """Fit on the development sets that are there, and write the file."""
    runs, state = checkpoint.asked(__doc__)
    tags = taglist.read(runs)
    params = {**encoder.fresh(len(tags), SHAPES, seed=0), **state.learned}
    paths = [runs / name for name in SETS.values() if (runs / name).exists()]
    judged = together([judge(params, shards.load(p), tags.index("OTHER")) for p in paths])
    fitted = fit(judged, tags)
    (runs / NAME).write_text(json.dumps(fitted, indent=1) + "\n", "utf-8")
    print(json.dumps(fitted))


if __name__ == "__main__":
    main()
