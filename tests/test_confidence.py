from __future__ import annotations

from transcript_fix.confidence import AGREED, _table, measured_rules, precision_of, worth
from transcript_fix.model import Finding, Kind, Span


def finding(rule: str, confidence: float | None = None, kind: Kind = Kind.GRAMMAR) -> Finding:
    return Finding(Span(0, 1), "a", rule, "x", kind, "", ("b",), confidence)


def test_a_checker_that_knows_its_confidence_is_believed() -> None:
    assert worth(finding("house-rule", 0.9)).right == 0.9


def test_what_was_seen_of_a_rule_moves_its_own_figure() -> None:
    figures = [n.rsplit(" ", 1) for n in _table()["rules"] if " " in n]
    measured = [worth(finding(rule, float(own))).right - float(own) for rule, own in figures]
    assert min(measured) < 0 < max(measured)


def test_a_rule_whose_own_figure_changed_is_measured_anew() -> None:
    rule, own = next(n for n in _table()["rules"] if " " in n).rsplit(" ", 1)
    assert worth(finding(rule, float(own) / 2)).right == float(own) / 2


def test_a_rule_that_nobody_measured_is_worth_what_its_kind_is() -> None:
    one, other = worth(finding("lt:NEVER_SEEN")), worth(finding("lt:NEVER_SEEN_TOO"))
    assert one == other
    assert one.seen == 0
    assert 0 < one.right < 1
    assert 0 < one.error < 1


def test_few_observations_say_little_and_many_say_much() -> None:
    listed = worth(finding("codespell", kind=Kind.SPELLING))
    assert listed.seen > 50
    assert listed.right > worth(finding("lt:NEVER_SEEN", kind=Kind.SPELLING)).right


def test_a_listed_typo_is_surer_where_a_speller_agrees() -> None:
    alone, agreed = worth(finding("codespell")), worth(finding("codespell"), AGREED)
    assert agreed.right > alone.right


def test_every_number_is_a_share() -> None:
    for rule in measured_rules():
        one = worth(finding(rule))
        assert 0 < one.right < 1
        assert 0 < one.error < 1


def test_a_measured_rule_can_be_explained_and_another_not() -> None:
    assert "corrected" in (precision_of("codespell") or "")
    assert precision_of("lt:NEVER_SEEN") is None
