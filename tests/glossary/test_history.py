"""Corrections in a real git repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from transcript_fix.errors import UserError
from transcript_fix.glossary import history
from transcript_fix.glossary.learn import learned, pairs


def git(folder: Path, *command: str) -> None:
    subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=E", "-c", "user.email=e@x", *command],
        check=True,
        capture_output=True,
    )


def commit(folder: Path, name: str, text: str, day: str = "2024-01-01") -> None:
    (folder / name).write_text(text, "utf-8")
    git(folder, "add", name)
    git(folder, "commit", "-q", "-m", "x", f"--date={day}T12:00:00")


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    commit(tmp_path, "a.txt", "We use Qualcommm chips.\nA Jupiter notebook.\nLast line.\n")
    commit(tmp_path, "a.txt", "We use Qualcomm chips.\nA Jupyter notebook.\nLast line.\n")
    commit(tmp_path, "code.py", "Xaiomi = 1\n")
    commit(tmp_path, "code.py", "Xiaomi = 1\n")
    return tmp_path


def test_corrections_are_mined_from_transcripts_alone(repo: Path) -> None:
    found = learned(p for h in history.hunks(repo) for p in pairs(*h))
    assert {(o.term, o.safe, o.heard) for o in found} == {
        ("Qualcomm", (("Qualcommm", 1),), ()),
        ("Jupyter", (), (("Jupiter", 1),)),
    }


def test_a_line_that_looks_like_a_header_is_no_header(repo: Path) -> None:
    commit(repo, "b.txt", "-- a dash Xaiomi\n")
    commit(repo, "b.txt", "-- a dash Xiaomi\n")
    assert ("-- a dash Xaiomi\n", "-- a dash Xiaomi\n") in list(history.hunks(repo))


def test_no_program_that_the_repository_names_is_run(repo: Path) -> None:
    mark = repo / "ran"
    (repo / ".gitattributes").write_text("*.txt diff=evil\n", "utf-8")
    for key in ("diff.evil.textconv", "diff.evil.command", "diff.external", "core.pager"):
        git(repo, "config", key, f"touch {mark};cat")
    assert list(history.hunks(repo))
    assert not mark.exists()


def test_no_repository_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not a git repository"):
        list(history.hunks(tmp_path))
    with pytest.raises(UserError, match="no such folder"):
        list(history.hunks(tmp_path / "none"))


def test_a_rewritten_page_is_no_correction(repo: Path) -> None:
    commit(repo, "c.txt", "".join(f"line {n} Xaiomi\n" for n in range(40)))
    commit(repo, "c.txt", "".join(f"other {n} Xiaomi\n" for n in range(40)))
    assert not any("Xaiomi" in before for before, _ in history.hunks(repo))
