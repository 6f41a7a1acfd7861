"""How much likelier a sentence becomes by each of many small edits, in nats.

The one thing to know: first every sentence is read once; an edit is followed further only where
its first new word is not much less expected than the word that stands there. That costs
nothing and leaves out nearly all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from transcript_fix.causal.gguf import Array
from transcript_fix.causal.model import Model, Past, Row
from transcript_fix.causal.question import Gain, Question
from transcript_fix.worddiff import common

BEGIN = 0
"""The token between two texts: after it SmolLM2 expects a beginning."""

AHEAD = 8
"""Tokens after an edit that are still weighed: what follows later hangs little on it."""

LEAST_FIRST = -1.0
"""Nats by which the first new token may be less expected than what stands there."""

LEAST_CHANCE = -6.0
"""The least log-probability of the first new token."""

ROWS = 32
"""Rows of the vocabulary's size that are worked on at once: they fill memory."""

TOKENS = 384
"""Tokens that are read in one call."""


@dataclass(frozen=True, slots=True)
class _Read:
    tokens: list[int]
    likely: Array  # of each token after those before it
    scores: Array  # logits of what could stand at each place
    total: Array  # their normalisers
    past: Past


@dataclass(frozen=True, slots=True)
class _Other:
    sentence: int
    number: int
    at: int
    tokens: list[int]
    same: int  # at the end, as in the sentence
    cut: int  # at the end of the sentence, not weighed
    first: float
    chance: float


def gains(
    model: Model, questions: Sequence[Question], going: Callable[[], None] = lambda: None
) -> Iterator[list[Gain]]:
    """Yield, for each question, the gains of those edits that could be better.

    `going` is called before each call of the model (a second), and may raise to end it.
    """
    at = 0
    while at < len(questions):
        end, size = at, 0
        texts: list[list[int]] = []
        while end < len(questions):
            tokens = model.tokens.of(questions[end].text)
            if texts and size + len(tokens) + 1 > TOKENS:
                break
            texts.append(tokens)
            size += len(tokens) + 1
            end += 1
        out: list[list[Gain]] = [[] for _ in texts]
        for number, gain in _of_batch(model, questions[at:end], texts, going):
            out[number].append(gain)
        yield from out
        at = end


def _of_batch(
    model: Model,
    questions: Sequence[Question],
    texts: Sequence[list[int]],
    going: Callable[[], None],
) -> Iterator[tuple[int, Gain]]:
    going()
    read = _sentences(model, texts)
    others = [o for i, q in enumerate(questions) for o in _promising(model, i, q, read[i])]
    batch: list[_Other] = []
    for other in others:
        if batch and sum(len(o.tokens) for o in batch) + len(other.tokens) > TOKENS:
            going()
            yield from _judged(model, read, batch)
            batch = []
        batch.append(other)
    if batch:
        going()
        yield from _judged(model, read, batch)


def _sentences(model: Model, texts: Sequence[list[int]]) -> list[_Read]:
    rows = []
    for tokens in texts:
        size = len(tokens) + 1
        rows.append(Row([BEGIN, *tokens], range(size), np.tri(size, dtype=np.bool_)))
    states, past = model.read(rows, keep=True)
    scores = model.logits(states)
    total = _normaliser(scores)
    out, at = [], 0
    for tokens, kept in zip(texts, past, strict=True):
        end = at + len(tokens)
        likely = scores[np.arange(at, end), tokens] - total[at:end]
        out.append(_Read(tokens, likely, scores[at : end + 1], total[at : end + 1], kept))
        at = end + 1
    return out


def _normaliser(scores: Array) -> Array:
    """Return the logarithm of the sum of exponentials, row by row; a few rows at a time."""
    total = np.empty(len(scores), np.float32)
    for at in range(0, len(scores), ROWS):
        some = scores[at : at + ROWS]
        top = some.max(axis=1)
        total[at : at + ROWS] = top + np.log(np.exp(some - top[:, None]).sum(axis=1))
    return total


def _promising(model: Model, sentence: int, question: Question, read: _Read) -> Iterator[_Other]:
    old = read.tokens
    for number, text in enumerate(question.others):
        new = model.tokens.of(text)
        at = common(old, new)
        if at >= min(len(old), len(new)):
            continue
        chance = float(read.scores[at, new[at]] - read.total[at])
        first = chance - float(read.likely[at])
        if first < LEAST_FIRST or chance < LEAST_CHANCE:
            continue
        same = common(old[at:][::-1], new[at:][::-1])
        cut = max(0, same - AHEAD)
        tokens = new[at : len(new) - cut]
        yield _Other(sentence, number, at, tokens, same - cut, cut, first, chance)


def _judged(
    model: Model, read: Sequence[_Read], others: Sequence[_Other]
) -> Iterator[tuple[int, Gain]]:
    rows = []
    for o in others:
        before, size = o.at + 1, len(o.tokens) - 1
        if not size:
            continue
        seen = np.concatenate(
            (np.ones((size, before), np.bool_), np.tri(size, dtype=np.bool_)), axis=1
        )
        kept = read[o.sentence].past
        past = Past(tuple(k[:before] for k in kept.keys), tuple(v[:before] for v in kept.values))
        rows.append(Row(o.tokens[:-1], range(before, before + size), seen, past))
    scores = model.logits(model.read(rows)[0]) if rows else None
    at = 0
    for o in others:
        end = at + len(o.tokens) - 1
        likely = np.array([o.chance], np.float32)
        if scores is not None and end > at:
            mine = scores[at:end]
            rest = mine[np.arange(end - at), o.tokens[1:]] - _normaliser(mine)
            likely = np.concatenate((likely, rest))
        at = end
        yield o.sentence, _gain(o, likely, read[o.sentence])


def _gain(other: _Other, likely: Array, read: _Read) -> Gain:
    """Compare the tokens from the edit on, both ways, up to the same last token."""
    changed = len(other.tokens) - other.same
    old = read.likely[other.at : len(read.tokens) - other.cut]
    whole = float(likely.sum() - old.sum())
    near_new = likely[: changed + 2].sum()
    near_old = old[: len(old) - other.same + 2].sum()
    return Gain(other.number, whole, other.first, other.chance, float(near_new - near_old))
