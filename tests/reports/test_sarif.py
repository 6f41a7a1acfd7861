"""SARIF, read by the official schema; its fixes, made by one who knows only it."""

from __future__ import annotations

import base64
import codecs
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from tests.reports.runs import BROKEN, EMPTY, EVIL, checked, mended, printed, talk
from transcript_fix.batch import Checked
from transcript_fix.model import Remark
from transcript_fix.printable import printable
from transcript_fix.reports.said import visible

SCHEMA = json.loads((Path(__file__).parent / "schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8"))
SRT = (
    b"1\r\n00:00:01,000 --> 00:00:02,000\r\nWe said they\r\n\r\n"
    b"2\r\n00:00:02,000 --> 00:00:03,000\r\nthey have alof of phones .\r\n"
)
ENCODINGS = {
    "utf-8": talk(),
    "utf-8 with a mark": talk(bom=codecs.BOM_UTF8),
    "utf-16 with a mark": talk("utf-16-le", codecs.BOM_UTF16_LE),
    "utf-16, big end first": talk("utf-16-be", codecs.BOM_UTF16_BE),
    "latin-1": talk("latin-1", named="latin-1"),
    "gbk": talk("gbk", named="gbk"),
    "subtitles": checked("talk.srt", SRT),
    "markdown": checked(
        "talk.md", "# Talk\n\n- **Lei Jun**: é they *they* have alof of  `a  b` .\n".encode()
    ),
}


def log(*found: Checked) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(printed("sarif", *(f.outcome for f in found)))
    Draft4Validator(SCHEMA).validate(read)
    (run,) = read["runs"]
    assert isinstance(run, dict)
    return run


def made(data: bytes, fix: dict[str, Any]) -> bytes:
    """Make a fix with nothing but what SARIF says."""
    (change,) = fix["artifactChanges"]
    for new in sorted(
        change["replacements"], key=lambda r: r["deletedRegion"]["byteOffset"], reverse=True
    ):
        start = new["deletedRegion"]["byteOffset"]
        end = start + new["deletedRegion"]["byteLength"]
        data = data[:start] + base64.b64decode(new["insertedContent"]["binary"]) + data[end:]
    return data


def test_it_is_what_the_official_schema_wants_whatever_happens() -> None:
    run = log(talk(), Checked(BROKEN), EVIL, EMPTY)
    assert run["columnKind"] == "unicodeCodePoints"
    assert [i["executionSuccessful"] for i in run["invocations"]] == [False]
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["level"] == "error"
    assert note["message"]["text"] == r"Not checked: not utf-8: byte 3\x1b[31m"
    assert len(run["artifacts"]) == 4


@pytest.mark.parametrize("found", ENCODINGS.values(), ids=ENCODINGS)
def test_a_fix_made_in_bytes_is_the_one_that_we_would_make(found: Checked) -> None:
    assert found.source is not None
    data = found.source.data
    run = log(found)
    fixes = 0
    for index, (result, issue) in enumerate(zip(run["results"], found.outcome.issues, strict=True)):
        by_text = {visible(s) or "(nothing)": s for s in issue.finding.suggestions}
        for fix in result.get("fixes", ()):
            suggestion = by_text[fix["description"]["text"].rpartition(" -> ")[2]]
            assert made(data, fix) == mended(found, index, suggestion)
            fixes += 1
    assert fixes >= 1


@pytest.mark.parametrize("found", ENCODINGS.values(), ids=ENCODINGS)
def test_a_region_in_bytes_holds_the_words(found: Checked) -> None:
    assert found.source is not None
    for result, issue in zip(log(found)["results"], found.outcome.issues, strict=True):
        region = result["locations"][0]["physicalLocation"]["region"]
        if "byteOffset" not in region:
            assert issue.finding.before.encode() not in found.source.data  # markup is between
            continue
        start = region["byteOffset"]
        words = found.source.data[start : start + region["byteLength"]]
        assert issue.finding.before in words.decode(run_encoding(found))


def run_encoding(found: Checked) -> str:
    assert found.source is not None
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if found.source.data.startswith(mark):
            return name
    return found.source.encoding or "utf-8"


def test_the_file_that_a_fix_is_for_is_named_by_its_hash() -> None:
    found = talk()
    assert found.source is not None
    (artifact,) = log(found)["artifacts"]
    assert artifact["hashes"]["sha-256"] == hashlib.sha256(found.source.data).hexdigest()
    assert artifact["location"] == {"uri": "talks/lei%20jun.txt", "uriBaseId": "%SRCROOT%"}


def test_every_result_names_its_rule_and_how_grave_it_is() -> None:
    run = log(talk())
    rules = run["tool"]["driver"]["rules"]
    assert len(rules) == len({r["id"] for r in rules})
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        graver = {"safe": "error", "review": "warning", "note": "note"}
        assert result["level"] == graver[result["properties"]["applicability"]]


def test_no_fix_is_given_that_would_leave_bare_markup() -> None:
    results = log(ENCODINGS["markdown"])["results"]
    assert "doubled-word" in {r["ruleId"] for r in results}
    assert "fixes" not in next(r for r in results if r["ruleId"] == "doubled-word")


def test_no_fix_is_given_for_a_line_that_the_file_shows_twice() -> None:
    words = ("We have alof of", "phones and", "they have alof of", "chips and", "as well")
    cues = "".join(
        f"00:{at:02}.000 --> 00:{at + 1:02}.000\n{words[at - 1]}\n{words[at]}\n\n"
        for at in range(1, 5)
    )
    once, twice = log(checked("talk.vtt", f"WEBVTT\n\n{cues}".encode()))["results"]
    assert "fixes" in once
    assert "fixes" not in twice


def test_a_fingerprint_survives_an_edit_elsewhere() -> None:
    before = checked("a.txt", b"We have alof of phones.\n")
    after = checked("a.txt", b"Lei Jun: A new line.\n\nWe have alof of phones.\n")
    prints = [r["partialFingerprints"] for f in (before, after) for r in log(f)["results"]]
    assert prints[0] == prints[1]
    assert len(prints) == 2


def test_bytes_are_not_claimed_where_the_file_is_a_container() -> None:
    found = talk()
    (run,) = json.loads(printed("sarif", replace(found.outcome, data=None)))["runs"]
    for result in run["results"]:
        assert "fixes" not in result
        assert "byteOffset" not in result["locations"][0]["physicalLocation"]["region"]


def test_a_remark_is_a_notification_and_no_result() -> None:
    remark = Remark("unused-ignore", "Nothing needs this ignore.", line=3)
    run = log(Checked(replace(EMPTY.outcome, remarks=(remark,))))
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}
    assert run["invocations"][0]["executionSuccessful"]
    assert run["results"] == []


def test_no_order_to_a_terminal_is_in_what_people_see() -> None:
    run = log(EVIL)
    shown = [r["message"]["text"] for r in run["results"]]
    shown += [
        r["locations"][0]["physicalLocation"]["region"]["snippet"]["text"] for r in run["results"]
    ]
    assert all(printable(text) == text for text in shown)
