"""Our checker in process, as the scorers want it: text in, findings in code points out.

The one thing to know: offsets are of the text as given, and only the first suggestion is what
`fix` and a hurried editor would take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from transcript_fix import pipeline as stages
from transcript_fix.config import Settings
from transcript_fix.model import Document, Issue

Ask = Callable[[str], tuple[Document, tuple[Issue, ...]]]


@contextmanager
def pipeline(settings: Settings) -> Iterator[Ask]:
    """Start the engines of a run and yield a function from text to issues."""
    settings = replace(settings, format="plain", encoding="utf-8")
    with stages.start(settings) as run:

        def ask(text: str) -> tuple[Document, tuple[Issue, ...]]:
            source = stages.read(Path("text.txt"), settings, data=text.encode("utf-8"))
            return source.document, stages.check(source, run)

        yield ask


def findings(document: Document, issues: tuple[Issue, ...]) -> list[dict]:
    """Return issues as the scorers read findings."""
    out = []
    for issue in issues:
        span = document.source_span(issue.span)
        out.append(
            {
                "start": span.start,
                "end": span.end,
                "replacements": list(issue.finding.suggestions),
                "rule": issue.finding.rule,
                "kind": issue.finding.kind.value,
                "confidence": issue.confidence,
                "applicability": issue.applicability.name,
                "engines": list(issue.engines),
            }
        )
    return out


def corrected(document: Document, text: str, issues: tuple[Issue, ...]) -> str:
    """Return `text` with the first suggestion of each issue."""
    for issue in sorted(issues, key=lambda i: i.span, reverse=True):
        span = document.source_span(issue.span)
        text = text[: span.start] + issue.finding.suggestions[0] + text[span.end :]
    return text
