"""Tokens and keys: what folds away, and what must not."""

from __future__ import annotations

import pytest

from transcript_fix.glossary.tokens import GAP, fold, hide, split_ending, words


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("Xiaomi", "xiaomi"),
        ("Node.js", "nodejs"),
        ("dev-ops", "devops"),
        ("Dev Ops", "devops"),
        ("José", "jose"),
        ("C++", "c++"),
        ("C#", "c#"),
        ("O’Reilly", "oreilly"),
        ("AT&T", "att"),
        ("雷军", "雷军"),
    ],
)
def test_case_space_hyphen_and_accent_fold_away(form: str, key: str) -> None:
    assert fold(form) == key


@pytest.mark.parametrize(
    ("token", "parts"),
    [
        ("Qualcomm's", ("Qualcomm", "'s")),
        ("Qualcomm’s", ("Qualcomm", "’s")),
        ("Qualcomm", ("Qualcomm", "")),
        ("Samsung", ("Samsung", "")),
    ],
)
def test_a_possessive_ending_is_kept_apart_as_it_stands(token: str, parts: tuple[str, str]) -> None:
    assert split_ending(token) == parts


def test_a_full_stop_at_the_end_is_no_part_of_a_word() -> None:
    assert words("It is Node.js. And C++, or U.S. law") == [
        "It", "is", "Node.js", "And", "C++", "or", "U.S", "law",
    ]  # fmt: skip


@pytest.mark.parametrize("gap", [" ", "-", "\n", " \r\n", "", "  "])
def test_words_go_together_over_space_hyphen_and_one_line_end(gap: str) -> None:
    assert GAP.match(gap)


@pytest.mark.parametrize("gap", ["\n\n", ", ", ". ", "\0", " (", "--"])
def test_nothing_goes_together_over_a_paragraph_or_a_mark(gap: str) -> None:
    assert not GAP.match(gap)


def test_hiding_keeps_the_length() -> None:
    assert hide("see x.com now", [(4, 9)]) == "see \0\0\0\0\0 now"
