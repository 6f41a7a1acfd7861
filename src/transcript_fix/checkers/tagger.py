"""Grammar as a small trained network sees it: articles, forms, small words, ends of sentences.

The weights are a package of their own (`transcript-fix-tagger`). The one thing to know: it is asked
by name only, for on translated interviews it does not yet find more than the rules and the judge
do at as few false alarms (`training/README.md` has the figures).
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from contextlib import contextmanager

from transcript_fix import glossary, tagged, tagger, trigram
from transcript_fix.checkers import Check, Status
from transcript_fix.config import Settings
from transcript_fix.errors import EngineError
from transcript_fix.model import Applicability, Document, Finding, Kind, Passage, Role, Span

NAME = "tagger"
DEFAULT = False
PREFIX = "tagger:"

RULES = {
    "tagger:article": "An article seems to be missing, needless or another one.",
    "tagger:preposition": "Another preposition is usual here, or one is missing.",
    "tagger:verb": "Another form of the verb is expected here.",
    "tagger:number": "The other number, singular or plural, is expected here.",
    "tagger:word": "Another word is expected here, or a small one is missing.",
    "tagger:needless": "A word seems needless here.",
    "tagger:mark": "Another punctuation mark is expected here.",
    "tagger:space": "These words are usually written another way.",
    "tagger:own": "The possessive is expected here, or is needless.",
}
"""What its rules find, for people."""

_KINDS = {"mark": Kind.PUNCTUATION, "space": Kind.SPACING}
_WORD = re.compile(r"[\w'’-]+")


@contextmanager
def start(settings: Settings) -> Iterator[Check]:
    """Load the network (half a second, 0.1 GB) and yield the check.

    Raises EngineError where a package is missing or the network cannot be read.
    """
    folder = tagger.where()
    if not status().available or folder is None:
        raise EngineError(f"the tagger is not installed: {tagger.ADVICE}")
    from transcript_fix.tagger.tagging import load  # numpy and onnxruntime: a quarter of a second

    try:
        model, table = load(folder), tagged.weights(folder)
    except Exception as error:  # onnxruntime has no name for what it raises
        raise EngineError(f"the tagger cannot be read, install it anew: {error}") from None
    counts = trigram.load()
    terms = glossary.known_in(settings.glossary)

    def allowed(words: str) -> bool:
        return terms.isdisjoint(_WORD.findall(words))

    def check(document: Document) -> Iterator[Finding]:
        passages = [p for p in document.passages if p.role is Role.SPEECH]
        found = tagged.told(model, counts, table, [p.text for p in passages], allowed)
        for passage, changes in zip(passages, found, strict=True):
            yield from (_finding(passage, told) for told in changes)

    yield check


def status() -> Status:
    """Say whether the packages and the weights are here, without loading them."""
    folder = tagger.where()
    if folder is None or not all(importlib.util.find_spec(name) for name in tagger.NEEDS):
        return Status(available=False, advice=tagger.ADVICE)
    return Status(True, f"weights {tagger.version()}", str(folder))


def _finding(passage: Passage, told: tagged.Told) -> Finding:
    change = told.change
    return Finding(
        span=Span(change.start, change.end).shift(passage.start),
        before=passage.text[change.start : change.end],
        rule=PREFIX + told.kind,
        engine=NAME,
        kind=_KINDS.get(told.kind, Kind.GRAMMAR),
        message=RULES[PREFIX + told.kind],
        suggestions=(change.after,),
        confidence=round(told.right, 2),
        limit=Applicability.REVIEW,
    )
