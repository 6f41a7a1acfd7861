"""Tracked changes through the whole program: asked for, as the file asks, or not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.formats import packages
from tests.formats.packages import member, run
from transcript_fix.formats import docx

ASKS = {"settings": "<w:trackRevisions/>"}
DECLINES = {"settings": '<w:trackRevisions w:val="0"/>'}


@pytest.mark.parametrize(
    ("parts", "options", "tracked"),
    [
        ({}, (), False),
        ({}, ("--track", "--author", "Ed"), True),
        (ASKS, (), True),
        (ASKS, ("--no-track",), False),
        (DECLINES, (), False),
    ],
)
def test_changes_are_tracked_where_the_file_or_the_user_asks(
    parts: dict[str, str], options: tuple[str, ...], tracked: bool, tmp_path: Path
) -> None:
    path = tmp_path / "talk.docx"
    path.write_bytes(packages.docx(f"<w:p>{run('We sell  phones ,cheap.')}</w:p>", parts))
    (tmp_path / ".git").mkdir()
    command = [sys.executable, "-m", "transcript_fix", "fix", "talk.docx", "--engine", "house"]
    done = subprocess.run([*command, *options], cwd=tmp_path, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    body = member(path.read_bytes(), "word/document.xml")
    assert docx.read(path.read_bytes(), "").texts == ("We sell phones, cheap.",)
    assert ("<w:del " in body) == tracked
    author = "Ed" if "--author" in options else "transcript-fix"
    assert (f'w:author="{author}"' in body) == tracked


def test_a_file_with_tracked_changes_of_ours_is_clean_the_second_time(tmp_path: Path) -> None:
    path = tmp_path / "talk.docx"
    path.write_bytes(packages.docx(f"<w:p>{run('We sell  phones.')}</w:p>", ASKS))
    (tmp_path / ".git").mkdir()
    command = [sys.executable, "-m", "transcript_fix", "fix", "talk.docx", "--engine", "house"]
    for _ in range(2):
        assert subprocess.run(command, cwd=tmp_path, timeout=60).returncode == 0
    assert member(path.read_bytes(), "word/document.xml").count("<w:del ") == 1
