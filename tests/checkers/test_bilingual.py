"""The bilingual engine in the whole program: files, formats, encodings, cache, batch, profiles."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.bilingual.texts import cues
from transcript_fix import batch, pipeline, rows
from transcript_fix.checkers import bilingual
from transcript_fix.config import Profile, Settings
from transcript_fix.errors import UserError
from transcript_fix.model import Applicability, Outcome
from transcript_fix.project import CACHE_VARIABLE

SOURCE = "记者：你们卖了多少台？\n\n雷军：我们在2012年卖了120万台手机。\n"
TARGET = "Reporter: How many did you sell?\n\nLei Jun: In 2012 we sold 12 million phones.\n"


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    source, target = tmp_path / "talk.zh.txt", tmp_path / "talk.en.txt"
    source.write_text(SOURCE, "utf-8")
    target.write_text(TARGET, "utf-8")
    return source, target


def checked(target: Path, source: Path | str, settings: Settings | None = None) -> Outcome:
    given = settings or Settings(engines=("house",))
    from dataclasses import replace

    with pipeline.start(replace(given, original=str(source))) as run:
        return batch.check_one(target, run).outcome


def fixes(outcome: Outcome) -> list[tuple[str, tuple[str, ...]]]:
    return [(i.finding.before, i.finding.suggestions) for i in outcome.issues]


WRONG = [("12 million", ("1.2 million",))]


def test_it_runs_where_a_source_is_named_and_nowhere_else(pair: tuple[Path, Path]) -> None:
    source, target = pair
    assert fixes(checked(target, source)) == WRONG
    assert "bilingual" not in pipeline.engines_of(Settings())
    assert "bilingual" in pipeline.engines_of(Settings(original="x"))


def test_it_is_never_safe_and_holds_in_a_verbatim_text(pair: tuple[Path, Path]) -> None:
    source, target = pair
    settings = Settings(engines=("house",), profile=Profile.STRICT)
    (issue,) = checked(target, source, settings).issues
    assert issue.applicability is Applicability.REVIEW


def test_without_a_source_the_engine_says_what_it_needs() -> None:
    with pytest.raises(UserError, match="--source"), bilingual.start(Settings()):
        pass


def test_a_file_is_not_held_against_itself(pair: tuple[Path, Path]) -> None:
    _, target = pair
    assert checked(target, target).issues == ()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_a_source_in_an_old_encoding_is_read(pair: tuple[Path, Path], encoding: str) -> None:
    source, target = pair
    source.write_bytes((SOURCE * 3).encode(encoding))
    target.write_text(TARGET * 3, "utf-8")
    assert fixes(checked(target, source)) == WRONG * 3


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02\x03binary"])
def test_a_source_that_cannot_be_read_is_one_line(pair: tuple[Path, Path], data: bytes) -> None:
    source, target = pair
    source.write_bytes(data)
    outcome = checked(target, source)
    assert outcome.code == 2
    assert str(outcome.error).startswith(f"the source {source}")
    assert "\n" not in str(outcome.error)


def test_a_source_of_another_kind_is_read_by_its_own_format(pair: tuple[Path, Path]) -> None:
    source, target = pair
    subtitles = source.with_suffix(".srt")
    subtitles.write_text(
        cues("记者：你们卖了多少台？", "雷军：我们在2012年卖了120万台手机。"), "utf-8"
    )
    assert fixes(checked(target, subtitles)) == WRONG


def test_a_source_in_an_archive_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "talks.zip", "w") as archive:
        archive.writestr("talk.zh.txt", SOURCE)
        archive.writestr("talk.en.txt", TARGET)
    target = tmp_path / "talks.zip" / "talk.en.txt"
    assert fixes(checked(target, "{stem}.zh{suffix}")) == WRONG


def test_another_source_is_another_result_in_spite_of_the_cache(pair: tuple[Path, Path]) -> None:
    source, target = pair
    cached = Settings(engines=("house",), cache=True)
    assert fixes(checked(target, source, cached)) == WRONG
    source.write_text(SOURCE.replace("120万", "1200万"), "utf-8")
    assert fixes(checked(target, source, cached)) == []
    source.write_text(SOURCE, "utf-8")
    again = checked(target, source, cached)
    assert fixes(again) == WRONG
    assert again.issues[0].finding.source == "我们在2012年卖了120万台手机。"


def test_a_row_of_a_batch_is_stale_when_the_source_changed(pair: tuple[Path, Path]) -> None:
    source, target = pair
    settings = Settings(engines=("house",), original="{stem}.zh{suffix}")
    with pipeline.start(settings) as run:
        before = rows.examine(target, run)
        source.write_text(SOURCE + "\n谢谢。\n", "utf-8")
        after = rows.examine(target, run)
    assert before.digest != after.digest
    assert before.record["findings"][0]["source"] == "我们在2012年卖了120万台手机。"


def test_control_characters_of_a_source_never_reach_the_screen(
    pair: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    from transcript_fix.commands.check import check

    source, target = pair
    source.write_text(SOURCE.replace("手机", "手\x1b[31m机\u202e"), "utf-8")
    check([target], Settings(engines=("house",), original=str(source)))
    out = capsys.readouterr().out
    assert "12 million" in out
    assert "\x1b" not in out
    assert "\u202e" not in out
