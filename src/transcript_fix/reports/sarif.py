"""SARIF 2.1.0 (OASIS), for code scanning: findings with their fixes, in bytes of the file.

The one thing to know: a fix is given only where its bytes are proved, and its region holds for the
file with the hash that `artifacts` names. Columns count code points (`columnKind`).
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, TextIO
from urllib.parse import quote

from transcript_fix import __version__
from transcript_fix.confidence import precision_of
from transcript_fix.model import Issue, Outcome, Remark, Span
from transcript_fix.printable import printable
from transcript_fix.reports.place import Change, Places, places
from transcript_fix.reports.said import LEVELS, said, sentence, visible
from transcript_fix.rules import all_rules

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "transcriptFixPlace/v1"
"""The issue's key: its words and their neighbours."""

Json = dict[str, Any]


@dataclass
class SarifReport:
    """Collects files and prints one run at the end."""

    out: TextIO
    artifacts: list[Json] = field(default_factory=list)
    results: list[Json] = field(default_factory=list)
    rules: dict[str, Json] = field(default_factory=dict)
    notifications: list[Json] = field(default_factory=list)
    failed: bool = False

    def add(self, outcome: Outcome) -> None:
        """Take one file."""
        artifact: Json = {"location": _location(outcome.path)}
        if outcome.data is not None:
            artifact["length"] = len(outcome.data)
            artifact["hashes"] = {"sha-256": hashlib.sha256(outcome.data).hexdigest()}
        self.artifacts.append(artifact)
        here = {**_location(outcome.path), "index": len(self.artifacts) - 1}
        if outcome.error:
            self.failed = True
            text = f"Not checked: {printable(outcome.error)}"
            self.notifications.append(_notification(here, text, "error"))
        for remark in outcome.remarks:
            self.notifications.append(_remark(here, remark))
        found = places(outcome)
        for issue in outcome.issues if found else ():
            assert found is not None
            self.results.append(self._result(found, issue, here))

    def _result(self, found: Places, issue: Issue, here: Json) -> Json:
        finding = issue.finding
        rule = self.rules.setdefault(finding.rule, _rule(issue, len(self.rules)))
        result: Json = {
            "ruleId": finding.rule,
            "ruleIndex": rule["properties"]["index"],
            "level": LEVELS[issue.applicability],
            "message": {"text": said(issue)},
            "rank": round(issue.confidence * 100, 1),
            "locations": [{"physicalLocation": _physical(found, issue, here)}],
            "partialFingerprints": {FINGERPRINT: issue.key},
            "properties": {
                "applicability": issue.applicability.name.lower(),
                "confidence": issue.confidence,
                "engines": list(issue.engines),
                "kind": finding.kind.value,
            },
        }
        fixes = [f for s in finding.suggestions if (f := _fix(found, issue, s, here))]
        return {**result, "fixes": fixes} if fixes else result

    def end(self) -> None:
        """Print everything."""
        driver: Json = {"name": "transcript-fix", "semanticVersion": __version__}
        for rule in self.rules.values():
            del rule["properties"]["index"]
        driver["rules"] = list(self.rules.values())
        invocation: Json = {"executionSuccessful": not self.failed}
        if self.notifications:
            invocation["toolExecutionNotifications"] = self.notifications
        run: Json = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation],
            "artifacts": self.artifacts,
            "results": self.results,
        }
        log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
        json.dump(log, self.out, ensure_ascii=True, indent=1)
        self.out.write("\n")


def _location(path: str) -> Json:
    """Return where a file is: a URI relative to the folder of the run, or an absolute one."""
    pure = PurePath(path)
    if pure.is_absolute():
        return {"uri": pure.as_uri()}
    parts = "/".join(p for p in pure.parts if p != ".")
    return {"uri": quote(parts.encode("utf-8", "surrogateescape")), "uriBaseId": "%SRCROOT%"}


def _rule(issue: Issue, index: int) -> Json:
    """Return what is known about a rule: ours by name, an engine's by its first message."""
    finding = issue.finding
    known = next((r for r in all_rules() if r.name == finding.rule), None)
    short = sentence(printable(known.message if known else finding.message))
    full = printable(known.explain or known.message) if known else precision_of(finding.rule)
    return {
        "id": finding.rule,
        "shortDescription": {"text": short},
        "fullDescription": {"text": sentence(full or short)},
        "help": {"text": f"transcript-fix explain {finding.rule}"},
        "defaultConfiguration": {"level": LEVELS[issue.applicability]},
        "properties": {"index": index, "tags": [finding.kind.value], "engine": finding.engine},
    }


def _physical(found: Places, issue: Issue, here: Json) -> Json:
    span = found.span(issue)
    exact = found.in_bytes(span) if found.exact(issue) else None
    region = _region(found, span, exact)
    region["snippet"] = {"text": visible(issue.finding.before)}
    return {"artifactLocation": here, "region": region}


def _region(found: Places, span: Span, in_bytes: tuple[int, int] | None) -> Json:
    start, end = found.ends(span)
    region: Json = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
    if in_bytes is not None:
        region["byteOffset"], region["byteLength"] = in_bytes
    return region


def _fix(found: Places, issue: Issue, suggestion: str, here: Json) -> Json | None:
    changes = found.changes(issue, suggestion)
    replacements = [_replacement(found, c) for c in changes or ()]
    if not replacements or None in replacements:
        return None
    text = f"{visible(issue.finding.before)} -> {visible(suggestion) or '(nothing)'}"
    change = {"artifactLocation": here, "replacements": replacements}
    return {"description": {"text": text}, "artifactChanges": [change]}


def _replacement(found: Places, change: Change) -> Json | None:
    """Return one replacement: the text, and its bytes in the file's own encoding."""
    new = found.encoded(change.after)
    if new is None:
        return None
    inserted = {"text": change.after, "binary": base64.b64encode(new).decode("ascii")}
    region = _region(found, change.span, found.in_bytes(change.span))
    return {"deletedRegion": region, "insertedContent": inserted}


def _remark(here: Json, remark: Remark) -> Json:
    return _notification(here, printable(remark.message), "note", remark.line)


def _notification(here: Json, text: str, level: str, line: int | None = None) -> Json:
    place: Json = {"artifactLocation": here}
    if line is not None:
        place["region"] = {"startLine": line}
    return {"level": level, "message": {"text": text}, "locations": [{"physicalLocation": place}]}


def start(out: TextIO) -> SarifReport:
    """Begin a report on `out`."""
    return SarifReport(out)
