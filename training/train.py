"""Train the tagger from the last checkpoint, or from MiniLM, until it is stopped.

Run: python -m training.train --runs FOLDER. The learning rate rises, then stays, so a run may be
continued for as long as there is time; `--cooldown STEPS` lets it fall to nothing at the end and
writes the result apart, from which weights are shipped. The one thing to know: word embeddings stay
MiniLM's: half of all weights, which this little text would only bend towards its own words.
"""

from __future__ import annotations

import argparse
import csv
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from training import checkpoint, encoder, shards, taglist
from training.batches import Batch, batches
from training.checkpoint import State
from training.development import Score, judge_all
from transcript_fix.tagger.pieces import SHAPES

RATES, WARMUP = {"body": 3e-4, "heads": 2e-3}, 100
SAVED_EVERY, JUDGED_EVERY = 300.0, 1_200.0
"""Seconds."""
LONGEST_STEP = 60.0
LOG, COOLED = "log.csv", "cooled.pickle"
Step = Callable[[Any, Any, Batch], tuple[Any, Any, jax.Array]]


def loss(params: encoder.Params, pieces: Any, shapes: Any, tags: Any) -> jax.Array:
    """Return the mean over judged words: of the tag's cross entropy, and of right or wrong."""
    wrong, chosen = encoder.judge(params, encoder.encode(params, pieces, shapes))
    counts = tags != shards.NONE
    wanted = jnp.where(counts, tags, 0)
    of_tags = optax.softmax_cross_entropy_with_integer_labels(chosen, wanted)
    of_wrong = optax.sigmoid_binary_cross_entropy(wrong, (wanted != 0).astype(jnp.float32))
    return jnp.where(counts, of_tags + of_wrong, 0).sum() / counts.sum()


def optimizer(cooldown: tuple[int, int] | None = None) -> optax.GradientTransformation:
    """Return AdamW with warmup; `cooldown` is (first step, steps) in which the rate falls to 0."""
    ways = {}
    for part, full in RATES.items():
        rate: Any = optax.linear_schedule(0, full, WARMUP)
        if cooldown:
            first, steps = cooldown
            rate = optax.join_schedules([rate, optax.linear_schedule(full, 0, steps)], [first])
        ways[part] = optax.adamw(rate, weight_decay=0.01)
    named = {part: part for part in RATES}
    return optax.chain(optax.clip_by_global_norm(1.0), optax.multi_transform(ways, named))


def stepper(way: optax.GradientTransformation, frozen: Any) -> Step:
    """Return the compiled function that learns from one batch."""

    def learn(learned: Any, state: Any, fixed: Any, *texts: Any) -> tuple[Any, Any, jax.Array]:
        value, slope = jax.value_and_grad(lambda x: loss({"frozen": fixed, **x}, *texts))(learned)
        updates, state = way.update(slope, state, learned)
        return optax.apply_updates(learned, updates), state, value

    compiled = jax.jit(learn, donate_argnums=(0, 1))
    fixed = jax.tree.map(jnp.asarray, frozen)
    return lambda learned, state, b: compiled(learned, state, fixed, b.pieces, b.shapes, b.tags)


def stream(runs: Path, state: State) -> Iterator[tuple[Batch, int, int]]:
    """Yield batches from where `state` stopped, with shard and batch that come after each.

    After the last shard the first comes again.
    """
    shard, batch = state.shard, state.batch
    while True:
        if not (runs / shards.name(shard)).exists():
            shard, batch = 0, 0
        found = list(batches(shards.load(runs / shards.name(shard)), seed=shard))
        for number in range(batch, len(found)):
            yield found[number], shard, number + 1
        shard, batch = shard + 1, 0


def begin(runs: Path, seed: int) -> tuple[State, Any]:
    """Return the state to go on from, and the frozen weights."""
    params = encoder.fresh(len(taglist.read(runs)), SHAPES, seed=seed)
    frozen = params.pop("frozen")
    found = checkpoint.load(runs / checkpoint.NAME)
    return found or State(params, optimizer().init(params)), frozen


def train(runs: Path, *, seed: int, steps: int | None, cooldown: int) -> None:
    """Train until `steps` more were made, or SIGTERM or SIGINT comes; then save."""
    # a program takes some twenty seconds to compile, so it is kept for the next start
    jax.config.update("jax_compilation_cache_dir", str(runs.absolute() / "compiled"))
    state, frozen = begin(runs, seed)
    path = runs / (COOLED if cooldown else checkpoint.NAME)
    step = stepper(optimizer((state.step, cooldown) if cooldown else None), frozen)
    last = state.step + (cooldown or steps or 10**9)
    stopped = _signals()
    saved = judged = time.monotonic()
    losses: list[jax.Array] = []
    for reached, value in _progress(runs, state, step):
        state = reached
        losses.append(value)
        now = time.monotonic()
        ends = bool(stopped) or state.step >= last
        if ends or now - saved > SAVED_EVERY:
            checkpoint.save(path, state)
            print(f"step {state.step}, loss {np.mean(losses[-100:]):.4f}", flush=True)
            saved = now
        if state.step >= last or now - judged > JUDGED_EVERY:
            record(runs, state, float(np.mean(losses)), judge_all(runs, state.learned, frozen))
            losses, judged = [], now
        if ends:
            return


def _signals() -> list[int]:
    """Return a list that the numbers of SIGTERM and SIGINT are put in when they come."""
    found: list[int] = []
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda number, _: found.append(number))
    return found


def _progress(runs: Path, state: State, step: Step) -> Iterator[tuple[State, jax.Array]]:
    """Yield the state and the loss after each step."""
    clock = time.monotonic()
    for batch, shard, following in stream(runs, state):
        learned, way, value = step(state.learned, state.optimizer, batch)
        pieces = state.pieces + int((batch.pieces != 0).sum())
        now = time.monotonic()
        # held still (SIGSTOP), the clock of training stands too
        seconds = state.seconds + min(now - clock, LONGEST_STEP)
        state = State(learned, way, state.step + 1, pieces, shard, following, seconds)
        clock = now
        yield state, value


def record(runs: Path, state: State, value: float, scores: dict[str, Score]) -> None:
    """Add a row to the curves: the loss since the last row, and each development set."""
    row: dict[str, Any] = {
        "step": state.step,
        "pieces": state.pieces,
        "seconds": round(state.seconds),
        "loss": round(value, 4),
    }
    for name, score in scores.items():
        row |= {f"{name} {key}": round(number, 4) for key, number in score.figures().items()}
    path = runs / LOG
    new = not path.exists()
    with path.open("a", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, row)
        if new:
            writer.writeheader()
        writer.writerow(row)
    print(row, flush=True)


def main() -> None:
    """Train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0, help="of the new heads; the first time only")
    parser.add_argument("--steps", type=int, help="stop after so many (default: never)")
    parser.add_argument("--cooldown", type=int, default=0, help="steps for the rate to fall to 0")
    given = parser.parse_args()
    train(given.runs, seed=given.seed, steps=given.steps, cooldown=given.cooldown)


if __name__ == "__main__":
    main()
