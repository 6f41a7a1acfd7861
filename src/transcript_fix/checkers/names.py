"""Names: what the glossary says, and the file's own names.

The one thing to know: a finding here silences every other engine on its span, so this checker
would rather say nothing than be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from transcript_fix import glossary
from transcript_fix.checkers import Check, Status
from transcript_fix.config import Settings
from transcript_fix.glossary import scan, tokens
from transcript_fix.glossary.match import Match
from transcript_fix.model import Document, Finding, Span

NAME = "names"
DEFAULT = True


def status() -> Status:
    """Say that it is always here."""
    return Status(True, where="built in")


@contextmanager
def start(settings: Settings) -> Iterator[Check]:
    """Read the glossary of `settings`, if any, and give the checker."""
    found = glossary.load(settings.glossary) if settings.glossary else None
    table = scan.matcher(found)

    def check(document: Document) -> list[Finding]:
        text = tokens.hide(document.prose, list(_hidden(document)))
        matches = scan.find(text, table, lambda term, start, end: True)
        return [_finding(document, m) for m in matches]

    yield check


def _hidden(document: Document) -> Iterator[tuple[int, int]]:
    for segment, span in zip(document.segments, document.spans, strict=True):
        if segment.lead.strip() or "\n\n" in segment.lead:
            yield span.start - len(segment.lead), span.start


def _finding(document: Document, match: Match) -> Finding:
    span = Span(match.start, match.end)
    return Finding(
        span,
        document.cut(span),
        match.rule,
        NAME,
        match.kind,
        match.message,
        match.suggestions,
        match.confidence,
        match.limit,
    )
