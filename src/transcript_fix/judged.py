"""How likely an edit of translated English is right: proposed by forms, weighed by two models.

The 3-gram is asked first, since it costs nothing, and about commas the weights of the house rule;
what they do not like is not judged at all.
The one thing to know: `judged.json` (made by `bench/judge_fit.py`, which names its texts) holds
the weights of each sort of edit; a sort that is not in it does not hold and is never proposed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from transcript_fix.causal.question import Gain, Question
from transcript_fix.logistic import Weights, chance, read
from transcript_fix.rules import comma_splice
from transcript_fix.translated import Proposal, proposals
from transcript_fix.trigram import Trigram, gain

FLOORS = {
    "agreement": 0.5,
    "article-missing": -1.5,
    "article-wrong": -0.5,
    "comma-splice": -1.5,
    "plural": -1.5,
    "possessive": -1.0,
    "preposition-missing": -1.0,
    "preposition-wrong": 1.5,
    "singular": 0.0,
    "verb-form": 0.0,
    "word-missing": 0.0,
}
"""Nats that the 3-gram must gain by an edit before the language model is asked about it; for a
comma, the log-odds that it stands between two sentences (`rules/comma_splice.py`)."""

BEST = 2
"""Edits of one sort at one place that are judged: those that the 3-gram likes best."""

CAP = 12.0
"""Nats beyond which more gain says no more."""


Ask = Callable[[Sequence[Question]], Iterable[Sequence[Gain]]]
"""The language model, or what it said before."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An edit, and what the models gain by it, in nats.

    `cheap` is what was known before the language model was asked (see `FLOORS`).
    """

    proposal: Proposal
    cheap: float
    gain: Gain


@dataclass(frozen=True, slots=True)
class Verdict:
    """An edit and how likely it is what a person would have made (0 to 1)."""

    proposal: Proposal
    right: float


def verdicts(
    ask: Ask, counts: Trigram, sentences: Sequence[str], allowed: Callable[[str], bool]
) -> Iterator[list[Verdict]]:
    """Yield, sentence by sentence, the edits that are likely enough, the likeliest first.

    `allowed` says of a word whether it may be changed.
    """
    table = weights()
    for found in weigh(ask, counts, sentences, frozenset(table), allowed):
        made = [Verdict(w.proposal, right(w, table)) for w in found]
        good = [v for v in made if v.right >= table[v.proposal.sort].least]
        yield sorted(good, key=lambda v: -v.right)


def weigh(
    ask: Ask,
    counts: Trigram,
    sentences: Sequence[str],
    sorts: frozenset[str],
    allowed: Callable[[str], bool] = lambda _: True,
) -> Iterator[list[Weighed]]:
    """Yield, sentence by sentence, the edits that both models find worth a look."""
    asked = [promising(counts, s, sorts, allowed) for s in sentences]
    questions = [
        Question(s, [p.mended(s) for _, p in found])
        for s, found in zip(sentences, asked, strict=True)
        if found
    ]
    answers = iter(ask(questions))
    for found in asked:
        answer = next(answers) if found else ()
        yield [Weighed(found[g.number][1], found[g.number][0], g) for g in answer]


def promising(
    counts: Trigram,
    text: str,
    sorts: frozenset[str],
    allowed: Callable[[str], bool] = lambda _: True,
) -> list[tuple[float, Proposal]]:
    """Return the edits of a sentence that are worth a question, with what speaks for each."""
    places: dict[tuple[int, str], list[tuple[float, Proposal]]] = {}
    for proposal in proposals(text):
        if proposal.sort not in sorts or not all(map(allowed, _words(text, proposal))):
            continue
        gained = gain(text, proposal.start, proposal.end, proposal.new, counts)
        if gained >= FLOORS[proposal.sort]:
            places.setdefault((proposal.start, proposal.sort), []).append((gained, proposal))
    best = [p for found in places.values() for p in sorted(found, key=lambda x: -x[0])[:BEST]]
    return best + (list(_splices(text)) if "comma-splice" in sorts else [])


def _splices(text: str) -> Iterator[tuple[float, Proposal]]:
    for odds, comma, second in comma_splice.commas_of(text):
        if odds >= FLOORS["comma-splice"]:
            hit = comma_splice.parted(text, comma, second)
            yield odds, Proposal(hit.start, hit.end, hit.suggestions[0], "comma-splice")


def _words(text: str, proposal: Proposal) -> list[str]:
    return re.findall(r"[\w'’-]+", text[proposal.start : proposal.end])


def features(weighed: Weighed) -> tuple[float, ...]:
    """Return what the chance of an edit hangs on; the first is always 1."""
    g = weighed.gain
    return (1.0, min(g.whole, CAP), min(g.near, CAP), min(g.first, CAP), min(weighed.cheap, CAP))


def right(weighed: Weighed, table: Mapping[str, Weights]) -> float:
    """Return how likely the edit is right."""
    return chance(table[weighed.proposal.sort].values, features(weighed))


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Weights]:
    """Return the measured weights by sort of edit."""
    text = (resources.files("transcript_fix") / "judged.json").read_text("utf-8")
    return read(json.loads(text)["sorts"])
