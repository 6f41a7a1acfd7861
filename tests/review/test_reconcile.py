"""Earlier answers meet a text that changed: found again, already there, stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from transcript_fix.ledger import Ledger, Verdict
from transcript_fix.review.session import Session
from transcript_fix.review.writing import write

from .making import SETTINGS, TALK, file, meet, review, stand_on, titles


def accepted_all(folder: Path) -> None:
    session = review(folder)
    session.accept_groups([g for g in session.walk.rows if g.fix])
    session.ledger.end()


def test_an_answer_is_found_again_where_its_words_moved(tmp_path: Path) -> None:
    path = file(tmp_path)
    accepted_all(tmp_path)
    path.write_text("Host: A new opening line, long enough.\n\n" + TALK, encoding="utf-8")
    session = review(tmp_path)
    assert session.stale == []
    assert session.progress().accepted == 7
    list(write(session, SETTINGS))
    assert "Qualcommm" not in path.read_text(encoding="utf-8")
    assert path.read_text(encoding="utf-8").startswith("Host: A new opening line")


def test_an_answer_is_found_again_when_a_neighbour_changed(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    stand_on(session, "alof of")
    session.accept()
    session.ledger.end()
    path.write_text(TALK.replace("There are alof", "Today are alof"), encoding="utf-8")
    resumed = review(tmp_path)
    assert resumed.stale == []
    assert resumed.progress().accepted == 1
    resumed.undo()
    assert resumed.progress().accepted == 0


def test_a_no_is_found_again_too(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    stand_on(session, "alof of")
    session.reject()
    session.ledger.end()
    path.write_text(TALK.replace("There are alof", "Today are alof"), encoding="utf-8")
    resumed = review(tmp_path)
    assert resumed.progress().decided == 1


def test_what_cannot_be_found_again_is_listed_and_never_applied(tmp_path: Path) -> None:
    path = file(tmp_path)
    accepted_all(tmp_path)
    text = "Lei Jun: Something else was said here altogether.\n"
    path.write_text(text, encoding="utf-8")
    session = review(tmp_path)
    assert {m.before for m in session.stale} == {"Qualcommm", "Wechat", "they they", "alof of"}
    assert session.board.pending() == {}
    assert list(write(session, SETTINGS)) == []
    assert path.read_text(encoding="utf-8") == text


def test_stale_answers_can_be_forgotten_and_that_taken_back(tmp_path: Path) -> None:
    path = file(tmp_path)
    accepted_all(tmp_path)
    path.write_text("Lei Jun: Gone.\n", encoding="utf-8")
    session = review(tmp_path)
    number = len(session.stale)
    assert session.drop_stale() == f"forgot {number} stale answers"
    session.ledger.end()
    again = review(tmp_path)
    assert again.stale == []
    again.undo()
    again.ledger.end()
    assert len(review(tmp_path).stale) == number


def test_a_word_that_stands_elsewhere_is_not_taken_for_the_one_that_went(tmp_path: Path) -> None:
    path = file(tmp_path, text="Lei Jun: There are alof of shops in Beijing.\n")
    session = review(tmp_path)
    session.accept()
    session.ledger.end()
    path.write_text("Reporter: Nobody knows alof of that kind of thing, sir.\n", encoding="utf-8")
    resumed = review(tmp_path)
    assert resumed.progress().accepted == 0
    assert [m.before for m in resumed.stale] == ["alof of"]


def test_what_somebody_mended_by_hand_is_not_stale(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    stand_on(session, "alof of")
    session.accept()
    session.ledger.end()
    path.write_text(TALK.replace("alof of", "a lot of"), encoding="utf-8")
    resumed = review(tmp_path)
    assert resumed.stale == []
    assert resumed.board.pending() == {}


def test_an_answer_that_no_engine_asks_now_still_stands(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    stand_on(session, "alof of")
    session.edit("plenty of")
    session.ledger.end()
    ledger = Ledger(tmp_path, "Ana")
    ledger.begin()
    other = Session(ledger)
    meet(other, path, mistakes={})
    assert titles(other) == ["alof of"]
    list(write(other, SETTINGS))
    assert "plenty of people" in path.read_text(encoding="utf-8")


EQUAL = "Lei Jun: We chose Wechat today.\n\nReporter: Yes.\n\nLei Jun: We chose Wechat today.\n"


def test_of_equal_places_only_the_one_that_was_accepted_is_ever_changed(tmp_path: Path) -> None:
    path = file(tmp_path, text=EQUAL)
    session = review(tmp_path)
    session.accept()
    session.reject()
    list(write(session, SETTINGS))
    session.ledger.end()
    once = path.read_text(encoding="utf-8")
    assert once == EQUAL.replace("Wechat", "WeChat", 1)
    resumed = review(tmp_path)
    assert resumed.board.pending() == {}
    list(write(resumed, SETTINGS))
    assert path.read_text(encoding="utf-8") == once


def test_of_equal_places_the_next_is_asked_after_the_first_was_written(tmp_path: Path) -> None:
    path = file(tmp_path, text=EQUAL)
    session = review(tmp_path)
    session.accept()
    list(write(session, SETTINGS))
    session.ledger.end()
    resumed = review(tmp_path)
    assert resumed.progress().total == 1
    assert resumed.verdict_here() is Verdict.OPEN
    resumed.accept()
    list(write(resumed, SETTINGS))
    assert path.read_text(encoding="utf-8") == EQUAL.replace("Wechat", "WeChat")


@pytest.mark.parametrize("lines", ["\n", "\r\n"])
def test_line_ends_do_not_matter(tmp_path: Path, lines: str) -> None:
    path = file(tmp_path, text=TALK.replace("\n", lines))
    accepted_all(tmp_path)
    session = review(tmp_path)
    list(write(session, SETTINGS))
    assert path.read_bytes().count(b"\r\n") == TALK.replace("\n", lines).count("\r\n")
    assert b"Wechat" not in path.read_bytes()
