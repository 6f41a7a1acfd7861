"""What is answered without an editor, and what answers become."""

from transcript_fix.decide import automatic, edits
from transcript_fix.model import Applicability, Decision, Finding, Issue, Kind, Span


def issue(key: str, how: Applicability, confidence: float = 0.9, *fixes: str) -> Issue:
    finding = Finding(Span(0, 3), "teh", "typo", "house", Kind.SPELLING, "A typo.", fixes)
    return Issue(key, finding, confidence, how, ("house",))


SAFE = issue("a", Applicability.SAFE, 0.99, "the")
REVIEW = issue("b", Applicability.REVIEW, 0.7, "the", "ten")
NOTE = issue("c", Applicability.NOTE, 0.99, "the")
BARE = issue("d", Applicability.SAFE)


def test_only_safe_issues_with_a_suggestion_are_answered() -> None:
    assert set(automatic([SAFE, REVIEW, NOTE, BARE])) == {"a"}


def test_unsafe_adds_review_issues_that_are_sure_enough_and_never_notes() -> None:
    assert set(automatic([SAFE, REVIEW, NOTE], unsafe=True, min_confidence=0.7)) == {"a", "b"}
    assert set(automatic([SAFE, REVIEW, NOTE], unsafe=True, min_confidence=0.71)) == {"a"}


def test_an_answer_that_keeps_the_text_is_no_edit() -> None:
    answers = {"a": Decision("a", None, "me"), "b": Decision("b", "teh", "me")}
    assert edits([SAFE, REVIEW], answers) == ()


def test_an_editors_own_words_become_the_edit() -> None:
    (edit,) = edits([SAFE], {"a": Decision("a", "The", "me")})
    assert (edit.before, edit.after) == ("teh", "The")
