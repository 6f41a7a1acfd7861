"""`fix`: the safe changes made, and what is left; or, with --diff, only shown.

The one thing to know: a diff goes to standard output and nothing else does, so that it can be
applied by other tools.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.text import Text

from transcript_fix import archives, batch, decide, originals, pipeline
from transcript_fix.checkers import READERS
from transcript_fix.commands import files
from transcript_fix.commands.changed import Changed, only_new
from transcript_fix.commands.progress import progress
from transcript_fix.config import Settings
from transcript_fix.journal import recording
from transcript_fix.model import Decision, Issue, Outcome
from transcript_fix.printable import printable
from transcript_fix.project import project_of
from transcript_fix.reports.console import ask, change
from transcript_fix.reports.diff import diff as unified
from transcript_fix.reports.said import plural

SURE = 0.8
"""Confidence from which --unsafe makes a review change, where --min-confidence says nothing."""


def fix(
    paths: Sequence[Path],
    settings: Settings,
    stdin_filename: str | None = None,
    diff: bool = False,
    unsafe: bool = False,
    min_confidence: float | None = None,
    exit_zero: bool = False,
    changed: Changed | None = None,
) -> int:
    """Fix the files and return the exit status: 1 where findings are left, or a `diff` is shown."""
    todo, lines = files.chosen(paths, stdin_filename, changed)
    originals.sure(settings, todo)
    if not todo:
        return 0
    stdin = files.STDIN in todo
    if not diff:
        archives.sure_of_room(todo)
    console = Console(stderr=diff or stdin, highlight=False, markup=False, emoji=False)
    least = SURE if min_confidence is None else min_confidence

    def answer(issues: Sequence[Issue]) -> dict[str, Decision]:
        return decide.automatic(issues, unsafe=unsafe, min_confidence=least)

    outcomes, left = [], 0
    shown_as = f"fix {' '.join(str(p) for p in paths)}"
    packed = archives.Changes()
    with pipeline.start(settings) as run, recording(project_of(todo[0]), shown_as) as journal:

        def put(path: Path, old: bytes, new: bytes) -> None:
            if not packed.take(path, old, new):
                journal.save(path, old, new)

        results = files.checked(todo, run, stdin_filename, skim=True, writing=not diff)
        long = not READERS.isdisjoint(settings.engines)
        for checked in progress(results, len(todo), "Fixing", long=long):
            if lines is not None:
                checked = replace(checked, outcome=only_new(checked.outcome, lines))
            outcome, data = batch.fix(checked, answer, dry=diff or stdin, replace=put)
            source = checked.source
            if source and diff and data is not None:
                shown = (str(source.path), source.data, data, source.format, source.encoding)
                sys.stdout.write(unified(*shown, colour=sys.stdout.isatty()))
            elif source and stdin:
                sys.stdout.buffer.write(source.data if data is None else data)
            report(console, outcome, dry=diff or stdin)
            left += files.counted(outcome.issues) - (0 if diff else len(outcome.edits))
            outcomes.append(replace(outcome, document=None, data=None))
    for made in packed.write():
        console.print(f"{printable(str(made))} written; the archive itself is as it was.")
    total(console, outcomes, dry=diff)
    return files.status(outcomes, left, exit_zero)


def report(console: Console, outcome: Outcome, *, dry: bool) -> None:
    """Print what was done to one file."""
    path = printable(outcome.path)
    if outcome.error:
        line = Text.assemble((path, "bold"), ": ", (printable(outcome.error), "red"))
        console.print(line, soft_wrap=True)
    if dry or not outcome.edits or outcome.document is None:
        return
    console.print(Text(path, "bold"), soft_wrap=True)
    for edit in outcome.edits:
        place = "{}:{}".format(*outcome.document.line_column(edit.span.start))
        line = Text(f"  {place:<8}", "cyan") + change(edit.before, (edit.after,))
        console.print(line, soft_wrap=True)


def total(console: Console, outcomes: Sequence[Outcome], *, dry: bool) -> None:
    """Print how much was done and what is left; nothing where no file could be done."""
    if all(o.error for o in outcomes):
        return
    made = sum(len(o.edits) for o in outcomes)
    left = sum(len(o.issues) for o in outcomes) - made
    done = "would be made" if dry else "made"
    where = plural(sum(1 for o in outcomes if o.edits), "file")
    line = f"{plural(made, 'change')} {done} in {where}" if made else "Nothing to change by itself"
    rest = f"; {plural(left, 'finding')} left: {ask()}" if left else ""
    console.print(f"{line}{rest}.", soft_wrap=True)
