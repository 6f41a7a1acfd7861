"""Does a confidence of .8 mean right in four of five? On texts that no number was made from.

    python bench/calibration.py [--words 130000] [--crossed] [--keep FILE]

A reliability table (confidence as told, against how often the first suggestion was right) and the
expected calibration error (Guo et al. 2017: the gap a bin, weighted by its findings, ten equal
bins), by kind and by source. What is right says `truth.py`: people's corrections, and our reading
of a sample where they corrected nothing. `--crossed` makes the table of `precision.py` anew
without each of its sources in turn, and tests it on that one. `--keep` keeps what the engines
found for the next run. The one thing to know: a text's own state moves everything. The same
finding is right more often in a hurried subtitle than in a book, and no number here knows which.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import ours
import precision
import sets
import truth
from quality import _load
from transcript_fix import confidence, pipeline
from transcript_fix.arbitrate import arbitrate
from transcript_fix.checkers import Check
from transcript_fix.config import Profile, Settings
from transcript_fix.model import Applicability, Finding
from transcript_fix.unknown import sort_of, unknown_word

FITTED = 6000
"""Post-edits that `precision.py` reads."""
BINS = 10
SETTINGS = Settings(profile=Profile.EDITED, format="plain", encoding="utf-8")

Found = list[tuple[sets.Unit, list[Finding]]]


@dataclass(frozen=True, slots=True)
class Seen:
    """One finding: how sure it was, and how surely its first suggestion was right (0 to 1)."""

    source: str
    kind: str
    told: float
    right: float
    known: bool


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=130_000, help="of each source, at most")
    parser.add_argument("--crossed", action="store_true", help="each source by the others, too")
    parser.add_argument("--keep", type=Path, help="a file for what the engines found")
    given = parser.parse_args()
    fitted, others = _found(given.words, given.keep)
    judge = truth.Judge()
    print("Texts that no number was made from")
    _tables([s for found in others.values() for s in _seen(found, judge)])
    print("\nTranslated interviews in which every error is marked")
    _tables(list(_translated()))
    if given.crossed:
        crossed = [s for source in fitted for s in _crossed(source, fitted, judge)]
        print("\nTexts that the numbers were made from, each by the table of the others")
        _tables(crossed)


def calibration_error(seen: Iterable[Seen]) -> float:
    """Return the expected calibration error, 0 to 1."""
    everything = list(seen)
    gaps = (
        abs(sum(s.told for s in part) - sum(s.right for s in part)) for part in _bins(everything)
    )
    return sum(gaps) / max(len(everything), 1)


# ------------------------------------------------------------------------ what is found


def _found(words: int, keep: Path | None) -> tuple[dict[str, Found], dict[str, Found]]:
    """Return what the engines find in the texts fitted on, and in others, by source."""
    if keep and keep.exists():
        kept: tuple[dict[str, Found], dict[str, Found]] = pickle.loads(keep.read_bytes())
        return kept
    with pipeline.start(SETTINGS) as run:
        checks = [check for _, check in run.checks]
        fitted = {name: _all(units, words, checks) for name, units in _fitted().items()}
        others = {name: _all(units, words, checks) for name, units in _others().items()}
    if keep:
        keep.write_bytes(pickle.dumps((fitted, others)))
    return fitted, others


def _fitted() -> dict[str, Iterable[sets.Unit]]:
    parts: defaultdict[str, list[sets.Unit]] = defaultdict(list)
    for unit in sets.corrections():
        if unit.free:
            parts[unit.source].append(unit)
    return {**parts, "post-edits": sets.post_edits(), "speech": sets.speech()}


def _others() -> dict[str, Iterable[sets.Unit]]:
    fitted = {u.text for u in sets.speech()}
    held_out = (p for p in sets.paragraphs(fit=False, seed=41) if p not in fitted)
    return {
        "post-edits, others": islice(sets.post_edits(most=10**9), FITTED, None),
        "eracond": sets.eracond(),
        "javascript.info": (u for u in sets.corrections() if not u.free),
        "speech, others": (sets.Unit("speech-held-out", text, ()) for text in held_out),
        "clean.dev": (
            sets.Unit("clean.dev", r["text"], ()) for r in sets.rows("corrections/clean.dev.jsonl")
        ),
    }


def _all(units: Iterable[sets.Unit], words: int, checks: list[Check]) -> Found:
    found, count = Found(), 0
    for unit in units:
        count += len(unit.text.split())
        if count > words:
            break
        text = precision.document(unit)
        found.append((unit, [f for check in checks for f in check(text)]))
    return found


# ------------------------------------------------------------------------ what is right


def _seen(found: Found, judge: truth.Judge) -> Iterator[Seen]:
    for unit, findings in found:
        text = precision.document(unit)
        for issue in arbitrate(text, findings, SETTINGS) if findings else ():
            if issue.applicability is Applicability.NOTE:
                continue
            finding, at = issue.finding, text.source_span(issue.span)
            name = f"unknown:{sort_of(text, finding)}" if unknown_word(finding) else None
            group = truth.group_of(finding, name)
            said = judge.of(unit, finding, at, group)
            source, kind = unit.source.split("/")[-1], finding.kind.value
            yield Seen(source, kind, issue.confidence, said.right, said.known)


def _translated() -> Iterator[Seen]:
    """Yield the findings in the marked interviews, but for those that nobody judged.

    A rule that reads a whole text is at home here. These texts were read while rules were made.
    """
    scorer = _load("translated/score.py", "score_translated")
    folder = sets.EVAL / "translated"
    judged, marks, misfires = (
        [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]
        for name in ("judged", "errors", "override")
    )
    with ours.pipeline(Settings()) as ask:
        for path in [sets.ROOT / "samples" / "lei-jun-xiaomi.txt", *sorted(folder.glob("*/*.txt"))]:
            name = "seed" if path.parent.name == "samples" else f"{path.parent.name}/{path.stem}"
            text = path.read_bytes().decode("utf-8")
            here = [[m for m in rows if m["id"] == name] for rows in (judged, marks, misfires)]
            document, issues = ask(text)
            for issue, claim in zip(issues, ours.findings(document, issues), strict=True):
                right = _as_marked(scorer, text, claim, *here)
                if issue.applicability is not Applicability.NOTE and right is not None:
                    kind = issue.finding.kind.value
                    yield Seen(name.split("/")[0], kind, issue.confidence, right, known=True)


def _as_marked(
    scorer: Any, text: str, claim: dict, judged: list[dict], marks: list[dict], misfires: list[dict]
) -> float | None:
    """Return 1 where the first suggestion mends a marked error, else 0; None: nobody judged it."""
    claim["text"] = text[claim["start"] : claim["end"]]
    meant = [
        m for m in marks if scorer.overlap(claim, m) and scorer.credible(text, claim, m, misfires)
    ]
    if meant:
        return float(bool(scorer.fixes(text, claim, meant)))
    if claim["text"] in scorer.ACC or scorer.typographic(claim):
        return 0.0
    said = [j.get("verdict", False) for j in (*judged, *misfires) if scorer.overlap(claim, j)]
    return None if not said else float(said[0])


def _crossed(source: str, fitted: dict[str, Found], judge: truth.Judge) -> list[Seen]:
    """Return a source's findings with the confidences that the other sources would give them."""
    names = [name for name in fitted if name != source]
    table = precision.measured((f for n in names for f in fitted[n]), truth.Judge(names))
    kept = confidence._table
    confidence._table = lambda: table  # type: ignore[assignment]
    try:
        return list(_seen(fitted[source], judge))
    finally:
        confidence._table = kept


# ------------------------------------------------------------------------ what is printed


def _tables(seen: list[Seen]) -> None:
    _reliability(seen)
    titles: tuple[tuple[str, Callable[[Seen], str]], ...] = (
        ("by kind", lambda s: s.kind),
        ("by source", lambda s: s.source),
    )
    for title, key in titles:
        print(f"\n{title:24} findings  looked at  told  right    ECE")
        groups: defaultdict[str, list[Seen]] = defaultdict(list)
        for one in seen:
            groups[key(one)].append(one)
        for name, group in sorted(groups.items(), key=lambda g: -len(g[1])):
            _line(name, group)


def _bins(seen: list[Seen]) -> list[list[Seen]]:
    bins: list[list[Seen]] = [[] for _ in range(BINS)]
    for one in seen:
        bins[min(int(one.told * BINS), BINS - 1)].append(one)
    return bins


def _reliability(seen: list[Seen]) -> None:
    known, gap = sum(s.known for s in seen), calibration_error(seen)
    print(f"{len(seen)} findings, {known} looked at: expected calibration error {gap:.3f}")
    print("confidence  findings  told  right   a line for how often it was right, | what was told")
    for i, part in enumerate(_bins(seen)):
        if not part:
            continue
        told, right = _mean(s.told for s in part), _mean(s.right for s in part)
        row = list("=" * round(right * 40) + " " * (41 - round(right * 40)))
        row[round(told * 40)] = "|"
        span = f"{i / BINS:.1f}-{(i + 1) / BINS:.1f}"
        print(f"{span:10}  {len(part):8}  {told:.2f}   {right:.2f}   {''.join(row).rstrip()}")


def _line(name: str, seen: list[Seen]) -> None:
    told, right = _mean(s.told for s in seen), _mean(s.right for s in seen)
    known, gap = sum(s.known for s in seen), calibration_error(seen)
    print(f"{name[:24]:24} {len(seen):8} {known:10}  {told:.2f}   {right:.2f}  {gap:.3f}")


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0


if __name__ == "__main__":
    main()
