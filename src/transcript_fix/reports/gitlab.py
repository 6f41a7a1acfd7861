"""GitLab's code quality report: one JSON list, shown in merge requests.

The one thing to know: GitLab compares fingerprints between two reports, so a fingerprint must
survive edits elsewhere and be unlike every other in its report.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any, TextIO

from transcript_fix.model import Applicability, Outcome
from transcript_fix.printable import printable
from transcript_fix.reports.place import places
from transcript_fix.reports.said import NOT_CHECKED, said

SEVERITIES = {
    Applicability.SAFE: "major",
    Applicability.REVIEW: "minor",
    Applicability.NOTE: "info",
}


@dataclass
class GitLabReport:
    """Collects findings and prints them at the end."""

    out: TextIO
    found: list[dict[str, Any]] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Take one file."""
        if outcome.error:
            message = f"Not checked: {printable(outcome.error)}"
            self._take(NOT_CHECKED, message, "blocker", outcome.path, 1, 1, "error")
        found = places(outcome)
        if found is None:
            return
        for issue in outcome.issues:
            start, end = found.ends(found.span(issue))
            severity = SEVERITIES[issue.applicability]
            name, path = issue.finding.rule, outcome.path
            self._take(name, said(issue), severity, path, start.line, end.line, issue.key)

    def _take(
        self, rule: str, message: str, severity: str, path: str, begin: int, end: int, key: str
    ) -> None:
        path = path.replace("\\", "/").removeprefix("./")
        digest = hashlib.sha256(f"{path}\0{key}".encode("utf-8", "replace")).hexdigest()
        self.found.append(
            {
                "type": "issue",
                "check_name": rule,
                "description": message,
                "categories": ["Style"],
                "severity": severity,
                "fingerprint": digest,
                "location": {"path": path, "lines": {"begin": begin, "end": end}},
            }
        )

    def end(self) -> None:
        """Print everything."""
        json.dump(self.found, self.out, ensure_ascii=True, indent=1)
        self.out.write("\n")


def start(out: TextIO) -> GitLabReport:
    """Begin a report on `out`."""
    return GitLabReport(out)
