"""A file's outcome as plain data: the stable schema behind JSON and JSON lines.

docs/schema.md describes it; version 1. Offsets are code points of the decoded file (for docx,
odt and the like, of the prose).
"""

from __future__ import annotations

from typing import Any

from transcript_fix.model import Document, Issue, Outcome

VERSION = 1


def file_record(outcome: Outcome) -> dict[str, Any]:
    """Return `{"path", "words", "findings"}`, or `{"path", "error", ...}` for one not checked."""
    record: dict[str, Any] = {"path": outcome.path, "words": outcome.words}
    if outcome.error:
        record["error"] = outcome.error
    if outcome.remarks:
        record["remarks"] = [
            {"rule": r.rule, "message": r.message, "line": r.line} for r in outcome.remarks
        ]
    document = outcome.document
    record["findings"] = [issue_record(document, i) for i in outcome.issues] if document else []
    return record


def issue_record(document: Document, issue: Issue) -> dict[str, Any]:
    """Return one finding as plain data."""
    finding = issue.finding
    place = document.source_span(issue.span)
    line, column = document.line_column(issue.span.start)
    record = {
        "start": place.start,
        "end": place.end,
        "text": finding.before,
        "rule": finding.rule,
        "engines": list(issue.engines),
        "kind": finding.kind.value,
        "message": finding.message,
        "suggestions": list(finding.suggestions),
        "confidence": round(issue.confidence, 3),
        "applicability": issue.applicability.name.lower(),
        "key": issue.key,
        "line": line,
        "column": column,
        "speaker": document.speaker(issue.span.start),
    }
    return record | ({"source": finding.source} if finding.source else {})
