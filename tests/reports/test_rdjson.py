"""Reviewdog's format, read by its own schema, and by reviewdog itself where it is installed."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from tests.reports.runs import BROKEN, EMPTY, EVIL, checked, mended, printed, talk
from transcript_fix.batch import Checked
from transcript_fix.model import Remark

SCHEMA = json.loads((Path(__file__).parent / "schemas/rdjson-0.21.0.json").read_text("utf-8"))


def result(*found: Checked) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(printed("rdjson", *(f.outcome for f in found)))
    Draft4Validator(SCHEMA).validate(read)
    return read


def made(data: bytes, suggestion: dict[str, Any]) -> bytes:
    """Make a suggestion with nothing but lines and columns in bytes of UTF-8."""
    ends = []
    for end in ("start", "end"):
        point = suggestion["range"][end]
        lines = data.splitlines(keepends=True)
        ends.append(sum(map(len, lines[: point["line"] - 1])) + point["column"] - 1)
    return data[: ends[0]] + suggestion["text"].encode() + data[ends[1] :]


def test_it_is_what_reviewdogs_schema_wants_whatever_happens() -> None:
    remark = Remark("unused-ignore", "Nothing needs this.", line=3)
    noted = Checked(replace(EMPTY.outcome, remarks=(remark,)))
    found = result(talk(), Checked(BROKEN), EVIL, noted)["diagnostics"]
    assert {d["severity"] for d in found} >= {"ERROR", "INFO"}
    assert {d["code"]["value"] for d in found} >= {"not-checked", "unused-ignore", "doubled-word"}


def test_a_suggestion_made_from_its_columns_is_the_one_that_we_would_make() -> None:
    found = talk()
    assert found.source is not None
    diagnostics = result(found)["diagnostics"]
    made_of_them = [made(found.source.data, s) for d in diagnostics for s in d["suggestions"]]
    ours = [
        mended(found, i, s)
        for i, issue in enumerate(found.outcome.issues)
        for s in issue.finding.suggestions
    ]
    assert made_of_them == ours
    assert len(ours) >= 5


def test_a_change_of_two_places_is_not_offered_as_one() -> None:
    srt = (
        b"1\n00:00:01,000 --> 00:00:02,000\nWe they\n\n2\n00:00:02,000 --> 00:00:03,000\nthey go.\n"
    )
    for diagnostic in result(checked("talk.srt", srt))["diagnostics"]:
        for suggestion in diagnostic["suggestions"]:
            assert b"-->" in made(srt, suggestion)


@pytest.mark.skipif(shutil.which("reviewdog") is None, reason="reviewdog is not installed here")
def test_reviewdog_reads_it() -> None:
    command = ("reviewdog", "-f=rdjson", "-diff=true", "-filter-mode=nofilter", "-reporter=local")
    text = printed("rdjson", talk().outcome, EVIL.outcome)
    done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert b"talks/lei jun.txt" in done.stdout
