"""printable: what a terminal is sent."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcript_fix.printable import ORDERS, printable, printable_json


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Lei Jun said “yes” — 雷军", "Lei Jun said “yes” — 雷军"),
        ("\x1b[2Jgone", r"\x1b[2Jgone"),
        ("\x1b]0;title\x07", r"\x1b]0;title\x07"),
        ("\x9b31m", r"\x9b31m"),
        ("one\ntwo\r\tthree", r"one\ntwo\r\tthree"),
        ("abc\u202edcba", r"abc\u202edcba"),
        ("Xiao\u200bmi", r"Xiao\u200bmi"),
        ("\u2066x\u2069\ufeff", r"\u2066x\u2069\ufeff"),
        ("\U000e0041tag", r"\U000e0041tag"),
        ("a\u2028b", r"a\u2028b"),
        ("half \ud800", r"half \ud800"),
        ("non\u00a0breaking", "non\u00a0breaking"),
        ("\x7f", r"\x7f"),
    ],
)
def test_a_character_that_steers_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_text_of_many_lines_keeps_its_breaks_where_asked() -> None:
    assert printable("one\n\ttwo\x1b", keep="\n\t") == "one\n\ttwo\\x1b"


@given(st.text(st.characters()))
def test_nothing_that_steers_comes_through(text: str) -> None:
    assert not {unicodedata.category(c) for c in printable(text)} & ORDERS


@given(st.text())
def test_it_shows_the_same_the_second_time(text: str) -> None:
    assert printable(printable(text)) == printable(text)


@given(st.dictionaries(st.text(st.characters()), st.text(st.characters())))
def test_json_says_the_same_and_steers_nothing(data: dict[str, str]) -> None:
    shown = printable_json(json.dumps(data, ensure_ascii=False, indent=1))
    assert json.loads(shown) == data
    assert not {unicodedata.category(c) for c in shown.replace("\n", "")} & ORDERS
