"""Only changed lines, asked of a real git."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from transcript_fix.commands.changed import ALL, Changed, changed_lines
from transcript_fix.commands.check import check
from transcript_fix.commands.fix import fix
from transcript_fix.config import Settings
from transcript_fix.errors import UserError

HOUSE = Settings(engines=("house",))
OLD = "We have alof of phones.\n"
NEW = "And alof of ideas.\n"


def git(*arguments: str) -> str:
    done = subprocess.run(("git", *arguments), check=True, capture_output=True, text=True)
    return done.stdout


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for name in ("PRE_COMMIT", "PRE_COMMIT_FROM_REF", "GIT_DIR", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    git("init", "-q", "-b", "main")
    git("config", "user.email", "ann@example.org")
    git("config", "user.name", "Ann")
    return tmp_path


def commit(text: str, name: str = "talk.txt") -> None:
    Path(name).write_text(text, "utf-8")
    git("add", "-A")
    git("commit", "-q", "-m", "x")


def lines(changed: Changed, *within: str) -> dict[str, list[range]]:
    found = changed_lines(changed, [Path(p) for p in within])
    return {file.name: ranges for file, ranges in found.items()}


def test_staged_lines_are_new_and_others_are_not() -> None:
    commit(OLD)
    Path("talk.txt").write_text(OLD + NEW, "utf-8")
    assert lines(Changed(staged=True)) == {}
    git("add", "talk.txt")
    assert lines(Changed(staged=True)) == {"talk.txt": [range(2, 3)]}


def test_a_check_of_staged_lines_reports_those_only(capsys: pytest.CaptureFixture[str]) -> None:
    commit(OLD)
    Path("talk.txt").write_text(OLD + NEW, "utf-8")
    git("add", "talk.txt")
    assert check([], HOUSE, output_format="github", changed=Changed(staged=True)) == 1
    assert capsys.readouterr().out.count("line=2,") == 1
    assert check([Path("talk.txt")], HOUSE, output_format="github") == 1
    assert "line=1," in capsys.readouterr().out


def test_fix_mends_changed_lines_only() -> None:
    commit(OLD)
    Path("talk.txt").write_text(OLD + NEW, "utf-8")
    git("add", "talk.txt")
    assert fix([Path("talk.txt")], HOUSE, changed=Changed(staged=True)) == 0
    assert Path("talk.txt").read_text("utf-8") == OLD + NEW.replace("alof of", "a lot of")


def test_nothing_changed_is_clean_and_writes_nothing() -> None:
    commit(OLD)
    assert check([Path("talk.txt")], HOUSE, changed=Changed(since="HEAD")) == 0
    assert fix([Path("talk.txt")], HOUSE, changed=Changed(since="HEAD")) == 0
    assert Path("talk.txt").read_text("utf-8") == OLD


def test_before_the_first_commit_everything_staged_is_new() -> None:
    Path("talk.txt").write_text(OLD, "utf-8")
    git("add", "talk.txt")
    assert lines(Changed(staged=True)) == {"talk.txt": [range(1, 2)]}


def test_since_a_branch_means_since_it_was_left() -> None:
    commit(OLD)
    git("checkout", "-q", "-b", "mine")
    commit(OLD + NEW)
    git("checkout", "-q", "main")
    commit("Main went on.\n" + OLD, "other.txt")
    git("checkout", "-q", "mine")
    assert lines(Changed(since="main")) == {"talk.txt": [range(2, 3)]}


def test_a_file_that_git_does_not_know_yet_is_new() -> None:
    commit(OLD)
    Path("fresh.srt").write_text("1\n", "utf-8")
    assert lines(Changed(since="HEAD")) == {"fresh.srt": [ALL]}
    assert lines(Changed(staged=True)) == {}


@pytest.mark.parametrize("name", ["a b.txt", 'a"b\\c.txt', "雷军.txt", "a\tb.txt", "é.txt"])
def test_any_name_is_found(name: str) -> None:
    commit(OLD, name)
    Path(name).write_text(OLD + NEW, "utf-8")
    git("add", "-A")
    assert lines(Changed(staged=True)) == {name: [range(2, 3)]}
    assert lines(Changed(since="HEAD"), name) == {name: [range(2, 3)]}


def test_what_git_calls_binary_is_new_as_a_whole() -> None:
    Path("talk.docx").write_bytes(b"PK\0\0")
    Path("talk.txt").write_bytes("We".encode("utf-16"))
    commit("x\n", "other.txt")
    Path("talk.docx").write_bytes(b"PK\0\0\0")
    Path("talk.txt").write_bytes("They".encode("utf-16"))
    git("add", "-A")
    assert lines(Changed(staged=True)) == {"talk.docx": [ALL], "talk.txt": [ALL]}


def test_only_the_paths_that_are_named_count() -> None:
    Path("a").mkdir()
    commit(OLD, "a/talk.txt")
    commit(OLD, "b.txt")
    for name in ("a/talk.txt", "b.txt", "c.py"):
        Path(name).write_text(NEW, "utf-8")
    git("add", "-A")
    assert set(lines(Changed(staged=True))) == {"talk.txt", "b.txt"}
    assert set(lines(Changed(staged=True), "a")) == {"talk.txt"}
    assert set(lines(Changed(staged=True), "b.txt", "c.py")) == {"b.txt", "c.py"}


def test_pre_commits_range_of_commits_is_the_base(monkeypatch: pytest.MonkeyPatch) -> None:
    commit(OLD)
    commit(OLD + NEW)
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", "HEAD~1")
    assert lines(Changed(staged=True), "talk.txt") == {"talk.txt": [range(2, 3)]}


def test_pre_commits_run_over_all_files_is_never_green_for_lack_of_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    commit(OLD)
    monkeypatch.setenv("PRE_COMMIT", "1")
    assert lines(Changed(staged=True), "talk.txt") == {"talk.txt": [ALL]}


def test_what_git_refuses_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commit(OLD)
    for changed in (Changed(since="nowhere"), Changed(since="--output=x"), Changed(True, "HEAD")):
        with pytest.raises(UserError):
            changed_lines(changed, [])
    assert not Path("x").exists()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    monkeypatch.chdir(outside)
    with pytest.raises(UserError, match="not a git repository"):
        changed_lines(Changed(staged=True), [])
