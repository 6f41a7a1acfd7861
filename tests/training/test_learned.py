"""Errors counted in corrections."""

from random import Random

from training.corpus import Pair
from training.learned import LEAST, learn
from training.mistakes import Slip

OFTEN = [Pair("We live at China.", "We live in China.")] * LEAST
ONCE = [Pair("We live at Peking.", "We live near Peking.")]


def test_a_correction_seen_often_is_made_as_an_error() -> None:
    learned = learn(OFTEN + ONCE)
    assert learned.word_swapped(["live", "in"], 1, Random(0)) == Slip(1, 2, ("at",))


def test_a_correction_seen_once_is_not() -> None:
    assert learn(OFTEN + ONCE).word_swapped(["live", "near"], 1, Random(0)) is None


def test_words_left_out_and_put_in_are_found_by_the_word_before() -> None:
    lost = learn([Pair("All went to sea.", "All went to the sea.")] * LEAST)
    assert lost.word_left_out(["to", "the"], 1, Random(0)) == Slip(1, 2, ())
    added = learn([Pair("We discuss about it.", "We discuss it.")] * LEAST)
    assert added.word_put_in(["discuss", "it"], 1, Random(0)) == Slip(1, 1, ("about",))
