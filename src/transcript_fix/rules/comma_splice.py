"""Comma splices: two whole sentences joined by a comma.

`comma_splice.tsv` is made by `bench/comma_splice.py` from edited speech (CC BY-SA 4.0, MIT) and
edited translations (CC0). The one thing to know: speakers splice on purpose ("It's great, I love
it"), so one alone must be very sure; where a text has many, as hurried translations do, the less
sure ones are flagged, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from math import exp, log

from transcript_fix.clauses import LEAST_LEFT, commas, features
from transcript_fix.model import Kind, Role
from transcript_fix.rule import Hit, Rule

_SEEN, _OF = 0.5, 30.0
"""How many commas are splices before a text is read: half a one in thirty, easily changed."""
_FITTED = -0.5
"""Log-odds of a splice among the commas that the weights were fitted on."""
_LEAST = 0.2
"""How likely a splice must be: .7 flags in 1,000 words of good speech."""
_ROUNDS = 20
_LIKELY = 1.0
"""Log-odds from which what follows is read as a sentence of its own."""
_TRAILING = ("if ", "like ", "like,")
"""Words that open a sentence, but after a comma more often go on with the one before."""
_FIRST = re.compile(r"[\w'’]+")


@cache
def _weights() -> dict[str, float]:
    text = (resources.files(__package__) / "comma_splice.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {feature: float(weight) for feature, weight in rows}


def odds(left: str, right: str) -> float:
    """Return the log-odds that a comma between these words joins two sentences."""
    weights = _weights()
    return weights[""] + sum(weights.get(f, 0.0) for f in set(features(left, right)))


def _splices(passages: Sequence[str]) -> Iterator[tuple[int, Hit]]:
    """Yield the likely splices of a text. The more of its commas look like one, the likelier each.

    The share of splices in the text is estimated together with them (expectation maximisation of
    the prior: Saerens, Latinne and Decaestecker 2002).
    """
    found = [(i, *comma) for i, text in enumerate(passages) for comma in commas_of(text)]
    chances = _chances([likely for _, likely, _, _ in found])
    last = (-1, -1)
    for (i, _, comma, second), chance in zip(found, chances, strict=True):
        if chance >= _LEAST and (i, comma) > last:
            hit = parted(passages[i], comma, second)
            last = (i, hit.end)
            yield i, replace(hit, confidence=round(chance, 2))


def _chances(found: Sequence[float]) -> list[float]:
    """Return how likely each comma is a splice, in a text with just these commas."""
    share, chances = _SEEN / _OF, []
    for _ in range(_ROUNDS):
        shift = log(share / (1 - share)) - _FITTED
        chances = [1 / (1 + exp(-o - shift)) for o in found]
        share = (_SEEN + sum(chances)) / (_OF + len(found))
    return chances


def commas_of(text: str) -> Iterator[tuple[float, int, int]]:
    """Yield log-odds, comma and second sentence; after a likely splice a sentence begins anew."""
    begun = 0
    for start, comma, second, end in commas(text):
        left = text[max(start, begun) : comma]
        if len(left.split()) < LEAST_LEFT or text.startswith(_TRAILING, second):
            continue
        likely = odds(left, text[second:end])
        if likely >= _LIKELY:
            begun = second
        yield likely, comma, second


def parted(text: str, comma: int, second: int) -> Hit:
    """Return the comma and the first word behind it, as the end of one sentence and the next."""
    found = _FIRST.match(text, second)
    end = found.end() if found else second + 1
    word = text[second:end]
    capital = word[:1].upper() + word[1:]
    return Hit(comma, end, (f". {capital}", f"; {word}", f", and {word}"))


rules = (
    Rule(
        name="comma-between-sentences",
        kind=Kind.PUNCTUATION,
        message="Two whole sentences are joined by a comma.",
        find=lambda text: (hit for _, hit in _splices((text,))),
        among=_splices,
        wrong={
            "We sold three hundred phones in the first week, this was a great success for us.": (
                "We sold three hundred phones in the first week. This was a great success for us."
            ),
        },
        right=(
            "When the code is standardized, I use a lot of it.",
            "In the year of our start, the company was small.",
            "I think the code is good, it is what we need here.",
            "It is good, I love it.",
        ),
        confidence=0.72,
        measured=(
            "0.76 hits per 1,000 words of good speech; of the surer 0.18, 35 of 49 read are two "
            "sentences; 101 in edited texts: 1 as edited, 10 edited otherwise, 90 kept"
        ),
        roles=frozenset({Role.SPEECH}),
    ),
)
