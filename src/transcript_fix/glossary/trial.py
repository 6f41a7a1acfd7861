"""Trying a glossary: its entries' own tests, and what it would change in an archive.

The one thing to know: a test and a trial take every first suggestion that may be asked, so they
show what an editor would get who says yes to all; what is only shown is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from transcript_fix import masks
from transcript_fix.glossary import scan, scope
from transcript_fix.glossary.entry import Example, Glossary, Term
from transcript_fix.glossary.match import Match
from transcript_fix.glossary.tokens import hide
from transcript_fix.model import Applicability


@dataclass(frozen=True, slots=True)
class Failure:
    """A test whose text came out as `got`."""

    term: Term
    example: Example
    got: str


def failures(glossary: Glossary) -> list[Failure]:
    """Run all entries' tests against the whole glossary; return those that fail."""
    matcher = scan.matcher(glossary)
    found = []
    for term in glossary.terms:
        for example in term.tests:
            got = mended(example.text, matcher)
            if got != example.out:
                found.append(Failure(term, example, got))
    return found


def mended(text: str, matcher: scan.Matcher) -> str:
    """Return `text` with every first suggestion that may be asked taken."""
    for match in reversed(matches(text, matcher)):
        if match.limit >= Applicability.REVIEW and match.suggestions:
            text = text[: match.start] + match.suggestions[0] + text[match.end :]
    return text


def matches(text: str, matcher: scan.Matcher, setting: scope.Setting | None = None) -> list[Match]:
    """Return what the glossary finds in a plain text; links, addresses, code and times are left."""
    hidden = hide(text, list(masks.masked(text)))
    return scan.find(hidden, matcher, scope.allows(setting or scope.Setting(text)))


@dataclass(frozen=True, slots=True)
class Change:
    """What a new glossary would find and the old one does not (`gained`), or the reverse."""

    gained: bool
    form: str
    right: str
    limit: Applicability
    count: int
    files: int
    example: str


def shadow(old: Glossary | None, new: Glossary, texts: Iterable[tuple[str, str]]) -> list[Change]:
    """Return what changes over an archive if `new` takes the place of `old`, most frequent first.

    `texts` are names of files and their prose, with what is masked already hidden.
    """
    before, after = scan.matcher(old), scan.matcher(new)
    counts: Counter[tuple[bool, str, str, Applicability]] = Counter()
    files: dict[tuple[bool, str, str, Applicability], set[str]] = {}
    examples: dict[tuple[bool, str, str, Applicability], str] = {}
    for file, text in texts:
        setting = scope.Setting(text, file, (), scope.day_of(file, text))
        had = {_claim(m): m for m in scan.find(text, before, scope.allows(setting))}
        has = {_claim(m): m for m in scan.find(text, after, scope.allows(setting))}
        for gained, match in _differences(had, has):
            key = (gained, text[match.start : match.end], _first(match), match.limit)
            counts[key] += 1
            files.setdefault(key, set()).add(file)
            examples.setdefault(key, f"{file}: {_around(text, match)}")
    return [
        Change(*key, count, len(files[key]), examples[key])
        for key, count in sorted(counts.items(), key=lambda i: (not i[0][0], -i[1], i[0][1]))
    ]


def _claim(match: Match) -> tuple[int, int, str, int]:
    return match.start, match.end, _first(match), match.limit


def _first(match: Match) -> str:
    return match.suggestions[0] if match.suggestions else ""


def _differences(
    had: dict[tuple[int, int, str, int], Match], has: dict[tuple[int, int, str, int], Match]
) -> Iterator[tuple[bool, Match]]:
    yield from ((True, m) for k, m in has.items() if k not in had)
    yield from ((False, m) for k, m in had.items() if k not in has)


def _around(text: str, match: Match) -> str:
    left, right = max(0, match.start - 30), match.end + 30
    return "…" + " ".join(text[left:right].replace("\0", " ").split()) + "…"
