"""worddiff: the changes make the new text of the old one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcript_fix.worddiff import Change, letters_changed, words_changed

_TEXT = st.text(st.sampled_from("ab ’.x"), max_size=30)


def applied(old: str, changes: list[Change]) -> str:
    out, at = "", 0
    for start, end, new in changes:
        assert at <= start <= end
        out += old[at:start] + new
        at = end
    return out + old[at:]


@given(_TEXT, _TEXT)
def test_any_text_becomes_any_other(old: str, new: str) -> None:
    assert applied(old, words_changed(old, new)) == new
    assert applied(old, letters_changed(old, new)) == new


@given(_TEXT)
def test_the_same_text_has_no_changes(text: str) -> None:
    assert words_changed(text, text) == letters_changed(text, text) == []


@pytest.mark.parametrize(
    ("old", "new", "words", "letters"),
    [
        ("the colour is", "the color is", [(4, 10, "color")], [(8, 9, "")]),
        ("the the cat", "the cat", [(4, 8, "")], [(4, 8, "")]),
        ("it is", "it really is", [(3, 3, "really ")], [(3, 3, "really ")]),
        ("dont go", "don’t go", [(0, 4, "don’t")], [(3, 3, "’")]),
    ],
)
def test_words_are_whole_and_letters_are_few(
    old: str, new: str, words: list[Change], letters: list[Change]
) -> None:
    assert words_changed(old, new) == words
    assert letters_changed(old, new) == letters


def test_edits_far_apart_in_a_long_text_stay_apart() -> None:
    old = " ".join(f"we the people of {n}" for n in range(3000))
    new = old.replace("people", "poeple", 1) + "s"
    assert len(words_changed(old, new)) == 2
