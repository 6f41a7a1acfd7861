"""What a report is, and the table of them.

A report gets outcomes one by one and writes as it goes; `end` closes it.
"""

from __future__ import annotations

import importlib
from typing import Protocol, TextIO, cast

from transcript_fix.model import Outcome


class Report(Protocol):
    """A running report."""

    def add(self, outcome: Outcome) -> None:
        """Report one file."""

    def end(self) -> None:
        """Report what is to be said at the end."""


class Maker(Protocol):
    """A module in this folder."""

    def start(self, out: TextIO) -> Report:
        """Begin a report on `out`."""


REPORTS = {
    "text": "console",
    "json": "json_report",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "checkstyle": "checkstyle",
    "rdjson": "rdjson",
}
"""`--output-format` -> module."""


def report(name: str, out: TextIO) -> Report:
    """Begin the report called `name`."""
    return cast(Maker, importlib.import_module(f"transcript_fix.reports.{REPORTS[name]}")).start(
        out
    )
