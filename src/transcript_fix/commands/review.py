"""`review`: which files an editor is asked about, in the folders or in git."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from transcript_fix import batch, review
from transcript_fix.config import Settings
from transcript_fix.errors import UserError
from transcript_fix.review.feed import saved_run

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@")


@dataclass(frozen=True, slots=True)
class Changed:
    """Ask only about lines that git says are new: what is staged, or all since a revision."""

    staged: bool = False
    since: str | None = None

    @property
    def arguments(self) -> list[str]:
        """The arguments for `git diff`."""
        if self.staged and self.since:
            raise UserError("--staged and --since cannot be combined")
        return ["--cached"] if self.staged else [str(self.since), "--"]


def run(
    paths: Sequence[Path],
    load: Callable[[Path], Settings],
    wishes: review.Wishes | None = None,
    changed: Changed | None = None,
) -> int:
    """Review; return the exit status. `load` gives the settings near a path.

    Raises UserError for a missing path, no path at all, or a git that says no.
    """
    wishes = wishes or review.Wishes()
    if changed is not None and (changed.staged or changed.since):
        found = changed_lines(changed, paths)
        if not found:
            raise UserError("no transcript has changed lines there", code=0)
        wishes = review.Wishes(
            wishes.plain, wishes.only, wishes.by, wishes.follow, wishes.take_over, found
        )
        files: Sequence[Path] = tuple(found)
    elif not paths:
        raise UserError("name the transcripts to review, or a folder of them")
    elif len(paths) == 1 and saved_run(paths[0]) is not None:
        files = paths
    else:
        files = batch.find(paths)
    return review.run(files, load(files[0]), wishes)


def changed_lines(changed: Changed, within: Sequence[Path]) -> dict[Path, list[range]]:
    """Return the changed lines (from 1) of the transcripts that git knows, by resolved path.

    Raises UserError where this is no git repository or the revision does not exist.
    """
    top = Path(_git("rev-parse", "--show-toplevel").strip())
    diff = _git(
        "-c", "core.quotePath=false", "diff", "--no-color", "--no-ext-diff", "--unified=0",
        "--diff-filter=ACMR", "--src-prefix=a/", "--dst-prefix=b/", *changed.arguments,
    )  # fmt: skip
    found: dict[Path, list[range]] = {}
    here: Path | None = None
    inside = [p.resolve() for p in within]
    for line in diff.splitlines():
        if line.startswith("+++ "):
            name = line[4:].rstrip("\t")
            here = (top / name[2:]).resolve() if name.startswith("b/") else None
            if here is not None and not _wanted(here, inside):
                here = None
        elif here is not None and (match := _HUNK.match(line)):
            start, length = int(match[1]), int(match[2] or 1)
            if length:
                found.setdefault(here, []).append(range(start, start + length))
    return found


def _wanted(file: Path, inside: Sequence[Path]) -> bool:
    if not file.is_file() or not batch.is_transcript(file):
        return False
    return not inside or any(file == p or p in file.parents for p in inside)


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
        )
    except OSError:
        raise UserError("git is not installed, and --staged and --since need it") from None
    if done.returncode:
        line = (done.stderr.strip().splitlines() or ["git failed"])[0]
        raise UserError(f"git: {line}")
    return done.stdout
