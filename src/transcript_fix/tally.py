"""Findings of many files counted: by rule, name, speaker and file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from transcript_fix.model import Kind


@dataclass
class Tally:
    """What rows came to so far. `names` are counted by the right form, where one is known."""

    files: int = 0
    words: int = 0
    findings: int = 0
    errors: list[tuple[str, str, int]] = field(default_factory=list)
    degrees: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    speakers: Counter[str] = field(default_factory=Counter)
    by_file: Counter[str] = field(default_factory=Counter)

    def add(self, record: Mapping[str, Any], code: int = 0) -> None:
        """Count one file's record."""
        self.files += 1
        self.words += record["words"]
        if "error" in record:
            self.errors.append((record["path"], record["error"], code))
        for finding in record["findings"]:
            self._finding(record["path"], finding)

    def _finding(self, path: str, finding: Mapping[str, Any]) -> None:
        self.findings += 1
        self.by_file[path] += 1
        self.rules[finding["rule"]] += 1
        self.degrees[finding["applicability"]] += 1
        if finding["speaker"]:
            self.speakers[finding["speaker"]] += 1
        if finding["kind"] == Kind.NAME:
            self.names[(finding["suggestions"] or [finding["text"]])[0]] += 1
