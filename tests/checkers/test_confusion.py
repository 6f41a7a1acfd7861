from __future__ import annotations

import pytest

from transcript_fix import trigram
from transcript_fix.arbitrate import arbitrate
from transcript_fix.checkers import confusion
from transcript_fix.config import Profile, Settings
from transcript_fix.errors import EngineError
from transcript_fix.model import Applicability, Document, Finding, Role, Segment, Span


def found(text: str, role: Role = Role.SPEECH) -> list[Finding]:
    document = Document("a.txt", (Segment(text, Span(0, len(text)), role),))
    with confusion.start(Settings()) as check:
        return list(check(document))


@pytest.mark.parametrize(
    ("text", "wrong", "meant"),
    [
        ("We all come form the same village.", "form", "from"),
        ("I think there going to win this year.", "there", "they're"),
        ("You have to except the fact that he left.", "except", "accept"),
        ("We will see you their next week.", "their", "there"),
    ],
)
def test_a_word_taken_for_another_is_found(text: str, wrong: str, meant: str) -> None:
    findings = found(text)
    assert [(f.before, f.suggestions[0]) for f in findings] == [(wrong, meant)]
    assert text[findings[0].span.start : findings[0].span.end] == wrong


@pytest.mark.parametrize(
    "text",
    [
        "Please fill in the form and send it to us.",
        "Their house is over there, and they're at home.",
        "Everybody came except my brother.",
        "Mr. Form and the Form Company did it.",  # a name
        "Form.",  # too short to say
    ],
)
def test_right_words_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_what_is_said_again_is_meant() -> None:
    text = "Every weak block is small. We send the weak block again. A week block is a weak block."
    assert found(text) == []


def test_a_heading_is_left_alone() -> None:
    assert found("We all come form the same village.", Role.HEADING) == []


def test_it_is_a_question_and_never_done_alone() -> None:
    text = "We all come form the same village."
    document = Document("a.txt", (Segment(text, Span(0, len(text))),))
    (issue,) = arbitrate(document, found(text), Settings())
    assert issue.applicability is Applicability.REVIEW
    assert 0 < issue.confidence < 1
    assert arbitrate(document, found(text), Settings(profile=Profile.STRICT)) == ()


def test_every_threshold_asks_for_some_gain() -> None:
    pairs = confusion._pairs()
    assert len(pairs) > 500
    assert all(gain >= 2 for others in pairs.values() for _, gain in others)
    assert all(word != other for word, others in pairs.items() for other, _ in others)


def test_every_rule_is_explained() -> None:
    assert {confusion._rule("form", "from"), confusion._rule("maybe", "may be")} | {
        confusion._rule("may be", "maybe")
    } == set(confusion.RULES)


def test_without_the_extra_it_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trigram, "where", lambda: None)
    monkeypatch.setattr(trigram, "available", lambda: False)
    trigram.load.cache_clear()
    assert not confusion.status().available
    with pytest.raises(EngineError, match=r"\[context\]"), confusion.start(Settings()):
        pass
    trigram.load.cache_clear()
