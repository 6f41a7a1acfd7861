"""Checkstyle's XML, which many build servers read: one `file` with its `error`s."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TextIO
from xml.sax.saxutils import quoteattr

from transcript_fix.model import Outcome
from transcript_fix.reports.place import places
from transcript_fix.reports.said import LEVELS, NOT_CHECKED, said
from transcript_fix.reports.xmltext import xml_text

SEVERITIES = {"error": "error", "warning": "warning", "note": "info"}


@dataclass(frozen=True)
class CheckstyleReport:
    """Prints each file as it comes."""

    out: TextIO

    def add(self, outcome: Outcome) -> None:
        """Print one file."""
        self.out.write(f"  <file{_attributes(name=outcome.path)}>\n")
        if outcome.error:
            self._error(line=1, severity="error", message=outcome.error, source=NOT_CHECKED)
        found = places(outcome)
        for issue in outcome.issues if found else ():
            assert found is not None
            start, _ = found.ends(found.span(issue))
            self._error(
                line=start.line,
                column=start.column,
                severity=SEVERITIES[LEVELS[issue.applicability]],
                message=said(issue),
                source=issue.finding.rule,
            )
        for remark in outcome.remarks:
            self._error(
                line=remark.line or 1, severity="info", message=remark.message, source=remark.rule
            )
        self.out.write("  </file>\n")

    def _error(self, *, source: str, **attributes: object) -> None:
        named = _attributes(**attributes, source=f"transcript-fix.{source}")
        self.out.write(f"    <error{named}/>\n")

    def end(self) -> None:
        """Close the document."""
        self.out.write("</checkstyle>\n")


def _attributes(**attributes: object) -> str:
    return "".join(f" {k}={quoteattr(xml_text(str(v)))}" for k, v in attributes.items())


def start(out: TextIO) -> CheckstyleReport:
    """Begin a report on `out`."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n')
    return CheckstyleReport(out)
