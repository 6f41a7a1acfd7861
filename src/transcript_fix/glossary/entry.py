"""What a glossary knows: frozen entries, and where each one stands in its file.

The one thing to know: every switch (case, inflection, near misses) belongs to an entry, because
a switch for all terms is wrong for some of them; `defaults` only fills what an entry leaves out.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


class Case(enum.StrEnum):
    """`exact`: only as written; `smart`: also in capitals among capitals; `any`: never asked."""

    EXACT = "exact"
    SMART = "smart"
    ANY = "any"


class Autofix(enum.StrEnum):
    """The most that may be done with an entry's findings: applied, asked, only shown."""

    SAFE = "safe"
    REVIEW = "review"
    NEVER = "never"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in a glossary file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what must become of it; `out` equal to `text` means: leave it alone."""

    text: str
    out: str
    place: Place


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an entry holds; empty means everywhere. Dates are inclusive."""

    paths: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return bool(self.paths or self.speakers or self.since or self.until)


@dataclass(frozen=True, slots=True)
class Term:
    """One name and how it may and may not be written.

    `wrong` forms are no words, so `fix` may mend them; `heard` forms are real words and are
    always asked. `admitted` forms are fine; `forbidden` ones are spelled right and still wrong.
    `labels` are a person's other speaker labels. `was` is the former name, until `since`.
    """

    term: str
    place: Place
    type: str | None = None
    wrong: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    admitted: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    case: Case = Case.SMART
    possessive: bool = True
    plural: bool = False
    fuzzy: bool = True
    phonetic: bool = True
    autofix: Autofix = Autofix.SAFE
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    scope: Scope = field(default_factory=Scope)
    was: tuple[str, ...] = ()
    since: date | None = None
    note: str | None = None
    tests: tuple[Example, ...] = ()

    @property
    def person(self) -> bool:
        """Whether it names a person."""
        return self.type == "person"


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms of a file and of those it includes, in reading order; `ignore` is never flagged."""

    path: Path
    terms: tuple[Term, ...] = ()
    ignore: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()

    def right_forms(self) -> Iterator[str]:
        """Yield every form that may stand in a text."""
        for term in self.terms:
            yield term.term
            yield from term.admitted
            yield from term.labels
            yield from term.was
        yield from self.ignore
