"""A batch is killed (kill -9) again and again and started anew: does it come to the same?

    python bench/batch_kills.py [--kills 100]

Each round kills the batch after a random time, from before its first file on. A run that comes to
its end is followed by a new one. At the end the findings must be those of an undisturbed run.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from archive import make
from scale import QUICK


def main() -> None:
    """Print what the kills came to."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kills", type=int, default=20)
    arguments.add_argument("--files", type=int, default=400)
    arguments.add_argument("--jobs", type=int, default=1)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder / "talks", given.files, 300)
        start = time.perf_counter()
        expected = whole(folder, given.jobs)
        seconds = time.perf_counter() - start
        begun = journal(folder)[0]
        killed, midway = 0, 0
        chance = random.Random(3)
        while killed < given.kills:
            process = launch(folder, given.jobs)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0.2, seconds))
                continue
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            killed += 1
            midway += 0 < journal(folder)[1] < given.files
        found = whole(folder, given.jobs)
        runs = journal(folder)[0] - begun
        print(f"{killed} kills, {midway} with some files done; {runs} runs begun")
        print("the same findings" if found == expected else "OTHER FINDINGS")


def command(jobs: int) -> list[str]:
    """Return the command that is killed."""
    how = ("--no-cache", "--jobs", str(jobs), *QUICK)  # else all would soon come from the cache
    return [sys.executable, "-m", "transcript_fix", "batch", "talks", *how]


def launch(folder: Path, jobs: int) -> subprocess.Popen[bytes]:
    """Start a batch."""
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command(jobs), cwd=folder, stdout=quiet, stderr=quiet)


def whole(folder: Path, jobs: int) -> object:
    """Let a batch come to its end; return its findings."""
    saving = [*command(jobs), "--save", "run.json"]
    subprocess.run(saving, cwd=folder, capture_output=True, check=False)
    return json.loads((folder / "run.json").read_text("utf-8"))


def journal(folder: Path) -> tuple[int, int]:
    """Return the number of the last run, and how many of its files are done."""
    file = folder / ".transcript-fix" / "runs.sqlite"
    with contextlib.closing(sqlite3.connect(file)) as db:
        last = db.execute("SELECT MAX(id) FROM runs").fetchone()[0]
        return last, db.execute("SELECT COUNT(*) FROM files WHERE run = ?", (last,)).fetchone()[0]


if __name__ == "__main__":
    main()
