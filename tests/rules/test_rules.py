"""Every house rule proves itself by its own examples, and none spoils another's."""

from __future__ import annotations

from pathlib import Path

import pytest

from transcript_fix.model import Applicability, Kind, Role
from transcript_fix.rule import Rule
from transcript_fix.rules import all_rules
from transcript_fix.rules.__main__ import page

RULES = all_rules()
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)

GOOD = (
    "That that is so had had no effect, and what it is is clear.",
    "No no, it's very very good, and I'd go on on Monday.",
    "He was taken to hospital by car, at night, in person, on foot and without hope of help.",
    "We have a lot of work to do, and most of us want support from the team.",
    "In 2000 years nobody will know what the 1970s were like.",
    "When I was young, we went there by train.",
    "It's not the price, it's the quality that people in the shop talk about.",
    "She told us about the plan, which she had made ten years ago.",
    "Most people know one of the team; some of it is theirs, and all of them agree.",
    "If you want that, you can have it as soon as we are ready.",
    "I used to live here, so I'm used to it, and I look forward to the weekend.",
    "The more you do it, the better it gets.",
    "A few users, a couple of hundred phones and a 10-year plan: that's it.",
    "Install it with pip install numpy, or see github.com/python/cpython.",
    "These kinds of things happen; this means a lot, and those are theirs.",
    "They said it was, as they say, good enough to sell for 1,000 yuan.",
)


def mend(rule: Rule, text: str) -> str:
    for hit in sorted(rule.find(text), key=lambda h: h.start, reverse=True):
        text = text[: hit.start] + hit.suggestions[0] + text[hit.end :]
    return text


@each_rule
def test_a_rule_has_examples_of_both_kinds_and_a_message(rule: Rule) -> None:
    assert rule.wrong
    assert rule.right
    assert rule.message.endswith((".", "?"))
    assert 0 < rule.confidence <= 1


@each_rule
def test_a_wrong_text_is_mended(rule: Rule) -> None:
    for wrong, mended in rule.wrong.items():
        assert mend(rule, wrong) == mended


@each_rule
def test_a_mended_text_is_not_flagged_again(rule: Rule) -> None:
    for mended in rule.wrong.values():
        assert not list(rule.find(mended))


@each_rule
def test_a_right_text_is_left_alone(rule: Rule) -> None:
    for right in rule.right:
        assert not list(rule.find(right)), right


@each_rule
def test_a_right_text_is_left_alone_by_every_other_rule(rule: Rule) -> None:
    for other in RULES:
        if other.roles & rule.roles and not other.whole and not rule.whole:
            for right in rule.right:
                assert not list(other.find(right)), (other.name, right)


@each_rule
def test_a_hit_lies_within_the_text_and_changes_something(rule: Rule) -> None:
    for wrong in rule.wrong:
        for hit in rule.find(wrong):
            assert 0 <= hit.start <= hit.end <= len(wrong)
            assert hit.suggestions[0] != wrong[hit.start : hit.end]


@each_rule
def test_only_spacing_and_words_without_meaning_may_be_mended_unasked(rule: Rule) -> None:
    if rule.limit is Applicability.SAFE:
        assert rule.kind in {Kind.SPACING, Kind.DUPLICATE, Kind.SPELLING}


@each_rule
def test_long_and_odd_texts_come_to_an_end(rule: Rule) -> None:
    for piece in (
        " ",
        "a ",
        "the the ",
        "1 ",
        ", ",
        "word",
        "I was, we were ",
        "-'",
        "\n",
        "most of ",
    ):
        list(rule.find(piece * 20_000))


def test_the_page_of_rules_is_up_to_date() -> None:
    shown = Path(__file__).parents[2] / "docs" / "rules.md"
    again = "run: python -m transcript_fix.rules > docs/rules.md"
    assert shown.read_text("utf-8") == "\n".join(page(RULES)) + "\n", again


def test_good_english_is_left_alone_by_all_rules() -> None:
    for sentence in GOOD:
        found = [(r.name, list(r.find(sentence))) for r in RULES if Role.SPEECH in r.roles]
        assert not [f for f in found if f[1]], sentence
