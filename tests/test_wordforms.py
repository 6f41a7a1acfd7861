"""The table of word forms."""

from __future__ import annotations

from transcript_fix import wordforms as w


def test_a_noun_is_found_by_both_its_numbers() -> None:
    assert w.noun("country") is w.noun("country")
    found = w.noun_of_plural("children")
    assert found
    assert found.singular == "child"


def test_a_mass_noun_is_not_counted() -> None:
    assert w.noun("information")
    assert w.counted("information") is None
    assert w.counted("company")


def test_a_verb_is_found_by_each_of_its_forms() -> None:
    lookups = (w.verb, w.verb_of_third, w.verb_of_ing, w.verb_of_past, w.verb_of_participle)
    forms = ("go", "goes", "going", "went", "gone")
    assert {f(x) for f, x in zip(lookups, forms, strict=True)} == {w.verb("go")}


def test_a_verb_that_is_also_a_noun_is_not_pure() -> None:
    assert w.pure_verb("improve")
    assert w.pure_verb("support") is None


def test_an_unknown_word_has_no_forms() -> None:
    assert w.noun("xiaomi") is None
    assert w.adjective("xiaomi") is None


def test_an_adjective_has_its_degrees() -> None:
    found = w.adjective("big")
    assert found
    assert (found.more, found.most) == ("bigger", "biggest")
