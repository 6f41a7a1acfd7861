"""What is doubtful in a glossary: doubles, shadows, wrong forms that are words, what nobody uses.

The one thing to know: nothing here stops a run. A glossary that loads works; lint says where it
does not do what its author thinks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from transcript_fix.glossary import lexicon, scan
from transcript_fix.glossary.entry import Autofix, Case, Glossary, Place, Term
from transcript_fix.glossary.index import spoken
from transcript_fix.glossary.ordinary import is_safe_alias
from transcript_fix.glossary.tokens import fold, words


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One doubt about an entry; `code` is its kind, in a word or two."""

    place: Place
    code: str
    message: str


def lint(glossary: Glossary, texts: Iterable[str] | None = None) -> list[Problem]:
    """Return what is doubtful, in order of place.

    `texts` are an archive's prose: with them, entries that none of them holds are told too.
    """
    found = [*_doubles(glossary), *_claims(glossary), *_wrongs(glossary), *_others(glossary)]
    if texts is not None:
        found += _unused(glossary, texts)
    return sorted(set(found))


def _doubles(glossary: Glossary) -> Iterator[Problem]:
    seen: dict[str, Term] = {}
    for term in glossary.terms:
        first = seen.setdefault(fold(term.term), term)
        if first is term or first.scope != term.scope:
            continue
        if first.term == term.term:
            yield Problem(term.place, "duplicate", f"{term.term} stands at {first.place} too")
        else:
            said = f"{term.term} and {first.term} ({first.place}) are one name in two spellings"
            yield Problem(term.place, "two spellings", said)


def _claims(glossary: Glossary) -> Iterator[Problem]:
    """Yield wrong forms that another entry claims: as right (it wins), or as its own wrong one."""
    right = {fold(f): t for t in glossary.terms for f in (t.term, *t.admitted, *t.labels)}
    ignored = set(map(fold, glossary.ignore))
    wrong: dict[str, list[tuple[Term, str]]] = defaultdict(list)
    for term in glossary.terms:
        if fold(term.term) in ignored:
            yield Problem(term.place, "shadowed", f"{term.term} is ignored too, so nothing is done")
        for form in (*term.wrong, *term.heard, *term.forbidden):
            key = fold(form)
            wrong[key].append((term, form))
            other = right.get(key)
            if other and other is not term:
                said = f"{form!r} is right for {other.term} ({other.place}), so it is never asked"
                yield Problem(term.place, "shadowed", said)
            if key in ignored:
                yield Problem(term.place, "shadowed", f"{form!r} is ignored, so it is never asked")
    for claims in wrong.values():
        first, form = claims[0]
        for term, again in claims[1:]:
            if term is not first:
                said = f"{again!r} is listed for {first.term} ({first.place}) too; which is meant?"
                yield Problem(term.place, "ambiguous", said)
            elif again == form:
                yield Problem(term.place, "duplicate", f"{again!r} is listed twice")


def _wrongs(glossary: Glossary) -> Iterator[Problem]:
    prior = scan.prior(len(glossary.terms))
    for term in glossary.terms:
        for form in term.wrong:
            if fold(form) == fold(term.term) and term.case is not Case.ANY:
                said = f"{form!r} need not be listed: another case or spacing is found by itself"
                yield Problem(term.place, "needless", said)
            elif not is_safe_alias(form):
                said = (
                    f"{form!r} is English, so it is asked and never mended; list it under `heard`"
                )
                yield Problem(term.place, "ordinary word", said)
        for form in (*term.heard, *term.wrong):
            if not is_safe_alias(form) and scan.chance_of(form) > prior:
                said = f"{form!r} is said so often that it is never asked for {term.term}"
                yield Problem(term.place, "too common", said)


def _others(glossary: Glossary) -> Iterator[Problem]:
    for term in glossary.terms:
        if len(words(term.term)) == 1 and term.term.islower() and lexicon.ordinary(term.term):
            said = f"{term.term} is an ordinary word; only its listed forms are found"
            yield Problem(term.place, "ordinary word", said)
        if term.autofix is Autofix.SAFE and term.scope.speakers and not term.heard and term.was:
            yield Problem(term.place, "former", f"{term.term}: `was` is only ever shown")
        if term.was and term.since is None:
            yield Problem(term.place, "former", f"{term.term}: `was` needs `since` to say anything")


def _unused(glossary: Glossary, texts: Iterable[str]) -> Iterator[Problem]:
    """Yield entries of which no form, right or wrong, stands in any text."""
    left: dict[str, list[Term]] = defaultdict(list)
    for term in glossary.terms:
        every = (term.term, *term.admitted, *term.labels, *term.wrong, *term.heard, *term.forbidden)
        for form in every:
            for said in spoken(form):
                left[fold(said)].append(term)
    used: set[int] = set()
    longest = max((len(words(t.term)) for t in glossary.terms), default=1) + 1
    for text in texts:
        keys = [fold(w) for w in words(text)]
        for at in range(len(keys)):
            joined = ""
            for key in keys[at : at + longest]:
                joined += key
                used.update(id(t) for t in left.get(joined, ()))
                used.update(id(t) for t in left.get(joined.removesuffix("s"), ()))
    for term in glossary.terms:
        if id(term) not in used:
            yield Problem(term.place, "unused", f"{term.term} stands in none of the texts")
