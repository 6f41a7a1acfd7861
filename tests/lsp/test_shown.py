"""Positions in the units that were agreed on, and what stands in a text as an editor shows it."""

from __future__ import annotations

import pytest
from lsprotocol import types

from tests.reports.runs import EVIL, checked
from transcript_fix.lsp.shown import Shown
from transcript_fix.model import Outcome, Remark, Span
from transcript_fix.printable import printable

TEXT = "é😀x alof of\rb\r\nc"


def shown(encoding: str = "utf-16") -> Shown:
    found = checked("a.txt", TEXT.encode())
    return Shown("file:///a.txt", 1, TEXT, found.outcome, encoding)


@pytest.mark.parametrize(("encoding", "at"), [("utf-8", 6), ("utf-16", 3), ("utf-32", 2)])
def test_units_are_those_that_were_agreed_on(encoding: str, at: int) -> None:
    place = shown(encoding).range(Span(2, 3))
    assert (place.start, place.end) == (types.Position(0, at), types.Position(0, at + 1))


def test_lines_end_as_the_protocol_says() -> None:
    at = TEXT.index
    assert shown().range(Span(at("b"), at("c"))) == types.Range(
        types.Position(1, 0), types.Position(2, 0)
    )


def test_orders_to_a_terminal_are_shown_escaped() -> None:
    assert EVIL.source is not None
    text = EVIL.source.data.decode()
    found = Shown("file:///a.txt", 1, text, EVIL.outcome).diagnostics()
    assert found
    assert all(printable(d.message) == d.message for d in found)


def test_a_remark_is_a_hint_at_its_line() -> None:
    found = checked("a.txt", b"One.\nTwo.\n")
    remark = Remark("unused-ignore", "Nothing needs this.", line=2)
    outcome = Outcome("a.txt", found.outcome.document, remarks=(remark,))
    (hint,) = Shown("file:///a.txt", 1, "One.\nTwo.\n", outcome).diagnostics()
    assert hint.range == types.Range(types.Position(1, 0), types.Position(1, 4))
    assert hint.severity is types.DiagnosticSeverity.Hint


def test_what_was_not_checked_is_an_error() -> None:
    (only,) = Shown("file:///a.txt", 1, "", Outcome("a.txt", error="no server")).diagnostics()
    assert (only.severity, only.code) == (types.DiagnosticSeverity.Error, "not-checked")
