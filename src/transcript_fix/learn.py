"""What the editor's own answers teach: accept rates by rule and by form, offers that follow.

The update is Bayesian, with Beta distributions. A finding's confidence `c` is its measured share
of right first suggestions, worth `PRIOR_RULE` earlier answers: Beta(c * m, (1 - c) * m). The
project's answers to the rule are added, and the mean of that is the prior, worth `PRIOR_FORM`
answers, for the form (the same rule, words and fix), to which the answers to the form are added:

    rule = (c * PRIOR_RULE + right by rule) / (PRIOR_RULE + answers by rule)
    form = (rule * PRIOR_FORM + right by form) / (PRIOR_FORM + answers by form)

The one thing to know: an answer for all like it is one judgement, not as many as there are
places; else one capital key would drown everything that was said before.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

PRIOR_RULE = 8.0
"""How many answers the measured confidence of a rule is worth; by judgement, not fitted."""
PRIOR_FORM = 3.0
"""How many answers the rate of its rule is worth to a form; by judgement, not fitted."""
OFF_RATE, OFF_LEAST = 0.8, 10
"""A rule rejected more often than this, of at least so many times, is offered for off."""
EQUAL_EDITS = 2
"""After so many equal manual edits a term is offered."""


class Said(enum.Enum):
    """What a judgement says of the first suggestion."""

    RIGHT = "right"
    OTHER = "other"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One act of the editor about one form. `typed` is the replacement he wrote himself."""

    rule: str
    before: str
    fix: str | None
    said: Said
    typed: str | None = None


class Learned:
    """Counts of judgements; never leaves the project."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._rules: Counter[tuple[str, Said]] = Counter()
        self._forms: Counter[tuple[str, str, str | None, Said]] = Counter()
        self._typed: Counter[tuple[str, str]] = Counter()
        for judgement in judgements:
            self.add(judgement)

    def add(self, judgement: Judgement, times: int = 1) -> None:
        """Count a judgement; `times` -1 takes it back."""
        j = judgement
        self._rules[j.rule, j.said] += times
        self._forms[j.rule, j.before, j.fix, j.said] += times
        if j.typed is not None:
            self._typed[j.before, j.typed] += times

    def confidence(self, rule: str, before: str, fix: str | None, measured: float) -> float:
        """Return the confidence (0 to 1) of a form, after what the editor said so far."""
        right = self._rules[rule, Said.RIGHT]
        rate = (measured * PRIOR_RULE + right) / (PRIOR_RULE + self.answers(rule))
        right = self._forms[rule, before, fix, Said.RIGHT]
        seen = sum(self._forms[rule, before, fix, said] for said in Said)
        return (rate * PRIOR_FORM + right) / (PRIOR_FORM + seen)

    def answers(self, rule: str) -> int:
        """Return how many judgements there are about a rule."""
        return sum(self._rules[rule, said] for said in Said)

    def rejected(self, rule: str) -> int:
        """Return how many of them were a no."""
        return self._rules[rule, Said.WRONG]

    def to_switch_off(self, rule: str) -> bool:
        """Return whether the editor says no to this rule so often that it should be off."""
        return self.answers(rule) >= OFF_LEAST and self.rejected(rule) > OFF_RATE * self.answers(
            rule
        )

    def to_make_a_term(self, before: str, typed: str) -> bool:
        """Return whether the editor wrote this replacement himself often enough to keep it."""
        return self._typed[before, typed] >= EQUAL_EDITS
