"""Findings of a run as a table, one a line: CSV for a spreadsheet, Parquet for analysis.

The one thing to know: a spreadsheet takes a cell that begins with "=" for a formula and runs it,
so in CSV such a cell gets an apostrophe in front (OWASP, CSV injection).
"""

from __future__ import annotations

import csv as csv_module
import importlib
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from transcript_fix.errors import UserError
from transcript_fix.printable import printable

TEXTS = ("path", "text", "suggestion", "suggestions", "rule", "engines", "kind", "message")
PLACES = ("applicability", "speaker", "left", "right", "key")
NUMBERS = ("line", "column", "start", "end")
COLUMNS = (*TEXTS, "confidence", *NUMBERS, *PLACES)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Record = Mapping[str, Any]


def lines(records: Iterable[Record]) -> Iterator[dict[str, Any]]:
    """Yield one flat line a finding; several values in a cell are parted by " | "."""
    for record in records:
        for finding in record["findings"]:
            line = {name: finding.get(name) for name in COLUMNS}
            line["path"] = record["path"]
            line["suggestion"] = next(iter(finding["suggestions"]), None)
            line["suggestions"] = " | ".join(finding["suggestions"])
            line["engines"] = " | ".join(finding["engines"])
            yield line


def csv(records: Iterable[Record]) -> bytes:
    """Return the findings as CSV in UTF-8 with a byte-order mark, as spreadsheets want it."""
    out = io.StringIO()
    writer = csv_module.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for line in lines(records):
        writer.writerow({k: _cell(v) if isinstance(v, str) else v for k, v in line.items()})
    return out.getvalue().encode("utf-8-sig", "replace")


def _cell(text: str) -> str:
    shown = printable(text)
    return f"'{shown}" if text.startswith(_FORMULA) else shown


def parquet(records: Iterable[Record], at_once: int = 10_000) -> bytes:
    """Return the findings as Parquet. Raises UserError where pyarrow is not installed."""
    try:
        pa: Any = importlib.import_module("pyarrow")
        pq: Any = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise UserError("--parquet needs pyarrow: pip install 'transcript-fix[parquet]'") from None
    types = {"confidence": pa.float64(), **dict.fromkeys(NUMBERS, pa.int64())}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in COLUMNS])
    out = io.BytesIO()
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        waiting: list[dict[str, Any]] = []
        for line in lines(records):
            waiting.append({k: _valid(v) if isinstance(v, str) else v for k, v in line.items()})
            if len(waiting) == at_once:
                writer.write_table(pa.Table.from_pylist(waiting, schema))
                waiting.clear()
        writer.write_table(pa.Table.from_pylist(waiting, schema))
    return out.getvalue()


def _valid(text: str) -> str:
    """Return text that can be UTF-8: half a character becomes a question mark."""
    return text.encode("utf-8", "replace").decode()
