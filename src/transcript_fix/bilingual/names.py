"""Names of the glossary that the source says and the translation does not.

The one thing to know: "it" and "the company" are fine for a name. So a name is missed where another
name stands in its place, where nothing could stand for it, or where the whole text never has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import jellyfish

from transcript_fix.bilingual.held import Couple, Held, quote
from transcript_fix.bilingual.language import CJK
from transcript_fix.bilingual.numbers import first_word
from transcript_fix.glossary.entry import Term
from transcript_fix.model import Finding, Kind

OTHER, LIKE, MISSING = 0.85, 0.8, 0.5
"""Shares of right findings; see bench/bilingual.py."""

_STANDS_FOR = re.compile(
    r"\b(?:it|its|itself|he|him|his|she|hers?|they|them|theirs?|we|us|ours?|this|that|these|those|"
    r"who|whom|whose|which|one|ones|both|here|there|I|me|my|you|your|"
    r"the (?:company|firm|brand|group|product|app|platform|city|country|founder|chairman|boss|"
    r"team))\b",
    re.IGNORECASE,
)
_SIMILAR = 0.84
"""Jaro-Winkler similarity from which a capitalised word is taken for the name itself."""


def names(held: Held) -> Iterator[Finding]:
    """Yield the names that are missed."""
    whole = "\n".join(c.target for c in held.couples)
    never = {t.term for t in held.terms if not _right(t).search(whole)}
    told: set[str] = set()
    for index, couple in enumerate(held.couples):
        if not couple.target.strip():
            continue
        near = held.near(index)
        absent = [t for t in _in_source(held, couple.source) if not _right(t).search(couple.target)]
        strangers = _strangers(held, index) if len(absent) == 1 else []
        for term in absent:
            found = _replaced(held, couple, term, strangers)
            if not found and not any(_right(term).search(c.target) for c in near):
                found = _missed(held, couple, term, never) if term.term not in told else None
            if found:
                told |= {term.term} & never
                yield found


def _replaced(
    held: Held, couple: Couple, term: Term, strangers: list[tuple[int, int, Term]]
) -> Finding | None:
    form, said = _said(couple, term)
    fit = [s for s in strangers if not s[2].type or not term.type or s[2].type == term.type]
    if len(fit) == 1:
        start, end, other = fit[0]
        message = f"the source says {form} ({term.term}) here, not {other.term}: {said}"
        return _found(held, couple, (start, end), "name", message, OTHER, term.term)
    return None


def _said(couple: Couple, term: Term) -> tuple[str, str]:
    """Return the form of a term that the source has, and the words round it."""
    form = next(f for f in term.source if f in couple.source)
    return form, quote(couple.source, at=couple.source.index(form))


def _missed(held: Held, couple: Couple, term: Term, never: set[str]) -> Finding | None:
    form, said = _said(couple, term)
    near = _alike(couple.target, term)
    if near:
        message = f"the source says {form} ({term.term}) here: {said}"
        return _found(held, couple, near, "name", message, LIKE, term.term)
    if term.term in never or not _STANDS_FOR.search(couple.target):
        message = f"the source says {form} ({term.term}), the translation does not: {said}"
        start, end = first_word(couple)
        place = start - couple.start, end - couple.start
        return _found(held, couple, place, "name-missing", message, MISSING, None)
    return None


def _found(
    held: Held, couple: Couple, place: tuple[int, int], rule: str, message: str, sure: float,
    right: str | None,
) -> Finding:  # fmt: skip
    return held.finding(
        (couple.start + place[0], couple.start + place[1]), rule, Kind.NAME, message,
        couple.source, suggestions=(right,) if right else (), confidence=sure,
    )  # fmt: skip


def _in_source(held: Held, text: str) -> Iterator[Term]:
    """Yield the terms that a piece of the source says, a longer form before what lies in it."""
    for form, term in held.forms:
        if form not in text:
            continue
        pattern = re.escape(form) if held.language in CJK else rf"\b{re.escape(form)}\b"
        text, times = re.subn(pattern, "\0", text)
        if times:
            yield term


@cache
def _right(term: Term) -> re.Pattern[str]:
    """Return what finds any right form of a term; of a person any word of the name will do."""
    forms = [term.term, *term.admitted, *term.labels, *term.was]
    if term.person or len(term.term.split()) > 1:
        forms += [w for w in term.term.split() if len(w) > 1 and w[0].isupper()]
        initials = "".join(w[0] for w in term.term.split() if w[0].isupper())
        forms += [initials] if len(initials) > 1 else []
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?:s|['’]s?)?(?!\w)", re.I)


def _strangers(held: Held, index: int) -> list[tuple[int, int, Term]]:
    """Return terms in a couple's translation that the source near it does not say."""
    near = [t.term for c in held.near(index) for t in _in_source(held, c.source)]
    found = []
    for term in held.terms:
        if term.term not in near:
            found += [
                (m.start(), m.end() - len(re.search(r"(?:['’]s?)?$", m[0])[0]), term)  # type: ignore[index]
                for m in _right(term).finditer(held.couples[index].target)
                if m[0][0].isupper()
            ]
    return found


def _alike(text: str, term: Term) -> tuple[int, int] | None:
    """Return the place of a capitalised word that looks like the name."""
    for match in re.finditer(r"\b[A-Z][\w-]{3,}", text):
        if jellyfish.jaro_winkler_similarity(match[0].lower(), term.term.lower()) >= _SIMILAR:
            return match.span()
    return None
