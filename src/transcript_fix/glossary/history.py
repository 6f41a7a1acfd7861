"""Corrections in a git repository's history: hunks of changed lines, as before and after.

The one thing to know: git is only asked to print. No hook, pager, external diff or text
conversion that the repository configures is run.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from transcript_fix.errors import UserError

SUFFIXES = ("txt", "md", "srt", "vtt", "json", "html", "sbv", "ass")
"""Of files whose history is read."""
LONGEST = 20
"""Lines on either side of a hunk; a longer one is a rewrite, not a correction."""


def hunks(
    repo: Path, since: str | None = None, until: str | None = None
) -> Iterator[tuple[str, str]]:
    """Yield before and after of each changed run of lines, newest commit first.

    `since` and `until` are dates as git takes them. Raises UserError where this is no repository.
    """
    if not repo.is_dir():
        raise UserError(f"{repo}: no such folder")
    command = [
        "git", "-C", str(repo), "--no-pager", "-c", "core.quotePath=false", "log", "--patch",
        "--unified=0", "--no-merges", "--no-ext-diff", "--no-textconv", "--no-color",
        "--no-renames", "--format=",
    ]  # fmt: skip
    command += [f"--since={since}"] if since else []
    command += [f"--until={until}"] if until else []
    command += ["--", *(f"*.{suffix}" for suffix in SUFFIXES)]
    try:
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
            encoding="utf-8", errors="replace",
        ) as git:  # fmt: skip
            assert git.stdout
            yield from _hunks(git.stdout)
            assert git.stderr
            said = git.stderr.read().strip()
    except FileNotFoundError:
        raise UserError("git is not installed; --from-git needs it") from None
    if git.returncode:
        reason = said.splitlines()[-1].removeprefix("fatal: ") if said else "git failed"
        raise UserError(f"{repo}: {reason}")


def _hunks(lines: Iterator[str]) -> Iterator[tuple[str, str]]:
    old: list[str] = []
    new: list[str] = []
    inside = False
    for line in lines:
        if line.startswith("@@"):
            yield from _pair(old, new)
            old, new, inside = [], [], True
        elif line.startswith("diff --git "):
            yield from _pair(old, new)
            old, new, inside = [], [], False
        elif inside and line.startswith("-"):
            old.append(line[1:])
        elif inside and line.startswith("+"):
            new.append(line[1:])
    yield from _pair(old, new)


def _pair(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    if not old or not new or len(old) > LONGEST or len(new) > LONGEST:
        return
    if len(old) == len(new):
        yield from ((a, b) for a, b in zip(old, new, strict=True) if a != b)
    else:
        yield "".join(old), "".join(new)
