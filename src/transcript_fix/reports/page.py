"""A run as one page to explore in a browser: charts, search, filters, word diffs.

The one thing to know: a transcript's words are data in the page, never markup: they go in as JSON
without "<", come out as text nodes, and the page's own policy forbids it to load anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

KEYS = (
    "line", "column", "text", "suggestions", "rule", "kind", "applicability", "confidence",
    "speaker", "message", "left", "right", "engines",
)  # fmt: skip
"""What the page knows of a finding, in this order."""

Record = Mapping[str, Any]


def page(records: Iterable[Record], title: str) -> bytes:
    """Return the page; records are as `rows` makes them."""
    data = {"title": title, "keys": KEYS, "files": [_file(record) for record in records]}
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    template = (files("transcript_fix.reports") / "page.html").read_text(encoding="utf-8")
    return template.replace("/*DATA*/null", text, 1).encode()


def _file(record: Record) -> list[Any]:
    findings = [[finding.get(key) for key in KEYS] for finding in record["findings"]]
    return [record["path"], record["words"], record.get("error"), findings]
