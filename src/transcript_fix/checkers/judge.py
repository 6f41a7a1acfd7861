"""Grammar of translated English: edits proposed by forms and a 3-gram, judged by a language model.

The one thing to know: each sort of slip has its own weights, measured on free texts
(`judged.json`, made by `bench/judge_fit.py`); a sort that does not hold is not asked about.
"""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from transcript_fix import causal, glossary, headway, trigram
from transcript_fix.cache import Cache, digest
from transcript_fix.cache import where as cache_file
from transcript_fix.causal.question import Gain, Question
from transcript_fix.checkers import Check, Status
from transcript_fix.config import Settings
from transcript_fix.errors import EngineError
from transcript_fix.judged import Verdict, verdicts
from transcript_fix.model import Applicability, Document, Finding, Kind, Passage, Span
from transcript_fix.remembered import Remembered
from transcript_fix.translated import Proposal

if TYPE_CHECKING:
    from transcript_fix.causal.model import Model

NAME = "judge"
DEFAULT = False
PREFIX = "judge:"
MOST_SUGGESTIONS = 3
LONGEST = 600
"""Code points of a sentence that is still judged; longer ones are lists and tables."""

AT_ONCE = 32
"""Sentences that are read together: more save little time, and it could not be stopped so soon."""

RULES = {
    "judge:article-missing": "An article seems to be missing.",
    "judge:article-wrong": "Another article is usual here.",
    "judge:comma-splice": "Two whole sentences seem to be joined by a comma.",
    "judge:plural": "The plural is expected here.",
    "judge:singular": "The singular is expected here.",
    "judge:possessive": "The possessive is expected here.",
    "judge:preposition-missing": "A preposition seems to be missing.",
    "judge:preposition-wrong": "Another preposition is usual here.",
    "judge:word-missing": "A small word seems to be missing.",
    "judge:agreement": "The verb does not seem to agree with its subject.",
    "judge:verb-form": "Another form of the verb is expected here.",
}
"""What its rules find, for people."""


@contextmanager
def start(settings: Settings) -> Iterator[Check]:
    """Yield the check; the model (two seconds, 0.6 GB) is loaded for the first new sentence.

    Raises EngineError where a package or the model's file is missing; so does the check, where the
    file cannot be read or the user has interrupted.
    """
    if not status().available:
        raise EngineError(f"the judge is not installed: {causal.ADVICE}")
    terms = glossary.known_in(settings.glossary)
    lock = threading.Lock()
    with headway.reading(NAME) as count, closing(Cache(cache_file())) as cache:
        ask = _Asking(Remembered(cache if settings.cache else None, _who()))

        def check(document: Document) -> Iterator[Finding]:
            told = [(p, at, s) for p in document.passages for at, s in trigram.sentences(p.text)]
            asked = [(p, at, s) for p, at, s in told if len(s) <= LONGEST]
            texts = [s for _, _, s in asked]
            count.add(todo=len(texts))
            found: list[list[Verdict]] = []
            with lock:
                for at in range(0, len(texts), AT_ONCE):
                    some = texts[at : at + AT_ONCE]
                    made = verdicts(ask, trigram.load(), some, lambda w: w not in terms)
                    found += [_counted(judged, count) for judged in made]
            for (passage, at, sentence), judged in zip(asked, found, strict=True):
                yield from _findings(passage, at, sentence, judged)

        yield check


def _counted(judged: list[Verdict], count: headway.Count) -> list[Verdict]:
    count.add(done=1)
    return judged


Row = list[float] | None
"""A gain as plain data, without its number; None: not worth a look."""


@dataclass(frozen=True, slots=True)
class _Asking:
    """The model, asked only what it was never asked before of a sentence."""

    remembered: Remembered

    def __call__(self, questions: Sequence[Question]) -> Iterator[Sequence[Gain]]:
        from transcript_fix.causal.gains import gains

        _going()
        known = [self._known(q.text) for q in questions]
        new = [
            Question(q.text, [o for o in q.others if _mark(o) not in rows])
            for q, rows in zip(questions, known, strict=True)
        ]
        asked = [q for q in new if q.others]
        fresh = gains(_model(), asked, _going) if asked else iter(())
        for question, rows, more in zip(questions, known, new, strict=True):
            if more.others:
                rows |= _rows(more, next(fresh))
                self.remembered.put(rows, question.text)
            told = ((n, rows[_mark(o)]) for n, o in enumerate(question.others))
            yield [Gain(n, *row) for n, row in told if row is not None]

    def _known(self, text: str) -> dict[str, Row]:
        rows = self.remembered.get(text)
        return rows if isinstance(rows, dict) else {}


def _going() -> None:
    if headway.cancelled.is_set():
        raise EngineError("the judge was interrupted: the text is not checked")


def _rows(question: Question, found: Sequence[Gain]) -> dict[str, Row]:
    rows: dict[str, Row] = dict.fromkeys(map(_mark, question.others))
    for gain in found:
        rows[_mark(question.others[gain.number])] = list(astuple(gain)[1:])
    return rows


def _mark(other: str) -> str:
    """Return what stands for another way to say a sentence: no sentence is ever kept."""
    return digest(other.encode()).hex()


@lru_cache(maxsize=1)
def _who() -> str:
    """Return who answers: the model, and how we read it; a change of that makes all new."""
    code = sorted(Path(causal.__file__).parent.glob("*.py"))
    return f"{causal.version()} {digest(*(file.read_bytes() for file in code)).hex()}"


def status() -> Status:
    """Say whether the packages and the model's file are here, without loading them."""
    file = causal.where()
    here = all(importlib.util.find_spec(name) for name in causal.NEEDS)
    if file is None or not here:
        return Status(available=False, advice=causal.ADVICE)
    return Status(True, causal.version(), str(file))


@lru_cache(maxsize=1)
def _model() -> Model:
    from transcript_fix.causal.model import load  # numpy, which who lists the engines may lack

    file = causal.where()
    assert file is not None
    try:
        return load(file)
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
            kind=Kind.PUNCTUATION if edit.sort == "comma-splice" else Kind.GRAMMAR,
            message=RULES[PREFIX + edit.sort],
            suggestions=tuple(dict.fromkeys(same))[:MOST_SUGGESTIONS],
            confidence=round(verdict.right, 2),
            limit=Applicability.REVIEW,
        )


def _span(edit: Proposal) -> Span:
    return Span(edit.start, edit.end)
