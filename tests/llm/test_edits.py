"""A sentence and another version of it, as single edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcript_fix.llm.edits import Edited, another_text, single_edits, widened


def made(sentence: str, version: str) -> list[tuple[str, str]]:
    return [(e.old, e.new) for e in single_edits(sentence, version)]


def test_only_what_changes_is_in_an_edit() -> None:
    assert made("He go to school every days.", "He goes to school every day.") == [
        ("go", "goes"), ("days", "day"),
    ]  # fmt: skip


def test_edits_that_touch_but_for_a_space_are_one() -> None:
    assert made("It is good it works.", "It is good. It works.") == [(" it", ". It")]


def test_white_space_and_the_form_of_apostrophes_are_no_edit() -> None:
    assert made("We  don't know.", "We don’t know.") == []


def test_an_edit_that_only_puts_in_is_shown_with_the_next_word() -> None:
    (edit,) = single_edits("He went to store.", "He went to the store.")
    shown = widened(edit)
    assert (shown.old, shown.new) == ("store", "the store")


def test_an_edit_at_the_end_is_shown_with_the_word_before() -> None:
    (edit,) = single_edits("He went home", "He went home.")
    shown = widened(edit)
    assert (shown.old, shown.new) == ("home", "home.")


@pytest.mark.parametrize(
    "version",
    ["Yes.", "We did it. " * 20, "Penguins seldom visit volcanoes on weekdays in autumn."],
)
def test_another_text_is_no_correction(version: str) -> None:
    assert another_text("The company have many product in the market today.", version)


def test_a_correction_is_not_another_text() -> None:
    assert not another_text("He have went to store for buy phone.", "He went to the store to buy "
                            "a phone.")  # fmt: skip


TEXTS = st.text(alphabet="ab .,'’\n\u200bA1é", max_size=40)


@given(TEXTS, TEXTS)
def test_edits_make_the_version_and_lie_in_the_sentence(old: str, new: str) -> None:
    text, at = "", 0
    for edit in single_edits(old, new):
        assert 0 <= at <= edit.start <= edit.end <= len(old)
        text += old[at : edit.start] + edit.new
        at = edit.end
    assert _letters(text + old[at:]) == _letters(new)


def _letters(text: str) -> str:
    return "".join(text.replace("’", "'").split())


@given(TEXTS, TEXTS)
def test_a_shown_edit_makes_the_same_text(old: str, new: str) -> None:
    for edit in single_edits(old, new):
        shown = widened(edit)
        assert _applied(shown) == _applied(edit)
        assert shown.start <= shown.end <= len(old)


def _applied(edit: Edited) -> str:
    return edit.sentence[: edit.start] + edit.new + edit.sentence[edit.end :]
