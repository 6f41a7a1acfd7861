"""Correct a set of texts with the finished model, and say how fast that went.

Run: python -m training.evaluate --runs FOLDER --data SET.jsonl --out CORRECTED.jsonl; the set's own
scorer then compares. With --threshold T,T... one file a threshold. The one thing to know: a set
that is not free may be scored here, but no threshold that ships is chosen by it.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import time
from pathlib import Path

from training.quantize import SMALL
from training.tagging import Tagger


def main() -> None:
    """Write corrected texts as the scorers read them: an id and a text a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=Path, required=True)
    parser.add_argument("--model", default=SMALL)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threshold", default="0.5")
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.data.read_text("utf-8").splitlines()]
    loading = time.perf_counter()
    tagger = Tagger.of(given.runs, model=given.model)
    print(f"loaded in {time.perf_counter() - loading:.2f} s")
    for threshold in map(float, given.threshold.split(",")):
        strict = dataclasses.replace(tagger, threshold=threshold)
        began = time.perf_counter()
        mended = [{"id": row["id"], "text": strict.mended(row["text"])} for row in rows]
        words = sum(len(row["text"].split()) for row in rows)
        took = time.perf_counter() - began
        changed = sum(m["text"] != row["text"] for m, row in zip(mended, rows, strict=True))
        out = given.out.with_suffix(f".{threshold}{given.out.suffix}")
        lines = (json.dumps(m, ensure_ascii=False) for m in mended)
        out.write_text("\n".join(lines) + "\n", "utf-8")
        print(f"{out}: {changed} of {len(rows)} texts changed, {words / took:.0f} words a second")


if __name__ == "__main__":
    main()
