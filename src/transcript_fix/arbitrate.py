"""Findings in, issues out: one answer a place, with the confidence that it deserves.

The one thing to know: an engine is not believed. A finding whose words do not stand where it
says is dropped here, as is one that would touch a link, a time or a code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from transcript_fix import meant
from transcript_fix.anchor import issue_key, neighbours
from transcript_fix.checkers import CHECKERS, NO_WITNESS
from transcript_fix.confidence import AGREED, Worth, worth
from transcript_fix.config import Profile, Settings
from transcript_fix.model import Applicability, Document, Edit, Finding, Issue, Kind
from transcript_fix.split import split
from transcript_fix.unknown import sort_of, sorter, unknown_word
from transcript_fix.worddiff import common

NOTE_BELOW = 0.25
"""Under this share of real errors at such places a finding is only shown: no question worth."""

ERROR_BELOW = 0.15
"""Where a rule pointed at an error less often than this, and was seen `EVIDENCE` times, it is off.
Rare rules are kept: they beat the frequent ones."""

EVIDENCE = 12

_OF_A_WORD = frozenset({Kind.NAME, Kind.CASING, Kind.SPELLING})
"""Mended before what is wrong round the word: "a hertzbeat" would keep the wrong name."""

_WORDS_SAID = frozenset({Kind.DUPLICATE, Kind.GRAMMAR, Kind.WORD, Kind.STYLE})

_LEFT_ALONE = {
    Profile.STRICT: _WORDS_SAID,
    Profile.CLEAN: frozenset({Kind.STYLE}),
    Profile.EDITED: frozenset[Kind](),
}
"""The kinds that each profile leaves alone; `strict` keeps every word as it was said."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A finding that has been heard: its confidence, and the engines that say the same."""

    finding: Finding
    worth: Worth
    engines: tuple[str, ...]

    @property
    def confidence(self) -> float:
        return self.worth.right


def arbitrate(
    document: Document,
    findings: Iterable[Finding],
    settings: Settings,
    known: frozenset[str] = frozenset(),
) -> tuple[Issue, ...]:
    """Return what the editor is asked, in order of place, never two at one place.

    `known` are words that the glossary holds right. Findings with a wrong `before` are dropped.
    """
    heard = [f for f in findings if _sound(document, f) and _wanted(f, settings)]
    judge = sorter(document, known)
    sorted_out = [f for f in map(judge, ordered(document, heard)) if f is not None]
    claims = [c for c in _agreed(document, sorted_out) if not _worthless(c, settings)]
    chosen = sorted(_one_a_place(claims), key=lambda c: c.finding.span)
    return tuple(_issues(document, chosen))


def ordered(document: Document, findings: list[Finding]) -> Iterator[Finding]:
    """Yield the findings, those of spellers with their likeliest suggestion first."""
    engines = {f.span: f.suggestions for f in findings if unknown_word(f)}
    for finding in findings:
        if unknown_word(finding):
            yield replace(finding, suggestions=meant.suggested(document, finding))
        elif finding.engine == "codespell" and len(finding.suggestions) > 1:
            best = meant.chosen(document, finding, engines.get(finding.span))
            yield replace(finding, suggestions=best)
        else:
            yield finding


def _sound(document: Document, finding: Finding) -> bool:
    """Return whether the words stand there and are in some segment's text."""
    span = finding.span
    if span.end > len(document.prose) or document.cut(span) != finding.before:
        return False
    if document.home(span) is not None:
        return True
    return _only_space_between(document, finding)


def _only_space_between(document: Document, finding: Finding) -> bool:
    at = finding.span.start
    touched = document.touched(finding.span)
    if not len(touched):
        return False
    for index in touched:
        span = document.spans[index]
        if document.prose[at : max(at, span.start)].strip():
            return False
        at = max(at, span.end)
    return not document.prose[at : finding.span.end].strip()


def _wanted(finding: Finding, settings: Settings) -> bool:
    if finding.rule in settings.rules_off:
        return False
    if settings.rules_on:
        return finding.rule in settings.rules_on
    return finding.kind not in _LEFT_ALONE[settings.profile]


def _worthless(claim: _Claim, settings: Settings) -> bool:
    """Return whether the rule has been seen to be noise, and nobody asked for it."""
    low = claim.worth.error < ERROR_BELOW and claim.worth.seen >= EVIDENCE
    return low and claim.finding.rule not in settings.rules_on


def _agreed(document: Document, findings: list[Finding]) -> list[_Claim]:
    """Return one claim for each distinct change; engines that agree raise its confidence."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_change(finding), []).append(finding)
    return [_claim(document, group) for group in groups.values()]


def _claim(document: Document, group: list[Finding]) -> _Claim:
    group.sort(key=lambda f: _trust(f.engine))
    engines = tuple(dict.fromkeys(f.engine for f in group))
    first = group[0]
    suggestions = dict.fromkeys(s for f in group if f.span == first.span for s in f.suggestions)
    spelled = all(unknown_word(f) or f.engine == "codespell" for f in group)
    agreed = spelled and len(engines) > 1
    worths = [
        max((_worth(document, f, agreed) for f in group if f.engine == e), key=_right)
        for e in engines
    ]
    worths = _witnesses(engines, worths)
    together = max(worths, key=_right) if spelled else _together(worths)
    return _Claim(replace(first, suggestions=tuple(suggestions)), together, engines)


def _witnesses(engines: tuple[str, ...], worths: list[Worth]) -> list[Worth]:
    """Return what the engines are worth whose agreement counts; the others only on their own."""
    return [w for e, w in zip(engines, worths, strict=True) if e not in NO_WITNESS] or worths


def _right(one: Worth) -> float:
    return one.right


def _worth(document: Document, finding: Finding, agreed: bool) -> Worth:
    if unknown_word(finding):
        return worth(finding, f"unknown:{sort_of(document, finding)}")
    return worth(finding, AGREED if agreed and finding.engine == "codespell" else None)


def _together(worths: list[Worth]) -> Worth:
    """Return what engines that say the same are worth: the doubt that each of them leaves.

    Not for spellers: they read much the same dictionaries.
    """
    right = error = 1.0
    for one in worths:
        right *= 1 - one.right
        error *= 1 - one.error
    return Worth(min(1 - right, 0.99), min(1 - error, 0.99), min(w.seen for w in worths))


def _change(finding: Finding) -> object:
    """Return what the first suggestion really changes: place, old and new without common ends."""
    if not finding.suggestions:
        return (finding.span, None)
    old, new = finding.before, finding.suggestions[0]
    start = common(old, new)
    end = common(old[start:][::-1], new[start:][::-1])
    return (
        finding.span.start + start,
        old[start : len(old) - end],
        new[start : len(new) - end],
    )


def _trust(engine: str) -> int:
    return CHECKERS.index(engine) if engine in CHECKERS else len(CHECKERS)


def _one_a_place(claims: list[_Claim]) -> list[_Claim]:
    """Return the claims that hold their place: a name, a word before its sentence, the surer."""

    def rank(claim: _Claim) -> tuple[bool, bool, bool, float, int, int]:
        finding = claim.finding
        return (
            finding.engine != CHECKERS[0],
            not finding.suggestions,
            finding.kind not in _OF_A_WORD,
            -round(claim.confidence, 2),
            _trust(finding.engine),
            finding.span.start,
        )

    chosen: list[_Claim] = []
    for claim in sorted(claims, key=rank):
        if not any(claim.finding.span.overlaps(c.finding.span) for c in chosen):
            chosen.append(claim)
    return chosen


def _issues(document: Document, claims: list[_Claim]) -> Iterator[Issue]:
    seen: Counter[tuple[str, str, str]] = Counter()
    for claim in claims:
        finding = _editable(document, claim.finding)
        words = _neighbours(document, finding)
        seen[words] += 1
        yield Issue(
            key=issue_key(*words, seen[words]),
            finding=finding,
            confidence=round(claim.confidence, 3),
            applicability=_applicability(document, finding, claim),
            engines=claim.engines,
        )


def _editable(document: Document, finding: Finding) -> Finding:
    """Keep only suggestions that fit: none repeats a neighbour, or needs what cannot be edited."""
    fit = tuple(s for s in finding.suggestions if _fits(document, finding, s))
    if document.home(finding.span) is not None:
        return finding if fit == finding.suggestions else replace(finding, suggestions=fit)
    possible = tuple(
        s for s in fit if split(document, Edit(finding.span, finding.before, s)) is not None
    )
    return replace(finding, suggestions=possible, limit=min(finding.limit, Applicability.REVIEW))


def _fits(document: Document, finding: Finding, suggestion: str) -> bool:
    """Return whether the suggestion does not say a neighbour's word again ("a lot of" of)."""
    old, new = _WORD.findall(finding.before.lower()), _WORD.findall(suggestion.lower())
    if len(new) <= len(old):
        return True
    left, _, right = (_WORD.findall(part.lower()) for part in _neighbours(document, finding))
    after = new[-1:] == right[:1] and new[-1:] != old[-1:]
    before = new[:1] == left[-1:] and new[:1] != old[:1]
    return not (after or before)


_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…\n]")


def _neighbours(document: Document, finding: Finding) -> tuple[str, str, str]:
    """Return the finding's words with two before and after in its sentence: what makes it it."""
    left, right = neighbours(document, finding.span)
    return (left, finding.before, right)


def _applicability(document: Document, finding: Finding, claim: _Claim) -> Applicability:
    if not finding.suggestions or finding.kind is Kind.STYLE or claim.worth.error < NOTE_BELOW:
        return Applicability.NOTE
    if finding.limit is Applicability.SAFE and not _sure(finding, claim):
        return Applicability.REVIEW
    if finding.limit is Applicability.SAFE and _in_code(document, finding):
        return Applicability.REVIEW
    return finding.limit


_CODE = re.compile(r"[{};=<>\\|]|\w\(|\)\s*[;:?]|//|\w\[")


def _in_code(document: Document, finding: Finding) -> bool:
    """Return whether the line looks like program code, where a space or a typo may be meant."""
    prose, span = document.prose, finding.span
    start = prose.rfind("\n", 0, span.start) + 1
    end = prose.find("\n", span.end)
    line = prose[
        max(start, span.start - 200) : min(end if end >= 0 else len(prose), span.end + 200)
    ]
    return _CODE.search(line) is not None


def _sure(finding: Finding, claim: _Claim) -> bool:
    """Return whether `fix` may do it alone: the glossary's, a house rule's, or a listed typo's
    word, and the last only where a second engine reads it the same way."""
    if finding.engine in ("names", "house"):
        return True
    return finding.engine == "codespell" and len({*claim.engines} - NO_WITNESS) > 1
