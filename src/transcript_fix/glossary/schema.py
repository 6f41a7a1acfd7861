"""The JSON schema of glossary.yaml, for the completion and checks of text editors."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12), as it lies beside this file."""
    text = files("transcript_fix.glossary").joinpath("schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
