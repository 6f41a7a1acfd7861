"""`check`: findings on standard output, nothing changed."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from transcript_fix import originals, pipeline
from transcript_fix.checkers import READERS
from transcript_fix.commands import baseline, files
from transcript_fix.commands.changed import Changed, only_new
from transcript_fix.commands.progress import progress
from transcript_fix.config import Settings
from transcript_fix.reports import report
from transcript_fix.save import save as write_new


def check(
    paths: Sequence[Path],
    settings: Settings,
    stdin_filename: str | None = None,
    output_format: str = "text",
    keep: Path | None = None,
    exit_zero: bool = False,
    changed: Changed | None = None,
) -> int:
    """Check the files, report, return the exit status; `keep` the findings in a file as JSON."""
    todo, lines = files.chosen(paths, stdin_filename, changed)
    originals.sure(settings, todo)
    shown, kept = report(output_format, sys.stdout), io.StringIO()
    record = report("json", kept) if keep else None
    outcomes = []
    known = baseline.read(settings.baseline) if settings.baseline else None
    with pipeline.start(settings) as run:
        results = files.checked(todo, run, stdin_filename, skim=known is None)
        for result in progress(results, len(todo), long=not READERS.isdisjoint(settings.engines)):
            outcome = baseline.less(known, result.outcome, run) if known else result.outcome
            outcome = replace(outcome, issues=files.wanted(outcome.issues, settings))
            outcome = outcome if lines is None else only_new(outcome, lines)
            outcomes.append(replace(outcome, document=None, data=None))
            shown.add(outcome)
            if record:
                record.add(outcome)
    shown.end()
    if keep and record:
        record.end()
        write_new(keep, None, kept.getvalue().encode())
    return files.status(outcomes, sum(files.counted(o.issues) for o in outcomes), exit_zero)
