"""What the readers find joins a review that is under way, and moves nothing in it."""

from __future__ import annotations

from pathlib import Path

from tests.review.making import (
    MISTAKES,
    SETTINGS,
    TALK,
    arrival,
    file,
    review,
    stand_on,
    titles,
)
from transcript_fix.ledger import Verdict
from transcript_fix.review.documents import Documents
from transcript_fix.review.feed import Arrival, welcome
from transcript_fix.review.session import Session
from transcript_fix.review.writing import write

MORE = {**MISTAKES, "as our": ("judge:word-missing", ("as one of our",), 0.97)}


def let(session: Session, came: Arrival) -> None:
    welcome(session, Documents(SETTINGS), [came])


def join(session: Session, path: Path, mistakes: dict[str, object]) -> None:
    let(session, arrival(session, path, mistakes, again=True))  # type: ignore[arg-type]


def verdict_of(session: Session, before: str) -> Verdict:
    board = session.board
    (index,) = (i for i, p in enumerate(board.places) if p.before == before and not board.past[i])
    return board.verdict(index)


def test_new_questions_join_and_the_editor_stays_where_he_is(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    stand_on(session, "they they")
    there, group = session.walk.index, session.walk.group
    join(session, path, MORE)
    assert (session.walk.index, session.walk.group) == (there, group)
    assert "as our" in titles(session)
    assert session.progress().total == 9


def test_where_he_was_asked_already_nothing_else_is_asked(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    wider = {"selected Qualcommm": ("judge:agreement", ("selects Qualcommm",), 0.99)}
    join(session, path, wider)
    assert session.progress().total == 8
    assert "selected Qualcommm" not in titles(session)


def test_an_answer_stands_whatever_the_readers_say(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    stand_on(session, "alof of")
    session.accept()
    session.walk.go(0)
    join(session, path, {**MORE, "alof of": ("judge:plural", ("lots of",), 0.99)})
    assert verdict_of(session, "alof of") is Verdict.ACCEPT
    assert [session.board.want(i) for i in session.board.pending()["talk.txt"]] == ["a lot of"]


def test_where_they_agree_it_is_only_surer(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    stand_on(session, "Qualcommm")
    session.walk.step_place()
    group, there = session.walk.group, session.walk.index
    assert group is not None
    order = tuple(group.places)
    join(session, path, {**MISTAKES, "alof of": ("run-together-words", ("a lot of",), 0.95)})
    assert (tuple(group.places), session.walk.index) == (order, there)
    (alof,) = (g for g in session.walk.rows if g.before == "alof of")
    assert alof.measured > 0.9


def test_a_better_suggestion_comes_only_where_nobody_looks(tmp_path: Path) -> None:
    path = file(tmp_path)
    better = {**MISTAKES, "alof of": ("run-together-words", ("lots of", "a lot of"), 0.9)}
    for looked_at, fix in (("they they", "lots of"), ("alof of", "a lot of")):
        session = review(tmp_path)
        stand_on(session, looked_at)
        join(session, path, better)
        (group,) = (g for g in session.walk.rows if g.before == "alof of")
        assert group.fix == fix
        session.ledger.end()


def test_what_was_written_meanwhile_is_found_in_the_file_as_it_is(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    more = {**MORE, "Qualcommm say": ("judge:agreement", ("Qualcommm says",), 0.9)}
    more["people on"] = ("judge:preposition-wrong", ("people in",), 0.9)
    came = arrival(session, path, more, again=True)  # type: ignore[arg-type]
    for words in ("Qualcommm", "alof of"):
        stand_on(session, words)
        session.accept(all_like_it=True)
    assert sum(w.changes for w in write(session, SETTINGS)) == 4
    let(session, came)
    assert "Qualcommm say" not in titles(session)
    stand_on(session, "people on")
    session.accept()
    stand_on(session, "as our")
    session.accept()
    list(write(session, SETTINGS))
    wanted = TALK.replace("Qualcommm", "Qualcomm").replace("alof of", "a lot of")
    wanted = wanted.replace("people on", "people in").replace("as our", "as one of our")
    assert path.read_text("utf-8") == wanted


def test_an_earlier_answer_about_what_they_found_is_not_asked_again(tmp_path: Path) -> None:
    path = file(tmp_path)
    more = {**MORE, "came later": ("judge:preposition-missing", ("came in later",), 0.9)}
    session = review(tmp_path)
    join(session, path, more)
    stand_on(session, "as our")
    session.accept()
    stand_on(session, "came later")
    session.reject()
    session.ledger.end()
    resumed = review(tmp_path)
    assert [len(i) for i in resumed.board.pending().values()] == [1]
    join(resumed, path, more)
    assert verdict_of(resumed, "as our") is Verdict.ACCEPT
    assert verdict_of(resumed, "came later") is Verdict.REJECT
    assert [len(i) for i in resumed.board.pending().values()] == [1]
    assert resumed.progress().decided == 2
