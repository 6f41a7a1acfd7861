"""Which files a folder holds, and that a bad one never stops the rest."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from transcript_fix import batch, decide, pipeline
from transcript_fix.config import Settings
from transcript_fix.errors import UserError
from transcript_fix.pipeline import Run


@pytest.fixture(scope="module")
def house() -> Iterator[Run]:
    with pipeline.start(Settings(engines=("house",))) as run:
        yield run


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("In 2012 ,we sold them.\n")


def names(folder: Path, *paths: Path) -> list[str]:
    return [p.relative_to(folder).as_posix() for p in batch.find(paths or (folder,))]


def test_a_folder_is_searched_for_transcripts_in_order(tmp_path: Path) -> None:
    make(tmp_path, "b/2.md", "a/1.txt", "a/data.bin", "C.TXT")
    assert names(tmp_path) == ["C.TXT", "a/1.txt", "b/2.md"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", ".git/b.txt", ".c.txt")
    assert names(tmp_path) == ["a.txt"]


def test_a_file_named_twice_is_done_once(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    assert names(tmp_path, tmp_path / "a.txt", tmp_path) == ["a.txt"]


def test_folders_that_link_to_themselves_end(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "says"),
    [("gone.txt", "there is no such file"), ("empty", "no transcripts in this folder")],
)
def test_a_path_that_gives_nothing_is_an_error(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match=says):
        batch.find([tmp_path / name])


def test_a_bad_file_is_an_outcome_and_the_rest_is_done(house: Run, tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "c.txt")
    (tmp_path / "b.txt").write_bytes(b"MZ\0\1\2")
    outcomes = []
    for checked in batch.check(batch.find([tmp_path]), house):
        outcome, _ = batch.fix(checked, decide.automatic)
        outcomes.append((bool(outcome.error), outcome.written))
    assert outcomes == [(False, True), (True, False), (False, True)]


def test_a_dry_run_gives_the_bytes_and_writes_nothing(house: Run, tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    (checked,) = batch.check([tmp_path / "a.txt"], house)
    outcome, data = batch.fix(checked, decide.automatic, dry=True)
    assert data == b"In 2012, we sold them.\n"
    assert not outcome.written
    assert (tmp_path / "a.txt").read_text() == "In 2012 ,we sold them.\n"


def test_a_pipe_in_a_folder_is_passed_over_and_one_that_is_named_is_refused(
    house: Run, tmp_path: Path
) -> None:
    make(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "b.txt")
    assert names(tmp_path) == ["a.txt"]
    checked = batch.check_one(tmp_path / "b.txt", house)
    assert checked.outcome.error == "not a plain file (a device, pipe or folder)"


def test_a_link_that_leads_to_itself_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    with pytest.raises(UserError, match="there is no such file"):
        batch.find([tmp_path / "loop.txt"])


def test_json_in_a_folder_counts_only_if_it_looks_like_a_transcript(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"name": "site"}')
    (tmp_path / "talk.json").write_text('{"text": "Hi.", "segments": [{"text": "Hi."}]}')
    assert names(tmp_path) == ["talk.json"]
