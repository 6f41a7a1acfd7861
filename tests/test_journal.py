"""The journal: what was written can be given back to the byte, also after a crash."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from transcript_fix import journal
from transcript_fix.errors import UserError
from transcript_fix.journal import history, recording, undo
from transcript_fix.save import MARK, save

OLD, NEW = b"\xef\xbb\xbfold\r\nwords", b"\xef\xbb\xbfnew\r\nwords"


@pytest.fixture
def talks(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "a.txt", tmp_path / "sub" / "b.txt"]
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(OLD)
    return paths


def _write(root: Path, paths: list[Path], new: bytes = NEW) -> None:
    with recording(root, "fix .") as recorder:
        for path in paths:
            recorder.save(path, path.read_bytes(), new)


def test_a_run_is_listed_and_undone_to_the_byte(tmp_path: Path, talks: list[Path]) -> None:
    _write(tmp_path, talks)
    (entry,) = history(tmp_path)
    assert (entry.command, entry.files, entry.undone) == ("fix .", 2, False)
    run, restored = undo(tmp_path)
    assert run == entry.run
    assert [r.error for r in restored] == [None, None]
    assert [p.read_bytes() for p in talks] == [OLD, OLD]
    assert [e.undone for e in history(tmp_path)] == [False, True]


def test_an_undoing_can_be_undone(tmp_path: Path, talks: list[Path]) -> None:
    _write(tmp_path, talks)
    undo(tmp_path)
    undo(tmp_path, history(tmp_path)[0].run)
    assert [p.read_bytes() for p in talks] == [NEW, NEW]


def test_undo_takes_the_last_run_first_then_the_one_before(
    tmp_path: Path, talks: list[Path]
) -> None:
    _write(tmp_path, talks)
    _write(tmp_path, talks, b"newer")
    undo(tmp_path)
    assert talks[0].read_bytes() == NEW
    undo(tmp_path)
    assert talks[0].read_bytes() == OLD
    with pytest.raises(UserError, match="nothing to undo"):
        undo(tmp_path)


def test_a_file_changed_since_is_left_and_named(tmp_path: Path, talks: list[Path]) -> None:
    _write(tmp_path, talks)
    talks[0].write_bytes(b"an editor went on")
    _, restored = undo(tmp_path)
    assert {r.path: bool(r.error) for r in restored} == {"a.txt": True, "sub/b.txt": False}
    assert talks[0].read_bytes() == b"an editor went on"
    assert talks[1].read_bytes() == OLD


def test_a_file_written_twice_in_a_run_gets_its_first_bytes_back(
    tmp_path: Path, talks: list[Path]
) -> None:
    with recording(tmp_path, "fix") as recorder:
        recorder.save(talks[0], OLD, NEW)
        recorder.save(talks[0], NEW, b"newest")
    undo(tmp_path)
    assert talks[0].read_bytes() == OLD


def test_a_run_that_wrote_nothing_leaves_no_trace(tmp_path: Path, talks: list[Path]) -> None:
    with recording(tmp_path, "check"):
        pass
    assert history(tmp_path) == ()
    with recording(tmp_path, "fix") as recorder, pytest.raises(UserError):
        recorder.save(talks[0], b"not what is there", NEW)
    assert history(tmp_path) == ()


def test_a_file_that_was_written_although_an_error_was_told_can_be_undone(
    tmp_path: Path, talks: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(path: Path, old: bytes, new: bytes) -> None:
        save(path, old, new)
        raise UserError("an error behind the write")

    with monkeypatch.context() as patch, recording(tmp_path, "fix") as recorder:
        patch.setattr(journal, "save", late)
        with pytest.raises(UserError):
            recorder.save(talks[0], OLD, NEW)
    assert [entry.files for entry in history(tmp_path)] == [1]
    undo(tmp_path)
    assert talks[0].read_bytes() == OLD


def test_an_unknown_run_is_refused_with_the_known_ones(tmp_path: Path, talks: list[Path]) -> None:
    _write(tmp_path, talks)
    with pytest.raises(UserError, match=r"no run 77 is in the history \(1\)"):
        undo(tmp_path, 77)


def test_a_damaged_journal_is_one_line(tmp_path: Path, talks: list[Path]) -> None:
    _write(tmp_path, talks)
    (tmp_path / ".transcript-fix" / "journal.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(UserError, match="move it away") as caught:
        history(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_journal_of_a_newer_version_is_not_touched(tmp_path: Path, talks: list[Path]) -> None:
    _write(tmp_path, talks)
    db = sqlite3.connect(tmp_path / ".transcript-fix" / "journal.sqlite")
    db.execute("PRAGMA user_version=99")
    db.close()
    with pytest.raises(UserError, match="newer"):
        undo(tmp_path)


def test_the_oldest_bytes_go_first_when_there_are_too_many(
    tmp_path: Path, talks: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "KEPT", 300_000)
    big = [os.urandom(200_000) for _ in range(3)]
    talks[0].write_bytes(big[0])
    for old, new in zip(big, [*big[1:], b"last"], strict=True):
        with recording(tmp_path, "fix") as recorder:
            recorder.save(talks[0], old, new)
    _, restored = undo(tmp_path)
    assert restored[0].error is None
    assert talks[0].read_bytes() == big[2]
    with recording(tmp_path, "fix") as recorder:
        recorder.save(talks[1], OLD, NEW)
    _, restored = undo(tmp_path, 1)
    assert "no longer kept" in str(restored[0].error)


_CRASH = """
import os, signal, sys
from pathlib import Path
from transcript_fix import save as module
from transcript_fix.journal import recording
root, when = Path(sys.argv[1]), sys.argv[2]
def die(*a, **k):
    os.kill(os.getpid(), signal.SIGKILL)
exchange = module._exchange
def swap_and_die(one, other):
    exchange(one, other)
    die()
if when == "before": module._write_beside = die
if when == "beside": module._exchange = die
if when == "after": module._exchange = swap_and_die
with recording(root, "fix") as recorder:
    recorder.save(root / "a.txt", (root / "a.txt").read_bytes(), b"new words")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the exchange call is Linux's")
@pytest.mark.parametrize(("when", "written"), [("before", 0), ("beside", 0), ("after", 1)])
def test_after_a_kill_the_history_tells_the_truth_and_undo_works(
    when: str, written: int, tmp_path: Path, talks: list[Path]
) -> None:
    done = subprocess.run([sys.executable, "-c", _CRASH, str(tmp_path), when], check=False)
    assert done.returncode == -signal.SIGKILL
    assert talks[0].read_bytes() == (b"new words" if written else OLD)
    assert len(history(tmp_path)) == written
    assert not list(tmp_path.glob(f".*{MARK}*")), "what lay beside is cleared away"
    if written:
        undo(tmp_path)
    assert talks[0].read_bytes() == OLD


@pytest.mark.skipif(sys.platform != "linux", reason="kills a Linux process")
def test_a_batch_killed_again_and_again_ends_right(tmp_path: Path) -> None:
    bench = Path(__file__).parents[1] / "bench" / "kills.py"
    command = [sys.executable, str(bench), "--files", "120", "--kills", "6"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "torn 0, wrong at the end 0, not restored by undo 0" in done.stdout
