"""Throw made-up, edited and broken files at every text format, for as long as you like.

Prints one line a format: how many files, how many were refused, how many edits `verify` refused.
Anything else that goes wrong (a traceback, a file that changed unedited, a read over ten seconds)
stops it and shows the file.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import warnings
from pathlib import Path

from hypothesis.errors import NonInteractiveExampleWarning

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.formats.corpus import edited, word_edits
from tests.formats.files import ENCODINGS, FILES
from tests.formats.test_laws import broken

from transcript_fix.errors import UnsafeResult, UserError
from transcript_fix.formats import choose, format_module
from transcript_fix.verify import verify

SLOW = 10.0
"""Seconds that reading a file of a few kilobytes may take."""


def once(name: str, chance: random.Random) -> str:
    """Try one file; return "fine", "refused" or "unsafe"."""
    raw = FILES[name].example().encode(chance.choice(ENCODINGS))
    if chance.random() < 0.5:
        raw = broken(raw, chance.randrange(1 << 30))
    began = time.perf_counter()
    try:
        form = choose(Path("x.txt"), raw, chance.choice([name, None]))
        before = form.read(raw, "")
    except UserError:
        return "refused"
    finally:
        assert time.perf_counter() - began < SLOW, raw
    assert form.write(raw, before.texts) == raw, raw
    edits = word_edits(before, chance.randrange(1 << 30), share=0.5)
    intended = edited(before, edits)
    try:
        verify(form, raw, form.write(raw, intended.texts), before, intended, edits)
    except (UnsafeResult, UserError):
        return "unsafe"
    return "fine"


def main() -> None:
    """Run for the seconds that were asked for, each format in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    wanted = parser.parse_args()
    warnings.simplefilter("ignore", NonInteractiveExampleWarning)
    chance = random.Random(wanted.seed)
    for name in FILES:
        assert format_module(name)
        counts = {"fine": 0, "refused": 0, "unsafe": 0}
        end = time.perf_counter() + wanted.seconds / len(FILES)
        while time.perf_counter() < end:
            counts[once(name, chance)] += 1
        print(name, sum(counts.values()), "files", counts, flush=True)


if __name__ == "__main__":
    main()
