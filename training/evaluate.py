"""Correct a set of texts with the finished model, or list what it finds in one.

Run: python -m training.evaluate --runs FOLDER --data SET.jsonl --out CORRECTED.jsonl
or:  python -m training.evaluate --runs FOLDER --file TEXT
A set's own scorer then compares; with --threshold T,T... one file a threshold. The one thing to
know: a set that is not free may be scored here, but no threshold that ships is chosen by it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from transcript_fix.tagger.decode import Change
from transcript_fix.tagger.tagging import Tagger, load


def main() -> None:
    """Write corrected texts or findings as the scorers read them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=Path, required=True)
    parser.add_argument("--file", type=Path, help="print the findings in this text, as JSON")
    parser.add_argument("--data", type=Path, help="texts to correct, a JSON object a line")
    parser.add_argument("--out", type=Path, help="where the corrected texts go")
    parser.add_argument("--threshold", default="0.5", help="how sure both must be; or several")
    given = parser.parse_args()
    loading = time.perf_counter()
    tagger = load(given.runs)
    loaded = time.perf_counter() - loading
    names = given.threshold.split(",")
    if given.file:
        text = given.file.read_bytes().decode("utf-8")
        found = tagger.proposed([text], float(names[0]))[0]
        print(json.dumps([_finding(c) for c in found], ensure_ascii=False))
    if given.data and given.out:
        print(f"loaded in {loaded:.2f} s")
        rows = [json.loads(line) for line in given.data.read_text("utf-8").splitlines()]
        for name in names:
            _correct(tagger, float(name), rows, given.out.with_suffix(f".{name}{given.out.suffix}"))


def _finding(change: Change) -> dict[str, Any]:
    return {
        "start": change.start,
        "end": change.end,
        "replacements": [change.after],
        "rule": change.tag,
        "confidence": round(change.likely, 3),
    }


def _correct(tagger: Tagger, least: float, rows: Sequence[dict[str, Any]], out: Path) -> None:
    began = time.perf_counter()
    mended = [{"id": row["id"], "text": tagger.mended(row["text"], least)} for row in rows]
    took = time.perf_counter() - began
    out.write_text("".join(json.dumps(m, ensure_ascii=False) + "\n" for m in mended), "utf-8")
    words = sum(len(row["text"].split()) for row in rows)
    changed = sum(m["text"] != row["text"] for m, row in zip(mended, rows, strict=True))
    print(f"{out}: {changed} of {len(rows)} texts changed, {words / took:.0f} words a second")


if __name__ == "__main__":
    main()
