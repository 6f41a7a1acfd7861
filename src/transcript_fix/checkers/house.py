"""The checker that runs the house rules over a document.

The one thing to know: a rule reads a passage, so it may see a link or a time that stands in a
segment's `lead`; `arbitrate` drops a hit that would change one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

from transcript_fix import __version__
from transcript_fix.checkers import Check, Status
from transcript_fix.config import Settings
from transcript_fix.model import Document, Finding, Role, Span
from transcript_fix.rule import Hit, Rule
from transcript_fix.rules import all_rules

NAME = "house"
DEFAULT = True


@contextmanager
def start(settings: Settings) -> Iterator[Check]:
    """Yield the check: house rules that are not off, over every passage and label."""
    rules = tuple(r for r in all_rules() if r.name not in settings.rules_off)

    def check(document: Document) -> Iterator[Finding]:
        suffix = PurePath(document.path).suffix.lower()
        fit = tuple(r for r in rules if suffix not in r.not_in)
        texts = tuple(_texts(document))
        for at, text, role in texts:
            for rule in fit:
                if role in rule.roles and not rule.whole and not rule.among:
                    yield from (_finding(rule, at, text, hit) for hit in rule.find(text))
        for rule in fit:
            if rule.whole:
                yield from (_finding(rule, 0, document.prose, h) for h in rule.find(document.prose))
            elif rule.among:
                mine = [(at, text) for at, text, role in texts if role in rule.roles]
                found = rule.among([text for _, text in mine])
                yield from (_finding(rule, *mine[i], hit) for i, hit in found)

    yield check


def status() -> Status:
    """Say that the house rules are always here."""
    return Status(True, __version__, "built in")


def _texts(document: Document) -> Iterator[tuple[int, str, Role]]:
    for passage in document.passages:
        yield passage.start, passage.text, passage.role
    for segment, span in zip(document.segments, document.spans, strict=True):
        if segment.role is Role.SPEAKER:
            yield span.start, segment.text, segment.role


def _finding(rule: Rule, at: int, text: str, hit: Hit) -> Finding:
    return Finding(
        span=Span(at + hit.start, at + hit.end),
        before=text[hit.start : hit.end],
        rule=rule.name,
        engine=NAME,
        kind=rule.kind,
        message=hit.message or rule.message,
        suggestions=hit.suggestions,
        confidence=rule.confidence if hit.confidence is None else hit.confidence,
        limit=rule.limit,
    )
