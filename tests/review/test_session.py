"""A review without a screen: groups, answers, taking back, filters, twins, offers."""

from __future__ import annotations

from pathlib import Path

import pytest

from transcript_fix.errors import UserError
from transcript_fix.ledger import Ledger, Verdict
from transcript_fix.review.query import parse
from transcript_fix.review.session import Session

from .making import TALK, file, meet, review, stand_on, titles


@pytest.fixture
def session(tmp_path: Path) -> Session:
    file(tmp_path)
    return review(tmp_path)


def again(session: Session) -> Session:
    """What a restart after a crash shows: the ledger alone."""
    session.ledger.end()
    return review(session.ledger.project, *sorted(session.board.by_path))


def test_places_that_are_alike_are_one_group_over_all_files(tmp_path: Path) -> None:
    file(tmp_path, "a.txt")
    file(tmp_path, "b.txt", "Lei Jun: Qualcommm again.\n")
    session = review(tmp_path, "a.txt", "b.txt")
    group = session.walk.rows[titles(session).index("Qualcommm")]
    assert len(group.places) == 4
    assert group.files == {"a.txt", "b.txt"}


def test_the_surest_and_most_frequent_come_first(session: Session) -> None:
    assert titles(session) == ["Qualcommm", "Wechat", "they they", "alof of", "very unique"]


def test_yes_answers_this_place_and_goes_to_the_next(session: Session) -> None:
    first = session.walk.index
    assert session.accept() == "accepted Qualcommm → Qualcomm"
    assert session.walk.index != first
    assert session.progress().decided == 1


def test_capital_yes_answers_all_that_wait_as_one_step(session: Session) -> None:
    session.reject()
    assert session.accept(all_like_it=True) == "accepted Qualcommm → Qualcomm, 2 places"
    assert session.progress().decided == 3
    assert session.progress().accepted == 2
    session.undo()
    assert session.progress().decided == 1


def test_after_the_last_of_a_group_the_next_group_is_asked(session: Session) -> None:
    session.accept(all_like_it=True)
    assert session.place is not None
    assert session.place.before == "Wechat"


def test_a_number_takes_that_suggestion_and_the_last_keeps_the_text(session: Session) -> None:
    session.pick(2)
    session.pick(3)
    wants = [session.board.want(i) for i in session.walk.rows[0].places]
    assert wants == ["Qualcomm's", "Qualcommm", "Qualcommm"]
    assert session.board.verdict(session.walk.rows[0].places[1]) is Verdict.REJECT
    with pytest.raises(UserError, match="no suggestion 7"):
        session.pick(7)


def test_an_edit_that_changes_nothing_is_a_no(session: Session) -> None:
    session.edit("Qualcommm")
    assert session.progress().accepted == 0
    assert session.progress().decided == 1


def test_a_replacement_of_two_lines_is_refused(session: Session) -> None:
    with pytest.raises(UserError, match="one line"):
        session.edit("Qual\ncomm")
    assert session.progress().decided == 0


def test_where_nothing_is_suggested_yes_says_so(session: Session) -> None:
    stand_on(session, "very unique")
    with pytest.raises(UserError, match="nothing is suggested"):
        session.accept()


def test_what_is_put_off_comes_at_the_end(session: Session) -> None:
    session.later()
    asked = []
    while session.progress().decided < session.progress().total - 1:
        assert session.walk.index is not None
        assert session.verdict_here() is Verdict.OPEN
        asked.append(session.walk.index)
        session.reject()
    assert session.verdict_here() is Verdict.LATER
    assert session.place is not None
    assert session.place.before == "Qualcommm"


def test_undo_is_unlimited_and_says_what_it_takes_back(session: Session) -> None:
    session.accept()
    session.reject(all_like_it=True)
    stand_on(session, "Wechat")
    session.later()
    said = [session.undo() for _ in range(3)]
    assert said == [
        "taken back: put off Wechat",
        "taken back: kept Qualcommm, 2 places",
        "taken back: accepted Qualcommm → Qualcomm",
    ]
    assert session.progress().decided == 0
    with pytest.raises(UserError, match="nothing to take back"):
        session.undo()
    session.redo()
    assert session.progress().accepted == 1


def test_undo_stands_where_the_step_was_made(session: Session) -> None:
    first = session.walk.index
    session.accept(all_like_it=True)
    session.undo()
    assert session.walk.index == first


def test_quitting_keeps_every_answer(session: Session) -> None:
    session.accept()
    session.reject()
    stand_on(session, "alof of")
    session.edit("plenty of")
    resumed = again(session)
    assert resumed.progress() == session.progress()
    assert resumed.board.pending().keys() == {"talk.txt"}
    assert resumed.undo() == "taken back: accepted alof of → plenty of"


def test_answered_places_are_not_asked_again(session: Session) -> None:
    session.accept(all_like_it=True)
    resumed = again(session)
    assert resumed.place is not None
    assert resumed.place.before == "Wechat"


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("kind:name confidence:>=95", ["Qualcommm", "Wechat"]),
        ("-rule:names/*", ["they they", "alof of", "very unique"]),
        ("speaker:reporter", ["Qualcommm", "they they"]),
        ("tier:note", ["very unique"]),
        ("wechat", ["Wechat"]),
        ("rule:names/wrong rule:doubled-word", ["Qualcommm", "they they"]),
        ("file:*.vtt", []),
        ("engine:house tier:review", ["they they", "alof of"]),
    ],
)
def test_filters(session: Session, query: str, shown: list[str]) -> None:
    session.walk.filter(query)
    assert titles(session) == shown


def test_a_capital_answers_only_what_the_filter_shows(session: Session) -> None:
    session.walk.filter("speaker:reporter")
    session.accept(all_like_it=True)
    assert session.progress().accepted == 1


def test_a_filter_by_state_shows_what_is_decided(session: Session) -> None:
    session.accept()
    session.walk.filter("state:accept")
    assert titles(session) == ["Qualcommm"]
    assert len(session.walk.shown(session.walk.rows[0])) == 1


@pytest.mark.parametrize("query", ["colour:red", "state:maybe", "confidence:high", "kind:nome"])
def test_a_wrong_filter_says_what_there_is(session: Session, query: str) -> None:
    with pytest.raises(UserError):
        session.walk.filter(query)
    assert len(session.walk.rows) == 5


def test_new_findings_do_not_move_the_editor(session: Session, tmp_path: Path) -> None:
    stand_on(session, "alof of")
    here = session.walk.index
    file(tmp_path, "b.txt", "Lei Jun: Wechat and alof of Qualcommm.\n")
    meet(session, tmp_path / "b.txt")
    assert session.walk.index == here
    assert session.walk.group is not None
    assert len(session.walk.group.places) == 2


def test_files_can_be_walked(tmp_path: Path) -> None:
    file(tmp_path, "a.txt")
    file(tmp_path, "b.txt", "Lei Jun: Wechat again.\n")
    session = review(tmp_path, "a.txt", "b.txt")
    session.walk.step_file(1)
    assert session.place is not None
    assert session.place.path == "b.txt"
    session.walk.step_file(1)
    assert session.place.path == "a.txt"


@pytest.mark.parametrize(
    ("scope", "settled"), [("here", 1), ("file", 3), ("everywhere", 4), ("rule", 4)]
)
def test_ignoring_has_a_scope_and_a_reason(tmp_path: Path, scope: str, settled: int) -> None:
    file(tmp_path, "a.txt")
    file(tmp_path, "b.txt", "Lei Jun: Qualcommm again.\n")
    session = review(tmp_path, "a.txt", "b.txt")
    session.ignore(scope, "it is a nickname")
    assert session.progress().decided == settled
    assert session.ledger.standing.done[-1].data["reason"] == "it is a nickname"
    session.undo()
    assert session.progress().decided == 0


def test_what_is_ignored_everywhere_is_not_asked_in_a_file_that_comes_later(
    session: Session, tmp_path: Path
) -> None:
    session.ignore("everywhere")
    file(tmp_path, "b.txt", "Lei Jun: Qualcommm again.\n")
    resumed = again(session)
    meet(resumed, tmp_path / "b.txt")
    assert resumed.progress().decided == 4
    resumed.undo()
    assert resumed.progress().decided == 0


def test_the_safe_groups_can_be_accepted_as_one_step(session: Session) -> None:
    assert [g.before for g in session.walk.surest()] == ["Qualcommm", "Wechat"]
    assert [g.before for g in session.walk.surest(0.85)] == ["Qualcommm", "Wechat", "they they"]
    assert session.accept_groups(session.walk.surest()) == "accepted 2 groups, 5 places"
    session.undo()
    assert session.progress().decided == 0


def test_a_term_settles_all_with_the_same_words(session: Session) -> None:
    session.term("Qualcommm", "Qualcomm")
    assert session.progress().accepted == 3


def test_twins_are_one_question_and_two_changes(tmp_path: Path) -> None:
    file(tmp_path, "ep1.txt", "Lei Jun: We use Wechat here every day.\n")
    vtt = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Lei Jun>We use Wechat here every day.\n"
    file(tmp_path, "ep1.vtt", vtt)
    session = review(tmp_path, "ep1.txt", "ep1.vtt")
    assert session.progress().total == 1
    session.accept()
    assert set(session.board.pending()) == {"ep1.txt", "ep1.vtt"}
    session.undo()
    assert session.board.pending() == {}


def test_after_two_equal_edits_a_term_is_offered_once(session: Session) -> None:
    session.edit("Qualcomm Inc")
    assert session.offer() is None
    session.edit("Qualcomm Inc")
    offer = session.offer()
    assert offer is not None
    assert (offer.before, offer.after) == ("Qualcommm", "Qualcomm Inc")
    session.edit("Qualcomm Inc")
    assert session.offer() is None
    assert again(session).offer() is None


def test_a_rule_that_is_always_rejected_is_offered_for_off(tmp_path: Path) -> None:
    names = [f"t{n}.txt" for n in range(11)]
    for name in names:
        file(tmp_path, name, "Lei Jun: it was Wechat.\n")
    session = review(tmp_path, *names)
    offers = []
    for _ in range(11):
        session.reject()
        offers.append(session.offer())
    assert [o is not None for o in offers] == [False] * 9 + [True, False]
    assert offers[9] is not None
    session.switch_off(offers[9].rule)
    file(tmp_path, "late.txt", "Lei Jun: Wechat once more.\n")
    meet(session, tmp_path / "late.txt")
    assert session.progress().decided == session.progress().total


def test_answers_move_the_confidence_that_is_shown(session: Session) -> None:
    stand_on(session, "they they")
    group = session.walk.group
    assert group is not None
    before = session.confidence(group)
    session.reject()
    assert session.confidence(group) < before
    session.undo()
    assert session.confidence(group) == pytest.approx(before)


def test_throwing_away_takes_back_what_is_not_written(session: Session) -> None:
    session.accept(all_like_it=True)
    session.reject()
    assert session.throw_away() == "threw away 3 answers"
    assert session.board.pending() == {}
    assert session.progress().decided == 1
    session.undo()
    assert session.progress().accepted == 3


def test_the_follower_sees_what_the_other_answers(session: Session, tmp_path: Path) -> None:
    follower = Session(Ledger(tmp_path, "Bo", read_only=True))
    meet(follower, tmp_path / "talk.txt")
    session.accept(all_like_it=True)
    assert follower.follow()
    assert follower.progress() == session.progress()
    with pytest.raises(UserError, match="following"):
        follower.accept()
    session.undo()
    follower.follow()
    assert follower.progress().decided == 0


def test_a_no_to_one_suggestion_is_no_answer_to_another(tmp_path: Path) -> None:
    file(tmp_path)
    session = review(tmp_path)
    stand_on(session, "they they")
    session.reject()
    index = session.walk.rows[2].places[0]
    place = session.board.places[index]
    from dataclasses import replace

    session.board.add(replace(place, finding=replace(place.finding, suggestions=("they all",))))
    assert session.board.verdict(index) is Verdict.OPEN


def test_a_query_from_the_command_line_is_there_from_the_start(tmp_path: Path) -> None:
    file(tmp_path, text=TALK)
    assert titles(review(tmp_path, query=parse("kind:name tier:safe"))) == ["Qualcommm", "Wechat"]
