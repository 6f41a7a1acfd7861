"""Findings for the tests of ignores: some words of a real file, claimed wrong by some rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from transcript_fix.config import Settings
from transcript_fix.formats import Format, choose
from transcript_fix.ignores import Sifter
from transcript_fix.model import Applicability, Document, Finding, Issue, Kind, Remark, Span

TODAY = date(2026, 11, 25)
ALL = ("names", "house", "codespell", "lingotweaker", "languagetool", "harper")


def issues(
    document: Document, words: str, rule: str = "doubled-word", kind: Kind = Kind.SPELLING
) -> Iterator[Issue]:
    """Yield an issue for every place of `words` in the prose."""
    at = document.prose.find(words)
    while at >= 0:
        span = Span(at, at + len(words))
        finding = Finding(span, words, rule, "house", kind, "Wrong.", ("x",))
        yield Issue(f"{rule}{at}", finding, 0.9, Applicability.SAFE, ("house",))
        at = document.prose.find(words, span.end)


def sifted(
    path: Path | str,
    text: str | bytes,
    *wrong: str | tuple[str, str],
    settings: Settings | None = None,
    engines: tuple[str, ...] = ALL,
    kind: Kind = Kind.SPELLING,
) -> tuple[list[int], tuple[Remark, ...]]:
    """Return the lines of what stands after the ignores of a file, and the remarks.

    `wrong` are words, or words and the rule that claims them.
    """
    data = text.encode() if isinstance(text, str) else text
    format: Format = choose(Path(path), data)
    document = format.read(data, str(path), None)
    claims = [(w, "doubled-word") if isinstance(w, str) else w for w in wrong]
    found = [i for words, rule in claims for i in issues(document, words, rule, kind)]
    assert found or not wrong, "the words must stand in the text"
    sifter = Sifter(settings or Settings(), engines, TODAY)
    left, remarks = sifter.sift(document, data, format.NAME, found)
    return [document.line_column(i.span.start)[0] for i in left], remarks
