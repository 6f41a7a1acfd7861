"""The filter language: `rule:NAME engine:NAME file:GLOB speaker:NAME kind:NAME state:NAME ...`.

Terms are joined by "and", values of one field by "or"; `-` in front means "not"; other words are
searched for in the text, the fix, the rule and the message. The one thing to know: a filter is
about places, so a group shows, and a capital letter answers, only the places that pass.
"""

from __future__ import annotations

import fnmatch
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass

from transcript_fix.config import close_match
from transcript_fix.errors import UserError
from transcript_fix.model import Applicability, Kind
from transcript_fix.review.places import Place

FIELDS = ("rule", "engine", "file", "speaker", "kind", "state", "tier", "confidence")
STATES = ("open", "undecided", "accept", "reject", "ignore", "later", "decided", "written", "stale")
TIERS = {"safe": Applicability.SAFE, "review": Applicability.REVIEW, "note": Applicability.NOTE}
_NUMBER = re.compile(r"(<=|>=|<|>)?(\d+(?:\.\d+)?)%?")


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. `field` empty: words to search for."""

    field: str
    value: str
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class View:
    """What the filter may ask about a place, beside the place itself."""

    states: frozenset[str]
    confidence: float


@dataclass(frozen=True, slots=True)
class Query:
    """A filter. `text` is what the editor wrote."""

    text: str = ""
    terms: tuple[Term, ...] = ()

    @property
    def asks_state(self) -> bool:
        """Whether the filter says itself which states are shown."""
        return any(t.field == "state" for t in self.terms)

    def passes(self, place: Place, view: View) -> bool:
        """Return whether a place passes."""
        fields: dict[str, bool] = {}
        for term in self.terms:
            hit = _TESTS[term.field](term.value, place, view)
            if not term.wanted or not term.field:
                if hit is not term.wanted:
                    return False
            else:
                fields[term.field] = fields.get(term.field, False) or hit
        return all(fields.values())


def parse(text: str) -> Query:
    """Return the filter that `text` describes. Raises UserError that says what is wrong."""
    try:
        parts = shlex.split(text)
    except ValueError:
        parts = text.replace('"', " ").replace("'", " ").split()
    return Query(text.strip(), tuple(_term(p) for p in parts))


def _term(part: str) -> Term:
    wanted = not (part.startswith("-") and len(part) > 1)
    body = part if wanted else part[1:]
    field, colon, value = body.partition(":")
    field = field.lower()
    if not colon or not field.isalpha() or not value:
        return Term("", body.lower(), wanted)
    if field not in FIELDS:
        raise UserError(f"no filter {field!r}{close_match(field, FIELDS)} ({', '.join(FIELDS)})")
    known: tuple[str, ...] = ()
    if field == "state":
        known = STATES
    elif field == "kind":
        known = tuple(k.value for k in Kind)
    elif field == "tier":
        known = tuple(TIERS)
    elif field == "confidence" and not _NUMBER.fullmatch(value):
        raise UserError(f"confidence:{value}: write it like confidence:>=80")
    if known and value.lower() not in known:
        raise UserError(
            f"no {field} {value!r}{close_match(value.lower(), known)} ({', '.join(known)})"
        )
    return Term(field, value.lower(), wanted)


def _search(value: str, place: Place, view: View) -> bool:
    finding = place.finding
    return (
        value in finding.before.lower()
        or any(value in s.lower() for s in finding.suggestions)
        or value in finding.rule.lower()
        or value in finding.message.lower()
    )


def _rule(value: str, place: Place, view: View) -> bool:
    return fnmatch.fnmatch(place.finding.rule.lower(), value) or value == place.finding.rule.lower()


def _engine(value: str, place: Place, view: View) -> bool:
    return any(e.lower() == value for e in place.engines)


def _file(value: str, place: Place, view: View) -> bool:
    path = place.path.lower()
    return value in path or fnmatch.fnmatch(path, value)


def _speaker(value: str, place: Place, view: View) -> bool:
    return value in (place.speaker or "").lower()


def _kind(value: str, place: Place, view: View) -> bool:
    return place.finding.kind.value == value


def _state(value: str, place: Place, view: View) -> bool:
    return value in view.states


def _tier(value: str, place: Place, view: View) -> bool:
    return place.applicability is TIERS[value]


def _confidence(value: str, place: Place, view: View) -> bool:
    match = _NUMBER.fullmatch(value)
    if match is None:
        return False
    limit = float(match.group(2))
    limit = limit / 100 if limit > 1 else limit
    compare = {
        "<": view.confidence < limit,
        "<=": view.confidence <= limit + 0.005,
        ">": view.confidence > limit,
        ">=": view.confidence >= limit - 0.005,
    }
    return compare[match.group(1) or ">="]


_TESTS: dict[str, Callable[[str, Place, View], bool]] = {
    "": _search,
    "rule": _rule,
    "engine": _engine,
    "file": _file,
    "speaker": _speaker,
    "kind": _kind,
    "state": _state,
    "tier": _tier,
    "confidence": _confidence,
}
