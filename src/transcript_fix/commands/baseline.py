"""`baseline create` and `baseline update`, and what a check leaves out because of one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from transcript_fix import pipeline
from transcript_fix.commands import files
from transcript_fix.commands.progress import progress
from transcript_fix.config import Settings
from transcript_fix.ignores import baseline
from transcript_fix.ignores.baseline import Baseline, Known, read
from transcript_fix.ignores.sift import could_find
from transcript_fix.model import Issue, Outcome
from transcript_fix.pipeline import Run
from transcript_fix.printable import printable

__all__ = ["create", "less", "read", "update"]

NAME = "baseline.json"


def less(known: Baseline, outcome: Outcome, run: Run) -> Outcome:
    """Return the outcome without what the baseline knows, with a remark on what is gone."""
    if outcome.error:
        return outcome
    issues, gone = _compared(known, outcome, run)
    return replace(outcome, issues=issues, remarks=(*outcome.remarks, *baseline.remark(gone)))


def create(paths: Sequence[Path], settings: Settings, file: Path | None) -> int:
    """Write a new baseline of all findings; return the exit status."""
    where = _where(paths, settings, file)
    baseline.refuse(where)
    with pipeline.start(settings) as run:
        todo = files.named(paths, None)
        found = progress(files.checked(todo, run, None), len(todo))
        outcomes = [replace(result.outcome, data=None) for result in found]
    status = files.status(outcomes, 0, exit_zero=False)
    if status:
        _complain(outcomes)
        return status
    count = baseline.create(where, outcomes)
    _say(f"{_findings(count)} in {where}; check --baseline {where} reports only new ones")
    return 0


def update(paths: Sequence[Path], settings: Settings, file: Path | None) -> int:
    """Take what is gone from the checked files out of the baseline; return the exit status.

    What another engine found, or stands in other files, stays.
    """
    where = _where(paths, settings, file)
    known = read(where)
    gone: list[Known] = []
    outcomes = []
    with pipeline.start(settings) as run:
        todo = files.named(paths, None)
        for result in progress(files.checked(todo, run, None), len(todo)):
            if not result.outcome.error:
                gone += _compared(known, result.outcome, run)[1]
            outcomes.append(replace(result.outcome, document=None, data=None))
    _complain(outcomes)
    count = baseline.update(where, gone)
    _say(f"{_findings(count)} taken out of {where}")
    return files.status(outcomes, 0, exit_zero=False)


def _compared(known: Baseline, outcome: Outcome, run: Run) -> tuple[tuple[Issue, ...], list[Known]]:
    if outcome.document is None:  # nothing was found in it, so it was not even read
        issues, gone = outcome.issues, known.about(outcome.path)
    else:
        issues, gone = baseline.sift(known, outcome.document, outcome.issues)
    engines = [name for name, _ in run.checks]
    return issues, [k for k in gone if could_find(k.rule, run.settings, engines)]


def _where(paths: Sequence[Path], settings: Settings, file: Path | None) -> Path:
    if file or settings.baseline:
        return file or settings.baseline or Path()
    from transcript_fix.project import FOLDER, project_of

    where = project_of(paths[0]) / FOLDER / NAME
    here = Path().resolve()
    return where.relative_to(here) if where.is_relative_to(here) else where


def _complain(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        if outcome.error:
            _say(printable(f"{outcome.path}: {outcome.error}"), error=True)


def _findings(count: int) -> str:
    return f"{count:,} finding{'' if count == 1 else 's'}"


def _say(line: str, *, error: bool = False) -> None:
    print(line, file=sys.stderr if error else sys.stdout)
