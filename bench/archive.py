"""An archive of transcripts, everything on: words a second beside LanguageTool, second run, hook.

    python bench/archive.py [--files 200 --words 5000] [--only-ours]

The archive is speech with speakers' labels and seeded slips; every file is another text. Ours is
the command `batch`, as a user runs it, start included. The baselines read a part of the same
archive over a server of their own, warmed up, start not included: language-tool-python as one
client, and four plain clients that keep the server busy, before us and after us. The one thing to
know: on a machine that others use, only the ratios of one run mean anything.
"""

from __future__ import annotations

import argparse
import contextlib
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
from collections.abc import Iterator
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
        best, rates = 0.0, []
        if not given.only_ours:
            rates.append(baselines(texts, given.part))
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
        if not given.only_ours:
            rates.append(baselines(texts, given.part))
            one, four = (sum(rate) / len(rates) for rate in zip(*rates, strict=True))
            print(f"ratio to one client {best / one:.2f} (target 1.5),"
                  f" to {CLIENTS} clients {best / four:.2f} (target 0.9)")  # fmt: skip
        hook(folder, texts)


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


def run(folder: Path, command: list[str], cache: str, **more: str) -> tuple[float, float]:
    """Run a command; return seconds, and the most memory that it and its engines took (MB)."""
    rooms = {
        "TRANSCRIPT_FIX_CACHE": str(folder / cache),
        "TRANSCRIPT_FIX_RUNTIME": str(folder / "h"),
    }
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "transcript_fix", *command],
        cwd=folder, env={**os.environ, **rooms, **more}, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, memory(process.pid, folder))
        time.sleep(0.05 if time.perf_counter() - start < 3 else 0.5)
    assert process.returncode in (0, 1), process.returncode
    return time.perf_counter() - start, peak


def engines_in(folder: Path) -> dict[str, str]:
    """Return the environment in which a run's engines are not shared with other runs here."""
    return {"TRANSCRIPT_FIX_RUNTIME": str(folder / "h")}


def memory(pid: int, folder: Path) -> float:
    """Return MB of a process, all below it and its engines (proportional set size)."""
    total = 0
    with contextlib.suppress(psutil.Error):
        tree = psutil.Process(pid)
        for process in (tree, *tree.children(recursive=True), *engines(folder)):
            total += process.memory_full_info().pss
    return total / 1e6


def engines(folder: Path) -> Iterator[psutil.Process]:
    """Yield the engines that the runs in a folder share; they are nobody's children."""
    for process in psutil.process_iter(["cmdline"]):
        line = process.info["cmdline"] or ()
        if any(word.endswith("host.py") for word in line) and str(folder / "h") in line[-1]:
            yield process


def hook(folder: Path, texts: list[str]) -> None:
    """Print what a commit waits for with a file of 5,000 words, engines kept or not."""
    text = "\n\n".join(texts)
    words = [m.end() for m in re.finditer(r"\S+", text)]
    text = text[: words[min(5000, len(words)) - 1]] + "\n"
    for name, keep in (("engines loaded each time", "0"), ("engines kept", "1")):

        def seconds(keep: str = keep) -> float:
            command, more = ["check", "one.txt"], {"TRANSCRIPT_FIX_KEEP_ENGINES": keep}
            return run(folder, command, f"hook-{keep}", **more)[0]

        (folder / "one.txt").write_text(text, "utf-8")
        cold, same = seconds(), seconds()
        middle = text.index(" ", len(text) // 2)
        (folder / "one.txt").write_text(text[:middle] + " really" + text[middle:], "utf-8")
        print(f"hook, {len(text.split()):,} words, {name}: empty cache {cold:.2f} s, one paragraph"
              f" changed {seconds():.2f} s, unchanged {same:.2f} s")  # fmt: skip
    stop = [sys.executable, "-m", "transcript_fix", "engines", "stop"]
    environment = {**os.environ, **engines_in(folder)}
    subprocess.run(stop, env=environment, stdout=subprocess.DEVNULL, check=True)


def baselines(texts: list[str], part: int) -> tuple[float, float]:
    """Print and return words a second of LanguageTool: one client, and several at once."""
    import languagetool_baseline as baseline

    text = "\n\n".join(texts)[: part * 6]
    warm_up = throughput.transcript(4_000, seed=33)
    one = baseline.warm(text, warm_up=warm_up).rate
    four = busy(text, warm_up)
    print(
        f"language-tool-python, one client: {one:,.0f} words/s;"
        f" {CLIENTS} clients on the server: {four:,.0f} words/s"
    )
    return one, four


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
