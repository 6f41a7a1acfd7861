"""An archive of transcripts, everything on: words a second beside LanguageTool, second run, hook.

    python bench/archive.py [--files 200 --words 5000] [--only-ours]

The archive is speech with speakers' labels and seeded slips; every file is another text. Ours is
the command `batch`, as a user runs it, start included. The baselines read a part of the same
archive over a server of their own, warmed up, start not included: language-tool-python as one
client, and four plain clients that keep the server busy. The one thing to know: the four are held
against the same server in the same run, so a busy machine is unfair to nobody.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

import throughput

CLIENTS = 4
SLIPS = (
    (r"\ba lot of\b", "alot of"),
    (r"\bbelieve\b", "beleive"),
    (r"\bthe (\w+)\b", r"the the \1"),
)


def main() -> None:
    """Print figures and ratios."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--files", type=int, default=20)
    arguments.add_argument("--words", type=int, default=1_000, help="a file")
    arguments.add_argument("--part", type=int, default=15_000, help="words for the baselines")
    arguments.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    arguments.add_argument("--only-ours", action="store_true")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = make(folder / "talks", given.files, given.words)
        words = sum(len(t.split()) for t in texts)
        print(f"{given.files} files, {words:,} words")
        best = 0.0
        for jobs in given.jobs:
            first, peak = batch(folder, jobs, f"cache-{jobs}")
            second, _ = batch(folder, jobs, f"cache-{jobs}")
            best = max(best, words / first)
            alone, _ = run(folder, ["batch", "talks/talk-00000.txt"], f"cache-{jobs}")
            alone, _ = run(folder, ["batch", "talks/talk-00000.txt"], f"cache-{jobs}")
            each = (second - alone) / max(given.files - 1, 1) * 1000
            print(f"batch, {jobs} process(es), empty cache: {words / first:,.0f} words/s,"
                  f" {first:.1f} s, {peak:,.0f} MB at most")  # fmt: skip
            print(f"    nothing changed: {second:.2f} s, {first / second:.0f} times faster,"
                  f" {each:.2f} ms a file after start")  # fmt: skip
        hook(folder, texts)
        if not given.only_ours:
            baselines(texts, given.part, best)


def make(folder: Path, files: int, words: int) -> list[str]:
    """Write the archive; return its texts."""
    folder.mkdir()
    (folder.parent / ".git").mkdir()
    chance = random.Random(7)
    paragraphs = throughput.transcript(files * words * 5 // 4, seed=31).split("\n\n")
    texts, at = [], 0
    for number in range(files):
        mine: list[str] = []
        count = 0
        while count < words and at < len(paragraphs):
            mine.append(paragraphs[at])
            count += len(paragraphs[at].split())
            at += 1
        text = "\n\n".join(mine) + "\n"
        for pattern, slip in SLIPS:
            text = re.sub(
                pattern, lambda m, s=slip: m.expand(s) if chance.random() < 0.02 else m[0], text
            )
        (folder / f"talk-{number:05}.txt").write_text(text, "utf-8")
        texts.append(text)
    return texts


def batch(folder: Path, jobs: int, cache: str) -> tuple[float, float]:
    """Return seconds of a batch, and the most memory that its processes took together (MB)."""
    command = ["batch", "talks", "--jobs", str(jobs)]
    return run(folder, command, cache)


def run(folder: Path, command: list[str], cache: str) -> tuple[float, float]:
    """Run a command; return seconds, and the most memory of its process tree (MB, unique pages)."""
    environment = {**os.environ, "TRANSCRIPT_FIX_CACHE": str(folder / cache)}
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "transcript_fix", *command],
        cwd=folder, env=environment, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    tree, peak = psutil.Process(process.pid), 0.0
    while process.poll() is None:
        peak = max(peak, memory(tree))
        time.sleep(0.05 if time.perf_counter() - start < 3 else 0.5)
    assert process.returncode in (0, 1), process.returncode
    return time.perf_counter() - start, peak


def memory(tree: psutil.Process) -> float:
    """Return MB of a process and all below it (proportional set size)."""
    total = 0
    try:
        for process in (tree, *tree.children(recursive=True)):
            total += process.memory_full_info().pss
    except psutil.Error:
        pass
    return total / 1e6


def hook(folder: Path, texts: list[str]) -> None:
    """Print what a commit waits for with a file of 5,000 words: cold, a word changed, cached."""
    text = "\n\n".join(texts)
    words = [m.end() for m in re.finditer(r"\S+", text)]
    text = text[: words[min(5000, len(words)) - 1]] + "\n"
    (folder / "one.txt").write_text(text, "utf-8")
    cold, _ = run(folder, ["check", "one.txt"], "hook")
    middle = text.index(" ", len(text) // 2)
    (folder / "one.txt").write_text(text[:middle] + " really" + text[middle:], "utf-8")
    warm, _ = run(folder, ["check", "one.txt"], "hook")
    cached, _ = run(folder, ["check", "one.txt"], "hook")
    print(f"hook, one file of {len(text.split()):,} words: empty cache {cold:.2f} s,"
          f" one paragraph changed {warm:.2f} s, unchanged {cached:.2f} s")  # fmt: skip


def baselines(texts: list[str], part: int, ours: float) -> None:
    """Print what LanguageTool does with a part of the archive, and the ratios."""
    import languagetool_baseline as baseline

    text = "\n\n".join(texts)[: part * 6]
    warm_up = throughput.transcript(4_000, seed=33)
    one = baseline.warm(text, warm_up=warm_up).rate
    four = busy(text, warm_up)
    print(
        f"language-tool-python, one client: {one:,.0f} words/s; ratio {ours / one:.2f} (target 1.5)"
    )
    print(
        f"{CLIENTS} clients on the server: {four:,.0f} words/s;"
        f" ratio {ours / four:.2f} (target 0.9)"
    )


def busy(text: str, warm_up: str) -> float:
    """Return words a second of several clients over one server."""
    import languagetool_baseline as baseline

    with baseline._own_server() as url, ThreadPoolExecutor(CLIENTS) as pool:

        def ask(piece: str) -> int:
            data = urllib.parse.urlencode({"language": "en-US", "text": piece}).encode()
            with urllib.request.urlopen(f"{url.rstrip('/')}/v2/check", data) as answer:
                return len(json.load(answer)["matches"])

        list(pool.map(ask, baseline.pieces(baseline._varied(warm_up))))
        parts = baseline.pieces(text)
        start = time.perf_counter()
        list(pool.map(ask, parts))
        return len(text.split()) / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
