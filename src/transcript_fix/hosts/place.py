"""Where hosts meet the runs: a folder of this user alone, with a socket and a token for each.

The one thing to know: a folder that belongs to somebody else is never used; then a run has hosts
of its own, in a folder that nobody knows.
"""

from __future__ import annotations

import atexit
import os
import shutil
import stat
import tempfile
from functools import lru_cache
from pathlib import Path

FOLDER_VARIABLE = "TRANSCRIPT_FIX_RUNTIME"
"""Environment variable: the folder, instead of one in the user's runtime folder."""
LONGEST = 60
"""Bytes: a socket's whole path may have 108 (unix(7)), and our names take 40."""


def possible() -> bool:
    """Return whether this system has what hosts need (not Windows)."""
    import socket

    return hasattr(socket, "AF_UNIX") and hasattr(os, "fork")


def folder() -> Path:
    """Return the folder, made if need be."""
    shared = usual()
    return shared if _fit(shared) else _private()


@lru_cache(maxsize=1)
def _private() -> Path:
    made = tempfile.mkdtemp(prefix="transcript-fix-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


def usual() -> Path:
    """Return where the hosts of this user's runs meet, whether it exists or not."""
    if named := os.environ.get(FOLDER_VARIABLE):
        return Path(named)
    if runtime := os.environ.get("XDG_RUNTIME_DIR"):
        return Path(runtime) / "transcript-fix"
    return Path(tempfile.gettempdir()) / f"transcript-fix-{os.getuid()}"


def _fit(place: Path) -> bool:
    """Return whether a folder is ours alone and its path short enough; make it if need be."""
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return False
    return ours(place) and len(os.fsencode(place)) <= LONGEST


def ours(place: Path) -> bool:
    """Return whether it is a folder (no link) that belongs to this user and is closed to others."""
    try:
        found = place.lstat()
    except OSError:
        return False
    mine = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    return mine and not found.st_mode & 0o077
