"""Commas that may stand between two sentences, and what is seen on both sides."""

from __future__ import annotations

import pytest

from transcript_fix.clauses import commas, features, opens_no_sentence, word_class


def sides(text: str) -> list[tuple[str, str]]:
    return [(text[start:comma], text[second:end]) for start, comma, second, end in commas(text)]


def test_a_comma_with_words_enough_on_both_sides_is_asked_about() -> None:
    text = "Before. We sold it in the shop, people came at once. After."
    assert sides(text) == [("We sold it in the shop", "people came at once")]


def test_a_bullet_is_no_part_of_the_sentence() -> None:
    (left, _), *_ = sides("* 2. We sold it in the shop, people came at once.")
    assert left == "We sold it in the shop"


@pytest.mark.parametrize(
    "right", ["and people came at once", "which was good for us", "2,000 of us"]
)
def test_a_word_that_belongs_after_a_comma_opens_no_sentence(right: str) -> None:
    assert opens_no_sentence(right) == (not right[0].isdigit())


def test_a_comma_inside_a_number_is_no_boundary() -> None:
    assert not sides("We sold more than 2,000 of them in a day.")


@pytest.mark.parametrize(
    ("word", "expected"),
    [("We", "we"), ("it’s", "it'"), ("went", "vd"), ("Xiaomi", "Name"), ("2012", "9")],
)
def test_a_word_has_a_class(word: str, expected: str) -> None:
    assert word_class(word) == expected


def test_two_main_clauses_are_seen_as_two() -> None:
    seen = set(features("We sold it in the shop", "people came at once"))
    assert {"L0=we", "R1=people"} <= seen


def test_of_a_list_without_end_only_a_piece_is_read_at_once() -> None:
    text = ", ".join(["one two three four"] * 20_000)
    assert all(end - start < 1100 for start, _, _, end in commas(text))
