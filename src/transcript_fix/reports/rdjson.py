"""Reviewdog's diagnostic format: suggestions become one-click fixes in a pull request.

The one thing to know: its columns count bytes of UTF-8, whatever the file's own encoding.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, TextIO

from transcript_fix.model import Issue, Outcome, Span
from transcript_fix.printable import printable
from transcript_fix.reports.place import Places, places
from transcript_fix.reports.said import LEVELS, NOT_CHECKED, said

SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


@dataclass
class RdjsonReport:
    """Collects findings and prints them at the end."""

    out: TextIO
    found: list[dict[str, Any]] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Take one file."""
        if outcome.error:
            self._take(outcome.path, f"Not checked: {outcome.error}", "ERROR", NOT_CHECKED)
        found = places(outcome)
        if found is None:
            return
        for issue in outcome.issues:
            self.found.append(_diagnostic(outcome.path, found, issue))
        for remark in outcome.remarks:
            self._take(outcome.path, remark.message, "INFO", remark.rule, remark.line)

    def _take(
        self, path: str, message: str, severity: str, rule: str, line: int | None = None
    ) -> None:
        location: dict[str, Any] = {"path": path}
        if line is not None:
            location["range"] = {"start": {"line": line}}
        self.found.append(
            {
                "message": printable(message),
                "location": location,
                "severity": severity,
                "code": {"value": rule},
            }
        )

    def end(self) -> None:
        """Print everything."""
        document = {"source": {"name": "transcript-fix"}, "diagnostics": self.found}
        json.dump(document, self.out, ensure_ascii=True, indent=1)
        self.out.write("\n")


def _diagnostic(path: str, found: Places, issue: Issue) -> dict[str, Any]:
    location = {"path": path, "range": _range(found, found.span(issue))}
    return {
        "message": said(issue),
        "location": location,
        "severity": SEVERITIES[LEVELS[issue.applicability]],
        "code": {"value": issue.finding.rule},
        "suggestions": list(_suggestions(found, issue)),
    }


def _suggestions(found: Places, issue: Issue) -> list[dict[str, Any]]:
    """Return the suggestions that are one replacement each: the format has no other."""
    out = []
    for text in issue.finding.suggestions:
        changes = found.changes(issue, text)
        if changes is not None and len(changes) == 1:
            out.append({"range": _range(found, changes[0].span), "text": changes[0].after})
    return out


def _range(found: Places, span: Span) -> dict[str, Any]:
    start, end = found.columns_in_utf8(span)
    return {
        "start": {"line": start.line, "column": start.column},
        "end": {"line": end.line, "column": end.column},
    }


def start(out: TextIO) -> RdjsonReport:
    """Begin a report on `out`."""
    return RdjsonReport(out)
