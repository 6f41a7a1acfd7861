"""Two programs edit one file at once: is an edit ever lost, and is the loser told?

Each writer reads the file, adds its own numbered mark, saves, and tries again when it is told
that the file has changed. At the end every mark must be there. For comparison, the same with a
plain write and with check-then-rename.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from transcript_fix.errors import UserError
from transcript_fix.save import save

Save = Callable[[Path, bytes, bytes], None]


def plain(path: Path, old: bytes, new: bytes) -> None:
    """Write over the file, as most editors do."""
    path.write_bytes(new)


def check_then_rename(path: Path, old: bytes, new: bytes) -> None:
    """Compare, then rename a new file over the old one."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_bytes(new)
    if path.read_bytes() != old:
        raise UserError("changed")
    os.replace(beside, path)


def write(path: Path, save_it: Save, name: str, edits: int, told: object) -> None:
    """Add `edits` marks to the file, again and again until each is in."""
    refused = 0
    for number in range(edits):
        while True:
            old = path.read_bytes()
            try:
                save_it(path, old, old + f"{name}{number}\n".encode())
                break
            except UserError:
                refused += 1
    told.put(refused)  # type: ignore[attr-defined]


def race(save_it: Save, edits: int) -> tuple[int, int, float]:
    """Return how many edits were lost, how often a writer was told, and seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "talk.txt")
        path.write_bytes(b"start\n")
        told: multiprocessing.Queue[int] = multiprocessing.Queue()
        began = time.perf_counter()
        both = [
            multiprocessing.Process(target=write, args=(path, save_it, name, edits // 2, told))
            for name in "ab"
        ]
        for process in both:
            process.start()
        for process in both:
            process.join()
        lines = set(path.read_text().split())
        wanted = {f"{name}{n}" for name in "ab" for n in range(edits // 2)}
        return len(wanted - lines), told.get() + told.get(), time.perf_counter() - began


def main() -> None:
    """Print one line a way of writing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--compare", action="store_true", help="the careless ways as well")
    wanted = parser.parse_args()
    ways: list[tuple[str, Save]] = [("save (exchange and look)", save)]
    if wanted.compare:
        ways += [("check, then rename", check_then_rename), ("plain write", plain)]
    for name, way in ways:
        lost, told, seconds = race(way, wanted.edits)
        print(f"{name}: {wanted.edits} edits, lost {lost}, told {told} times, {seconds:.1f} s")


if __name__ == "__main__":
    main()
