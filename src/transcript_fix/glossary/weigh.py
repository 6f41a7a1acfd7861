"""How likely a near form is a slip for the term: a weighed sum of what is known of it.

The one thing to know: likeness alone decides nothing. "later" is as like "Laster" as "Lester" is;
what tells them apart is how often the form stands in English by chance, and how many terms there
are for it to be like. Weights are fitted by bench/names_fit.py, which says on what.
"""

from __future__ import annotations

import math

from transcript_fix import logistic
from transcript_fix.glossary.near import Near

WEIGHTS: tuple[float, ...] = (13.11, -2.04, -1.79, -14.18, 0.3, 0.88, -1.39, 0.73, -4.93)
"""Bias and then one a feature, in the order of `features`."""
LEAST = 0.2
"""Probability below which a near form is not shown."""


def features(near: Near, chance: float, terms: float, words: int, key: str) -> tuple[float, ...]:
    """Return what is weighed, after a constant one.

    `chance` is the Zipf value of the form, `terms` how many may be meant, `words` in the form.
    """
    return (
        1.0,
        chance,
        math.log10(max(terms, 1.0)),
        1.0 - near.alike,
        near.sound,
        1.0 if near.sound == 1.0 else 0.0,
        min(len(near.key), 16) / 4,
        1.0 if near.key[:1] == key[:1] else 0.0,
        1.0 if words > 1 else 0.0,
    )


def probability(near: Near, chance: float, terms: float, words: int, key: str) -> float:
    """Return the likelihood (0 to 1) that the form is a slip for the term."""
    return logistic.chance(WEIGHTS, features(near, chance, terms, words, key))


def rarest(terms: float) -> float:
    """Return the Zipf value above which no form, however near, would be shown."""
    least = math.log(LEAST / (1 - LEAST))
    best = -math.inf
    for size in range(4, 17):
        near = Near("x" * size, 1, 1 - 1 / (size + 1), 1.0)
        values = features(near, 0.0, terms, 1, "x")
        best = max(best, sum(w * v for w, v in zip(WEIGHTS, values, strict=True)))
    return (least - best) / WEIGHTS[1]
