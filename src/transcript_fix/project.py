"""What belongs together: the project of a file, and the folder where we keep what we know of it."""

from __future__ import annotations

from pathlib import Path

from transcript_fix.config import upward

FOLDER = ".transcript-fix"
"""In the project's folder: answers, ignores, a baseline, the journal of what was written."""

MARKS = ("glossary.yaml", ".git", "pyproject.toml", FOLDER)
"""What a project's folder holds."""


def project_of(path: Path) -> Path:
    """Return the nearest folder upward from `path` that is a project, else the folder of `path`."""
    folders = tuple(upward(path))
    marked = (f for f in folders if any((f / mark).exists() for mark in MARKS))
    return next(marked, folders[0])
