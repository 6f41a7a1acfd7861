from __future__ import annotations

import pytest

from tests.documents import paragraphs
from transcript_fix.config import Settings
from transcript_fix.languagetool_rules import OFF, asked, finding, kind, off
from transcript_fix.model import Applicability, Document, Finding, Kind
from transcript_fix.pieces import pieces


def found(doc: Document, start: int, end: int, **named: object) -> Finding | None:
    (piece,) = pieces(doc)
    values: dict[str, object] = {
        "rule": "MORFOLOGIK_RULE_EN_US",
        "category": "TYPOS",
        "issue_type": "misspelling",
        "message": "Possible spelling mistake found.",
        "suggestions": ["receive"],
        "engine": "languagetool",
    }
    return finding(doc, piece, start, end, **{**values, **named})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "category", "issue", "expected"),
    [
        ("MORFOLOGIK_RULE_EN_GB", "TYPOS", "misspelling", Kind.SPELLING),
        ("ENGLISH_WORD_REPEAT_RULE", "MISC", "duplication", Kind.DUPLICATE),
        ("EN_A_VS_AN", "MISC", "misspelling", Kind.GRAMMAR),
        ("COMMA_PARENTHESIS_WHITESPACE", "TYPOGRAPHY", "whitespace", Kind.SPACING),
        ("GITHUB", "PROPER_NOUNS", "uncategorized", Kind.NAME),
        ("GITHUB", "PROPER_NOUNS", "Other", Kind.NAME),
        ("ALL_OF_THE", "REDUNDANCY", "style", Kind.STYLE),
        ("BRAND_NEW_RULE", "BRAND_NEW_CATEGORY", "Other", Kind.GRAMMAR),
    ],
)
def test_a_rule_has_one_kind(rule: str, category: str, issue: str, expected: Kind) -> None:
    assert kind(rule, category, issue) is expected


def test_spoken_style_and_taste_are_not_asked() -> None:
    assert not asked("GONNA", "STYLE", Settings())
    assert not asked("ALL_OF_THE", "REDUNDANCY", Settings())
    assert not asked("AFTERWARDS_US", "BRITISH_ENGLISH", Settings())
    assert not asked("EN_DIACRITICS_REPLACE_ORTHOGRAPHY_ECLAIR", "TYPOS", Settings())
    assert asked("RECOMMENDED_COMPOUNDS", "STYLE", Settings())


def test_the_user_has_the_last_word() -> None:
    on = Settings(rules_on=frozenset({"lt:GONNA"}))
    assert asked("GONNA", "STYLE", on)
    assert "GONNA" not in off(on)
    unwanted = Settings(rules_off=frozenset({"lt:EN_A_VS_AN", "doubled-word"}))
    assert not asked("EN_A_VS_AN", "MISC", unwanted)
    assert set(off(unwanted)) == OFF | {"EN_A_VS_AN"}


def test_a_match_becomes_a_finding_in_the_prose() -> None:
    made = found(paragraphs("We recieve it."), 3, 10)
    assert made is not None
    assert (made.before, made.suggestions) == ("recieve", ("receive",))
    assert made.rule == "lt:MORFOLOGIK_RULE_EN_US"


def test_a_suggestion_that_changes_nothing_is_left_out() -> None:
    made = found(paragraphs("We recieve it."), 3, 10, suggestions=["recieve", "receive", "receive"])
    assert made is not None
    assert made.suggestions == ("receive",)


def test_a_message_has_no_markup() -> None:
    made = found(
        paragraphs("We recieve it."), 3, 10, message="Did you mean <suggestion>x</suggestion>?"
    )
    assert made is not None
    assert made.message == "Did you mean “x”?"


def test_a_changed_word_is_never_safe() -> None:
    made = found(
        paragraphs("He go on."), 3, 5, rule="HE_VERB_AGR", category="GRAMMAR", issue_type=""
    )
    assert made is not None
    assert made.limit is Applicability.REVIEW


def test_who_trails_off_makes_no_mistake() -> None:
    doc = paragraphs("My question is.. you know.")
    dots = {"category": "PUNCTUATION", "issue_type": "typographical"}
    assert found(doc, 14, 16, rule="DOUBLE_PUNCTUATION", **dots) is None
    assert found(doc, 17, 20, rule="UPPERCASE_SENTENCE_START", **dots) is None


@pytest.mark.parametrize(
    ("text", "said", "rule"),
    [
        ("It is very very good.", "very very", "ENGLISH_WORD_REPEAT_RULE"),
        ("We called Matrix Matrix then.", "Matrix Matrix", "ENGLISH_WORD_REPEAT_RULE"),
        ("A new AND or OR there.", "or OR", "ENGLISH_WORD_REPEAT_RULE"),
        ("We like these kind of games.", "these kind", "THIS_NNS"),
        ("They have the .gitconfig file.", " .", "COMMA_PARENTHESIS_WHITESPACE"),
        ("Take os.Stdout as one.", "Stdout", "SENTENCE_WHITESPACE"),
        ("A - It is a good one.", "A", "EN_A_VS_AN"),
        ("It is an mp3 file.", "an", "EN_A_VS_AN"),
    ],
)
def test_what_was_meant_so_is_no_finding(text: str, said: str, rule: str) -> None:
    start = text.index(said)
    assert found(paragraphs(text), start, start + len(said), rule=rule) is None


@pytest.mark.parametrize(
    ("text", "said", "rule"),
    [
        ("It is good good work.", "good good", "ENGLISH_WORD_REPEAT_RULE"),
        ("Watch these clueless member.", "these clueless member", "THIS_NNS"),
        ("It is governance.To be sure.", "To", "SENTENCE_WHITESPACE"),
        ("It is a apple.", "a", "EN_A_VS_AN"),
    ],
)
def test_what_was_not_meant_so_is_one(text: str, said: str, rule: str) -> None:
    start = text.index(said)
    assert found(paragraphs(text), start, start + len(said), rule=rule) is not None
