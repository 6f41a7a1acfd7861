"""A cold `transcript-fix check` of the seed, beside language-tool-python starting its server.

    python bench/coldstart.py [--runs 3]

Ours is the installed command in a new process; theirs a new process in which language-tool-python
starts LanguageTool 6.8 on the 49 jars and checks the same text. The one thing to know: the best
of the runs counts for both, so that another program on the machine spoils neither; and that ours
starts each time with an empty cache of results. What the cache makes of it is printed apart.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import sets

SEED = sets.ROOT / "samples" / "lei-jun-xiaomi.txt"


def main() -> None:
    """Print both figures and the ratio."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--only-ours", action="store_true")
    given = arguments.parse_args()
    mine = min(_ours() for _ in range(given.runs))
    print(f"{'transcript-fix check, cold, nothing cached':44}{mine:6.2f} s")
    print(f"{'transcript-fix check, checked before':44}{_again(given.runs):6.2f} s")
    if given.only_ours:
        return
    import languagetool_baseline

    text = SEED.read_text("utf-8")
    theirs = min(languagetool_baseline.cold(text).seconds for _ in range(given.runs))
    print(f"{'language-tool-python, starting its server':44}{theirs:6.2f} s")
    print(f"ratio {theirs / mine:.2f} (target: at least 2.5)")


def _ours() -> float:
    with tempfile.TemporaryDirectory() as cache:
        return _timed(cache)


def _again(runs: int) -> float:
    with tempfile.TemporaryDirectory() as cache:
        _timed(cache)
        return min(_timed(cache) for _ in range(runs))


def _timed(cache: str) -> float:
    command = [Path(sys.executable).with_name("transcript-fix"), "check", SEED]
    rooms = {"TRANSCRIPT_FIX_CACHE": cache, "TRANSCRIPT_FIX_RUNTIME": f"{cache}/h"}  # engines, too
    environment = {**os.environ, **rooms}
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    seconds = time.perf_counter() - start
    if done.returncode != 1:
        raise SystemExit(f"check ended with {done.returncode}: {done.stderr.decode()}")
    return seconds


if __name__ == "__main__":
    main()
