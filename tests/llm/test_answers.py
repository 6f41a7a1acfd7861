"""What a model said, read as data."""

from __future__ import annotations

import math

import pytest

from transcript_fix.llm.answers import choice, corrected, letter
from transcript_fix.llm.client import Reply

SENTENCE = "We was late for the train."


@pytest.mark.parametrize(
    "text",
    [
        '{"sentence": "We were late for the train."}',
        '```json\n{"sentence": "We were late for the train."}\n```',
        'Sure!\n{"sentence": "We were late for the train."}',
        '<think>{"sentence": "no"}</think>{"sentence": " We were late for the train. "}',
        "We were late for the train.",
        '"We were late for the train."',
    ],
)
def test_an_answer_is_found_however_it_is_wrapped(text: str) -> None:
    assert corrected(Reply(text), SENTENCE) == "We were late for the train."


@pytest.mark.parametrize(
    "text",
    ["", "{", '{"sentence": "We were', '{"sentence": 5}', '{"sentence": ""}', "I cannot do that.",
     "Sure!\nWe were late for the train.", '{"other": "We were late."}', '{"sentence":' * 3000],
)  # fmt: skip
def test_what_cannot_be_read_is_no_answer(text: str) -> None:
    assert corrected(Reply(text), SENTENCE) is None


def test_an_answer_that_was_cut_is_none() -> None:
    assert corrected(Reply(f'{{"sentence": "{SENTENCE}"}}', cut=True), SENTENCE) is None


def test_the_likeliest_letter_is_chosen_among_those_offered() -> None:
    first = (("The", -0.1), (" B", -1.0), ("A", -2.0), ("E", -0.5))
    found = letter(Reply("", first=first), "AB")
    assert found is not None
    assert found[0] == "B"
    assert math.isclose(found[1], math.exp(-1) / (math.exp(-1) + math.exp(-2)))


def test_without_likelihoods_there_is_no_letter() -> None:
    assert letter(Reply("A"), "AB") is None
    assert letter(Reply("A", first=(("The", -0.1),)), "AB") is None


@pytest.mark.parametrize(
    ("text", "named"),
    [('{"choice": "B"}', "B"), ("B", "B"), ("(B).", "B"), ('{"choice": "C"}', None), ("", None),
     ("B because A is wrong", None), ("Both", None)],
)  # fmt: skip
def test_a_letter_is_read_from_json_or_a_word(text: str, named: str | None) -> None:
    assert choice(Reply(text), "AB") == named
