from __future__ import annotations

import pytest

from transcript_fix import trigram
from transcript_fix.meant import chosen, suggested
from transcript_fix.model import Document, Finding, Kind, Segment, Span
from transcript_fix.spelling import ranked


def place(text: str, word: str, *suggestions: str) -> tuple[Document, Finding]:
    at = text.index(word)
    document = Document("a.txt", (Segment(text, Span(0, len(text))),))
    span = Span(at, at + len(word))
    return document, Finding(span, word, "lt:X", "lingotweaker", Kind.SPELLING, "", suggestions)


@pytest.mark.parametrize(
    ("text", "word", "suggestions", "first"),
    [
        ("There are alof of people here.", "alof", ("aloft", "aloof", "loaf"), "a lot"),
        ("We had to wiat for a year.", "wiat", ("wit", "what", "wait"), "wait"),
        ("He plays the gutar well.", "gutar", ("gutter", "guitar"), "guitar"),
        ("It was jsut a phone.", "jsut", (), "just"),
    ],
)
def test_the_sentence_decides(
    text: str, word: str, suggestions: tuple[str, ...], first: str
) -> None:
    assert suggested(*place(text, word, *suggestions))[0] == first


def test_one_misspelling_has_two_answers_in_two_sentences() -> None:
    suggestions = ("form", "from")
    assert chosen(*place("I come fomr China.", "fomr", *suggestions))[0] == "from"
    assert chosen(*place("Please fill in the fomr.", "fomr", *suggestions))[0] == "form"


def test_a_word_that_only_edited_speech_knows_counts_as_often_as_there() -> None:
    document, finding = place("The erifiers do not care.", "erifiers", "edifiers", "verifiers")
    assert suggested(document, finding)[0] == "verifiers"


def test_the_engines_suggestions_are_all_kept() -> None:
    engine = ("aloft", "aloof", "loaf", "Olaf")
    assert set(engine) <= set(suggested(*place("There are alof of people.", "alof", *engine)))


def test_a_capital_stays() -> None:
    assert suggested(*place("Becuase he can.", "Becuase"))[0] == "Because"


def test_without_the_extra_the_word_alone_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trigram, "available", lambda: False)
    engine = ("aloft", "aloof", "loaf")
    document, finding = place("There are alof of people here.", "alof", *engine)
    assert suggested(document, finding) == ranked("alof", engine)
    assert chosen(document, finding) == ranked("alof", engine)


def test_a_name_in_mid_sentence_is_offered_no_common_words() -> None:
    assert suggested(*place("We met Gutar in Beijing.", "Gutar", "Guitar")) == ("Guitar",)
