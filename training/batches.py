"""A shard as batches: texts of like length together, about a thousand pieces each.

The one thing to know: the order is the shard's own, by its number, so training can stop after any
batch and go on with the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from training.shards import NONE, Shard

LENGTHS = (24, 40, 56, 72, 96, 128)
"""A text is filled up to one of these, so that only six programs are compiled."""
PIECES = 1_024


@dataclass(frozen=True)
class Batch:
    """Arrays of (texts, length); `tags` is NONE where nothing is judged, padding included."""

    pieces: np.ndarray
    shapes: np.ndarray
    tags: np.ndarray


def batches(shard: Shard, *, seed: int) -> Iterator[Batch]:
    """Yield the batches of a shard in the order of `seed`; leftover texts of a length drop out."""
    random = np.random.default_rng(seed)
    sizes = np.diff(shard.starts)
    groups: list[tuple[int, np.ndarray]] = []
    for shorter, length in zip((0, *LENGTHS), LENGTHS, strict=False):
        those = random.permutation(np.flatnonzero((sizes > shorter) & (sizes <= length)))
        rows = PIECES // length
        ends = range(rows, len(those) + 1, rows)
        groups.extend((length, those[end - rows : end]) for end in ends)
    for at in random.permutation(len(groups)):
        length, those = groups[at]
        yield filled(shard, those, length)


def filled(shard: Shard, those: np.ndarray, length: int) -> Batch:
    """Return the texts with these numbers, filled up to `length` pieces."""
    pieces = np.zeros((len(those), length), np.int32)
    shapes = np.zeros((len(those), length), np.int32)
    tags = np.full((len(those), length), NONE, np.int32)
    for row, text in enumerate(those):
        start, end = shard.starts[text], shard.starts[text + 1]
        pieces[row, : end - start] = shard.pieces[start:end]
        shapes[row, : end - start] = shard.shapes[start:end]
        tags[row, : end - start] = shard.tags[start:end]
    return Batch(pieces, shapes, tags)
