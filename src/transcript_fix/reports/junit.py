"""JUnit's XML: a test suite for each file, a failed test for each finding.

The one thing to know: a suite says how many tests it holds before it shows them, so everything
is collected first. A clean file is one test that passed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TextIO
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from transcript_fix.model import Outcome
from transcript_fix.reports.place import Places, places
from transcript_fix.reports.said import said
from transcript_fix.reports.xmltext import xml_text


@dataclass
class JUnitReport:
    """Collects files and prints them at the end."""

    out: TextIO
    suites: list[Element] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Take one file."""
        suite = Element("testsuite", name=xml_text(outcome.path))
        found = places(outcome)
        if outcome.error:
            case = _case(suite, outcome, "checked")
            SubElement(case, "error", type="not-checked", message=xml_text(outcome.error))
        elif found and outcome.issues:
            _failures(suite, outcome, found)
        else:
            _case(suite, outcome, "nothing found")
        if outcome.remarks:
            lines = [
                f"line {r.line}: {r.message}" if r.line else r.message for r in outcome.remarks
            ]
            SubElement(suite, "system-out").text = "\n".join(map(xml_text, lines))
        suite.attrib |= _totals([suite])
        self.suites.append(suite)

    def end(self) -> None:
        """Print everything."""
        top = Element("testsuites", {"name": "transcript-fix", **_totals(self.suites)})
        top.extend(self.suites)
        indent(top, " ")
        self.out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        self.out.write(tostring(top, encoding="unicode") + "\n")


def _failures(suite: Element, outcome: Outcome, found: Places) -> None:
    for issue in outcome.issues:
        point, _ = found.ends(found.span(issue))
        where = f"{point.line}:{point.column}"
        case = _case(suite, outcome, f"{where} {issue.finding.rule}")
        kind = issue.applicability.name.lower()
        message = xml_text(said(issue))
        failure = SubElement(case, "failure", type=kind, message=message)
        failure.text = f"{xml_text(outcome.path)}:{where}: {message}"


def _case(suite: Element, outcome: Outcome, name: str) -> Element:
    return SubElement(
        suite, "testcase", name=xml_text(name), classname=xml_text(outcome.path), time="0"
    )


def _totals(suites: list[Element]) -> dict[str, str]:
    counts = {
        "tests": sum(len(s.findall("testcase")) for s in suites),
        "failures": sum(len(s.findall("testcase/failure")) for s in suites),
        "errors": sum(len(s.findall("testcase/error")) for s in suites),
    }
    return {key: str(value) for key, value in counts.items()} | {"time": "0"}


def start(out: TextIO) -> JUnitReport:
    """Begin a report on `out`."""
    return JUnitReport(out)
