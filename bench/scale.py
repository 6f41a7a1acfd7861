"""How the cost of a batch grows with the number of files: time a file and memory, 10 to 10,000.

    python bench/scale.py [--most 10000] [--all]

Without `--all` only the quick engines run, so that what is seen is ours: finding files, shards,
journal, cache and summary. The one thing to know: every file is another text, so the cache helps
nobody in the first run; the second shows what an unchanged file costs.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from archive import make, run

QUICK = ("--engine", "names", "--engine", "house", "--engine", "codespell")


def main() -> None:
    """Print a line a size."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--most", type=int, default=1_000)
    arguments.add_argument("--words", type=int, default=100, help="a file")
    arguments.add_argument("--jobs", type=int, default=1)
    arguments.add_argument("--all", action="store_true", help="every engine")
    given = arguments.parse_args()
    command = ["batch", "talks", "--jobs", str(given.jobs), *(() if given.all else QUICK)]
    print(f"{'files':>7} {'first':>9} {'a file':>10} {'again':>9} {'a file':>10} {'memory':>9}")
    size, start, again_start = 1, 0.0, 0.0
    while size <= given.most:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make(folder / "talks", size, given.words)
            first, peak = run(folder, command, "cache")
            again, _ = run(folder, command, "cache")
        if size == 1:
            start, again_start = first, again
        else:
            each, each_again = (first - start) / size * 1000, (again - again_start) / size * 1000
            print(
                f"{size:>7,} {first:>7.2f} s {each:>7.2f} ms {again:>7.2f} s {each_again:>7.2f} ms"
                f" {peak:>6,.0f} MB"
            )
        size *= 10


if __name__ == "__main__":
    main()
