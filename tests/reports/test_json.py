"""JSON and JSON lines, held against the tables of docs/schema.md, version 1."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from jsonschema import Draft202012Validator

from tests.reports.runs import BROKEN, EVIL, printed, talk
from transcript_fix.model import Applicability, Kind, Remark

TEXT, NUMBER = {"type": "string"}, {"type": "integer", "minimum": 0}
FINDING: dict[str, Any] = {
    "start": NUMBER,
    "end": NUMBER,
    "text": TEXT,
    "rule": TEXT,
    "engines": {"type": "array", "items": TEXT, "minItems": 1},
    "kind": {"enum": [k.value for k in Kind]},
    "message": TEXT,
    "suggestions": {"type": "array", "items": TEXT},
    "confidence": {"type": "number", "minimum": 0, "maximum": 1},
    "applicability": {"enum": [a.name.lower() for a in Applicability]},
    "key": TEXT,
    "line": {"type": "integer", "minimum": 1},
    "column": {"type": "integer", "minimum": 1},
    "speaker": {"type": ["string", "null"]},
}
REMARK = {"rule": TEXT, "message": TEXT, "line": {"type": ["integer", "null"]}}


def exactly(properties: dict[str, Any], *optional: str) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required} | {
        "additionalProperties": False
    }


FILE = exactly(
    {
        "path": TEXT,
        "words": NUMBER,
        "error": TEXT,
        "remarks": {"type": "array", "items": exactly(REMARK)},
        "findings": {"type": "array", "items": exactly(FINDING)},
    },
    "error",
    "remarks",
)
DOCUMENT = exactly({"version": {"const": 1}, "files": {"type": "array", "items": FILE}})
NOTED = replace(talk().outcome, remarks=(Remark("unused-ignore", "Nothing needs this.", 3),))


def test_the_document_is_what_is_promised() -> None:
    read = json.loads(printed("json", NOTED, BROKEN, EVIL.outcome))
    Draft202012Validator(DOCUMENT).validate(read)
    assert [f["path"] for f in read["files"]] == [NOTED.path, BROKEN.path, EVIL.outcome.path]
    assert read["files"][1]["error"] == BROKEN.error


def test_places_are_code_points_of_the_decoded_file() -> None:
    found = talk()
    assert found.source is not None
    text = found.source.data.decode()
    (file,) = json.loads(printed("json", found.outcome))["files"]
    for finding in file["findings"]:
        assert text[finding["start"] : finding["end"]] == finding["text"]


def test_a_line_is_a_finding_an_error_or_a_remark() -> None:
    lines = [json.loads(line) for line in printed("jsonl", NOTED, BROKEN).splitlines()]
    findings = [line for line in lines if "rule" in line and "remark" not in line]
    assert len(findings) == len(NOTED.issues)
    for finding in findings:
        Draft202012Validator(exactly({"path": TEXT, **FINDING})).validate(finding)
    (remark,) = (line for line in lines if "remark" in line)
    assert remark == {
        "path": NOTED.path,
        "remark": "Nothing needs this.",
        "rule": "unused-ignore",
        "line": 3,
    }
    (error,) = (line for line in lines if "error" in line)
    assert error == {"path": BROKEN.path, "words": 0, "error": BROKEN.error}
