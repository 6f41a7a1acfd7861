"""GitLab's code quality report, held against what its documentation demands."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator

from tests.reports.runs import BROKEN, EVIL, checked, printed, talk
from transcript_fix.batch import Checked
from transcript_fix.printable import printable

SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "location", "severity"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": r"^(\./|/)"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""docs.gitlab.com, "Code Quality", "Code Quality report format"."""


def found(*files: Checked) -> list[dict[str, Any]]:
    text = printed("gitlab", *(f.outcome for f in files))
    assert not text.startswith("\ufeff")  # "must not have a byte order mark"
    read: list[dict[str, Any]] = json.loads(text)
    Draft202012Validator(SCHEMA).validate(read)
    return read


def test_it_is_what_gitlab_documents() -> None:
    entries = found(talk(), Checked(BROKEN), EVIL, checked("./b.txt", b"the the dog\n"))
    assert {e["severity"] for e in entries} >= {"major", "blocker"}
    assert all(printable(e["description"]) == e["description"] for e in entries)


def test_no_two_findings_share_a_fingerprint() -> None:
    same = b"We have alof of phones.\n\n" * 3
    prints = [e["fingerprint"] for e in found(checked("a.txt", same), checked("b.txt", same))]
    assert len(prints) == len(set(prints)) == 6


def test_a_fingerprint_survives_an_edit_elsewhere() -> None:
    before = found(checked("a.txt", b"We have alof of phones.\n"))
    after = found(checked("a.txt", b"A new line.\n\nWe have alof of phones.\n"))
    assert [e["fingerprint"] for e in before] == [e["fingerprint"] for e in after]


def test_nothing_found_is_an_empty_list() -> None:
    assert found(checked("a.txt", b"We have many phones.\n")) == []
