"""The files that a command was asked for, checked one by one, and the status of a run.

The one thing to know: standard input is a file like any other, called by --stdin-filename.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from transcript_fix import batch
from transcript_fix.batch import Checked
from transcript_fix.commands.changed import Changed, Lines, changed_lines
from transcript_fix.config import Settings
from transcript_fix.errors import ENGINE, UserError
from transcript_fix.model import Applicability, Issue, Outcome
from transcript_fix.pipeline import Run

STDIN = Path("-")


def named(paths: Sequence[Path], stdin_filename: str | None) -> tuple[Path, ...]:
    """Return the files to work on, folders, archives and patterns opened; `-` stays as it is.

    Raises UserError for a missing path, or for `-` together with other paths.
    """
    if STDIN not in paths:
        return batch.find(paths)
    if len(paths) > 1:
        raise UserError("- (standard input) cannot be combined with other paths")
    if stdin_filename is None:
        raise UserError("- needs --stdin-filename NAME, so that its format is known")
    return (STDIN,)


def listed(paths: Sequence[Path], files_from: Path | None) -> tuple[Path, ...]:
    """Return the paths, and those that a file lists, one a line or parted by NUL; `-` is stdin.

    Raises UserError where it cannot be read or lists nothing.
    """
    if files_from is None:
        return tuple(paths)
    try:
        data = sys.stdin.buffer.read() if files_from == STDIN else files_from.read_bytes()
    except OSError as error:
        raise UserError(f"{files_from}: cannot be read ({error.strerror})") from None
    lines = data.split(b"\0") if b"\0" in data else data.splitlines()
    found = tuple(Path(os.fsdecode(line)) for line in lines if line.strip())
    if not found and not paths:
        raise UserError(f"{files_from}: it lists no files")
    return (*paths, *found)


def chosen(
    paths: Sequence[Path], stdin_filename: str | None, changed: Changed | None
) -> tuple[tuple[Path, ...], Lines | None]:
    """Return the files to work on, and, where only `changed` lines count, those.

    Raises UserError as `named` does, for no path at all, or a git that says no.
    """
    if not changed:
        if not paths:
            raise UserError("name the transcripts, or a folder of them")
        return named(paths, stdin_filename), None
    if STDIN in paths:
        raise UserError("- (standard input) has no changed lines that git could know")
    for path in paths:
        if not path.exists():
            raise UserError(f"{path}: there is no such file or folder")
    lines = changed_lines(changed, paths)
    here = Path().resolve()
    return tuple(f.relative_to(here) if f.is_relative_to(here) else f for f in lines), lines


def checked(
    files: Sequence[Path],
    run: Run,
    stdin_filename: str | None,
    *,
    skim: bool = False,
    writing: bool = False,
) -> Iterator[Checked]:
    """Read and check the files, in order; `skim`: see `batch.check_one`.

    With `writing`, no file is read before the one in front of it is done with: they may be two
    names of one file.
    """
    if STDIN in files:
        yield batch.check_one(Path(stdin_filename or "-"), run, sys.stdin.buffer.read())
    elif writing:
        yield from (batch.check_one(path, run, skim=skim) for path in files)
    else:
        yield from batch.check(files, run, skim=skim)


def status(outcomes: Sequence[Outcome], left: int, exit_zero: bool) -> int:
    """Return the exit status of a run with `left` findings that still stand."""
    codes = [o.code for o in outcomes if o.error]
    if codes:
        return ENGINE if ENGINE in codes else max(codes)
    return 1 if left and not exit_zero else 0


def counted(issues: Sequence[Issue]) -> int:
    """Return how many findings make a run's status 1: all but notes, which are only shown."""
    return sum(i.applicability > Applicability.NOTE for i in issues)


def wanted(issues: Sequence[Issue], settings: Settings) -> tuple[Issue, ...]:
    """Return the issues at least as sure as the settings ask for."""
    return tuple(i for i in issues if i.confidence >= settings.min_confidence)
