"""`review`: which files an editor is asked about, in the folders or in git."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from transcript_fix import batch, originals, review
from transcript_fix.commands.changed import Changed, changed_lines
from transcript_fix.config import Settings
from transcript_fix.errors import UserError
from transcript_fix.review.feed import saved_run


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
    if changed:
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
    settings = load(files[0])
    originals.sure(settings, files)
    return review.run(files, settings, wishes)
