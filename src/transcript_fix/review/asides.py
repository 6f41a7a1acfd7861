"""What an editor ignores in a review, told to every other run: the project's file of ignores.

The one thing to know: the ledger decides. An ignore that is taken back there is taken out of the
file, and done again it is put back.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from transcript_fix import ignores
from transcript_fix.anchor import Anchor, flat, nearest
from transcript_fix.ignores import Ignore
from transcript_fix.ledger import Entry


def tell(project: Path, entry: Entry, *, taken_back: bool = False) -> None:
    """Put what an entry of the ledger ignores into the file of ignores, or take it out again.

    Raises UserError where that file is broken or cannot be written; the answer counts anyway.
    """
    if entry.act != "ignore":
        return
    wanted = tuple(dict.fromkeys(_entries(entry)))
    if taken_back:
        ignores.remove(project, wanted)
    else:
        ignores.add(project, wanted)


def _entries(entry: Entry) -> Iterator[Ignore]:
    scope, reason = entry.data.get("scope", "here"), entry.data.get("reason", "")
    if scope == "here":
        for mark in entry.marks:
            place = Anchor(flat(mark.before), *nearest(mark.left, mark.right))
            yield ignores.entry_for(place, mark.path, mark.rule, scope, reason, entry.by)
        return
    place = Anchor(flat(entry.data.get("before", "")))
    path, rule = entry.data.get("path", ""), entry.data.get("rule", "")
    yield ignores.entry_for(place, path, rule, scope, reason, entry.by)
