from __future__ import annotations

import csv
import io

import pytest

from tests.reports.test_page import RECORDS
from transcript_fix.reports import tables


def test_a_spreadsheet_reads_every_finding() -> None:
    data = tables.csv(RECORDS)
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(lines) == 153
    assert lines[0]["path"] == "talks/a.txt"
    assert (lines[0]["text"], lines[0]["suggestion"]) == ("alot of", "a lot of")


@pytest.mark.parametrize("word", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_no_word_of_a_transcript_is_a_formula(word: str) -> None:
    record = {
        "path": "a.txt",
        "words": 1,
        "findings": [{**RECORDS[0]["findings"][0], "text": word}],
    }
    (line,) = csv.DictReader(io.StringIO(tables.csv([record]).decode("utf-8-sig")))
    assert line["text"].startswith("'")


def test_parquet_holds_what_csv_holds() -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    table = pq.read_table(io.BytesIO(tables.parquet(RECORDS, at_once=40)))
    assert table.column_names == list(tables.COLUMNS)
    assert table.to_pylist() == list(tables.lines(RECORDS))
    assert str(table.schema.field("confidence").type) == "double"


def test_an_archive_without_findings_is_a_table_without_lines() -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    assert pq.read_table(io.BytesIO(tables.parquet([]))).num_rows == 0
    assert len(tables.csv([]).splitlines()) == 1
