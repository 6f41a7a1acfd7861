"""A baseline only shrinks, is never written under CI, and knows a place by its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ignores.found import issues
from transcript_fix.errors import UserError
from transcript_fix.formats import format_module
from transcript_fix.ignores import baseline
from transcript_fix.model import Document, Outcome

TALK = "We have alof of phones.\n\nThey have alof of ideas.\n"


@pytest.fixture(autouse=True)
def outside_of_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)


def document(path: Path, text: str = TALK) -> Document:
    return format_module("plain").read(text.encode(), str(path))


def outcome(path: Path, text: str = TALK) -> Outcome:
    read = document(path, text)
    return Outcome(str(path), read, tuple(issues(read, "alof of")))


def compared(file: Path, path: Path, text: str = TALK) -> tuple[list[int], int]:
    """Return the lines of what is new in a text, and how much of the baseline is gone."""
    read = document(path, text)
    found = tuple(issues(read, "alof of"))
    left, gone = baseline.sift(baseline.read(file), read, found)
    return [read.line_column(i.span.start)[0] for i in left], len(gone)


def test_what_was_there_is_not_reported(tmp_path: Path) -> None:
    file, talk = tmp_path / "baseline.json", tmp_path / "talks/a.txt"
    assert baseline.create(file, [outcome(talk)]) == 2
    assert compared(file, talk) == ([], 0)
    assert compared(file, tmp_path / "talks/b.txt") == ([1, 3], 0)


def test_a_place_is_known_wherever_it_moves(tmp_path: Path) -> None:
    file, talk = tmp_path / "baseline.json", tmp_path / "a.txt"
    baseline.create(file, [outcome(talk)])
    assert compared(file, talk, "A new line.\n\n" + TALK) == ([], 0)
    assert compared(file, talk, TALK.replace("We have", "We had")) == ([], 0)


def test_a_further_place_of_the_same_words_is_new(tmp_path: Path) -> None:
    file, talk = tmp_path / "baseline.json", tmp_path / "a.txt"
    baseline.create(file, [outcome(talk)])
    lines, gone = compared(file, talk, TALK + "\n" + TALK)
    assert len(lines) == 2
    assert gone == 0


def test_a_finding_that_is_mended_can_never_come_back(tmp_path: Path) -> None:
    file, talk = tmp_path / "baseline.json", tmp_path / "a.txt"
    baseline.create(file, [outcome(talk)])
    mended = TALK.replace("We have alof", "We have a lot")
    gone = baseline.sift(baseline.read(file), document(talk, mended), outcome(talk, mended).issues)
    assert baseline.update(file, gone[1]) == 1
    assert compared(file, talk) == ([1], 0)


def test_an_update_never_adds(tmp_path: Path) -> None:
    file, talk = tmp_path / "baseline.json", tmp_path / "a.txt"
    baseline.create(file, [outcome(talk)])
    before = file.read_bytes()
    assert baseline.update(file, []) == 0
    assert file.read_bytes() == before


def test_a_second_baseline_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    baseline.create(file, [outcome(tmp_path / "a.txt")])
    before = file.read_bytes()
    with pytest.raises(UserError, match="only shrinks"):
        baseline.create(file, [])
    assert file.read_bytes() == before


def test_ci_writes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "baseline.json"
    baseline.create(file, [outcome(tmp_path / "a.txt")])
    before = file.read_bytes()
    gone = list(baseline.read(file).known)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(UserError, match="never written under CI"):
        baseline.update(file, gone)
    with pytest.raises(UserError, match="never written under CI"):
        baseline.create(tmp_path / "other.json", [])
    assert file.read_bytes() == before
    assert not (tmp_path / "other.json").exists()


def test_one_finding_stands_on_one_line(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    baseline.create(file, [outcome(tmp_path / "a.txt", "alof of\n\nalof of\n\nb alof of\n")])
    assert file.read_text("utf-8").splitlines()[1:-1] == [
        '  {"path": "a.txt", "words": "alof of", "rule": "doubled-word", "times": 2},',
        '  {"path": "a.txt", "words": "alof of", "left": "b", "rule": "doubled-word"}',
    ]


@pytest.mark.parametrize("data", [b"", b"[]", b'{"version": 1}', b"\xff", b'{"findings": []}'])
def test_a_broken_one_is_one_clear_line(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "baseline.json"
    file.write_bytes(data)
    with pytest.raises(UserError, match="no baseline of transcript-fix"):
        baseline.read(file)


def test_a_missing_one_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no such baseline"):
        baseline.read(tmp_path / "baseline.json")
