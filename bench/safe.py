"""Every automatic edit on every development text, held against what people wrote there.

    python bench/safe.py [--all]

For each safe issue: "right" where a mark or a person's correction gives the same text, "other"
where the person wrote something else there, "alone" where nobody touched it. "Other" and "alone"
are printed for reading (`--all`: also the right ones), since editors leave errors standing. The
one thing to know: the exit code is not a verdict; a wrong edit is seen by reading.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import ours
import sets
from transcript_fix.config import Settings
from transcript_fix.model import Applicability


@dataclass(frozen=True, slots=True)
class Fix:
    """One automatic edit: where, what, and what people did there."""

    source: str
    verdict: str
    rule: str
    shown: str


def main() -> None:
    """Print the edits and how many there are of each verdict."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--all", action="store_true")
    given = arguments.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    with ours.pipeline(Settings()) as ask:
        for unit in units():
            for fix in fixes(unit, ask):
                counts[fix.source.split("/")[0], fix.verdict] += 1
                if given.all or fix.verdict != "right":
                    print(f"{fix.verdict:6} {fix.source[:34]:34} {fix.rule:26} {fix.shown}")
    for (source, verdict), count in sorted(counts.items()):
        print(f"{source:24} {verdict:6} {count:5}")


def units() -> Iterator[sets.Unit]:
    """Yield all development texts with what people changed in them."""
    yield from translated()
    yield from sets.corrections()
    for row in sets.rows("corrections/clean.dev.jsonl"):
        yield sets.Unit("clean.dev", row["text"], ())
    yield from sets.eracond()
    for name in ("cweb-g.dev", "cweb-s.dev", "jfleg.dev"):
        for row in sets.rows(f"gec/{name}.jsonl"):
            yield sets.Unit(name, row["text"], sets.edits(row["text"], row["refs"][0]), free=False)
    yield from sets.post_edits(3000)


def translated() -> Iterator[sets.Unit]:
    """Yield the translated interviews; the first right of each mark stands for the person."""
    marks = sets.rows("translated/errors.jsonl")
    folder = sets.EVAL / "translated"
    for path in [sets.ROOT / "samples" / "lei-jun-xiaomi.txt", *sorted(folder.glob("*/*.txt"))]:
        name = "seed" if path.parent.name == "samples" else f"{path.parent.name}/{path.stem}"
        edits = tuple(
            sets.Human(m["start"], m["end"], right)
            for m in marks
            if m["id"] == name
            for right in m["right"]
        )
        yield sets.Unit(name, path.read_bytes().decode("utf-8"), edits)


def fixes(unit: sets.Unit, ask: ours.Ask) -> Iterator[Fix]:
    """Yield the automatic edits of one text with their verdicts."""
    text = unit.text
    document, issues = ask(text)
    for issue in issues:
        if issue.applicability is not Applicability.SAFE:
            continue
        span = document.source_span(issue.span)
        new = issue.finding.suggestions[0]
        verdict = _verdict(unit, span.start, span.end, new)
        before = text[max(0, span.start - 30) : span.start]
        shown = f"{before}[{text[span.start : span.end]}>{new}]{text[span.end : span.end + 20]}"
        yield Fix(unit.source, verdict, issue.finding.rule, json.dumps(shown, ensure_ascii=False))


def _verdict(unit: sets.Unit, start: int, end: int, new: str) -> str:
    near = [e for e in unit.edits if e.start <= end + 1 and e.end >= start - 1]
    for edit in near:
        low, high = min(start, edit.start), max(end, edit.end)
        mine = unit.text[low:start] + new + unit.text[end:high]
        theirs = unit.text[low : edit.start] + edit.new + unit.text[edit.end : high]
        if mine.split() == theirs.split() or (new.strip() and new in edit.new):
            return "right"
    return "other" if near else "alone"


if __name__ == "__main__":
    main()
