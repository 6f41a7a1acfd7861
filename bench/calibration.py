"""Does a confidence of .8 mean right in four of five? On texts that no number was made from.

    python bench/calibration.py [--engines default,judge] [--profile edited] [--words 60000]

A reliability table (confidence as told, against how often the first suggestion was what a person
wrote there) and the expected calibration error (Guo et al. 2017: the gap a bin, weighted by its
findings, ten equal bins), by kind and by source. Texts: professional post-edits beyond the sample
of `precision.py`, eracond, javascript.info (a translated book; measured, never fitted) and edited
speech that nothing was fitted on. The one thing to know: the people of javascript.info mended only
part of their texts, so what meets no correction there is not surely wrong: its row is a floor.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import ours
import sets
from transcript_fix.config import Profile, Settings
from transcript_fix.model import Applicability

FITTED = 6000
"""Post-edits that `precision.py` reads."""
BINS = 10


@dataclass(frozen=True, slots=True)
class Seen:
    """One finding: how sure it was, whether its first suggestion and its place were right."""

    source: str
    kind: str
    told: float
    right: bool
    error: bool


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engines", default="default")
    parser.add_argument("--profile", default="edited")
    parser.add_argument("--words", type=int, default=60_000, help="of each source, at most")
    given = parser.parse_args()
    settings = Settings(profile=Profile(given.profile), engines=tuple(given.engines.split(",")))
    with ours.pipeline(settings) as ask:
        seen = [s for unit in _units(given.words) for s in _judged(unit, ask)]
    _reliability("all", seen)
    for title, key in (("by kind", "kind"), ("by source", "source")):
        print(f"\n{title:14} findings  told  right  error there    ECE")
        groups = defaultdict(list)
        for one in seen:
            groups[getattr(one, key)].append(one)
        for name, group in sorted(groups.items(), key=lambda g: -len(g[1])):
            _line(name, group)


def calibration_error(seen: Iterable[Seen]) -> float:
    """Return the expected calibration error, 0 to 1."""
    everything = list(seen)
    gaps = (
        abs(sum(s.told for s in part) - sum(s.right for s in part)) for part in _bins(everything)
    )
    return sum(gaps) / max(len(everything), 1)


def _units(words: int) -> Iterator[sets.Unit]:
    sources = (
        islice(sets.post_edits(most=10**9), FITTED, None),
        sets.eracond(),
        (u for u in sets.corrections() if not u.free),
        (sets.Unit("speech", text, ()) for text in sets.paragraphs(fit=False, seed=41)),
    )
    for source in sources:
        count = 0
        for unit in source:
            count += len(unit.text.split())
            if count > words:
                break
            yield unit


def _judged(unit: sets.Unit, ask: ours.Ask) -> Iterator[Seen]:
    document, issues = ask(unit.text)
    asked = [i for i in issues if i.applicability > Applicability.NOTE]
    claims = [
        {"start": f["start"], "end": f["end"], "replacements": f["replacements"]}
        for f in ours.findings(document, tuple(asked))
    ]
    human = [{"start": e.start, "end": e.end, "new": e.new} for e in unit.edits]
    scorer = sets.shared_module("corrections", "score")
    for issue, claim in zip(asked, claims, strict=True):
        met = scorer.match(unit.text, human, [claim])[0] if human else []
        yield Seen(
            unit.source.split("/")[-1],
            issue.finding.kind.value,
            issue.confidence,
            any(m[1] for m in met),
            any(m[0] for m in met),
        )


def _bins(seen: Iterable[Seen]) -> list[list[Seen]]:
    bins: list[list[Seen]] = [[] for _ in range(BINS)]
    for one in seen:
        bins[min(int(one.told * BINS), BINS - 1)].append(one)
    return bins


def _reliability(name: str, seen: list[Seen]) -> None:
    print(f"{name}: {len(seen)} findings, ECE {calibration_error(seen):.3f}")
    print("confidence  findings  told  right   (told .  right #)")
    for i, part in enumerate(_bins(seen)):
        if not part:
            continue
        told, right = _mean(s.told for s in part), _mean(s.right for s in part)
        row = ["."] * round(told * 40) + [" "] * 40
        row[: round(right * 40)] = "#" * round(right * 40)
        low = i / BINS
        span = f"{low:.1f}-{low + 1 / BINS:.1f}"
        print(f"{span:10}  {len(part):8}  {told:.2f}   {right:.2f}   {''.join(row[:40])}")


def _line(name: str, seen: list[Seen]) -> None:
    told, right = _mean(s.told for s in seen), _mean(s.right for s in seen)
    error, gap = _mean(s.error for s in seen), calibration_error(seen)
    print(f"{name:14} {len(seen):8}  {told:.2f}   {right:.2f}         {error:.2f}  {gap:.3f}")


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0


if __name__ == "__main__":
    main()
