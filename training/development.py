"""How well tags are found on the development sets, while training.

The one thing to know: a tag counts as right only where it is the very tag that mends the word, and
the figure to compare runs by is F0.5 at the best of a few thresholds, not the loss.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from training import encoder, shards, taglist
from training.batches import LENGTHS, filled

SETS = {"made-up": shards.MADE_UP, "real": shards.REAL, "typed": shards.TYPED}
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_ROWS = 16


@dataclass(frozen=True, slots=True)
class Judged:
    """Words in order: tag wanted, best but KEEP and OTHER, how likely it is, and an error."""

    wanted: np.ndarray
    chosen: np.ndarray
    likely: np.ndarray
    wrong: np.ndarray


@dataclass(frozen=True, slots=True)
class Score:
    """The best F0.5 with its precision, recall and threshold; `flags` per 1,000 right words."""

    f: float
    precision: float
    recall: float
    threshold: float
    flags: float

    def figures(self) -> dict[str, float]:
        """Return the numbers by name, for the curves."""
        return {
            "F0.5": self.f,
            "P": self.precision,
            "R": self.recall,
            "at": self.threshold,
            "flags": self.flags,
        }


@cache
def _program() -> Any:
    def likelihoods(params: Any, pieces: Any, shapes: Any) -> tuple[Any, Any]:
        wrong, tags = encoder.judge(params, encoder.encode(params, pieces, shapes))
        return jax.nn.sigmoid(wrong), jax.nn.softmax(tags)

    return jax.jit(likelihoods)


def judge(params: encoder.Params, shard: shards.Shard, other: int) -> Judged:
    """Return what the tagger says of each word of a shard; `other` is the number of OTHER."""
    found: list[tuple[np.ndarray, ...]] = []
    for batch in _in_turn(shard):
        wrong, tags = map(np.array, _program()(params, batch.pieces, batch.shapes))
        tags[..., [0, other]] = 0
        counts = batch.tags != shards.NONE
        best = tags.argmax(-1)[counts], tags.max(-1)[counts]
        found.append((batch.tags[counts], *best, wrong[counts]))
    return Judged(*(np.concatenate(part) for part in zip(*found, strict=True)))


def _in_turn(shard: shards.Shard) -> Iterator[Any]:
    sizes = np.diff(shard.starts)
    for shorter, length in zip((0, *LENGTHS), LENGTHS, strict=False):
        those = np.flatnonzero((sizes > shorter) & (sizes <= length))
        for at in range(0, len(those), _ROWS):
            some = those[at : at + _ROWS]
            batch = filled(shard, np.resize(some, _ROWS), length)
            batch.tags[len(some) :] = shards.NONE
            yield batch


def score(judged: Judged) -> Score:
    """Return the best score over the thresholds, the same for both heads."""
    wanted = int((judged.wanted != 0).sum())
    found = []
    for threshold in THRESHOLDS:
        flagged = (judged.likely >= threshold) & (judged.wrong >= threshold)
        found.append(scored(judged, flagged, wanted, threshold))
    return max(found, key=lambda s: s.f)


def scored(judged: Judged, flagged: np.ndarray, wanted: int, threshold: float) -> Score:
    """Return the score of flagging these words, where `wanted` words are to be mended."""
    right = int((flagged & (judged.chosen == judged.wanted)).sum())
    precision = right / max(int(flagged.sum()), 1)
    recall = right / max(wanted, 1)
    f = 1.25 * precision * recall / max(0.25 * precision + recall, 1e-9)
    fine = judged.wanted == 0
    return Score(f, precision, recall, threshold, 1000 * float((flagged & fine).sum() / fine.sum()))


def judge_all(runs: Path, learned: Any, frozen: Any) -> dict[str, Score]:
    """Return the score of each development set that was made."""
    other = taglist.read(runs).index("OTHER")
    params = jax.tree.map(jnp.asarray, {"frozen": frozen, **learned})
    there = {name: runs / file for name, file in SETS.items() if (runs / file).exists()}
    return {n: score(judge(params, shards.load(path), other)) for n, path in there.items()}
