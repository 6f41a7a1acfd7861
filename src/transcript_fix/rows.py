"""A checked file as one row: plain data that goes between processes, into a run and its reports.

The one thing to know: a row holds what `check --output-format json` prints, and for each finding
the words round it; nobody needs the document again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from transcript_fix import batch, originals, pipeline
from transcript_fix.errors import StartError, UserError
from transcript_fix.ignores.baseline import Baseline, sift
from transcript_fix.model import Document, Issue, Outcome
from transcript_fix.pipeline import Run
from transcript_fix.recall import packed, unpacked
from transcript_fix.reports.record import file_record, issue_record

ROOM = 70
"""Code points of the text before and behind a finding."""


@dataclass(frozen=True, slots=True)
class Row:
    """`digest` is of the file's bytes, empty where they could not be read; `record` is packed."""

    path: str
    digest: bytes
    packed: bytes
    code: int = 0

    @property
    def record(self) -> dict[str, Any]:
        """The file's record: path, words, findings, perhaps `error` and `remarks`."""
        record: dict[str, Any] = unpacked(self.packed)
        return record


def remembered(path: Path, run: Run, known: Baseline | None = None) -> Row | None:
    """Return a file's row where the cache has it. No file is checked."""
    if run.memory is None or known is not None:
        return None  # a baseline is no part of what is remembered
    with contextlib.suppress(UserError):
        data = pipeline.content(path)
        key = run.memory.key(path, data, b"row")
        if found := run.memory.cache.get([key]):
            return Row(str(path), originals.mark(path, data, run.settings), found[key])
    return None


def examine(path: Path, run: Run, known: Baseline | None = None) -> Row:
    """Check a file and return its row, which is remembered. Raises StartError."""
    try:
        data = pipeline.content(path)
        mark = originals.mark(path, data, run.settings)
    except UserError as error:
        return failed(str(path), str(error), error.code)
    try:
        outcome = batch.check_one(path, run, data).outcome
    except StartError:
        raise
    except Exception as error:  # a bad file never stops the rest
        line = f"not checked: {type(error).__name__}: {error}. Please report this"
        return failed(str(path), line, 2)
    if outcome.error:
        return failed(str(path), outcome.error, outcome.code)
    if known is not None and outcome.document is not None:
        outcome = replace(outcome, issues=sift(known, outcome.document, outcome.issues)[0])
    row = Row(str(path), mark, packed(_record(outcome)))
    if run.memory is not None and known is None:
        run.memory.cache.put({run.memory.key(path, data, b"row"): row.packed})
    return row


def failed(path: str, error: str, code: int) -> Row:
    """Return the row of a file that was not checked."""
    record = {"path": path, "words": 0, "error": error, "findings": []}
    return Row(path, b"", packed(record), code)


def _record(outcome: Outcome) -> dict[str, Any]:
    record = file_record(outcome)
    document = outcome.document
    if document is not None:
        record["findings"] = [_finding(document, issue) for issue in outcome.issues]
    return record


def _finding(document: Document, issue: Issue) -> Mapping[str, Any]:
    span, prose = issue.span, document.prose
    left = prose[max(0, span.start - ROOM) : span.start].rpartition("\n\n")[2]
    right = prose[span.end : span.end + ROOM].partition("\n\n")[0]
    if span.start > ROOM and len(left) == ROOM:
        left = left.partition(" ")[2]
    if span.end + ROOM < len(prose) and len(right) == ROOM:
        right = right.rpartition(" ")[0]
    return {**issue_record(document, issue), "left": left, "right": right}
