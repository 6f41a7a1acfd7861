"""GitHub's workflow commands: each finding becomes a note beside its line in a pull request.

The one thing to know: GitHub shows only the first 10 errors, 10 warnings and 10 notices of a
step; all of them stand in the step's log, and the last line says so where it matters.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TextIO

from transcript_fix.model import Outcome
from transcript_fix.printable import printable
from transcript_fix.reports.place import places
from transcript_fix.reports.said import LEVELS, NOT_CHECKED, said

SHOWN = 10
"""Annotations of a kind that GitHub shows for one step."""


@dataclass
class GitHubReport:
    """Prints each file as it comes."""

    out: TextIO
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Print one file's findings."""
        if outcome.error:
            self._print("error", outcome.error, file=outcome.path, title=NOT_CHECKED)
            return
        found = places(outcome)
        if found is None:
            return
        for issue in outcome.issues:
            start, end = found.ends(found.span(issue))
            where = {
                "file": outcome.path,
                "line": start.line,
                "endLine": end.line,
                "col": start.column,
                "endColumn": end.column,
                "title": issue.finding.rule,
            }
            self._print(_COMMANDS[LEVELS[issue.applicability]], said(issue), **where)
        for remark in outcome.remarks:
            line = {} if remark.line is None else {"line": remark.line}
            self._print("notice", remark.message, file=outcome.path, **line, title=remark.rule)

    def end(self) -> None:
        """Say what GitHub will not show."""
        hidden = sum(max(n - SHOWN, 0) for n in self.counts.values())
        if hidden:
            self.out.write(
                f"GitHub shows {SHOWN} annotations of each kind for a step; "
                f"{hidden} more stand in this log only.\n"
            )

    def _print(self, command: str, message: str, **where: object) -> None:
        self.counts[command] += 1
        named = ",".join(f"{key}={_property(str(value))}" for key, value in where.items())
        self.out.write(f"::{command} {named}::{_data(message)}\n")


_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def _data(text: str) -> str:
    """Escape a message as the runner undoes it."""
    return printable(text, "\r\n").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def start(out: TextIO) -> GitHubReport:
    """Begin a report on `out`."""
    return GitHubReport(out)
