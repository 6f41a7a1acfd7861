"""Where the model's file lies, and what is said where it cannot be fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from transcript_fix.causal import gguf, place
from transcript_fix.errors import EngineError


def test_without_an_index_the_failure_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSCRIPT_FIX_CACHE", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setattr(place, "where", lambda: None)
    with pytest.raises(EngineError) as failure:
        place.install()
    assert "\n" not in str(failure.value)
    assert not list(tmp_path.iterdir())


def test_half_a_file_is_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSCRIPT_FIX_CACHE", str(tmp_path))
    (tmp_path / "judge").mkdir()
    half = tmp_path / "judge" / place.NAME
    half.write_bytes(b"GGUF")
    assert place.where() != half


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    for data in (b"GGUF", b"nonsense, but long enough to be read as numbers" * 9):
        file = tmp_path / "model.gguf"
        file.write_bytes(data)
        with pytest.raises(ValueError, match="damaged"):
            gguf.read(file)
