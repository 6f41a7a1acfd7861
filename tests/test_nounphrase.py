"""Noun phrases: where they begin, what stands before, and what is left out."""

from __future__ import annotations

import pytest

from transcript_fix.nounphrase import NounPhrase, noun_phrases


def only(text: str, noun: str) -> NounPhrase | None:
    found = list(noun_phrases(text, frozenset({noun}).intersection))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "cut", "link", "modified"),
    [
        ("we are in market.", "market", "prep", 0),
        ("we entered global market.", "global market", "verb", 1),
        ("it is in HertzBeat market.", "HertzBeat market", "prep", 2),
        ("it is big market.", "big market", "be", 1),
        ("in global market and more", "global market", "prep&", 1),
        ("in market of the year", "market", "prep=", 0),
    ],
)
def test_a_bare_phrase_is_read(text: str, cut: str, link: str, modified: int) -> None:
    found = only(text, "market")
    assert found
    assert (text[found.start : found.end], found.link, found.modified) == (cut, link, modified)
    assert found.determiner is None


def test_a_determiner_is_seen() -> None:
    found = only("we entered the global market.", "market")
    assert found
    assert found.determiner == "the"


@pytest.mark.parametrize(
    "text",
    [
        "a kind of market that grows",
        "from market to market",
        "between market and user",
        "in market research we trust",
        "the written market.",
        "in, market.",
    ],
)
def test_a_phrase_that_stands_bare_for_a_reason_is_no_phrase(text: str) -> None:
    assert only(text, "market") is None
