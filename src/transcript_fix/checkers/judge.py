"""Grammar of translated English: edits proposed by forms and a 3-gram, judged by a language model.

The one thing to know: each sort of slip has its own weights, measured on free texts
(`judged.json`, made by `bench/judge_fit.py`); a sort that does not hold is not asked about.
"""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

from transcript_fix import causal, glossary, trigram
from transcript_fix.causal.model import Model, load
from transcript_fix.checkers import Check, Status
from transcript_fix.config import Settings
from transcript_fix.errors import EngineError
from transcript_fix.judged import Verdict, verdicts
from transcript_fix.model import Applicability, Document, Finding, Kind, Passage, Span
from transcript_fix.translated import Proposal

NAME = "judge"
DEFAULT = False
PREFIX = "judge:"
MOST_SUGGESTIONS = 3
LONGEST = 600
"""Code points of a sentence that is still judged; longer ones are lists and tables."""

_MESSAGES = {
    "article-missing": "An article seems to be missing.",
    "article-wrong": "Another article is usual here.",
    "plural": "The plural is expected here.",
    "singular": "The singular is expected here.",
    "possessive": "The possessive is expected here.",
    "preposition-missing": "A preposition seems to be missing.",
    "preposition-wrong": "Another preposition is usual here.",
    "word-missing": "A small word seems to be missing.",
    "agreement": "The verb does not seem to agree with its subject.",
    "verb-form": "Another form of the verb is expected here.",
}


@contextmanager
def start(settings: Settings) -> Iterator[Check]:
    """Load both models (two seconds, 0.6 GB) and yield the check.

    Raises EngineError where a package or the model's file is missing.
    """
    if not status().available:
        raise EngineError(f"the judge is not installed: {causal.ADVICE}")
    models = _models()
    terms = glossary.known_in(settings.glossary)
    lock = threading.Lock()

    def check(document: Document) -> Iterator[Finding]:
        told = [(p, at, s) for p in document.passages for at, s in trigram.sentences(p.text)]
        asked = [(p, at, s) for p, at, s in told if len(s) <= LONGEST]
        with lock:
            found = list(verdicts(*models, [s for _, _, s in asked], lambda w: w not in terms))
        for (passage, at, sentence), judged in zip(asked, found, strict=True):
            yield from _findings(passage, at, sentence, judged)

    yield check


def status() -> Status:
    """Say whether the packages and the model's file are here, without loading them."""
    file = causal.where()
    here = all(importlib.util.find_spec(name) for name in causal.NEEDS)
    if file is None or not here:
        return Status(available=False, advice=causal.ADVICE)
    return Status(True, causal.version(), str(file))


@lru_cache(maxsize=1)
def _models() -> tuple[Model, trigram.Trigram]:
    file = causal.where()
    assert file is not None
    try:
        return load(file), trigram.load()
    except (OSError, ValueError) as error:
        raise EngineError(f"the judge's model cannot be read: {error}") from None


def _findings(
    passage: Passage, at: int, sentence: str, judged: Sequence[Verdict]
) -> Iterator[Finding]:
    """Yield one finding a place: the likeliest edit first, then others of the same words."""
    taken: list[Span] = []
    for verdict in judged:
        edit = verdict.proposal
        span = _span(edit)
        if any(span.overlaps(t) for t in taken):
            continue
        taken.append(span)
        same = (v.proposal.new for v in judged if _span(v.proposal) == span)
        yield Finding(
            span=span.shift(passage.start + at),
            before=sentence[edit.start : edit.end],
            rule=PREFIX + edit.sort,
            engine=NAME,
            kind=Kind.GRAMMAR,
            message=_MESSAGES[edit.sort],
            suggestions=tuple(dict.fromkeys(same))[:MOST_SUGGESTIONS],
            confidence=round(verdict.right, 2),
            limit=Applicability.REVIEW,
        )


def _span(edit: Proposal) -> Span:
    return Span(edit.start, edit.end)
