"""What belongs together: the project of a file, and the folders where we keep what we know."""

from __future__ import annotations

import os
from pathlib import Path

from transcript_fix.config import upward

FOLDER = ".transcript-fix"
"""In the project's folder: answers, ignores, a baseline, the journal of what was written."""

MARKS = ("glossary.yaml", ".git", "pyproject.toml", FOLDER)
"""What a project's folder holds."""


CACHE_VARIABLE = "TRANSCRIPT_FIX_CACHE"
"""Environment variable: the folder of the cache, instead of the user's."""


def cache_folder() -> Path:
    """Return the folder of what may be thrown away, whether it exists or not."""
    if named := os.environ.get(CACHE_VARIABLE):
        return Path(named)
    import platformdirs  # late: who names a folder has no use for it

    return platformdirs.user_cache_path("transcript-fix")


def project_of(path: Path) -> Path:
    """Return the nearest folder upward from `path` that is a project, else the folder of `path`."""
    folders = tuple(upward(path))
    marked = (f for f in folders if any((f / mark).exists() for mark in MARKS))
    return next(marked, folders[0])
