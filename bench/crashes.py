"""A write is killed, or told of an error, at every single system call: is the file ever torn?

A child edits one file through the journal, as `fix` does, while strace counts its system calls.
Then it is run again once for each of them: killed there (SIGKILL), or the call fails with EIO or
ENOSPC. The file must hold its old bytes or its new ones, whole; who lived must have said so; and a
second run must make the edit, and undoing must bring back the old bytes. Linux, needs strace.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from transcript_fix.journal import history, recording, undo

OLD = b"Xiaomi is a young company. " * 4000
NEW = OLD.replace(b"young", b"very young")
MARK = b"here the write begins"
CHILD = """
import ctypes, sys, os
from pathlib import Path
sys.path.insert(0, {bench!r})
from crashes import MARK, NEW, OLD
from transcript_fix.errors import UserError
from transcript_fix.journal import recording
import transcript_fix.save, sqlite3
os.write(1, MARK)
try:
    with recording(Path(sys.argv[1]), "fix") as recorder:
        recorder.save(Path(sys.argv[1], "talk.txt"), OLD, NEW)
except UserError as error:
    os._exit(3)
os._exit(0)
"""
WAYS = ("signal=KILL", "error=EIO", "error=ENOSPC")
NEVER_FAIL = ("getpid", "geteuid", "brk", "munmap", "exit_group", "rt_sigaction", "futex")
"""Calls that return no error (or none that a program can live with)."""
FINE = ("old, killed", "new, killed", "old, refused", "new, written")
_CALL = re.compile(r"^(?:\[pid +\d+\] )?(?:\d+ +)?(\w+)\(")


def folder() -> tempfile.TemporaryDirectory[str]:
    """Return a new project with one transcript."""
    made = tempfile.TemporaryDirectory()
    Path(made.name, "talk.txt").write_bytes(OLD)
    return made


def run(root: str, *strace: str) -> int:
    """Run the child under strace; return its exit status, negative for a signal."""
    child = CHILD.format(bench=str(Path(__file__).parent))
    command = ["strace", "-f", "-qq", *strace, sys.executable, "-c", child, root]
    done = subprocess.run(command, capture_output=True)
    # strace ends as the child did
    return done.returncode


def points() -> Iterator[tuple[str, int]]:
    """Yield the name of each system call of a write, and which one of its name it is."""
    with folder() as root, tempfile.NamedTemporaryFile("r") as log:
        assert run(root, "-o", log.name) == 0
        counts: Counter[str] = Counter()
        begun = False
        for line in log:
            found = _CALL.match(line)
            if found:
                counts[found[1]] += 1
                if begun:
                    yield found[1], counts[found[1]]
            begun = begun or MARK.decode() in line


def outcome(name: str, number: int, how: str) -> str:
    """Return what became of the file; "TORN" and the like are failures."""
    with folder() as root:
        file = Path(root, "talk.txt")
        code = run(root, "-o", "/dev/null", "-e", f"inject={name}:{how}:when={number}")
        found = file.read_bytes()
        if found not in (OLD, NEW):
            return "TORN"
        if code == 0 and found != NEW:
            return "SAID IT WAS WRITTEN"
        if found == OLD:
            with recording(Path(root), "fix") as recorder:
                recorder.save(file, OLD, NEW)
        for entry in history(Path(root)):
            undo(Path(root), entry.run)
        if file.read_bytes() != OLD:
            return f"NOT RESTORED after {'old' if found == OLD else 'new'}"
        lived = "killed" if code < 0 or code == 137 else "refused" if code == 3 else f"ended {code}"
        return f"{'new' if found == NEW else 'old'}, {'written' if code == 0 else lived}"


def main() -> None:
    """Print a line a way to fail."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--how", nargs="*", default=WAYS)
    parser.add_argument("--every", type=int, default=1, help="every Nth call only")
    wanted = parser.parse_args()
    calls = list(points())
    print(f"{len(calls)} system calls in a write: {dict(Counter(n for n, _ in calls))}")
    for how in wanted.how:
        seen: Counter[str] = Counter()
        for name, number in calls[:: wanted.every]:
            if how.startswith("error") and name in NEVER_FAIL:
                continue
            came = outcome(name, number, how)
            seen[came] += 1
            if came not in FINE:
                print(f"    {how} at {name} {number}: {came}", flush=True)
        print(how, dict(seen), flush=True)


if __name__ == "__main__":
    main()
