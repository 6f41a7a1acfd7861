"""Comma splices: two whole sentences joined by a comma.

`comma_splice.tsv` is made by `bench/comma_splice.py` from edited speech (CC BY-SA 4.0, MIT) and
edited translations (CC0). The one thing to know: speakers splice on purpose ("It's great, I love
it"), so alone only the surest are flagged; beside one of those, the less sure ones are, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from transcript_fix.clauses import LEAST_LEFT, commas, features
from transcript_fix.model import Kind, Role
from transcript_fix.rule import Hit, Rule

_SURE = 3.0
"""Log-odds from which a splice is flagged alone: .15 in 1,000 words of good speech."""
_LIKELY = 1.0
"""Log-odds from which it is flagged in a passage that has a sure one."""
_TRAILING = ("if ", "like ", "like,")
"""Words that open a sentence, but after a comma more often go on with the one before."""
_FIRST = re.compile(r"[\w'’]+")


@cache
def _weights() -> dict[str, float]:
    text = (resources.files(__package__) / "comma_splice.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {feature: float(weight) for feature, weight in rows}


def _odds(left: str, right: str) -> float:
    weights = _weights()
    return weights[""] + sum(weights.get(f, 0.0) for f in set(features(left, right)))


def _splices(text: str) -> Iterator[Hit]:
    found = list(_likely(text))
    if any(odds >= _SURE for odds, _, _ in found):
        for _, comma, second in found:
            yield _split(text, comma, second)


def _likely(text: str) -> Iterator[tuple[float, int, int]]:
    """Yield log-odds, comma and second sentence; after a splice a sentence begins anew."""
    begun = 0
    for start, comma, second, end in commas(text):
        left = text[max(start, begun) : comma]
        if len(left.split()) < LEAST_LEFT or text.startswith(_TRAILING, second):
            continue
        odds = _odds(left, text[second:end])
        if odds >= _LIKELY:
            begun = second
            yield odds, comma, second


def _split(text: str, comma: int, second: int) -> Hit:
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
        find=_splices,
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
            "0.18 hits per 1,000 words of good speech, 35 of 49 read are two sentences; "
            "101 in edited texts: 1 as edited, 10 edited otherwise, 90 kept"
        ),
        roles=frozenset({Role.SPEECH}),
    ),
)
