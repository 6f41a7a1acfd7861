"""Which lines of which transcripts git calls new: what is staged, or all since a revision.

The one thing to know: lines are those of the files as they stand on the disk, for those are what
is checked. What git calls binary (docx, UTF-16) is new as a whole.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from transcript_fix import batch
from transcript_fix.errors import UserError
from transcript_fix.model import Issue, Outcome

Lines = Mapping[Path, Sequence[range]]
"""New lines (from 1) by resolved path; a file that is not in it has none."""

ALL = range(1, 1 << 60)
_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@")
_BINARY = re.compile(r"^Binary files (?:.*) and (.*) differ$")
_QUOTED = re.compile(r"\\([0-7]{3}|.)")
_ESCAPES = {"n": b"\n", "t": b"\t", "r": b"\r", "a": b"\a", "b": b"\b", "f": b"\f", "v": b"\v"}


@dataclass(frozen=True, slots=True)
class Changed:
    """Only lines that git says are new: what is `staged`, or all `since` a revision."""

    staged: bool = False
    since: str | None = None

    def __bool__(self) -> bool:
        return self.staged or self.since is not None


def changed_lines(changed: Changed, within: Sequence[Path]) -> dict[Path, list[range]]:
    """Return the new lines of the transcripts in `within` (all, if empty), by resolved path.

    Raises UserError where this is no git repository or the revision does not exist.
    """
    if changed.staged and changed.since is not None:
        raise UserError("lines are either staged or since a revision, not both")
    top = Path(_git("rev-parse", "--show-toplevel").rstrip("\n"))
    inside = [p.resolve() for p in within]
    if changed.staged and (base := os.environ.get("PRE_COMMIT_FROM_REF")):
        changed = Changed(since=base)  # pre-commit looks at a range of commits: nothing is staged
    if changed.staged:
        return _staged(top, inside)
    base = _base(str(changed.since))
    fresh = _git("ls-files", "--others", "--exclude-standard", "-z", "--full-name", ":/")
    found = _read(_diff(base, "--"), top, inside)
    new = ((top / name).resolve() for name in fresh.split("\0") if name)
    return found | {file: [ALL] for file in new if _wanted(file, inside)}


def only_new(outcome: Outcome, lines: Lines) -> Outcome:
    """Return the outcome with the issues that touch a new line, and no others."""
    document = outcome.document
    ranges = lines.get(Path(outcome.path).resolve(), ())
    if document is None:
        return outcome

    def new(issue: Issue) -> bool:
        first, _ = document.line_column(issue.span.start)
        last, _ = document.line_column(max(issue.span.end - 1, issue.span.start))
        return any(first < r.stop and r.start <= last for r in ranges)

    return replace(outcome, issues=tuple(filter(new, outcome.issues)))


def _staged(top: Path, inside: Sequence[Path]) -> dict[Path, list[range]]:
    """Lines since the last commit, in files of which something is staged."""
    names = _git("diff", "--cached", "--name-only", "-z", "--diff-filter=ACMR").split("\0")
    staged = {(top / name).resolve() for name in names if name}
    if not staged and os.environ.get("PRE_COMMIT") == "1":
        return {file: [ALL] for file in inside}  # pre-commit run --all-files
    found = _read(_diff(_head(), "--"), top, inside)
    return {file: ranges for file, ranges in found.items() if file in staged}


def _head() -> str:
    """Return HEAD, or the empty tree before the first commit."""
    try:
        return _git("rev-parse", "--verify", "--quiet", "HEAD").strip()
    except UserError:
        return _git("hash-object", "-t", "tree", os.devnull).strip()


def _base(revision: str) -> str:
    """Return where this branch left `revision`; in a shallow clone the revision itself."""
    if revision.startswith("-"):
        raise UserError(f"{revision!r} is no git revision")
    commit = _git("rev-parse", "--verify", f"{revision}^{{commit}}").strip()
    try:
        return _git("merge-base", commit, "HEAD").strip()
    except UserError:
        return commit


def _diff(*arguments: str) -> str:
    return _git(
        "-c", "core.quotePath=false", "diff", "--no-color", "--no-ext-diff", "--no-textconv",
        "--unified=0", "--diff-filter=ACMR", "--src-prefix=a/", "--dst-prefix=b/", *arguments,
    )  # fmt: skip


def _read(diff: str, top: Path, inside: Sequence[Path]) -> dict[Path, list[range]]:
    found: dict[Path, list[range]] = {}
    here: Path | None = None
    for line in diff.split("\n"):
        if line.startswith("+++ "):
            here = _file(line[4:], top, inside)
        elif binary := _BINARY.match(line):
            file = _file(binary[1], top, inside)
            if file is not None:
                found[file] = [ALL]
        elif here is not None and (match := _HUNK.match(line)):
            start, length = int(match[1]), int(match[2] or 1)
            if length:
                found.setdefault(here, []).append(range(start, start + length))
    return found


def _file(name: str, top: Path, inside: Sequence[Path]) -> Path | None:
    name = name.rstrip("\t\r")
    if name.startswith('"'):
        raw = _QUOTED.sub(_unquoted, name.strip('"'))
        name = os.fsdecode(raw.encode("utf-8", "surrogateescape"))
    if not name.startswith("b/"):
        return None
    file = (top / name[2:]).resolve()
    return file if _wanted(file, inside) else None


def _unquoted(match: re.Match[str]) -> str:
    escape = match[1]
    byte = bytes([int(escape, 8)]) if len(escape) == 3 else _ESCAPES.get(escape, escape.encode())
    return byte.decode("utf-8", "surrogateescape")


def _wanted(file: Path, inside: Sequence[Path]) -> bool:
    if not file.is_file():
        return False
    if file in inside:
        return True
    below = not inside or any(p in file.parents for p in inside)
    return below and batch.is_transcript(file)


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except OSError:
        raise UserError("git is not installed, and lines that changed need it") from None
    if done.returncode:
        line = (done.stderr.decode("utf-8", "replace").strip().splitlines() or ["git failed"])[0]
        raise UserError(f"git: {line}")
    return done.stdout.decode("utf-8", "surrogateescape")
