"""Real outcomes for the tests of reports: files read and checked by the house's own rules."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from transcript_fix import batch, pipeline
from transcript_fix.batch import Checked
from transcript_fix.config import Settings
from transcript_fix.model import Edit, Outcome, Span
from transcript_fix.reports import report

TALK = (
    "Lei Jun : 中文 “We” said they they have alof of phones .\r\n"
    "\r\n"
    "Reporter: Café – in 2012 ,we sold  them.\n"
)


@lru_cache
def checked(name: str, data: bytes, encoding: str | None = None) -> Checked:
    """Return a file's outcome by the house rules."""
    settings = Settings(engines=("house",), encoding=encoding)
    with pipeline.start(settings) as run:
        return batch.check_one(Path(name), run, data)


def talk(encoding: str = "utf-8", bom: bytes = b"", named: str | None = None) -> Checked:
    """Return TALK as a file in some encoding; what it has not got is left out."""
    text = TALK.encode(encoding, "ignore").decode(encoding)
    return checked("talks/lei jun.txt", bom + text.encode(encoding), named)


def mended(found: Checked, index: int, suggestion: str) -> bytes:
    """Return the file's bytes with one suggestion made by ourselves."""
    assert found.source is not None
    issue = found.outcome.issues[index]
    edit = Edit(issue.span, issue.finding.before, suggestion)
    return pipeline.mended(found.source, [edit])


def printed(name: str, *outcomes: Outcome) -> str:
    """Return the report called `name` about the outcomes."""
    out = io.StringIO()
    running = report(name, out)
    for outcome in outcomes:
        running.add(outcome)
    running.end()
    return out.getvalue()


BROKEN = Outcome("talks/a:b,c%d.txt", error="not utf-8: byte 3\x1b[31m", code=2)
_ORDERS = 'x\x1b[31m\x9b\u202e\ufffe&<b>"q"]]>%0A::error::\r\ny'


def _evil() -> Checked:
    """Return a file whose name, words, message and suggestion hold orders to terminals."""
    found = checked("talks/e\x1b[2Jvil.txt", f"We have alof of {_ORDERS} .\n".encode())
    assert found.outcome.document is not None
    (first, *rest) = found.outcome.issues
    at = found.outcome.document.prose.index("x\x1b")
    words = found.outcome.document.cut(Span(at, at + 8))
    finding = replace(
        first.finding,
        span=Span(at, at + 8),
        before=words,
        message=_ORDERS,
        suggestions=(_ORDERS.replace("\r\n", ""),),
    )
    issues = (first, replace(first, key="evil", finding=finding), *rest)
    return replace(found, outcome=replace(found.outcome, issues=issues))


EMPTY = checked("talks/empty.txt", b"")
EVIL = _evil()
