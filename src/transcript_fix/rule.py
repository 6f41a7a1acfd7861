"""What a house rule is, and its builders: `pattern` and `phrases`.

A rule is data with its own proof: compulsory `wrong` examples (text -> mended text) and `right`
examples that it leaves alone. One test runs them for all rules, and docs/rules.md is made
from them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from transcript_fix.model import Applicability, Kind, Role


@dataclass(frozen=True, slots=True)
class Hit:
    """One match in a passage: `start`, `end` in code points of that passage; best first.

    `confidence` is this match's own (0 to 1); None: the rule's.
    """

    start: int
    end: int
    suggestions: tuple[str, ...]
    message: str | None = None
    confidence: float | None = None


Find = Callable[[str], Iterable[Hit]]
Among = Callable[[Sequence[str]], Iterable[tuple[int, Hit]]]
"""All passages of a document -> the number of a passage, and a hit in it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A mistake that the house knows, named for the mistake ("doubled-word").

    `find` is a pure function of one passage's text. `confidence` is the measured share of right
    first suggestions (0 to 1), `measured` says on what. `limit` is the most that may be done:
    SAFE only where no wrong fix was ever seen and the words spoken do not change.
    `roles` are the passages it reads, a speaker's label among them; `whole` rules read all prose
    at once; `among` is what `find` is where one passage says something of the others. `not_in` are
    file suffixes in which it is no mistake. `wrong` pairs a text with the text after the first
    suggestion of each hit; `right` are texts without a hit.
    """

    name: str
    kind: Kind
    message: str
    find: Find
    wrong: Mapping[str, str]
    right: tuple[str, ...]
    confidence: float
    measured: str
    limit: Applicability = Applicability.REVIEW
    roles: frozenset[Role] = field(default=frozenset({Role.SPEECH, Role.HEADING}))
    whole: bool = False
    among: Among | None = None
    not_in: frozenset[str] = frozenset()
    explain: str = ""


Replace = Callable[[re.Match[str]], Iterable[str]]
"""The new texts for the "bad" part of a match, best first; none: leave it alone."""


def pattern(
    regex: str,
    *replacements: str | Replace,
    starts: str = "",
    flags: int = re.IGNORECASE,
    as_is: bool = False,
) -> Find:
    """Return a finder for a regular expression of ours (not a user's).

    A named group "bad" is the span, else the whole match. Replacements are templates for
    `Match.expand`, or functions of the match; the case of the first letter is kept where the new
    text begins with a word. `starts` are words (lower case, between spaces): the expression is
    tried only where one of them stands, which makes it fast. `as_is` leaves the case alone.
    """
    compiled = re.compile(regex, flags)
    group: str | int = "bad" if "bad" in compiled.groupindex else 0
    firsts = words(starts)

    def find(text: str) -> Iterator[Hit]:
        matches = _at_words(compiled, firsts, text) if firsts else compiled.finditer(text)
        for m in matches:
            if m.start(group) < 0:
                continue
            old = m.group(group)
            found = _expand(m, replacements)
            new = tuple(dict.fromkeys(r if as_is else like_case(old, r) for r in found))
            if new and old != new[0]:
                yield Hit(m.start(group), m.end(group), new)

    return find


def _expand(m: re.Match[str], replacements: Iterable[str | Replace]) -> Iterator[str]:
    for r in replacements:
        if isinstance(r, str):
            yield m.expand(r)
        else:
            yield from r(m)


def either(choices: str) -> str:
    """Return the expression for any one of the words (between white space)."""
    return f"(?:{'|'.join(sorted(choices.split(), key=len, reverse=True))})"


_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@lru_cache(maxsize=8)
def word_places(text: str) -> tuple[frozenset[str], Mapping[str, list[int]]]:
    """Return the words (lower case, compounds with hyphens whole), and where each begins."""
    places: dict[str, list[int]] = {}
    for m in _WORD.finditer(text):
        places.setdefault(m.group().lower().replace("’", "'"), []).append(m.start())
    return frozenset(places), places


def _at_words(
    compiled: re.Pattern[str], firsts: frozenset[str], text: str
) -> Iterator[re.Match[str]]:
    present, places = word_places(text)
    if present.isdisjoint(firsts):
        return
    end = 0
    for at in sorted(at for word in present & firsts for at in places[word]):
        if at >= end and (m := compiled.match(text, at)):
            end = m.end()
            yield m


def phrases(pairs: Mapping[str, str | tuple[str, ...]]) -> Find:
    """Return a finder for whole words or phrases, any case; case of the first letter is kept.

    A space in a phrase matches any run of white space.
    """
    table = {
        " ".join(wrong.lower().split()): (right,) if isinstance(right, str) else right
        for wrong, right in pairs.items()
    }
    by_first: dict[str, list[str]] = {}
    for phrase in sorted(table, key=len, reverse=True):
        by_first.setdefault(_first_word(phrase), []).append(phrase)
    finders = {first: _whole_words(found) for first, found in by_first.items()}
    firsts = frozenset(finders)

    def find(text: str) -> Iterator[Hit]:
        present, places = word_places(text)
        if present.isdisjoint(firsts):
            return
        for at, first in sorted((at, w) for w in present & firsts for at in places[w]):
            if m := finders[first].match(text, at):
                rights = table[" ".join(m.group().lower().replace("’", "'").split())]
                yield Hit(m.start(), m.end(), tuple(like_case(m.group(), r) for r in rights))

    return find


def _first_word(phrase: str) -> str:
    found = _WORD.match(phrase)
    return found.group() if found else phrase


def _whole_words(found: Iterable[str]) -> re.Pattern[str]:
    body = "|".join(r"\s+".join(re.escape(w) for w in p.split()) for p in found)
    body = body.replace("'", "['’]")
    return re.compile(rf"(?:{body})(?![\w'’-])", re.IGNORECASE)


def any_of(*finds: Find) -> Find:
    """Return a finder for whatever one of the finders finds, in order of place."""

    def find(text: str) -> Iterator[Hit]:
        hits = {h.start: h for f in reversed(finds) for h in f(text)}
        yield from (hits[start] for start in sorted(hits))

    return find


def words(text: str) -> frozenset[str]:
    """Return the words of `text` (between white space)."""
    return frozenset(text.split())


def like_case(old: str, new: str) -> str:
    """Return `new` with the case of `old`'s first letter, or all capitals where `old` is that."""
    if len(old) > 1 and old.isupper() and any(c.isalpha() for c in old) and not new.isupper():
        return new.upper()
    if old[:1].isupper() and new[:1].islower():
        return new[:1].upper() + new[1:]
    return new
