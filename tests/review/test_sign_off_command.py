"""`sign-off` from the command line: what it writes, and what it never replaces."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from transcript_fix.reports.signoff_html import MARKER
from transcript_fix.review.writing import write

from .making import SETTINGS, TALK, file, review
from .test_writing import accept_everything


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text("")
    file(tmp_path)
    session = review(tmp_path)
    accept_everything(session)
    list(write(session, SETTINGS))
    session.ledger.end()
    return tmp_path


def sign_off(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "transcript_fix", "sign-off", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)


def test_a_page_is_written_and_may_be_written_again(folder: Path) -> None:
    for _ in range(2):
        done = sign_off(folder, "talk.txt")
        assert done.returncode == 0
        assert done.stdout == "sign-off.html: 7 changes in 1 transcript\n"
    page = (folder / "sign-off.html").read_text(encoding="utf-8")
    assert page.startswith(MARKER)
    assert "<del>Wechat</del><ins>WeChat</ins>" in page


def test_a_file_that_is_no_sign_off_is_never_replaced(folder: Path) -> None:
    (folder / "notes.html").write_text("mine")
    done = sign_off(folder, "talk.txt", "-o", "notes.html")
    assert done.returncode == 2
    assert (folder / "notes.html").read_text() == "mine"


def test_critic_markup_holds_the_whole_text(folder: Path) -> None:
    assert sign_off(folder, "talk.txt", "--as", "criticmarkup").returncode == 0
    text = (folder / "sign-off.md").read_text(encoding="utf-8")
    assert "and {~~Wechat~>WeChat~~}" in text
    assert "very unique" in text


def test_without_changes_it_says_to_review_first(folder: Path) -> None:
    file(folder, "other.txt")
    done = sign_off(folder, "other.txt")
    assert done.returncode == 2
    assert "review them first" in done.stderr


def test_against_an_earlier_copy(folder: Path) -> None:
    file(folder, "old.txt", TALK)
    done = sign_off(folder, "talk.txt", "--against", "old.txt", "-o", "out.html")
    assert done.returncode == 0
    assert "changes in 1 transcript" in done.stdout


def test_since_a_revision_of_git(folder: Path) -> None:
    assert "git" in sign_off(folder, "talk.txt", "--since", "HEAD").stderr
