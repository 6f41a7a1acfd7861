"""A Vale vocabulary: accept.txt and reject.txt, a regular expression a line.

The one thing to know: a line there is a pattern. Ours are written with the signs escaped; of
theirs only those that are plain words but for an escape or a first `(?i)` are read.
"""

from __future__ import annotations

import re

from transcript_fix.errors import UserError
from transcript_fix.glossary.add import Entry
from transcript_fix.glossary.entry import Glossary
from transcript_fix.glossary.exchange import entry

NAME = "vale"
FILES = ("accept.txt", "reject.txt")
_SIGNS = re.compile(r"[.+*?^$()\[\]{}|\\]")
_CHOICE = re.compile(r"\[(\w)(\w)\]")


def write(glossary: Glossary) -> tuple[str, ...]:
    """Return what Vale shall accept, and what it shall reject; `heard` forms are neither."""
    accept = dict.fromkeys(_escaped(f) for f in glossary.right_forms())
    reject = dict.fromkeys(_escaped(f) for t in glossary.terms for f in (*t.wrong, *t.forbidden))
    return tuple("".join(f"{line}\n" for line in lines) for lines in (accept, reject))


def _escaped(form: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", form)


def read(text: str, name: str) -> list[Entry]:
    """Return the terms of an accept.txt. Raises UserError for a line that is a real pattern."""
    entries = []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip().removeprefix("(?i)")
        if not line or line.startswith("#"):
            continue
        plain = re.sub(r"\\(.)", r"\1", line)
        bare = re.sub(r"\\.", "", line)
        choice = _CHOICE.search(bare)
        if choice and choice[1].lower() == choice[2].lower():  # [Xx]iaomi
            plain = _CHOICE.sub(lambda m: m[1].upper(), plain)
            bare = _CHOICE.sub("", bare)
        if _SIGNS.search(bare):
            raise UserError(f"{name}:{number}: {line!r} is a pattern; write the words themselves")
        entries.append(entry(plain))
    return entries
