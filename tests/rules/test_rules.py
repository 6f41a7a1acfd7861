"""Every house rule proves itself by its own examples, and none spoils another's."""

from __future__ import annotations

import pytest

from transcript_fix.model import Applicability, Kind
from transcript_fix.rule import Rule
from transcript_fix.rules import all_rules

RULES = all_rules()
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)


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
