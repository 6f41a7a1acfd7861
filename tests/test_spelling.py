from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcript_fix.spelling import ranked, slips

WORDS = st.text("abcdefghijklmnopqrstuvwxyz' é", max_size=12)


@pytest.mark.parametrize(
    ("word", "suggestions", "first"),
    [
        ("chian", ("Chian", "China", "chain"), "chain"),  # swapped letters beat a rare name
        ("essentlialy", ("essential", "essentially"), "essentially"),
        ("happesn", ("happen", "happens"), "happens"),
        ("ive", ("Ive", "I've", "five"), "I've"),
        ("fullfill", ("full fill", "fulfill"), "fulfill"),
        ("Vauge", ("Gauge", "Vague"), "Vague"),
        ("pr", ("PR", "or"), "PR"),  # a common abbreviation keeps its letters
    ],
)
def test_what_was_meant_comes_first(word: str, suggestions: tuple[str, ...], first: str) -> None:
    assert ranked(word, suggestions)[0] == first


def test_the_engines_order_decides_between_equals() -> None:
    assert ranked("xqzzy", ("xqzzz", "xqzzw"))[0] == "xqzzz"
    assert ranked("xqzzy", ("xqzzw", "xqzzz"), ("xqzzz", "xqzzw"))[0] == "xqzzz"


@given(WORDS, WORDS)
def test_slips_are_none_only_between_equals(one: str, other: str) -> None:
    assert (slips(one, other) == 0) == (one == other)


@given(WORDS, st.lists(WORDS, max_size=5))
def test_nothing_is_lost_or_made_up(word: str, suggestions: list[str]) -> None:
    assert sorted(ranked(word, suggestions)) == sorted(suggestions)


def test_swapped_and_doubled_letters_cost_less_than_others() -> None:
    assert slips("teh", "the") < slips("tbe", "the")
    assert slips("untill", "until") < slips("untilk", "until")
    assert slips("dont", "don't") < slips("dont", "donut")
