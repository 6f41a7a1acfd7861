"""Passages of the source that the translation lacks, cuts short, or leaves as they were.

The one thing to know: a translator joins and shortens, and "yes" may be left out. A passage is
missing only where it is long enough, and the text before and after has not got longer for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcript_fix.bilingual.held import Held, quote, size
from transcript_fix.bilingual.language import SCRIPT, language_of
from transcript_fix.bilingual.numbers import first_word
from transcript_fix.bilingual.parts import spoken
from transcript_fix.model import Finding, Kind

MISSING, SHORT, LEFT = 0.8, 0.6, 0.95
"""Shares of right findings; see bench/bilingual.py."""

LEAST = 18
"""Characters of English under which a passage may be left out: "Yes." "Right, of course." """
TAKEN_IN = 0.8
"""Share of the length expected of two passages from which one is taken to say both."""
CUT, LONG = 0.4, 70
"""A passage that should become `LONG` characters and becomes under `CUT` of it is cut short."""


def passages(held: Held) -> Iterator[Finding]:
    """Yield the passages that are missing, cut short, or not translated."""
    yield from _missing(held)
    yield from _short(held)
    yield from _untranslated(held)
    yield from _same(held)


def _missing(held: Held) -> Iterator[Finding]:
    couples, index = held.couples, 0
    while index < len(couples):
        run = index
        while run < len(couples) and not spoken(couples[run].target):
            run += 1
        lost = [c.source for c in couples[index:run] if spoken(c.source)]
        if lost and not _taken_in(held, index, run, lost) and _long(held, lost):
            yield _lost(held, index, run, lost)
        index = run + 1


def _long(held: Held, lost: list[str]) -> bool:
    return sum(held.expected(text) for text in lost) >= LEAST


def _taken_in(held: Held, start: int, stop: int, lost: list[str]) -> bool:
    """Return whether the couple before or after has become long enough to say it too."""
    for index in (start - 1, stop):
        if 0 <= index < len(held.couples) and (beside := held.couples[index]).source:
            whole = held.expected(beside.source) + sum(held.expected(t) for t in lost)
            if size(beside.target) >= TAKEN_IN * whole:
                return True
    return False


def _lost(held: Held, start: int, stop: int, lost: list[str]) -> Finding:
    what = "a passage" if len(lost) == 1 else f"{len(lost)} passages"
    whole = "\n".join(lost)
    place = _last_word(held, start) if start else None
    where = "after this" if place else "before this"
    message = f"{what} of the source {'is' if len(lost) == 1 else 'are'} missing {where}: "
    return held.finding(
        place or first_word(held.couples[stop]), "missing", Kind.TRANSLATION,
        message + quote(whole, 80), whole, confidence=MISSING,
    )  # fmt: skip


def _last_word(held: Held, index: int) -> tuple[int, int] | None:
    """Return the place of the last word before a couple, in the prose."""
    before = next((c for c in reversed(held.couples[:index]) if c.target.strip()), None)
    if before is None:
        return None
    text = before.target.rstrip()
    start = max(text.rfind(" "), text.rfind("\n")) + 1
    return before.start + start, before.start + len(text)


def _short(held: Held) -> Iterator[Finding]:
    for index, couple in enumerate(held.couples):
        expected = held.expected(couple.source)
        if expected < LONG or not spoken(couple.target) or size(couple.target) >= CUT * expected:
            continue
        near = held.couples[max(0, index - 1) : index + 2]
        if sum(size(c.target) for c in near) < TAKEN_IN * sum(
            held.expected(c.source) for c in near
        ):
            place = _last_word(held, index + 1)
            assert place is not None
            message = "this is much shorter than the source; is something missing? "
            yield held.finding(
                place, "short", Kind.TRANSLATION, message + quote(couple.source, 80),
                couple.source, confidence=SHORT,
            )  # fmt: skip


_GLOSS = 12
"""Code points: as much of the source's letters may stand in brackets or quotes, as a gloss."""


def _untranslated(held: Held) -> Iterator[Finding]:
    """Yield what stands in the source's own letters."""
    letters = SCRIPT.get(held.language)
    if letters is None:
        return
    run = re.compile(rf"[{letters}](?:[{letters}\d，。、！？：；\s]*[{letters}])?")
    terms = {form: term.term for term in held.terms for form in term.source}
    for couple in held.couples:
        for found in run.finditer(couple.target):
            if _glossed(couple.target, found) or (len(found[0]) < 2 and found[0] not in terms):
                continue
            right = terms.get(found[0])
            place = couple.start + found.start(), couple.start + found.end()
            yield held.finding(
                place, "untranslated", Kind.TRANSLATION, "this is not translated", couple.source,
                suggestions=(right,) if right else (), confidence=LEFT,
            )  # fmt: skip


def _glossed(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()].rstrip()[-1:], text[found.end() :].lstrip(".,")[:1]
    inside = bool(before) and before in "(（[“\"'‘「《" and after in ")）]”\"'’」》"
    return inside and len(found[0]) <= _GLOSS


WORDS = 4
"""A sentence of fewer words may be the same in two languages: a title, "OK", names."""


def _same(held: Held) -> Iterator[Finding]:
    """Yield sentences that were left in a source of Latin letters."""
    if held.language in SCRIPT or held.language in ("en", "xx"):
        return
    source = {_bare(s) for c in held.couples for s in _sentences(c.source)}
    for couple in held.couples:
        for match in _SENTENCE.finditer(couple.target):
            words = match[0].strip()
            if (
                _bare(words) in source
                and len(words.split()) >= WORDS
                and language_of(words) == held.language
            ):
                start = couple.start + match.start() + len(match[0]) - len(match[0].lstrip())
                yield held.finding(
                    (start, start + len(words)), "untranslated", Kind.TRANSLATION,
                    "this is not translated", couple.source, confidence=LEFT,
                )  # fmt: skip


_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")


def _sentences(text: str) -> list[str]:
    return _SENTENCE.findall(text)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
