"""`history` and `undo`: what was written when, and the exact bytes from before."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text

from transcript_fix import journal
from transcript_fix.printable import printable
from transcript_fix.project import project_of
from transcript_fix.reports.said import plural


def _console() -> Console:
    return Console(highlight=False, markup=False, emoji=False)


def history(near: Path) -> int:
    """Print the runs that wrote something in the project of `near`, newest first."""
    console = _console()
    entries = journal.history(project_of(near))
    if not entries:
        console.print("Nothing has been written here.")
    for entry in entries:
        when = entry.began.replace("T", " ")[:16]
        line = Text.assemble(
            (f"{entry.run:>5}", "cyan"),
            (f"  {when} UTC  ", "dim"),
            printable(entry.command),
            (f"  {plural(entry.files, 'file')}", "dim"),
            ("  undone" if entry.undone else "", "yellow"),
        )
        console.print(line, soft_wrap=True)
    return 0


def undo(run: int | None, near: Path) -> int:
    """Give back the bytes from before a run; return 2 where a file had to be left."""
    console = _console()
    number, restored = journal.undo(project_of(near), run)
    for file in restored:
        path = printable(file.path)
        if file.error:
            console.print(Text.assemble((path, "bold"), ": ", (file.error, "red")), soft_wrap=True)
    done = sum(1 for f in restored if not f.error)
    console.print(f"Run {number} undone in {plural(done, 'file')}.", soft_wrap=True)
    return 0 if done == len(restored) else 2
