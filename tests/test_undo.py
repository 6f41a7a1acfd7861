"""`fix` keeps the bytes from before, and `undo` gives them back."""

from __future__ import annotations

from pathlib import Path

import pytest

from transcript_fix.commands.fix import fix
from transcript_fix.commands.undo import history, undo
from transcript_fix.config import Settings

HOUSE = Settings(engines=("house",))
BEFORE = b"\xef\xbb\xbfHe  said ,yes.\r\nno end"


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    path = tmp_path / "talk.txt"
    path.write_bytes(BEFORE)
    assert fix([path], HOUSE) == 0
    assert path.read_bytes() == b"\xef\xbb\xbfHe said, yes.\r\nno end"
    return path


def test_undo_gives_back_the_exact_bytes(talk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert undo(None, talk) == 0
    assert talk.read_bytes() == BEFORE
    history(talk)
    assert "undone" in capsys.readouterr().out


def test_a_file_that_was_changed_since_is_left_alone(
    talk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    talk.write_bytes(b"Somebody worked on it.")
    assert undo(None, talk) == 2
    assert talk.read_bytes() == b"Somebody worked on it."
    assert "talk.txt: changed since that run" in capsys.readouterr().out


def test_a_diff_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "talk.txt").write_bytes(BEFORE)
    assert fix([tmp_path / "talk.txt"], HOUSE, diff=True) == 1
    assert {p.name for p in tmp_path.iterdir()} == {".git", "talk.txt"}
