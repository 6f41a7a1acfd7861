"""Typos that people really make, from the word list of the `codespell` package.

The one thing to know: the list is made for source code, so what speech or names
make right ("goin'", "Shepard", "re-use") is passed over here.
"""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Iterator
from contextlib import contextmanager

from transcript_fix import typos
from transcript_fix.checkers import Check, Status
from transcript_fix.config import Settings
from transcript_fix.errors import EngineError
from transcript_fix.model import Applicability, Document, Finding, Kind, Passage, Span
from transcript_fix.rule import like_case
from transcript_fix.spelling import slips
from transcript_fix.words import COMMON, zipf

NAME = "codespell"
DEFAULT = True
RULE = "codespell"

_MISSING = "the word list of codespell is not installed; pip install codespell"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?:^|[.!?…:]['\"”’)\]]*\s+|\n\s*|[“\"‘(\[—-]\s*)$")
_PART = re.compile(r"[^\W\d_]{4,}")
_SHORTEST_SAFE = 5
_ONE_SLIP = 1.5
"""In slips of `spelling.slips`: what is further off may have been another word (knowlegable)."""
_LONGER_THAN_NAMES = 7
"""Measured: with a capital in mid-sentence, listed words of fewer letters were names (Somme)."""


@contextmanager
def start(settings: Settings) -> Iterator[Check]:
    """Read the list and yield the check. Raises EngineError where the list is missing."""
    if typos.where() is None:
        raise EngineError(_MISSING)
    wrongs = typos.listed()

    def check(document: Document) -> Iterator[Finding]:
        for passage in document.passages:
            for m in _WORD.finditer(passage.text):
                word = m.group().lower().replace("’", "'")
                if word in wrongs:
                    yield from _finding(passage, m, wrongs[word])
                elif "-" in word:
                    for part in _PART.finditer(passage.text, m.start(), m.end()):
                        if part.group().lower() in wrongs:
                            yield from _finding(passage, part, wrongs[part.group().lower()])

    yield check


def status() -> Status:
    """Say whether and where the list is installed."""
    path = typos.where()
    if path is None:
        return Status(available=False, advice=_MISSING)
    return Status(True, importlib.metadata.version("codespell"), str(path))


def _finding(passage: Passage, m: re.Match[str], listed: str) -> Iterator[Finding]:
    word = m.group()
    rights = tuple(r.strip() for r in listed.split(",") if r.strip())
    if not rights or _spoken_or_taste(word.lower(), rights[0]):
        return
    starts = _SENTENCE_END.search(passage.text[max(0, m.start() - 12) : m.start()]) is not None
    if word[:1].isupper() and not starts and not word.isupper() and _may_be_name(word):
        return
    if word.isupper() and len(word) <= 4:
        return  # an acronym
    yield Finding(
        span=Span(m.start(), m.end()).shift(passage.start),
        before=word,
        rule=RULE,
        engine=NAME,
        kind=Kind.SPELLING,
        message=f"“{word}” is a common misspelling",
        suggestions=tuple(like_case(word, r) for r in rights),
        limit=Applicability.SAFE if _sure(word, rights) else Applicability.REVIEW,
    )


def _spoken_or_taste(word: str, right: str) -> bool:
    """Return whether the word is how people speak, a matter of hyphens, or a word of its own."""
    if right == word + "g" and word.endswith("in"):
        return True
    if right.replace("-", "").replace(" ", "") == word.replace("-", ""):
        return "-" in word
    own_word = zipf(word) >= COMMON and not _only_parted(word, right)
    return own_word and zipf(right) - zipf(word) < 2.5


def _may_be_name(word: str) -> bool:
    return len(word) < _LONGER_THAN_NAMES or zipf(word) >= COMMON - 1


def _only_parted(word: str, right: str) -> bool:
    """Return whether only an apostrophe or a space is missing: thats, alot."""
    return "".join(c for c in right if c.isalpha()) == word


_ENDINGS = ("able", "er", "ers", "ing", "ed", "ish", "less", "like", "ly", "ness", "s", "y")


def _sure(word: str, rights: tuple[str, ...]) -> bool:
    """Return whether no other word can be meant: one answer, a long word, no name, none derived.

    A common word with an ending (trolly, useable) may be just what was said.
    """
    derived = any(word.endswith(e) and zipf(word[: -len(e)]) >= COMMON for e in _ENDINGS)
    return (
        len(rights) == 1
        and len(word) >= _SHORTEST_SAFE
        and word.islower()
        and "-" not in word
        and zipf(word) < COMMON
        and slips(word, rights[0]) <= _ONE_SLIP
        and not derived
    )
