"""The commands about ignores and baselines, as an editor uses them one after the other."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from transcript_fix.commands import baseline, ignoring
from transcript_fix.commands.check import check
from transcript_fix.config import Settings
from transcript_fix.errors import UserError

HOUSE = Settings(engines=("house",))
TALK = "We have alof of phones.\n\nAnd alof of ideas.\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "talk.txt").write_text(TALK, "utf-8")
    return tmp_path


def found(settings: Settings = HOUSE) -> int:
    return check([Path("talk.txt")], settings)


def test_words_that_are_added_are_no_longer_found_and_do_not_count() -> None:
    assert found() == 1
    assert ignoring.ignore(Path("talk.txt"), "alof of", "a joke", HOUSE) == 0
    assert found() == 0


def test_an_ignore_needs_words_that_stand_there_a_reason_and_a_date() -> None:
    refused: tuple[tuple[str, Callable[[], int]], ...] = (
        ("does not stand in it", lambda: ignoring.ignore(Path("talk.txt"), "teh", "x", HOUSE)),
        ("must say why", lambda: ignoring.ignore(Path("talk.txt"), "alof of", " ", HOUSE)),
        (
            "must be a date",
            lambda: ignoring.ignore(Path("talk.txt"), "alof of", "x", HOUSE, until="soon"),
        ),
    )
    for said, act in refused:
        with pytest.raises(UserError, match=said):
            act()
    assert not Path(".transcript-fix/ignore.yaml").exists()


def test_the_list_shows_what_is_over(capsys: pytest.CaptureFixture[str]) -> None:
    ignoring.ignore(Path("talk.txt"), "alof of", "a joke", HOUSE, until="2020-01-31")
    capsys.readouterr()
    assert ignoring.show(Path()) == 0
    assert "2020-01-31 (over)" in capsys.readouterr().out


def test_words_of_other_tools_are_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    Path("cspell.json").write_text('{"words": ["alof of"]}', "utf-8")
    Path("accept.txt").write_text("Xiaomi\nfoo.*\n", "utf-8")
    assert ignoring.take_over([Path("cspell.json"), Path("accept.txt")]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "cspell.json: 1 word accepted",
        "accept.txt: 1 word accepted",
        "  1 pattern left out, no plain words: foo.*",
    ]
    assert found() == 0


def test_a_baseline_silences_what_was_there_and_shrinks_with_the_work() -> None:
    file = Path(".transcript-fix/baseline.json")
    with_it = Settings(engines=("house",), baseline=file)
    assert baseline.create([Path("talk.txt")], HOUSE, None) == 0
    assert found(with_it) == 0
    Path("talk.txt").write_text(TALK.replace("And alof of", "And a lot of"), "utf-8")
    assert baseline.update([Path("talk.txt")], HOUSE, None) == 0
    Path("talk.txt").write_text(TALK, "utf-8")
    assert found(with_it) == 1


def test_another_engine_takes_nothing_out_of_a_baseline() -> None:
    file = Path(".transcript-fix/baseline.json")
    baseline.create([Path("talk.txt")], HOUSE, None)
    before = file.read_bytes()
    assert baseline.update([Path("talk.txt")], Settings(engines=("codespell",)), None) == 0
    assert file.read_bytes() == before


def test_a_baseline_is_not_made_of_files_that_cannot_be_checked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("broken.txt").write_bytes(b"a\0b" + os.urandom(8))
    assert baseline.create([Path("talk.txt"), Path("broken.txt")], HOUSE, None) == 2
    assert "broken.txt" in capsys.readouterr().err
    assert not Path(".transcript-fix/baseline.json").exists()
