"""What a sign-off shows: texts, their passages with changes, and why each change was made.

The one thing to know: a passage is told in pieces, in the order of reading; what was taken out
and what was put in are pieces of their own, so that no reader of these has to compare anything.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Sort(enum.StrEnum):
    """What a piece is."""

    SAME = "same"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a passage. `change` is the number of its change in the passage, from 0."""

    text: str
    sort: Sort = Sort.SAME
    change: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `by` and `at` (ISO 8601) say who accepted it and when; '' where nobody knows."""

    before: str
    after: str
    why: str = ""
    by: str = ""
    at: str = ""
    written: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """A passage: who speaks, where, and what changed. `line` counts from 1."""

    parts: tuple[Part, ...]
    changes: tuple[Change, ...] = ()
    speaker: str = ""
    line: int = 1
    time: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One transcript; `passages` are all of it, `changed` those with changes."""

    name: str
    passages: tuple[Told, ...]

    @property
    def changed(self) -> tuple[Told, ...]:
        """The passages that have changes."""
        return tuple(p for p in self.passages if p.changes)

    @property
    def number(self) -> int:
        """How many changes there are."""
        return sum(len(p.changes) for p in self.passages)
