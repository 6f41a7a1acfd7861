"""`ignore list`, `ignore add` and `ignore import`: the project's sidecar of ignores."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from transcript_fix import pipeline
from transcript_fix.anchor import flat
from transcript_fix.config import Settings
from transcript_fix.errors import UserError
from transcript_fix.ignores import Ignore, Sidecar, add, nearest, read
from transcript_fix.ignores.foreign import accepted
from transcript_fix.ignores.sidecar import NAME
from transcript_fix.ledger import editor_name
from transcript_fix.model import Kind
from transcript_fix.printable import printable
from transcript_fix.project import FOLDER, project_of
from transcript_fix.reports.said import plural


def show(near: Path) -> int:
    """Print what is left alone in the project of `near`, and why."""
    file = nearest(near)
    if file is None:
        _console().print("Nothing is ignored here but by comments in the files themselves.")
        return 0
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in ("line", "what", "where", "until", "why"):
        table.add_column(column, overflow="fold")
    for entry in read(file).entries:
        until = "" if entry.until is None else entry.until.isoformat()
        late = "" if entry.counts(date.today()) else " (over)"
        cells = (
            str(entry.line),
            entry.what,
            entry.path or "everywhere",
            until + late,
            entry.reason,
        )
        table.add_row(*map(printable, cells))
    _console().print(table)
    return 0


def ignore(
    file: Path,
    words: str,
    reason: str,
    settings: Settings,
    *,
    rule: str = "",
    until: str | None = None,
    everywhere: bool = False,
) -> int:
    """Leave words alone in a file, or `everywhere` in its project; return the exit status.

    Raises UserError where the words do not stand in the file, or `until` is no date.
    """
    prose = pipeline.read(file, settings).document.prose
    if flat(words) not in flat(prose):
        raise UserError(f"{file}: {words!r} does not stand in it; write the words as they stand")
    if not reason.strip():
        raise UserError("--reason must say why")
    folder = project_of(file)
    path = "" if everywhere else Sidecar(folder / FOLDER / NAME).path_of(file)
    entry = Ignore(
        reason.strip(),
        words=(flat(words),),
        path=path,
        rule=rule,
        by=editor_name(),
        on=date.today(),
        until=_day(until) if until else None,
    )
    count = add(folder, [entry])
    _console().print("Ignored." if count else "It was ignored before.")
    return 0


def take_over(files: Sequence[Path]) -> int:
    """Accept the words that other tools accept, as spelled; return the exit status."""
    folder = project_of(Path())
    console = _console()
    for file in files:
        found = accepted(file)
        path = Sidecar(folder / FOLDER / NAME).path_of(file) if found.here else ""
        entry = Ignore(
            f"imported from {file.name}",
            words=found.words,
            path=path,
            kind=Kind.SPELLING.value,
            on=date.today(),
        )
        new = add(folder, [entry]) if found.words else 0
        console.print(
            f"{printable(str(file))}: {plural(len(found.words) if new else 0, 'word')} accepted",
            soft_wrap=True,
        )
        if found.left_out:
            listed = ", ".join(found.left_out[:5]) + (", …" if len(found.left_out) > 5 else "")
            many = plural(len(found.left_out), "pattern")
            console.print(f"  {many} left out, no plain words: {printable(listed)}", soft_wrap=True)
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"--until must be a date such as 2027-03-01, not {text!r}") from None


def _console() -> Console:
    width = None if os.environ.get("COLUMNS") or os.isatty(1) else 120
    return Console(highlight=False, markup=False, emoji=False, width=width)
