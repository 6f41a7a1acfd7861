from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from transcript_fix import runs
from transcript_fix.errors import UserError
from transcript_fix.rows import Row


def row(path: str, words: bytes = b"found") -> Row:
    return Row(path, b"digest of " + path.encode(), words)


def test_a_run_that_was_cut_short_goes_on(tmp_path: Path) -> None:
    with contextlib.suppress(KeyboardInterrupt), runs.opened(tmp_path, b"what") as run:
        run.add(row("b"))
        run.add(row("a"))
        raise KeyboardInterrupt
    with runs.opened(tmp_path, b"what") as again:
        assert again.number == run.number
        assert again.done == {"a": b"digest of a", "b": b"digest of b"}
        again.end()
        assert [r.path for r in again.rows()] == ["a", "b"]


@pytest.mark.parametrize(("what", "fresh"), [(b"other settings", False), (b"what", True)])
def test_another_run_begins_anew(tmp_path: Path, what: bytes, fresh: bool) -> None:
    with runs.opened(tmp_path, b"what") as run:
        run.add(row("a"))
    with runs.opened(tmp_path, what, fresh=fresh) as other:
        assert other.number == run.number + 1
        assert not other.done


def test_a_run_that_ended_is_not_gone_on_with(tmp_path: Path) -> None:
    with runs.opened(tmp_path, b"what") as run:
        run.end()
    with runs.opened(tmp_path, b"what") as other:
        assert other.number != run.number


def test_a_file_that_left_the_archive_leaves_the_run(tmp_path: Path) -> None:
    with runs.opened(tmp_path, b"what") as run:
        run.add(row("a"))
        run.add(row("b"))
    with runs.opened(tmp_path, b"what") as again:
        again.only({"b", "c"})
        assert [r.path for r in again.rows()] == ["b"]


def test_two_batches_at_a_time_are_refused(tmp_path: Path) -> None:
    with (
        runs.opened(tmp_path, b"what"),
        pytest.raises(UserError, match="another batch"),
        runs.opened(tmp_path, b"what"),
    ):
        pass


def test_old_runs_are_forgotten(tmp_path: Path) -> None:
    for _ in range(runs.KEPT + 2):
        with runs.opened(tmp_path, b"what") as run:
            run.add(row("a"))
            run.end()
    size = (tmp_path / ".transcript-fix" / runs.NAME).stat().st_size
    assert size < 100_000


def test_the_words_of_transcripts_stay_out_of_git(tmp_path: Path) -> None:
    (tmp_path / ".transcript-fix").mkdir()
    (tmp_path / ".transcript-fix" / ".gitignore").write_text("journal.sqlite*\n")
    with runs.opened(tmp_path, b"what"):
        pass
    lines = (tmp_path / ".transcript-fix" / ".gitignore").read_text().splitlines()
    assert lines[0] == "journal.sqlite*"
    assert "runs.sqlite*" in lines


def test_a_damaged_journal_is_one_line(tmp_path: Path) -> None:
    (tmp_path / ".transcript-fix").mkdir()
    (tmp_path / ".transcript-fix" / runs.NAME).write_bytes(b"no database" * 1000)
    with pytest.raises(UserError, match="move it away"), runs.opened(tmp_path, b"what"):
        pass
