"""Make `judged.json`: what each sort of edit must gain before it is told (sorts seen in FILEs).

    python bench/judge_fit.py [--write] FILE.jsonl ...      files of judge_data.py

A logistic regression a sort, drawn towards one for all sorts, on what the 3-gram and the language
model gain. Curves and counts are of sentences left out of the fit (a fifth at a time), and of
post-edits where only speech was fitted. The one thing to know: a sort is told only from the chance
on at which, on sentences left out, enough of what is told is right and little of clean text is.
"""

from __future__ import annotations

import argparse
import collections
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from fitted import Edit, chance, fit, left_out, measured

OUT = Path(__file__).resolve().parent.parent / "src" / "transcript_fix" / "judged.json"
FALSE = 0.9
"""Most that a sort may tell of 1,000 words of clean text."""
SOURCES = "edited speech (CC BY-SA 4.0, MIT) as it stands and with slips; MLQE-PE post-edits (CC0)"
STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


def main() -> None:
    """Fit, print what is worth what, and write the file where asked."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("files", nargs="+", type=Path)
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    edits, words = _load(given.files)
    print("words:", dict(words))
    chances = left_out(edits)
    rows = measured(edits, chances, words, STEPS, FALSE)
    _summary(edits, chances, rows, words)
    _across(edits, rows)
    if given.write:
        _write(rows, {e.sort for e in edits}, words)


def _write(table: dict, seen: set[str], words: dict[str, int]) -> None:
    """Put the sorts that were seen into the file; others stay as they were measured."""
    before = json.loads(OUT.read_text("utf-8"))["sorts"]
    rows = {sort: {**row, "words": sum(words.values())} for sort, row in table.items()}
    rows |= {sort: row for sort, row in before.items() if sort not in seen}
    head = {"made by": "bench/judge_fit.py", "from": SOURCES}
    OUT.write_text(
        json.dumps({**head, "sorts": dict(sorted(rows.items()))}, indent=1) + "\n", "utf-8"
    )


def _load(files: Iterable[Path]) -> tuple[list[Edit], collections.Counter[str]]:
    edits, words, number = [], collections.Counter(), 0
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            text, before, _, rows = json.loads(line)
            number += 1
            words[text] += len(before.split())
            best: dict[tuple[str, int], list] = {}
            for row in rows:  # of several edits at one place the likeliest is told
                place = (row[0], row[1])
                if place not in best or row[3][1] > best[place][3][1]:
                    best[place] = row
            edits += [Edit(text, number, r[0], tuple(r[3]), r[4]) for r in best.values()]
    return edits, words


def _summary(
    edits: list[Edit], chances: np.ndarray, table: dict, words: collections.Counter[str]
) -> None:
    told = [
        (e, p)
        for e, p in zip(edits, chances, strict=True)
        if e.sort in table and p >= table[e.sort]["least"]
    ]
    print("\nall sorts that are told, sentences left out:")
    for text in words:
        mine = [(e, p) for e, p in told if e.text == text]
        right = sum(e.right for e, _ in mine)
        print(
            f"   {text}: {len(mine)} told, {1000 * len(mine) / words[text]:.2f} a 1,000 words, "
            f"right {right}"
        )
    print("   chance said | right, of clean and slips")
    both = [(e, p) for e, p in told if e.text in ("clean", "slip")]
    for low in (0.3, 0.5, 0.7, 0.8, 0.9, 0.95):
        high = min(h for h in (0.5, 0.7, 0.8, 0.9, 0.95, 1.01) if h > low)
        some = [e.right for e, p in both if low <= p < high]
        if some:
            print(f"   {low}-{high}: {sum(some)}/{len(some)} = {sum(some) / len(some):.2f}")


def _across(edits: list[Edit], table: dict) -> None:
    """Print what weights from speech alone do on post-edits, and the other way round."""
    speech = [e for e in edits if e.text in ("clean", "slip")]
    others = [e for e in edits if e.text not in ("clean", "slip")]
    for name, train, held in (("speech", speech, others), ("post-edits", others, speech)):
        if not train or not held or not any(e.right for e in train):
            continue
        weights = fit(train)
        told = [
            e
            for e in held
            if e.sort in table and chance(weights[e.sort], e) >= table[e.sort]["least"]
        ]
        right = sum(e.right for e in told)
        print(f"   fitted on {name} alone, told of the other: {len(told)}, right {right}")


if __name__ == "__main__":
    main()
