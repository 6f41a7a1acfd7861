"""Answers into files: only when asked, only what was accepted, known after any crash."""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from transcript_fix import archives, journal, pipeline
from transcript_fix.ledger import Ledger
from transcript_fix.review.session import Session
from transcript_fix.review.writing import summary, write

from .making import SETTINGS, TALK, file, meet, review, stand_on

WANTED = (
    "Lei Jun: We selected Qualcomm as our phone chip, and WeChat came later.\n\n"
    "Reporter: Did Qualcomm say that they would wait?\n\n"
    "Lei Jun: There are a lot of people on WeChat now. Qualcomm was very unique.\n"
)


def accept_everything(session: Session) -> None:
    session.accept_groups([g for g in session.walk.rows if g.fix])


def test_answers_alone_change_no_file(tmp_path: Path) -> None:
    path = file(tmp_path)
    accept_everything(review(tmp_path))
    assert path.read_text(encoding="utf-8") == TALK


def test_writing_makes_exactly_the_accepted_changes(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    accept_everything(session)
    results = list(write(session, SETTINGS))
    assert path.read_text(encoding="utf-8") == WANTED
    assert summary(results) == "7 changes written in 1 file"
    assert session.board.pending() == {}


def test_writing_twice_changes_nothing_more(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    accept_everything(session)
    list(write(session, SETTINGS))
    assert list(write(session, SETTINGS)) == []
    session.ledger.end()
    assert list(write(review(tmp_path), SETTINGS)) == []
    assert path.read_text(encoding="utf-8") == WANTED


def test_after_writing_one_can_go_on(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    session.accept(all_like_it=True)
    list(write(session, SETTINGS))
    accept_everything(session)
    list(write(session, SETTINGS))
    assert path.read_text(encoding="utf-8") == WANTED


def test_what_was_written_can_be_taken_back(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    accept_everything(session)
    list(write(session, SETTINGS))
    session.undo()
    assert path.read_text(encoding="utf-8") == WANTED
    list(write(session, SETTINGS))
    assert path.read_text(encoding="utf-8") == TALK


def test_what_was_written_can_be_taken_back_after_a_restart(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    session.accept()
    accept_everything(session)
    list(write(session, SETTINGS))
    session.ledger.end()
    resumed = review(tmp_path)
    resumed.undo()
    list(write(resumed, SETTINGS))
    text = path.read_text(encoding="utf-8")
    assert text == TALK.replace("Qualcommm as", "Qualcomm as")
    resumed.redo()
    list(write(resumed, SETTINGS))
    assert path.read_text(encoding="utf-8") == WANTED


def test_another_answer_after_writing_replaces_the_first(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    stand_on(session, "alof of")
    session.accept()
    list(write(session, SETTINGS))
    stand_on(session, "alof of")
    session.edit("many")
    list(write(session, SETTINGS))
    assert "There are many people" in path.read_text(encoding="utf-8")


def test_a_bad_file_stops_no_other(tmp_path: Path) -> None:
    good, bad = file(tmp_path, "good.txt"), file(tmp_path, "bad.txt")
    session = review(tmp_path, "good.txt", "bad.txt")
    accept_everything(session)
    bad.unlink()
    results = {r.path: r for r in write(session, SETTINGS)}
    assert results["good.txt"].changes == 7
    assert results["bad.txt"].error is not None
    assert good.read_text(encoding="utf-8") == WANTED
    assert "bad.txt" in session.board.pending()


def test_a_file_that_changed_meanwhile_keeps_the_change(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    accept_everything(session)
    path.write_text("Host: Hello everybody.\n\n" + TALK, encoding="utf-8")
    list(write(session, SETTINGS))
    assert path.read_text(encoding="utf-8") == "Host: Hello everybody.\n\n" + WANTED


def test_words_that_went_meanwhile_are_stale_and_the_rest_is_written(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    accept_everything(session)
    path.write_text(TALK.replace("they they", "we"), encoding="utf-8")
    (result,) = write(session, SETTINGS)
    assert (result.changes, result.stale) == (6, 1)
    assert [m.before for m in session.stale] == ["they they"]
    assert path.read_text(encoding="utf-8") == WANTED.replace("that they", "that we")


class Killed(BaseException):
    """What a kill is to code that cannot catch it."""


@pytest.mark.parametrize("when", ["before the file", "after the file"])
def test_a_kill_at_the_write_leaves_no_doubt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    accept_everything(session)
    real_write, real_add = pipeline.put, Ledger.add

    def dying_write(*args: object) -> bool:
        if when == "before the file":
            monkeypatch.setattr(Ledger, "add", dead)
            raise Killed
        monkeypatch.setattr(Ledger, "add", dead)
        return real_write(*args)  # type: ignore[arg-type]

    def dead(*args: object, **more: object) -> None:
        raise Killed

    monkeypatch.setattr(pipeline, "put", dying_write)
    with pytest.raises(Killed):
        list(write(session, SETTINGS))
    monkeypatch.setattr(pipeline, "put", real_write)
    monkeypatch.setattr(Ledger, "add", real_add)
    session.ledger.end()
    assert path.read_text(encoding="utf-8") == (TALK if when == "before the file" else WANTED)
    resumed = review(tmp_path)
    assert resumed.stale == []
    assert bool(resumed.board.pending()) is (when == "before the file")
    list(write(resumed, SETTINGS))
    assert path.read_text(encoding="utf-8") == WANTED
    resumed.undo()
    list(write(resumed, SETTINGS))
    assert path.read_text(encoding="utf-8") == TALK


def test_a_read_only_file_is_said_and_left(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    accept_everything(session)
    os.chmod(path, 0o444)
    (result,) = write(session, SETTINGS)
    assert result.error is not None
    assert "read-only" in result.error
    assert path.read_text(encoding="utf-8") == TALK
    os.chmod(path, 0o644)
    list(write(session, SETTINGS))
    assert path.read_text(encoding="utf-8") == WANTED


def test_twins_change_together(tmp_path: Path) -> None:
    text = file(tmp_path, "ep1.txt", "Lei Jun: We use Wechat here every day.\n")
    cue = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Lei Jun>We use Wechat here every day.\n"
    cues = file(tmp_path, "ep1.vtt", cue)
    session = review(tmp_path, "ep1.txt", "ep1.vtt")
    session.accept()
    assert len(list(write(session, SETTINGS))) == 2
    assert text.read_text(encoding="utf-8") == "Lei Jun: We use WeChat here every day.\n"
    assert cues.read_text(encoding="utf-8") == cue.replace("Wechat", "WeChat")


def test_a_second_file_that_is_met_later_is_written_too(tmp_path: Path) -> None:
    file(tmp_path)
    other = file(tmp_path, "b.txt", "Lei Jun: Wechat again.\n")
    session = review(tmp_path)
    meet(session, other)
    accept_everything(session)
    list(write(session, SETTINGS))
    assert other.read_text(encoding="utf-8") == "Lei Jun: WeChat again.\n"


def test_undo_of_the_run_restores_the_exact_bytes_and_the_review_asks_again(
    tmp_path: Path,
) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    accept_everything(session)
    list(write(session, SETTINGS))
    session.ledger.end()
    journal.undo(tmp_path)
    assert path.read_text(encoding="utf-8") == TALK
    resumed = review(tmp_path)
    assert resumed.board.pending() == {}
    assert resumed.progress().decided == 0
    assert path.read_text(encoding="utf-8") == TALK


@pytest.mark.parametrize("name", ["talks.zip", "talks.tar.gz"])
def test_answers_about_an_archive_go_into_a_new_one_beside(tmp_path: Path, name: str) -> None:
    packed = packed_talks(tmp_path, name)
    before = packed.read_bytes()
    session = review(tmp_path, f"{name}/one.txt", f"{name}/two.txt")
    stand_on(session, "Qualcommm")
    session.accept(all_like_it=True)
    results = list(write(session, SETTINGS))
    made = archives.beside(packed)
    assert summary(results).splitlines() == [
        "6 changes written in 2 files",
        f"{made} holds them; the archive itself is as it was",
    ]
    assert packed.read_bytes() == before
    assert archives.content(made / "one.txt") == TALK.replace("Qualcommm", "Qualcomm").encode()
    assert archives.content(made / "notes.txt") == b"Left alone.\n"


def test_a_second_writing_goes_on_in_the_new_archive(tmp_path: Path) -> None:
    packed = packed_talks(tmp_path, "talks.zip")
    session = review(tmp_path, "talks.zip/one.txt")
    stand_on(session, "Qualcommm")
    session.accept(all_like_it=True)
    list(write(session, SETTINGS))
    accept_everything(session)
    list(write(session, SETTINGS))
    made = archives.beside(packed)
    assert archives.content(made / "one.txt") == WANTED.encode()
    session.ledger.end()
    again = review(tmp_path, "talks.zip/one.txt")
    assert again.board.pending() == {}
    assert again.stale == []


def test_an_archive_that_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    packed = packed_talks(tmp_path, "talks.zip")
    session = review(tmp_path, "talks.zip/one.txt")
    accept_everything(session)
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("one.txt", TALK + "More.\n")
    results = list(write(session, SETTINGS))
    assert [r.changes for r in results] == [7]  # read anew, its words found again
    assert archives.content(archives.beside(packed) / "one.txt") == (WANTED + "More.\n").encode()


def packed_talks(folder: Path, name: str) -> Path:
    packed, texts = folder / name, {"one.txt": TALK, "two.txt": TALK, "notes.txt": "Left alone.\n"}
    if name.endswith(".zip"):
        with zipfile.ZipFile(packed, "w") as made:
            for member, text in texts.items():
                made.writestr(member, text)
        return packed
    with tarfile.open(packed, "w:gz") as tar:
        for member, text in texts.items():
            info = tarfile.TarInfo(member)
            info.size = len(text)
            tar.addfile(info, io.BytesIO(text.encode()))
    return packed
