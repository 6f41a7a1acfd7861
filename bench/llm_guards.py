"""How many good edits do the guards of the engine llm stop? And do they stop all hostile ones?

    python bench/llm_guards.py [--post-edits 3000] [--show 0]

Good edits are corrections that people made in free texts (sets.py), each as if a model had proposed
it. The one thing to know: people also improved the wording, and that the guards stop on purpose.
So the figures stand by kind of correction, and the share that matters is of the small slips.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import sets
from transcript_fix.llm import answers
from transcript_fix.llm.client import Reply
from transcript_fix.llm.edits import another_text, single_edits
from transcript_fix.llm.propose import Verdict, verdicts
from transcript_fix.model import Applicability

FEW = 15
HOSTILE = sets.ROOT / "tests" / "llm" / "hostile"


def main() -> None:
    """Print both tables."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--post-edits", type=int, default=3000)
    arguments.add_argument("--show", type=int, default=0, help="So many stopped edits of a source")
    given = arguments.parse_args()
    print("corrections that people made, as if a model had proposed them")
    print(f"{'source':<34}{'edits':>7}{'review':>9}{'note':>8}{'stopped':>9}   mostly, because")
    for name, units in sources(given.post_edits):
        table(name, units, given.show)
    hostile()


def sources(most: int) -> Iterator[tuple[str, list[sets.Unit]]]:
    """Yield the free sets, the corrections by kind of mistake."""
    by_kind: dict[str, list[sets.Unit]] = {}
    for row in sets.rows("corrections/corrections.dev.jsonl"):
        if "NC" in row["licence"]:
            continue
        for edit in row["edits"]:
            start, end = next(
                ((s, e) for s, e in row["sents"] if s <= edit["start"] and edit["end"] <= e), (0, 0)
            )
            human = sets.Human(edit["start"] - start, edit["end"] - start, edit["new"])
            if end:
                unit = sets.Unit(row["repo"], row["before"][start:end], (human,))
                by_kind.setdefault(f"corrections: {_what(edit)}", []).append(unit)
    rest = [unit for found in by_kind.values() if len(found) < FEW for unit in found]
    by_kind = {name: found for name, found in by_kind.items() if len(found) >= FEW}
    yield from sorted(by_kind.items(), key=lambda pair: -len(pair[1]))
    yield "corrections: several at once", rest
    yield "eracond (typed talk)", list(sets.eracond())
    yield "post-edits, hter to .15", list(sets.post_edits(most))


def _what(edit: dict) -> str:
    """Return ERRANT's name of a grammar edit (DET, NOUN:NUM), else the kind of mistake."""
    return edit["errant"][2:] if edit["kind"] == "grammar" and edit["errant"] else edit["kind"]


def table(name: str, units: list[sets.Unit], show: int) -> None:
    """Print what becomes of the edits of one source."""
    counts, reasons, stopped = Counter[str](), Counter[str](), []
    for unit in units:
        for old, new, judged in proposed(unit):
            what = "stopped" if judged.limit is None else judged.limit.name.lower()
            counts[what] += 1
            if judged.limit is not Applicability.REVIEW:
                reasons[judged.why or "note"] += 1
                stopped.append((what, judged.why, old, new))
    total = sum(counts.values()) or 1
    shares = "".join(f"{counts[w] / total:>{n}.0%}" for w, n in COLUMNS)
    mostly = ", ".join(f"{n} {why}" for why, n in reasons.most_common(3))
    print(f"{name:<34}{total:>7}{shares}   {mostly}")
    for row in random.Random(1).sample(stopped, min(show, len(stopped))):
        print("      ", row)


COLUMNS = (("review", 9), ("note", 8), ("stopped", 9))


def proposed(unit: sets.Unit) -> Iterator[tuple[str, str, Verdict]]:
    """Yield old, new and verdict of each edit, as if a model had said the mended text."""
    text, mended = unit.text, unit.text
    for edit in sorted(unit.edits, key=lambda e: e.start, reverse=True):
        mended = mended[: edit.start] + edit.new + mended[edit.end :]
    if mended.strip() == text.strip():
        return
    if another_text(text, mended):
        yield text, mended, Verdict(None, why="another text")
        return
    for edit, judged in verdicts(single_edits(text, mended)):
        yield edit.old, edit.new, judged


def hostile() -> None:
    """Print what becomes of the hostile answers."""
    print(
        f"\n{'hostile answers':<24}{'answers':>8}{'past':>7}{'note':>7}{'stopped':>9}{'no use':>8}"
    )
    for file in sorted(Path(HOSTILE).glob("*.jsonl")):
        counts = Counter(map(_came_to, file.read_text("utf-8").splitlines()))
        total = sum(counts.values())
        parts = "".join(
            f"{counts[w]:>{n}}"
            for w, n in (("past", 7), ("note", 7), ("stopped", 9), ("no use", 8))
        )
        print(f"{file.stem:<24}{total:>8}{parts}")
    print("target: none past as anything but a note")


def _came_to(line: str) -> str:
    row = json.loads(line)
    version = answers.corrected(Reply(row["reply"]), row["sentence"])
    if version is None:
        return "no use"
    if another_text(row["sentence"], version):
        return "stopped"
    limits = {v.limit for _, v in verdicts(single_edits(row["sentence"], version))}
    if limits & {Applicability.REVIEW, Applicability.SAFE}:
        return "past"
    return "note" if Applicability.NOTE in limits else "stopped"


if __name__ == "__main__":
    main()
