"""Our checker in process, as the scorers want it: text in, findings in code points out.

The one thing to know: offsets are of the text as given, and only the first suggestion is what
`fix` and a hurried editor would take.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from transcript_fix import checkers, formats
from transcript_fix.arbitrate import arbitrate
from transcript_fix.config import Settings
from transcript_fix.model import Document, Finding, Issue

Ask = Callable[[str], tuple[Document, tuple[Issue, ...]]]


@contextmanager
def pipeline(settings: Settings, names: tuple[str, ...] = ()) -> Iterator[Ask]:
    """Start the default engines (or `names`) and yield a function from text to issues."""
    plain = formats.format_module("plain")
    chosen = names or tuple(n for n in checkers.CHECKERS if _default(n, settings))
    with ExitStack() as stack:
        checks = [stack.enter_context(checkers.checker(n).start(settings)) for n in chosen]

        def ask(text: str) -> tuple[Document, tuple[Issue, ...]]:
            document = plain.read(text.encode("utf-8"), "text.txt", "utf-8")
            findings: list[Finding] = []
            for check in checks:
                findings += check(document)
            return document, arbitrate(document, findings, settings, _known(settings))

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


def _default(name: str, settings: Settings) -> bool:
    if name == "names" and settings.glossary is None:
        return False
    if importlib.util.find_spec(f"transcript_fix.checkers.{name}") is None:
        return False
    module = checkers.checker(name)
    return module.DEFAULT and module.status().available


def _known(settings: Settings) -> frozenset[str]:
    if settings.glossary is None:
        return frozenset()
    from transcript_fix import glossary

    return glossary.known_words(glossary.load(Path(settings.glossary)))
