from __future__ import annotations

from pathlib import Path

import pytest

from transcript_fix import originals
from transcript_fix.config import Settings, load
from transcript_fix.errors import UserError


@pytest.mark.parametrize(
    ("transcript", "pattern", "source"),
    [
        ("ep/talk.en.srt", "{stem}.zh{suffix}", "ep/talk.zh.srt"),
        ("ep/talk_en-US.txt", "{stem}.zh.docx", "ep/talk.zh.docx"),
        ("ep/talk.srt", "../zh/{name}", "ep/../zh/talk.srt"),
        ("ep/taken.srt", "{stem}.zh{suffix}", "ep/taken.zh.srt"),
    ],
)
def test_a_pattern_is_filled_in_beside_the_transcript(
    transcript: str, pattern: str, source: str
) -> None:
    found = originals.original_of(Path(transcript), Settings(original=pattern))
    assert found == Path(source)


def test_a_file_is_taken_as_it_is_named() -> None:
    assert originals.original_of(Path("a/b.srt"), Settings(original="c.srt")) == Path("c.srt")
    assert originals.original_of(Path("a/b.srt"), Settings()) is None


def test_a_wrong_field_says_what_was_meant() -> None:
    with pytest.raises(UserError, match="did you mean 'stem'"):
        originals.sure(Settings(original="{stm}.zh"), [Path("a.srt")])


def test_one_source_is_not_that_of_several_files(tmp_path: Path) -> None:
    source = tmp_path / "a.zh.srt"
    source.write_text("x")
    settings = Settings(original=str(source))
    originals.sure(settings, [Path("a.srt")])
    with pytest.raises(UserError, match="there are 2 transcripts"):
        originals.sure(settings, [Path("a.srt"), Path("b.srt")])


def test_a_missing_source_is_said_before_anything_runs(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no such source"):
        originals.sure(Settings(original=str(tmp_path / "none.srt")), [Path("a.srt")])


def test_a_pattern_without_a_file_is_a_remark_and_no_error(tmp_path: Path) -> None:
    settings = Settings(original="{stem}.zh{suffix}")
    originals.sure(settings, [tmp_path / "a.en.srt"])
    (remark,) = originals.remarks(tmp_path / "a.en.srt", settings)
    assert remark.rule == "no-source"
    assert "a.zh.srt" in remark.message
    (tmp_path / "a.zh.srt").write_text("x")
    assert originals.remarks(tmp_path / "a.en.srt", settings) == ()


def test_a_mark_hangs_on_the_bytes_of_the_source(tmp_path: Path) -> None:
    source = tmp_path / "a.zh.srt"
    settings = Settings(original=str(source))
    source.write_text("1")
    before = originals.mark(Path("a.srt"), b"data", settings)
    source.write_text("2")
    assert originals.mark(Path("a.srt"), b"data", settings) != before
    assert originals.mark(Path("a.srt"), b"data", Settings()) != before


def test_a_file_in_the_settings_is_relative_to_them_and_a_pattern_to_the_transcript(
    tmp_path: Path,
) -> None:
    config = tmp_path / "transcript-fix.toml"
    config.write_text('source = "zh/talk.srt"\n')
    assert load(tmp_path).original == str(tmp_path / "zh" / "talk.srt")
    config.write_text('source = "{stem}.zh{suffix}"\n')
    assert load(tmp_path).original == "{stem}.zh{suffix}"
