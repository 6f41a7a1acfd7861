"""The sidecar as it is written: entries are appended or cut out as lines of text.

The one thing to know: what an editor wrote in the file, its comments and its order, stays; what
is about to be written is read back first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from transcript_fix.anchor import Anchor
from transcript_fix.errors import UserError
from transcript_fix.glossary import nodes
from transcript_fix.ignores.sidecar import DAYS, NAME, TEXTS, Ignore, entries_of
from transcript_fix.project import FOLDER
from transcript_fix.save import save

HEAD = """\
# What transcript-fix leaves alone here, and why. Commit this file with the transcripts.
version: 1
ignore:
"""


def add(project: Path, entries: Iterable[Ignore]) -> int:
    """Append entries to a project's sidecar, and return how many were new to it.

    Safe beside another writer: the file is written only if it is still what was read. Raises
    UserError where it is broken, an entry lacks a reason, or it cannot be written.
    """
    file = project / FOLDER / NAME
    file.parent.mkdir(parents=True, exist_ok=True)
    old = file.read_bytes() if file.exists() else None
    known = entries_of(old, str(file)) if old else ()
    bare = {_bare(e) for e in known}
    new = [e for e in dict.fromkeys(entries) if _bare(e) not in bare]
    if not new:
        return 0
    data = _appended(old or b"", new, str(file))
    if not _holds(data, (*known, *new), file):
        raise UserError(f"{file}: entries can only be appended where `ignore:` ends the file")
    save(file, old, data)
    return len(new)


def remove(project: Path, entries: Iterable[Ignore]) -> int:
    """Take entries out of a project's sidecar (an editor took them back); return how many.

    Who wrote an entry, and when, does not count. The rest of the file stays as it is. Raises as
    `add` does.
    """
    file = project / FOLDER / NAME
    if not file.exists():
        return 0
    old = file.read_bytes()
    wanted = {_bare(e) for e in entries}
    known = entries_of(old, str(file))
    kept = [e for e in known if _bare(e) not in wanted]
    if len(kept) == len(known):
        return 0
    data = _without(old, [e.line for e in known if _bare(e) in wanted], str(file))
    if not _holds(data, kept, file):
        raise UserError(
            f"{file}: take the entry out by hand; it is not written as lines of its own"
        )
    save(file, old, data)
    return len(known) - len(kept)


def entry_for(place: Anchor, path: str, rule: str, scope: str, reason: str, by: str = "") -> Ignore:
    """Return the entry that leaves a finding alone: "here", in its "file", "everywhere", or all
    of its "rule". `path` is from the project's folder.
    """
    today, why = date.today(), reason.strip() or "ignored in a review"
    if scope == "rule":
        return Ignore(why, rule=rule, by=by, on=today)
    words = (place.words,)
    if scope == "everywhere":
        return Ignore(why, words, rule=rule, by=by, on=today)
    if scope == "file":
        return Ignore(why, words, path=path, rule=rule, by=by, on=today)
    return Ignore(why, words, place.left, place.right, path, rule, by=by, on=today)


def _holds(data: bytes, entries: Iterable[Ignore], file: Path) -> bool:
    """Return whether the bytes, read back, hold just these entries."""
    try:
        found = entries_of(data, str(file))
    except UserError:
        return False
    return [replace(e, line=0) for e in found] == [replace(e, line=0) for e in entries]


def _bare(entry: Ignore) -> Ignore:
    return replace(entry, line=0, on=None, by="")


def _without(old: bytes, lines: Iterable[int], name: str) -> bytes:
    """Return a sidecar's text without the entries that begin at `lines` (from 1)."""
    node = nodes.compose(old, name)
    top = nodes.pairs(node, name, ("version", "ignore"), "") if node else {}
    gone = set(lines)
    text = old.decode("utf-8-sig").splitlines(keepends=True)
    for item in reversed(nodes.items(top["ignore"], name, "ignore")):
        if item.start_mark.line + 1 in gone:
            last = item.value[-1][1].end_mark
            end = last.line + 1 if last.column else last.line
            del text[item.start_mark.line : end]
    return "".join(text).encode()


def _appended(old: bytes, new: Iterable[Ignore], name: str) -> bytes:
    """Return the file's text with entries at its end, indented like those that are there."""
    text = old.decode("utf-8-sig") if old.strip() else HEAD
    if not re.search(r"^ignore:", text, re.MULTILINE):
        text = text.rstrip("\n") + "\nignore:\n"
    text = re.sub(r"^ignore:[ \t]*(?:\[\s*\]|null|~)[ \t]*$", "ignore:", text, flags=re.MULTILINE)
    if not text.endswith("\n"):
        text += "\n"
    listed = re.search(r"^ignore:.*\n(?:[ \t]*(?:#.*)?\n)*([ ]*)- ", text, re.MULTILINE)
    indent = listed[1] if listed else "  "
    return (text + "".join(_shown(e, indent) for e in new)).encode()


def _shown(entry: Ignore, indent: str) -> str:
    """Return an entry as YAML: every text in double quotes, so that nothing is guessed."""
    listed = [_quoted(w) for w in entry.words]
    several = f"[{', '.join(listed)}]"
    shown = [f"words: {listed[0] if len(listed) == 1 else several}"] if listed else []
    shown += [f"{key}: {_quoted(getattr(entry, key))}" for key in TEXTS if getattr(entry, key)]
    shown += [f"{key}: {getattr(entry, key)}" for key in DAYS if getattr(entry, key)]
    return f"{indent}- " + f"\n{indent}  ".join(shown) + "\n"


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in quoted)
