"""Where an entry holds: its paths, speakers and dates, and the neighbours that rule it out.

The one thing to know: an entry with dates holds only where a text's date is known, from its path
or from an ISO date near its head. A text without a date is left alone.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from transcript_fix.glossary.entry import Scope, Term
from transcript_fix.glossary.match import Allows

HEAD = 1000
"""Code points of a text that are searched for its date."""

_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_./]?(0[1-9]|1[0-2])[-_./]?(0[1-9]|[12]\d|3[01])(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a text: `turns` are where a speaker begins (code points) and who he is."""

    text: str
    path: str = ""
    turns: Sequence[tuple[int, str]] = ()
    day: date | None = None

    def speaker(self, at: int) -> str | None:
        """Return who speaks at an offset."""
        index = bisect.bisect_right(self.turns, at, key=lambda turn: turn[0]) - 1
        return self.turns[index][1] if index >= 0 else None


def day_of(path: str, text: str) -> date | None:
    """Return the date of a text: in its path, else the first ISO date in its head."""
    for where in (path.rsplit("/", 1)[-1], path, text[:HEAD]):
        for m in _DATE.finditer(where):
            try:
                return date(int(m[1]), int(m[2]), int(m[3]))
            except ValueError:
                continue
    return None


def allows(setting: Setting) -> Allows:
    """Return the question whether an entry holds at a place of this text."""

    def ask(term: Term, start: int, end: int) -> bool:
        if term.scope and not _in_scope(term.scope, setting, start):
            return False
        if term.before and _follows(setting.text, end, term.before):
            return False
        return not (term.after and _precedes(setting.text, start, term.after))

    return ask


def _in_scope(scope: Scope, setting: Setting, start: int) -> bool:
    if scope.paths and not any(_glob(p).search(setting.path) for p in scope.paths):
        return False
    if scope.since or scope.until:
        day = setting.day
        if day is None or (scope.since and day < scope.since):
            return False
        if scope.until and day > scope.until:
            return False
    if scope.speakers:
        said = setting.speaker(start)
        return said is not None and said.casefold() in {s.casefold() for s in scope.speakers}
    return True


@lru_cache(maxsize=1000)
def _glob(pattern: str) -> re.Pattern[str]:
    """Return a path pattern: ** any folders, * and ? within one; it may begin at any folder."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.removeprefix("./"))
    signs = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    body = "".join(signs.get(p, re.escape(p)) for p in parts)
    return re.compile(rf"(?:\A|/){body}\Z")


def _follows(text: str, end: int, words: Sequence[str]) -> bool:
    rest = text[end : end + 220].lstrip(" \t\n\r-").casefold()
    return any(re.match(rf"{re.escape(w.casefold())}(?!\w)", rest) for w in words)


def _precedes(text: str, start: int, words: Sequence[str]) -> bool:
    head = text[max(0, start - 220) : start].rstrip(" \t\n\r-").casefold()
    return any(re.search(rf"(?<!\w){re.escape(w.casefold())}\Z", head) for w in words)
