"""Make shards: examples as numbers, a file of 8,000 each, every one from its own seed.

Run: python -m training.shards --texts FOLDER --runs FOLDER --first 0 --count 50. The one thing to
know: a shard depends on the texts, the tags and its own number alone, so any can be made again; and
the development shard (--held-out) is of texts that no other shard is made of.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from training import taglist
from training.corpus import Pair
from training.encoder import minilm_folder
from training.examples import Texts, corrected, known_only, texts
from training.spoil import Example
from transcript_fix.tagger.pieces import Pieces

SIZE = 8_000
NONE = 65_535
"""The tag of a piece that is not judged: the second and later pieces of a word, SEP."""
MADE_UP, REAL, TYPED = "dev-made-up.npz", "dev-real.npz", "dev-typed.npz"
"""Development: spoiled speech, post-edited translations, typed conversations of learners."""


@dataclass(frozen=True)
class Shard:
    """Pieces, shapes and tags of texts one after the other; text i is starts[i] : starts[i + 1]."""

    pieces: np.ndarray
    shapes: np.ndarray
    tags: np.ndarray
    starts: np.ndarray


def name(number: int) -> str:
    """Return the file name of a shard."""
    return f"shard-{number:05}.npz"


def load(path: Path) -> Shard:
    """Read a shard."""
    with np.load(path) as file:
        return Shard(file["pieces"], file["shapes"], file["tags"], file["starts"])


def save(path: Path, examples: Iterable[Example], pieces: Pieces, tags: Sequence[str]) -> None:
    """Write the examples as one shard; it appears whole or not at all."""
    numbers = {tag: number for number, tag in enumerate(tags)}
    known = frozenset(tags)
    read: list[int] = []
    shapes: list[int] = []
    rows: list[int] = []
    starts = [0]
    for example in (known_only(e, known) for e in examples):
        numbered = pieces.read(example.words)
        row = [NONE] * len(numbered.pieces)
        for place, tag in zip(numbered.firsts, example.tags, strict=False):
            row[place] = numbers[tag]
        read.extend(numbered.pieces)
        shapes.extend(numbered.shapes)
        rows.extend(row)
        starts.append(len(read))
    new = path.with_suffix(".new")
    with new.open("wb") as file:
        np.savez_compressed(
            file,
            pieces=np.array(read, np.uint16),
            shapes=np.array(shapes, np.uint8),
            tags=np.array(rows, np.uint16),
            starts=np.array(starts, np.int64),
        )
    os.replace(new, path)


def made(source: Texts, number: int, size: int) -> list[Example]:
    """Return the examples of a shard, as they were drawn."""
    return list(source.examples(Random(f"shard {number}"), size))


def _typed(path: Path) -> list[Example]:
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return [corrected(Pair(row["text"], row["refs"][0])) for row in rows]


def main() -> None:
    """Make the shards that are not there yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--runs", type=Path, required=True)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("--held-out", action="store_true", help="the development shards instead")
    parser.add_argument("--typed", type=Path, help="typed conversations (eracond) for development")
    parser.add_argument("--without", nargs="*", default=[], help="makers of errors, or: real")
    given = parser.parse_args()
    tags = taglist.read(given.runs)
    pieces = Pieces.of(minilm_folder() / "vocab.txt")
    if given.typed:
        save(given.runs / TYPED, _typed(given.typed), pieces, tags)
    source = texts(given.texts, held_out=given.held_out, without=given.without)
    if given.held_out:
        drawn = [e for e in made(source, -1, 1_200) if not e.real]
        save(given.runs / MADE_UP, drawn, pieces, tags)
        save(given.runs / REAL, map(corrected, source.pairs), pieces, tags)
        return
    for number in range(given.first, given.first + given.count):
        path = given.runs / name(number)
        if not path.exists():
            save(path, made(source, number, SIZE), pieces, tags)
            print(path.name, flush=True)


if __name__ == "__main__":
    main()
