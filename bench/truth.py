"""Was a finding right? What people corrected says so, and `read.tsv` where they corrected nothing.

Nobody mends every error: of the findings that meet no correction, half are right all the same in
a hurried subtitle, a third in edited speech, so that a count of corrections alone makes every
confidence too small. `read.tsv` holds our own reading of a sample, up to two dozen findings a
source and group: "right" (the first suggestion is what the text needs), "error" (an error, but
another suggestion is needed) or "false". An unread finding is worth what those of its source and
group were, drawn to its group. The one thing to know: one reader read each once, and knew the
suggestion. Texts are known by checksum, so none is copied here.
"""

from __future__ import annotations

import csv
import zlib
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import sets
from transcript_fix.model import Finding, Span

FREE = (
    "corrections/bitcointranscripts/bitcointranscripts",
    "corrections/iliasbartolini/aaron-swartz-subtitles",
    "corrections/thechangelog/transcripts",
    "post-edits",
    "speech",
)
"""Sources that numbers which ship are made from; the others only test them."""
DRAWN = 3.0
"""Readings that what a group is worth elsewhere counts for."""

_READ = Path(__file__).with_name("read.tsv")


@dataclass(frozen=True, slots=True)
class Truth:
    """How surely the first suggestion is right, and an error stands there (0 to 1).

    `known` says whether somebody looked at this very place, `met` whether people corrected it.
    """

    right: float
    error: float
    known: bool
    met: bool


class Judge:
    """Knows the readings of some sources; `None`: of all."""

    def __init__(self, sources: Collection[str] | None = None) -> None:
        self._read: dict[tuple[str, int, int], dict[str, str]] = {}
        self._cells: defaultdict[tuple[str, ...], list[float]] = defaultdict(lambda: [0, 0, 0])
        with _READ.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                if sources is None or row["source"] in sources:
                    self._read[row["text"], int(row["start"]), int(row["end"])] = row
                    self._count(row)

    def _count(self, row: dict[str, str]) -> None:
        for cell in ((), (row["group"],), (row["source"], row["group"])):
            counts = self._cells[cell]
            counts[0] += row["verdict"] == "right"
            counts[1] += row["verdict"] != "false"
            counts[2] += 1

    def of(self, unit: sets.Unit, finding: Finding, at: Span, group: str) -> Truth:
        """Return what is known of a finding that stands `at` a place of the unit's text."""
        met, made = sets.met(unit, at.start, at.end, finding.suggestions)
        if made:
            return Truth(1.0, 1.0, known=True, met=True)
        row = self._read.get((crc(unit.text), at.start, at.end))
        if row is not None and (verdict := _still(row, finding)):
            right, error = float(verdict == "right"), float(verdict != "false")
            return Truth(right, error, known=True, met=met)
        return Truth(*self._guess(unit.source, group), known=False, met=met)

    def _guess(self, source: str, group: str) -> tuple[float, float]:
        shares = (0.5, 0.5)
        for cell in ((), (group,), (source, group)):
            right, error, seen = self._cells[cell]
            shares = (
                (right + DRAWN * shares[0]) / (seen + DRAWN),
                (error + DRAWN * shares[1]) / (seen + DRAWN),
            )
        return shares


def _still(row: dict[str, str], finding: Finding) -> str | None:
    """Return the verdict, where it still holds of another first suggestion, else None."""
    same = crc(finding.suggestions[0] if finding.suggestions else "") == row["suggestion"]
    if same or row["verdict"] == "false":
        return row["verdict"]
    return "error" if row["verdict"] == "right" else None


def group_of(finding: Finding, name: str | None) -> str:
    """Return the group of a finding; `name` is a finer one than its rule's, if it has one."""
    engine = finding.rule.split(":")[0]
    if name and name.startswith("unknown:"):
        return name
    if engine in ("lt", "harper"):
        return f"{engine} {finding.kind.value}"
    return engine if engine == "confusion" else finding.rule


def crc(text: str) -> str:
    """Return a text's checksum, as `read.tsv` has it."""
    return f"{zlib.crc32(text.encode()):08x}"
