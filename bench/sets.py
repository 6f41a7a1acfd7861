"""The texts that the measurements read: the shared development sets and training text.

Nothing here is copied into the package. `free` says whether a number that ships may be made from
a set: corrections under CC0, MIT or CC BY-SA, eracond (MIT), post-edits (CC0), speech (CC BY-SA,
MIT). javascript.info, cweb and jfleg are non-commercial: measured, never fitted.
"""

from __future__ import annotations

import difflib
import importlib
import json
import lzma
import random
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
EVAL = SHARED / "eval"

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Human:
    """One correction that a person made: code points of the text before, and the new words."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A text, the corrections that people made in it, and where it is from."""

    source: str
    text: str
    edits: tuple[Human, ...]
    free: bool = True


def shared_module(folder: str, name: str) -> ModuleType:
    """Import a scorer that stands in the shared folder."""
    path = str(EVAL / folder)
    if path not in sys.path:
        sys.path.insert(0, path)
    if "score" in sys.modules and name == "score":
        del sys.modules["score"]
    return importlib.import_module(name)


@lru_cache(maxsize=1)
def _matcher() -> ModuleType:
    return shared_module("corrections", "score")


def met(unit: Unit, start: int, end: int, suggestions: Iterable[str] = ()) -> tuple[bool, bool]:
    """Return whether a finding at this place meets what people corrected, and makes just that.

    `start` and `end` are code points of the unit's text.
    """
    if not unit.edits:
        return False, False
    human = [{"start": e.start, "end": e.end, "new": e.new} for e in unit.edits]
    claim = {"start": start, "end": end, "replacements": list(suggestions)}
    found = _matcher().match(unit.text, human, [claim])[0]
    return any(m[0] for m in found), any(m[1] for m in found)


def rows(path: str) -> list[dict]:
    """Return the rows of a JSON-lines file under the evaluation folder."""
    return [json.loads(line) for line in (EVAL / path).read_text("utf-8").splitlines()]


def corrections() -> Iterator[Unit]:
    """Yield the sentences with corrections; those of a non-commercial licence are not free."""
    for r in rows("corrections/corrections.dev.jsonl"):
        free = "NC" not in r["licence"]
        for start, end in r["sents"]:
            edits = tuple(
                Human(e["start"] - start, e["end"] - start, e["new"])
                for e in r["edits"]
                if start <= e["start"] and e["end"] <= end
            )
            yield Unit(f"corrections/{r['repo']}", r["before"][start:end], edits, free)


def eracond() -> Iterator[Unit]:
    """Yield learners' typed sentences with their one correction."""
    for r in rows("gec/eracond-l23.dev.jsonl"):
        yield Unit("eracond-l23.dev", r["text"], edits(r["text"], r["refs"][0]))


def post_edits(most: int = 6000, hter: float = 0.15) -> Iterator[Unit]:
    """Yield machine translations that needed little mending (`hter` at most), a fixed sample."""
    detok = shared_module("gec", "detok").detok
    with lzma.open(SHARED / "train" / "post-edits.jsonl.xz", "rt", encoding="utf-8") as f:
        low = [r for r in map(json.loads, f) if r["hter"] <= hter]
    random.Random(3).shuffle(low)
    for r in low[:most]:
        before = detok(r["mt"].split(), apos_split=True)[0]
        after = detok(r["pe"].split(), apos_split=True)[0]
        yield Unit("post-edits", before, edits(before, after))


def speech(words: int = 120_000) -> Iterator[Unit]:
    """Yield paragraphs of human-edited speech: right as they stand, or nearly; a fixed sample."""
    with lzma.open(SHARED / "train" / "speech.txt.xz", "rt", encoding="utf-8") as f:
        paragraphs = f.read().splitlines()
    random.Random(5).shuffle(paragraphs)
    count = 0
    for text in paragraphs:
        if count > words:
            return
        count += len(text.split())
        yield Unit("speech", text, ())


def paragraphs(*, fit: bool, seed: int = 1) -> Iterator[str]:
    """Yield paragraphs of edited speech, shuffled: a tenth is held out from what is fitted."""
    with lzma.open(SHARED / "train" / "speech.txt.xz", "rt", encoding="utf-8") as f:
        lines = f.read().splitlines()
    chosen = [p for p in lines if (zlib.crc32(p.encode()) % 10 > 0) is fit]
    random.Random(seed).shuffle(chosen)
    yield from chosen


def edits(before: str, after: str) -> tuple[Human, ...]:
    """Return what changed, token by token."""
    old = [m.span() for m in _TOKEN.finditer(before)]
    new = [m.span() for m in _TOKEN.finditer(after)]
    matcher = difflib.SequenceMatcher(
        None, [before[s:e] for s, e in old], [after[s:e] for s, e in new], autojunk=False
    )
    return tuple(
        _human(before, after, old[i1:i2], new[j1:j2], old[i1][0] if i1 < len(old) else len(before))
        for op, i1, i2, j1, j2 in matcher.get_opcodes()
        if op != "equal"
    )


def _human(
    before: str, after: str, old: list[tuple[int, int]], new: list[tuple[int, int]], at: int
) -> Human:
    words = after[new[0][0] : new[-1][1]] if new else ""
    if old:
        return Human(old[0][0], old[-1][1], words)
    return Human(at, at, words + " ")
