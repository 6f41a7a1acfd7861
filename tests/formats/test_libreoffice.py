"""LibreOffice, as the word processor that our editors may use, reads what we wrote."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.formats.corpus import edited, files
from tests.formats.packages import marked, unmarked
from transcript_fix.errors import UserError
from transcript_fix.formats import docx, format_module

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
MOST = 40_000
"""Bytes: larger files take LibreOffice many seconds each."""

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def converted(
    folder: Path, paths: Iterable[Path], kind: str = "txt:Text (encoded):UTF8"
) -> dict[str, str]:
    """Return what LibreOffice reads in each file, by its name; a file that it cannot is missing."""
    out = folder / "read"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [str(OFFICE), profile, "--headless", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(out), *map(str, paths)], capture_output=True, timeout=300
    )
    return {p.stem: p.read_text("utf-8-sig") for p in out.glob(f"*.{kind.partition(':')[0]}")}


@pytest.mark.parametrize(("kind", "every"), [("docx", 4), ("odt", 1)])
def test_libreoffice_reads_the_marks_and_nothing_else_new(
    kind: str, every: int, tmp_path: Path
) -> None:
    form = format_module(kind)
    marks: dict[str, dict[str, str]] = {}
    paths = []
    for path in files(kind)[::every]:
        data = path.read_bytes()
        try:
            before = form.read(data, "")
        except UserError:
            continue
        edits, put = marked(before, seed=len(data))
        if len(data) > MOST or not edits:
            continue
        key = path.name[:6]
        marks[key] = put
        new = form.write(data, edited(before, edits).texts)
        for name, content in ((f"{key}-old", data), (f"{key}-new", new)):
            paths.append(tmp_path / f"{name}.{kind}")
            paths[-1].write_bytes(content)
    read = converted(tmp_path, paths)
    compared = 0
    for key, put in marks.items():
        if f"{key}-old" in read:
            compared += 1
            assert unmarked(read[f"{key}-new"], put) == read[f"{key}-old"], key
    assert compared >= len(marks) * 0.9


def test_libreoffice_takes_our_tracked_changes_for_changes(tmp_path: Path) -> None:
    path = next(p for p in files("docx") if "blk-paras-and-tables" in p.name)
    data = path.read_bytes()
    before = docx.read(data, "")
    edits, marks = marked(before, seed=1, share=1)
    new = docx.write_tracked(data, edited(before, edits).texts, "Ed", "2026-11-25T09:00:00Z")
    tracked = tmp_path / "tracked.docx"
    tracked.write_bytes(new)
    again = converted(tmp_path, [tracked], "fodt")["tracked"]
    regions = re.findall(r"<text:changed-region.*?</text:changed-region>", again, re.DOTALL)
    assert len(regions) == 2 * len(marks) > 0
    assert all(">Ed<" in r and ">2026-11-25T09:00:00<" in r for r in regions)
    assert sum("<text:deletion>" in r for r in regions) == len(marks)
    assert all(word in again and mark in again for mark, word in marks.items())
