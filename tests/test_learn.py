"""What answers teach."""

from __future__ import annotations

import pytest

from transcript_fix.learn import PRIOR_FORM, PRIOR_RULE, Judgement, Learned, Said


def said(what: Said, before: str = "Wechat", rule: str = "casing") -> Judgement:
    return Judgement(rule, before, "WeChat", what)


def test_without_answers_the_measured_confidence_stands() -> None:
    assert Learned().confidence("casing", "Wechat", "WeChat", 0.8) == pytest.approx(0.8)


def test_one_yes_moves_it_as_the_formula_says() -> None:
    rate = (0.8 * PRIOR_RULE + 1) / (PRIOR_RULE + 1)
    form = (rate * PRIOR_FORM + 1) / (PRIOR_FORM + 1)
    learned = Learned([said(Said.RIGHT)])
    assert learned.confidence("casing", "Wechat", "WeChat", 0.8) == pytest.approx(form)


def test_a_no_to_one_form_lowers_the_others_of_its_rule_less() -> None:
    learned = Learned([said(Said.WRONG)])
    same = learned.confidence("casing", "Wechat", "WeChat", 0.8)
    other = learned.confidence("casing", "weibo", "Weibo", 0.8)
    far = learned.confidence("grammar", "is", "are", 0.8)
    assert same < other < 0.8
    assert far == pytest.approx(0.8)


def test_what_is_taken_back_teaches_nothing() -> None:
    learned = Learned([said(Said.WRONG)])
    learned.add(said(Said.WRONG), -1)
    assert learned.confidence("casing", "Wechat", "WeChat", 0.8) == pytest.approx(0.8)


def test_many_answers_outweigh_the_measure() -> None:
    learned = Learned(said(Said.RIGHT, before=str(n)) for n in range(200))
    assert learned.confidence("casing", "new", "New", 0.3) > 0.95


@pytest.mark.parametrize(
    ("no", "yes", "off"),
    [(9, 0, False), (10, 0, True), (9, 1, True), (8, 2, False), (17, 4, True), (16, 4, False)],
)
def test_a_rule_is_offered_for_off_above_four_in_five_of_ten(no: int, yes: int, off: bool) -> None:
    learned = Learned([said(Said.WRONG)] * no + [said(Said.RIGHT)] * yes)
    assert learned.to_switch_off("casing") is off


def test_a_term_is_offered_after_two_equal_edits() -> None:
    edit = Judgement("spelling", "cube cuddle", None, Said.OTHER, "kubectl")
    learned = Learned([edit])
    assert not learned.to_make_a_term("cube cuddle", "kubectl")
    learned.add(edit)
    assert learned.to_make_a_term("cube cuddle", "kubectl")
    assert not learned.to_make_a_term("cube cuddle", "kubeadm")
