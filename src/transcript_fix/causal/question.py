"""What the language model is asked of a sentence, and what it answers.

The one thing to know: nothing here needs numpy, so that who only lists the engines does without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gain:
    """What an edit brings, in nats: in all, and at its first token; `number` counts the edits."""

    number: int
    whole: float
    first: float
    chance: float
    near: float


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence and other ways to say it."""

    text: str
    others: Sequence[str]
