"""Findings in, issues out: one answer a place, with the confidence that it deserves.

The one thing to know: an engine is not believed. A finding whose words do not stand where it
says is dropped here, as is one that would touch a link, a time or a code.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from transcript_fix.checkers import CHECKERS
from transcript_fix.confidence import confidence
from transcript_fix.config import Profile, Settings
from transcript_fix.model import Applicability, Document, Edit, Finding, Issue, Kind
from transcript_fix.noise import known_words, noise
from transcript_fix.split import split

NOTE_BELOW = 0.25
"""Under this confidence a finding is only shown: more often wrong than it is worth a question."""

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
    confidence: float
    engines: tuple[str, ...]


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
    judge = noise(document, known_words(document, known))
    claims = _agreed([f for f in heard if judge(f) is None])
    chosen = sorted(_one_a_place(claims), key=lambda c: c.finding.span)
    return tuple(_issues(document, chosen))


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


def _agreed(findings: list[Finding]) -> list[_Claim]:
    """Return one claim for each distinct change; engines that agree raise its confidence."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_change(finding), []).append(finding)
    claims = []
    for group in groups.values():
        group.sort(key=lambda f: _trust(f.engine))
        engines = tuple(dict.fromkeys(f.engine for f in group))
        doubt = 1.0
        for engine in engines:
            doubt *= 1 - max(confidence(f) for f in group if f.engine == engine)
        suggestions = dict.fromkeys(
            s for f in group if f.span == group[0].span for s in f.suggestions
        )
        first = replace(group[0], suggestions=tuple(suggestions))
        claims.append(_Claim(first, min(1 - doubt, 0.99), engines))
    return claims


def _change(finding: Finding) -> object:
    """Return what the first suggestion really changes: place, old and new without common ends."""
    if not finding.suggestions:
        return (finding.span, None)
    old, new = finding.before, finding.suggestions[0]
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    return (
        finding.span.start + start,
        old[start : len(old) - end],
        new[start : len(new) - end],
    )


def _common(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _trust(engine: str) -> int:
    return CHECKERS.index(engine) if engine in CHECKERS else len(CHECKERS)


def _one_a_place(claims: list[_Claim]) -> list[_Claim]:
    """Return the claims that hold their place: a name silences the rest, then the surer one."""

    def rank(claim: _Claim) -> tuple[bool, bool, float, int, int]:
        finding = claim.finding
        return (
            finding.engine != CHECKERS[0],
            not finding.suggestions,
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
    seen: Counter[tuple[str, ...]] = Counter()
    for claim in claims:
        finding = _editable(document, claim.finding)
        words = _neighbours(document, finding)
        seen[words] += 1
        digest = hashlib.sha256("\0".join((*words, str(seen[words]))).encode("utf-8", "replace"))
        yield Issue(
            key=digest.hexdigest()[:16],
            finding=finding,
            confidence=round(claim.confidence, 3),
            applicability=_applicability(finding, claim),
            engines=claim.engines,
        )


def _editable(document: Document, finding: Finding) -> Finding:
    """Keep only suggestions that can be made without touching what stands between segments."""
    if document.home(finding.span) is not None:
        return finding
    possible = tuple(
        s
        for s in finding.suggestions
        if split(document, Edit(finding.span, finding.before, s)) is not None
    )
    return replace(finding, suggestions=possible, limit=min(finding.limit, Applicability.REVIEW))


_WORD = re.compile(r"\w+")


def _neighbours(document: Document, finding: Finding) -> tuple[str, ...]:
    """Return the words of the finding with two words before and after: what makes it this one."""
    span, prose = finding.span, document.prose
    left = _WORD.findall(prose[max(0, span.start - 60) : span.start])[-2:]
    right = _WORD.findall(prose[span.end : span.end + 60])[:2]
    return (" ".join(left), finding.before, " ".join(right))


def _applicability(finding: Finding, claim: _Claim) -> Applicability:
    if not finding.suggestions or finding.kind is Kind.STYLE or claim.confidence < NOTE_BELOW:
        return Applicability.NOTE
    if finding.limit is Applicability.SAFE and not _sure(finding, claim):
        return Applicability.REVIEW
    return finding.limit


def _sure(finding: Finding, claim: _Claim) -> bool:
    """Return whether `fix` may do it alone: the glossary's, a house rule's, or a listed typo's
    word, and the last only where a second engine reads it the same way."""
    if finding.engine in ("names", "house"):
        return True
    return finding.engine == "codespell" and len(claim.engines) > 1
