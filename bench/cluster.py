"""What Dask costs beside the pool of processes on this machine, and a worker that is killed.

    python bench/cluster.py [--files 200 --words 1000 --workers 2] [--all]

Both check the same files with the same number of processes and no cache; both are warmed up first
(imports, engines), since a cluster stands before a user comes. Then once more with one of the
workers killed: the findings must be the same.
"""

from __future__ import annotations

import argparse
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from distributed import LocalCluster

from archive import make
from transcript_fix import cluster, shards
from transcript_fix.config import Settings
from transcript_fix.rows import Row

QUICK = Settings(engines=("names", "house", "codespell", "harper"))


def main() -> None:
    """Print seconds and the ratio."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--files", type=int, default=200)
    arguments.add_argument("--words", type=int, default=500)
    arguments.add_argument("--workers", type=int, default=2)
    arguments.add_argument("--all", action="store_true", help="every engine")
    given = arguments.parse_args()
    settings = Settings() if given.all else QUICK
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "talks"
        make(folder, given.files + 50 * given.workers, given.words)
        every = sorted(folder.iterdir())
        files, others = every[: given.files], every[given.files :]  # Harper knows sentences again
        pool, expected = timed(lambda: shards.in_processes(files, settings, given.workers))
        print(f"pool of {given.workers}: {pool:.2f} s after its first shard")
        with LocalCluster(
            n_workers=given.workers, threads_per_worker=1, processes=True, dashboard_address=None
        ) as here:
            address = here.scheduler_address
            list(cluster.rows(others, settings, address))  # engines start
            seconds, found = timed(lambda: cluster.rows(files, settings, address))
            more = (seconds / pool - 1) * 100
            print(f"Dask, as many workers: {seconds:.2f} s, {more:+.0f} % (target under 15)")
            print("the same findings" if found == expected else "OTHER FINDINGS")
            rows = iter(cluster.rows(files, settings, address))
            some = [next(rows)]
            os.kill(next(iter(here.workers.values())).pid, signal.SIGKILL)
            some += rows
            found = sorted(some, key=lambda row: row.path)
            print("one worker killed:", "the same" if found == expected else "OTHER FINDINGS")


def timed(rows: Callable[[], Iterable[Row]]) -> tuple[float, list[Row]]:
    """Return seconds from the first row to the last, in a measure of the whole, and the rows."""
    made = []
    start = 0.0
    for row in rows():
        start = start or time.perf_counter()
        made.append(row)
    seconds = time.perf_counter() - start
    return seconds, sorted(made, key=lambda row: row.path)


if __name__ == "__main__":
    main()
