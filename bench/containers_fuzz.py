"""Throw broken Word, OpenDocument and web files at their formats, for as long as you like.

The files are the real ones of the corpus and the small ones of the tests, broken in their bytes
or, more tellingly, in one part of a package that is whole again. Prints one line a format: how
many files, how many were refused, how long the slowest took. Anything else that goes wrong (a
traceback, a file that changed unedited, markup that changed with the words, ten seconds) stops it
and keeps the file.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.formats.corpus import CORPUS
from tests.test_security import WHOLE, broken, broken_inside

from transcript_fix.errors import UserError
from transcript_fix.formats import docx, format_module

LARGEST = 60_000
"""Bytes: a larger file is no more telling, only slower."""
SLOW = 10.0
"""Seconds of work that one broken file may take, whatever else the machine does."""


def sources() -> dict[str, list[bytes]]:
    """Return whole files of each format."""
    found = {name: [data] for name, data in WHOLE.items()}
    for name, files in found.items():
        if CORPUS.is_dir():
            every = (p.read_bytes() for p in sorted((CORPUS / name).iterdir()))
            files += [data for data in every if len(data) <= LARGEST]
    return found


def once(name: str, data: bytes, chance: random.Random) -> str:
    """Read, edit and write one broken file; return "read" or "refused"."""
    form = format_module(name)
    try:
        document = form.read(data, "")
    except UserError:
        return "refused"
    assert form.write(data, document.texts) == data, "changed unedited"
    texts = [t[:-1] + "x" if chance.random() < 0.3 else t for t in document.texts]
    try:
        new = form.write(data, texts)
        form.read(new, "")
        if name == "docx":
            tracked = docx.Tracked("Ed", "2026-11-25T09:00:00Z")
            reviewed = tracked.write(data, texts)
            assert tracked.frame(reviewed) == tracked.frame(data), "markup changed by tracking"
    except UserError:
        return "refused"
    if name != "html":  # another word may make another encoding likely: then `verify` refuses
        assert form.frame(new) == form.frame(data), "markup changed"  # type: ignore[attr-defined]
    return "read"


def main() -> None:
    """Run for so many seconds and print a line a format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    chance, files = random.Random(wanted.seed), sources()
    counts: Counter[tuple[str, str]] = Counter()
    slowest = dict.fromkeys(files, 0.0)
    end = time.monotonic() + wanted.seconds
    while time.monotonic() < end:
        name = chance.choice(list(files))
        whole = chance.choice(files[name])
        inside = name != "html" and chance.random() < 0.6 and zipfile.is_zipfile(BytesIO(whole))
        try:
            data = broken_inside(whole, chance) if inside else broken(whole, chance)
        except (zipfile.BadZipFile, IndexError, RuntimeError):
            continue  # the corpus has broken and encrypted archives of its own
        began = time.process_time()
        try:
            counts[name, once(name, data, chance)] += 1
            slowest[name] = max(slowest[name], time.process_time() - began)
            assert time.process_time() - began < SLOW, "too slow"
        except Exception:
            Path(f"broken.{name}").write_bytes(data)
            print(f"kept as broken.{name}", file=sys.stderr)
            raise
    for name in files:
        read, refused = counts[name, "read"], counts[name, "refused"]
        print(f"{name:6} {read + refused:7} files, {refused:7} refused, {slowest[name]:5.2f} s")


if __name__ == "__main__":
    main()
