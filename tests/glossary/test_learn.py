"""What two versions of a text teach."""

from __future__ import annotations

import pytest

from transcript_fix.glossary.learn import learned, pairs


@pytest.mark.parametrize(
    ("before", "after", "pair"),
    [
        ("we use Qualcommm chips", "we use Qualcomm chips", ("Qualcommm", "Qualcomm")),
        ("in a Jupiter notebook", "in a Jupyter notebook", ("Jupiter", "Jupyter")),
        ("it is javascript now", "it is JavaScript now", ("javascript", "JavaScript")),
        ("with fast API now", "with FastAPI now", ("fast API", "FastAPI")),
        ("the dev ops team", "the DevOps team", ("dev ops", "DevOps")),
        ("at Xaiomi’s shop", "at Xiaomi’s shop", ("Xaiomi", "Xiaomi")),
        ("so Lie Jun said", "so Lei Jun said", ("Lie", "Lei")),
        ("by cube cuddle it", "by kubectl it", ("cube cuddle", "kubectl")),
    ],
)
def test_a_corrected_name_is_learned(before: str, after: str, pair: tuple[str, str]) -> None:
    assert pair in list(pairs(before, after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("so it was good", "so it was bad"),
        ("And we went", "we went"),
        ("we went. and then", "we went. And then"),
        ("The modern way", "Modern way"),
        ("it were fine", "it was fine"),
        ("I have seen it", "I've seen it"),
        ("in 2012 years", "in 2013 years"),
        ("we met Apple then", "we met Microsoft then"),
        ("the Gopher came", "the Gophers came"),
        ("recieve it", "receive it"),
        ("same text", "same text"),
        ("", "all new text here"),
    ],
)
def test_another_word_grammar_and_sentence_case_teach_nothing(before: str, after: str) -> None:
    assert list(pairs(before, after)) == []


def test_words_and_non_words_are_told_apart() -> None:
    found = learned([("Jupiter", "Jupyter")] * 3 + [("Jupytre", "Jupyter"), ("jupyter", "Jupyter")])
    (one,) = found
    assert one.term == "Jupyter"
    assert one.heard == (("Jupiter", 3),)
    assert one.safe == (("Jupytre", 1),)
    assert one.cased == (("jupyter", 1),)


def test_a_correction_that_goes_both_ways_teaches_nothing() -> None:
    assert learned([("email", "e-mail"), ("e-mail", "email")]) == []


def test_a_correction_of_a_correction_teaches_its_end() -> None:
    found = learned([("Jupytr", "Jupytar")] + [("Jupytar", "Jupyter")] * 2)
    assert [o.term for o in found] == ["Jupyter"]


def test_the_most_corrected_comes_first() -> None:
    found = learned([("Qualcommm", "Qualcomm")] + [("Xaiomi", "Xiaomi")] * 2)
    assert [o.term for o in found] == ["Xiaomi", "Qualcomm"]
    assert [o.term for o in learned([("Qualcommm", "Qualcomm")], least=2)] == []


def test_a_word_made_a_letter_off_no_word_is_not_believed_at_once() -> None:
    assert learned([("Google", "Googe")]) == []
