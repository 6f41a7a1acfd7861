"""JUnit's XML, read by junitparser."""

from __future__ import annotations

from dataclasses import replace

from junitparser import Error, Failure, JUnitXml, TestCase, TestSuite

from tests.reports.runs import BROKEN, EMPTY, EVIL, printed, talk
from transcript_fix.model import Outcome, Remark


def read(*outcomes: Outcome) -> list[TestSuite]:
    parsed = JUnitXml.fromstring(printed("junit", *outcomes).encode())
    assert isinstance(parsed, JUnitXml)
    counts = (parsed.tests, parsed.failures, parsed.errors)
    parsed.update_statistics()
    assert counts == (parsed.tests, parsed.failures, parsed.errors)
    return list(parsed)


def cases(suite: TestSuite) -> list[TestCase]:
    return list(suite)


def test_a_file_is_a_suite_and_a_finding_a_failed_test() -> None:
    (suite,) = read(talk().outcome)
    found = [r for case in cases(suite) for r in case.result]
    assert len(found) == len(talk().outcome.issues)
    assert all(isinstance(r, Failure) for r in found)
    assert found[1].message == "they they -> they: The word stands twice."
    assert found[1].type == "safe"


def test_a_clean_file_passed() -> None:
    (suite,) = read(EMPTY.outcome)
    (case,) = cases(suite)
    assert case.is_passed


def test_a_file_that_was_not_checked_is_an_error_and_never_passed() -> None:
    (suite,) = read(BROKEN)
    (case,) = cases(suite)
    (result,) = case.result
    assert isinstance(result, Error)
    assert result.message == r"not utf-8: byte 3\x1b[31m"


def test_whatever_a_transcript_holds_it_is_xml() -> None:
    (suite,) = read(EVIL.outcome)
    assert suite.name == r"talks/e\x1b[2Jvil.txt"
    assert suite.failures == len(EVIL.outcome.issues)


def test_a_remark_is_printed_and_fails_nothing() -> None:
    remark = Remark("unused-ignore", "Nothing needs this.", line=3)
    (suite,) = read(replace(EMPTY.outcome, remarks=(remark,)))
    assert suite.failures == 0
    assert "line 3: Nothing needs this." in printed(
        "junit", replace(EMPTY.outcome, remarks=(remark,))
    )
