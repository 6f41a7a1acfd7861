"""Checkstyle's XML, read by lxml as build servers read it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.reports.runs import BROKEN, EMPTY, EVIL, printed, talk
from transcript_fix.model import Outcome
from transcript_fix.printable import printable


def read(*outcomes: Outcome) -> list[etree._Element]:
    top = etree.fromstring(printed("checkstyle", *outcomes).encode())
    assert top.tag == "checkstyle"
    assert [f.tag for f in top] == ["file"] * len(outcomes)
    for error in top.iter("error"):
        assert set(error.keys()) <= {"line", "column", "severity", "message", "source"}
        assert error.get("severity") in ("ignore", "info", "warning", "error")
        assert int(error.get("line") or 0) >= 1
    return list(top)


def test_each_finding_is_an_error_of_its_file() -> None:
    (file,) = read(talk().outcome)
    assert file.get("name") == "talks/lei jun.txt"
    assert len(file) == len(talk().outcome.issues)
    assert dict(file[1].attrib) == {
        "line": "1",
        "column": "24",
        "severity": "error",
        "message": "they they -> they: The word stands twice.",
        "source": "transcript-fix.doubled-word",
    }


def test_a_file_that_was_not_checked_is_an_error_and_a_clean_one_is_empty() -> None:
    broken, empty = read(BROKEN, EMPTY.outcome)
    assert broken[0].get("source") == "transcript-fix.not-checked"
    assert len(empty) == 0


def test_whatever_a_transcript_holds_it_is_xml() -> None:
    (file,) = read(EVIL.outcome)
    assert len(file) == len(EVIL.outcome.issues) > 0


@settings(deadline=None)
@given(st.text(), st.text(min_size=1))
def test_any_name_and_any_error_is_xml(path: str, error: str) -> None:
    (file,) = read(Outcome(path, error=error))
    message = file[0].get("message") or ""
    assert printable(message) == message
