"""Listed forms, and right forms in another case or spacing: one pass, longest first.

The one thing to know: a window that is right is used up too, so that a short entry never fires
inside a longer right name ("Samsung Electronics" is not asked about "electronics").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from transcript_fix.glossary.entry import Autofix, Case, Term
from transcript_fix.glossary.index import Form, Index, Status
from transcript_fix.glossary.ordinary import is_safe_alias
from transcript_fix.glossary.tokens import GAP, TOKEN, Token, fold, token
from transcript_fix.model import Applicability, Kind
from transcript_fix.words import is_common

Allows = Callable[[Term, int, int], bool]
"""Whether an entry holds at a place: its scope and its `unless`."""


@dataclass(frozen=True, slots=True)
class Match:
    """A wrong form in a text: `start`, `end` in its code points; suggestions best first."""

    start: int
    end: int
    suggestions: tuple[str, ...]
    rule: str
    kind: Kind
    message: str
    confidence: float
    limit: Applicability
    term: Term


@dataclass(frozen=True, slots=True)
class Word:
    """A token at its place; `end` is where its possessive ending begins."""

    token: Token
    start: int
    end: int
    stop: int


def read(text: str) -> list[Word]:
    """Return the words of a text in order."""
    found = []
    for m in TOKEN.finditer(text):
        t = token(m.group())
        found.append(Word(t, m.start(), m.end() - len(t.ending), m.end()))
    return found


def find(text: str, index: Index, allows: Allows) -> Iterator[Match]:
    """Yield what is written wrong, in order and never overlapping."""
    words = read(text)
    at = 0
    while at < len(words):
        step = 1
        for last in _windows(words, at, text, index):
            verdict = _judge(text, words, at, last, index, allows)
            if verdict is not None:
                if isinstance(verdict, Match):
                    yield verdict
                step = last - at + 1
                break
        at += step


def _windows(words: list[Word], at: int, text: str, index: Index) -> list[int]:
    """Return last words of windows from `at` whose key is a form, longest first."""
    found = []
    key = ""
    for last in range(at, min(at + index.longest, len(words))):
        if last > at and not GAP.match(text, words[last - 1].stop, words[last].start):
            break
        if last > at and words[last - 1].token.ending:
            break
        key += words[last].token.key
        if not index.begins(key):
            break
        if key in index.forms:
            found.append(last)
    return found[::-1]


def _judge(
    text: str, words: list[Word], at: int, last: int, index: Index, allows: Allows
) -> Match | bool | None:
    """Return a match, True for a right form, or None where nothing can be said."""
    start, end = words[at].start, words[last].end
    shown = text[start:end]
    key = "".join(w.token.key for w in words[at : last + 1])
    if key in index.ignored:
        return True
    forms = [f for f in index.forms[key] if allows(f.term, start, end)]
    if any(_is_right(f, shown, text, start, end) for f in forms):
        return True
    for form in forms:
        match = _mend(form, shown, text, start, words[at : last + 1])
        if match is not None:
            return match
    return None


def _is_right(form: Form, shown: str, text: str, start: int, end: int) -> bool:
    if form.status > Status.ADMITTED:
        return False
    right, seen = form.text, _spaced(shown)
    if seen == right or text.startswith(right, start):
        return True
    if form.term.case is Case.EXACT or fold(seen) != fold(right):
        return False
    if seen.casefold() != right.casefold() and seen.replace("’", "'") != right:
        return False
    if form.term.case is Case.ANY:
        return True
    if seen.isupper() and _among_capitals(text, start, end):
        return True
    return seen[1:] == right[1:] and right[:1].islower() and _begins_sentence(text, start)


def _spaced(shown: str) -> str:
    return " ".join(shown.split())


def _among_capitals(text: str, start: int, end: int) -> bool:
    """Return whether the line is set in capitals round the span."""
    begin, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    rest = text[begin:start] + text[end : stop if stop >= 0 else len(text)]
    letters = [c for c in rest if c.isalpha()]
    return not letters or all(c.isupper() for c in letters)


_START = re.compile(r"(?:\A|[.!?…:\n\0][\s\"'“”‘’)\]\0]*|[\"“(\[]\s*)\Z")


def _begins_sentence(text: str, start: int) -> bool:
    return bool(_START.search(text[max(0, start - 12) : start]))


def _mend(form: Form, shown: str, text: str, start: int, window: list[Word]) -> Match | None:
    term, end = form.term, window[-1].end
    new = term.term
    if form.status is Status.FORMER:
        return None
    if form.status <= Status.ADMITTED:
        return _folded(form, shown, start, end, window)
    if fold(form.text) == fold(new) and _spaced(shown) != form.text:
        return None
    what = {
        Status.WRONG: "is listed as a wrong form of",
        Status.FORBIDDEN: "is not to be written; the glossary wants",
        Status.HEARD: "may be misheard for",
    }[form.status]
    limit = _limit(form, shown)
    return Match(
        start, end, (new,), f"names/{form.status.name.lower()}", Kind.NAME,
        f"“{shown}” {what} {new}", 0.99 if limit is Applicability.SAFE else 0.6, limit, term,
    )  # fmt: skip


def _limit(form: Form, shown: str) -> Applicability:
    most = _MOST[form.term.autofix]
    if form.status is Status.HEARD or not is_safe_alias(shown):
        return min(most, Applicability.REVIEW)
    return most


_MOST = {
    Autofix.SAFE: Applicability.SAFE,
    Autofix.REVIEW: Applicability.REVIEW,
    Autofix.NEVER: Applicability.NOTE,
}


def _folded(form: Form, shown: str, start: int, end: int, window: list[Word]) -> Match | None:
    """Return the finding for a right form in another case or spacing, if it may be one."""
    term, right, seen = form.term, form.text, _spaced(shown)
    if seen.casefold() == right.casefold():
        if len(window) == 1 and is_common(window[0].token.key):
            return None
        kind, rule = Kind.CASING, "names/casing"
    else:
        kind, rule = Kind.SPACING, "names/spacing"
        if len(window) == 1 and is_common(window[0].token.key):
            return None
    common = all(is_common(w.token.key) for w in window)
    limit = min(_MOST[term.autofix], Applicability.REVIEW if common else Applicability.SAFE)
    return Match(
        start, end, (right,), rule, kind, f"the glossary writes {right}",
        0.6 if common else 0.98, limit, term,
    )  # fmt: skip
