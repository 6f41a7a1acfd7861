"""One JSON document: `{"version": 1, "files": [...]}`. See docs/schema.md."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, TextIO

from transcript_fix.model import Outcome
from transcript_fix.printable import printable_json
from transcript_fix.reports.record import VERSION, file_record


@dataclass
class JsonReport:
    """Collects files and prints them at the end."""

    out: TextIO
    files: list[dict[str, Any]] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Take one file."""
        self.files.append(file_record(outcome))

    def end(self) -> None:
        """Print everything."""
        document = {"version": VERSION, "files": self.files}
        text = json.dumps(document, ensure_ascii=False, indent=1)
        self.out.write(printable_json(text) + "\n")


def start(out: TextIO) -> JsonReport:
    """Begin a report on `out`."""
    return JsonReport(out)
