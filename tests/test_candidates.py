from __future__ import annotations

import pytest

from transcript_fix.candidates import near, parted


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("recieve", "receive"), ("kwno", "know"), ("teh", "the"), ("happesn", "happens")],
)
def test_a_word_a_slip_or_two_away_is_found(typed: str, meant: str) -> None:
    assert meant in near(typed)


def test_the_word_itself_is_not_meant() -> None:
    assert "receive" not in near("receive")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("alof", "a lot"), ("alot", "a lot"), ("ofthe", "of the"), ("becuaseof", None)],
)
def test_words_run_together_are_parted(typed: str, meant: str | None) -> None:
    assert (meant in parted(typed)) is (meant is not None)


def test_a_letter_alone_is_no_word_but_a_and_i() -> None:
    assert all(
        min(map(len, pair.split())) > 1 or pair[:2] in ("a ", "i ") for pair in parted("ebout")
    )
