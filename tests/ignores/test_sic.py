"""`[sic]`: the words before it are as said."""

from __future__ import annotations

import pytest

from tests.ignores.found import sifted


@pytest.mark.parametrize(
    "text",
    [
        "We have alof of [sic] phones.",
        "We have “alof of” [sic] phones.",
        "We have alof of (sic) phones.",
        "We have alof of[sic] phones.",
        "We have alof of [Sic: as he says it] phones.",
        "We have alof of, [sic] phones.",
    ],
)
def test_the_words_before_it_stay(text: str) -> None:
    assert sifted("a.txt", text + "\n", "alof of") == ([], ())


def test_it_is_about_the_words_before_it_only() -> None:
    text = "Teh phones [sic] are teh best.\nTeh [sic] end.\n"
    lines, _ = sifted("a.txt", text, "Teh", "teh", "best")
    assert lines == [1, 1, 1]


def test_a_word_that_only_looks_like_it_is_none() -> None:
    assert sifted("a.txt", "Teh [sicily] best, teh basic.\n", "Teh", "teh")[0] == [1, 1]


def test_it_holds_in_every_format() -> None:
    srt = "1\n00:00:01,000 --> 00:00:02,000\nWe have alof of\n[sic] phones.\n"
    assert sifted("a.srt", srt, "alof of") == ([], ())
    assert sifted("a.md", "We have *alof of* [sic] phones.\n", "alof of") == ([], ())
