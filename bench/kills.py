"""A batch is killed (kill -9) again and again and started anew: is a file torn, or edited twice?

A child process edits every file that does not bear the edit yet, through the journal. After each
kill every file must hold its old bytes or its new ones. At the end all must be new, and undoing
all runs must bring back the old bytes.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from transcript_fix.journal import history, recording, undo

SAID = "we they really sell good phones in this market and people like them"
WORDS = SAID.split()


def old_text(number: int) -> bytes:
    """Return what file `number` holds before."""
    chance = random.Random(number)
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(50, 2000))).encode()


def new_text(number: int) -> bytes:
    """Return what file `number` holds after."""
    return old_text(number).replace(b"phones", b"telephones") + b"."


def work(folder: Path, count: int) -> None:
    """Edit all files that are not edited yet."""
    with recording(folder, "fix") as recorder:
        for number in range(count):
            path = folder / f"{number}.txt"
            old = path.read_bytes()
            if old == old_text(number):
                recorder.save(path, old, new_text(number))


def count_wrong(folder: Path, count: int, *, torn: bool = False, after: bool = True) -> int:
    """Return how many files are neither old nor new, or not new (old, if not `after`)."""
    wrong = 0
    for number in range(count):
        found = (folder / f"{number}.txt").read_bytes()
        old, new = old_text(number), new_text(number)
        wrong += found not in (old, new) if torn else found != (new if after else old)
    return wrong


def main() -> None:
    """Print one line of counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.work:
        work(wanted.work, wanted.files)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(wanted.files):
            (folder / f"{number}.txt").write_bytes(old_text(number))
        command = [sys.executable, __file__, "--work", name, "--files", str(wanted.files)]
        kills = torn = 0
        chance = random.Random(1)
        began = time.perf_counter()
        while kills < wanted.kills:
            child = subprocess.Popen(command)
            try:
                child.wait(chance.uniform(0.15, 0.15 + 8.0 / wanted.kills + 0.1))
                break
            except subprocess.TimeoutExpired:
                os.kill(child.pid, signal.SIGKILL)
                child.wait()
                kills += 1
            if kills % 10 == 0 or wanted.files < 500:
                torn += count_wrong(folder, wanted.files, torn=True)
        subprocess.run(command, check=True)
        wrong = count_wrong(folder, wanted.files)
        for entry in history(folder):
            undo(folder, entry.run)
        left = count_wrong(folder, wanted.files, after=False)
        print(
            f"{wanted.files} files, {kills} kills: torn {torn}, wrong at the end {wrong}, "
            f"not restored by undo {left}; {time.perf_counter() - began:.0f} s"
        )


if __name__ == "__main__":
    main()
