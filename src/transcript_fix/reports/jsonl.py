"""JSON lines: one finding a line with its path, one with `error` for a file not checked, one with
`remark` for each remark."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TextIO

from transcript_fix.model import Outcome
from transcript_fix.printable import printable_json
from transcript_fix.reports.record import file_record


@dataclass(frozen=True)
class JsonLines:
    """Prints each file as it comes."""

    out: TextIO

    def add(self, outcome: Outcome) -> None:
        """Print one file."""
        record = file_record(outcome)
        findings = record.pop("findings")
        lines = [{"path": outcome.path, **f} for f in findings]
        remarks = record.pop("remarks", ())
        lines += [{"path": outcome.path, "remark": r.pop("message"), **r} for r in remarks]
        if outcome.error:
            lines = [record, *lines]
        for line in lines:
            self.out.write(printable_json(json.dumps(line, ensure_ascii=False)) + "\n")

    def end(self) -> None:
        """Nothing is left to say."""


def start(out: TextIO) -> JsonLines:
    """Begin a report on `out`."""
    return JsonLines(out)
