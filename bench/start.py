"""How long the command takes to start: --version, --help, and a check of one short file.

    .venv/bin/python bench/start.py [ROUNDS]

Prints, for each, the best and the median time in seconds and the processor's time, and the ratio
to a bare Python. The processor's time is what an idle core would need; the other is this machine's.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMAND = str(Path(sys.executable).with_name("transcript-fix"))


def main(rounds: int) -> None:
    """Measure all, one after the other in each round, so that the machine's load hits all alike."""
    with tempfile.TemporaryDirectory() as folder:
        talk = Path(folder) / "talk.txt"
        talk.write_text("We have alof of phones.\n", "utf-8")
        house = ("check", str(talk), "--engine", "house", "--exit-zero")
        runs: dict[str, tuple[str, ...]] = {
            "python -c pass": (sys.executable, "-c", "pass"),
            "--version": (COMMAND, "--version"),
            "--help": (COMMAND, "--help"),
            "check --engine house": (COMMAND, *house),
            "check ... --output-format jsonl": (COMMAND, *house, "--output-format", "jsonl"),
        }
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
        for _ in range(rounds):
            for name, command in runs.items():
                times[name].append(timed(command))
    bare = min(cpu for _, cpu in times["python -c pass"])
    print(f"{'':34}{'best s':>8}{'median s':>10}{'cpu s':>8}{'x python':>10}")
    for name, taken in times.items():
        wall = [w for w, _ in taken]
        cpu = min(c for _, c in taken)
        row = f"{min(wall):8.3f}{statistics.median(wall):10.3f}{cpu:8.3f}{cpu / bare:10.1f}"
        print(f"{name:34}{row}")


def timed(command: tuple[str, ...]) -> tuple[float, float]:
    """Return the seconds by the clock and of the processor that a command takes."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "COLUMNS": "100"}
    )
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
