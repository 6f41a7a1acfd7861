"""A training run as one file: weights, optimizer and the place in the texts.

The one thing to know: a new file replaces the old one whole, and the old one stays beside it as
`.before`, so a run that is killed at any moment goes on from one of them.
"""

from __future__ import annotations

import argparse
import os
import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jax
import numpy as np

NAME = "checkpoint.pickle"


@dataclass(frozen=True)
class State:
    """What training goes on from: `shard` and `batch` come next; `seconds` were trained."""

    learned: dict[str, Any]
    optimizer: Any
    step: int = 0
    pieces: int = 0
    shard: int = 0
    batch: int = 0
    seconds: float = 0.0


def save(path: Path, state: State) -> None:
    """Write the state; only your own files are to be read back (pickle)."""
    arrays = jax.tree.map(np.asarray, (state.learned, state.optimizer))
    rest = (state.step, state.pieces, state.shard, state.batch, state.seconds)
    new = path.with_suffix(".new")
    with new.open("wb") as file:
        pickle.dump((*arrays, *rest), file)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        os.replace(path, path.with_suffix(".before"))
    os.replace(new, path)


def asked(about: str | None) -> tuple[Path, State]:
    """Return the folder of runs and the state that the command line names (`about`: its help)."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--runs", type=Path, required=True)
    parser.add_argument("--from", dest="source", default=NAME)
    given = parser.parse_args()
    state = load(given.runs / given.source)
    if state is None:
        raise SystemExit(f"No {given.source} in {given.runs}: train first.")
    return given.runs, state


def load(path: Path) -> State | None:
    """Read the newest state that is there, or None."""
    for one in (path, path.with_suffix(".before")):
        if one.exists():
            with one.open("rb") as file:
                return State(*pickle.load(file))
    return None
