"""How often a form stands in English by chance."""

from __future__ import annotations

import pytest

from transcript_fix.glossary import lexicon


@pytest.mark.parametrize("word", ["next", "sharp", "core", "go", "team", "later"])
def test_an_ordinary_word_is_ordinary(word: str) -> None:
    assert lexicon.ordinary(word)


@pytest.mark.parametrize("word", ["google", "javascript", "xiaomi", "qualcommm", "linux"])
def test_a_name_in_small_letters_is_no_ordinary_word(word: str) -> None:
    assert not lexicon.ordinary(word)


def test_a_capital_form_is_weighed_as_a_name() -> None:
    assert lexicon.chance("Jupiter", "jupiter") > lexicon.chance("jupiter", "jupiter")


def test_a_word_may_be_capital_at_the_start_of_a_sentence() -> None:
    inside, first = (lexicon.chance("Later", "later", begins=b) for b in (False, True))
    assert first > inside


def test_a_long_unknown_word_is_less_likely_than_a_short_one() -> None:
    assert lexicon.chance("xqzt", "xqzt") > lexicon.chance("xqztvkp", "xqztvkp")


def test_a_phrase_is_rarer_than_its_words() -> None:
    assert lexicon.phrase_chance([5.0, 5.0]) == 2.0
