"""The pass over a text: what is found, what is left alone, and why."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from transcript_fix.glossary import Glossary, Term, scan, trial
from transcript_fix.glossary.entry import Autofix, Case, Place
from transcript_fix.glossary.match import Match
from transcript_fix.model import Applicability, Kind

PLACE = Place("g", 1, 1)


def term(name: str, **more: Any) -> Term:
    return Term(name, PLACE, **more)


def matches(text: str, *terms: Term | str, ignore: tuple[str, ...] = ()) -> list[Match]:
    listed = tuple(term(t) if isinstance(t, str) else t for t in terms)
    return trial.matches(text, scan.matcher(Glossary(Path("g"), listed, ignore)))


def said(text: str, *terms: Term | str, ignore: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.suggestions[0]) for m in matches(text, *terms, ignore=ignore)]


QUALCOMM = term("Qualcomm", wrong=("Qualcommm",), heard=("call com",), forbidden=("Qualcomm Inc",))


def test_a_wrong_form_is_mended_and_its_ending_stays() -> None:
    text = "Qualcommm's and Qualcommm’s chips"
    assert said(text, QUALCOMM) == [("Qualcommm", "Qualcomm"), ("Qualcommm", "Qualcomm")]
    assert all(m.limit is Applicability.SAFE for m in matches(text, QUALCOMM))


def test_a_heard_form_is_only_asked() -> None:
    (match,) = matches("we bought it from call com then", QUALCOMM)
    assert match.limit is Applicability.REVIEW
    assert "may be misheard for Qualcomm" in match.message


def test_a_wrong_form_that_is_english_never_fires_alone() -> None:
    (match,) = matches("we saw Jupiter notebooks", term("Jupyter", wrong=("Jupiter",)))
    assert match.limit is Applicability.REVIEW


def test_an_alias_that_everybody_says_is_never_asked() -> None:
    assert said("I know that well", term("Dat", wrong=("that",), heard=("well",))) == []


def test_a_forbidden_form_offers_the_term_though_it_holds_it() -> None:
    assert said("by Qualcomm Inc today", QUALCOMM) == [("Qualcomm Inc", "Qualcomm")]


def test_the_longest_form_wins_and_is_used_up() -> None:
    assert said("samsung electronics grew", "Samsung", "Samsung Electronics") == [
        ("samsung electronics", "Samsung Electronics")
    ]
    assert said("Samsung Electronics grew", "Samsung", "Electronics Co") == []


@pytest.mark.parametrize("text", ["wechat grew", "Wechat grew", "and WEchat"])
def test_another_case_is_found(text: str) -> None:
    (match,) = matches(text, "WeChat")
    assert (match.suggestions, match.kind) == (("WeChat",), Kind.CASING)


@pytest.mark.parametrize("text", ["fast api", "Fast API", "fast-api", "fast\nAPI"])
def test_another_spacing_is_found(text: str) -> None:
    (match,) = matches(f"we use {text} here", "FastAPI")
    assert (match.suggestions, match.kind) == (("FastAPI",), Kind.SPACING)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the next one", "NeXT"),
        ("Next we went", "NeXT"),
        ("they go home", "Go"),
        ("a sharp knife", "Sharp"),
        ("one more thing", "One"),
    ],
)
def test_a_common_word_is_never_a_name(text: str, name: str) -> None:
    assert said(text, name) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("we use Qualcmm chips", "one letter off Qualcomm"),
        ("we use Qaulcomm chips", "one letter off Qualcomm"),
        ("we use Qualkom chips", "sounds like Qualcomm"),
        ("we use Qualccommm chips", "two letters off Qualcomm"),
    ],
)
def test_a_near_form_is_asked_with_its_reason(text: str, why: str) -> None:
    (match,) = matches(text, "Qualcomm")
    assert match.message == why
    assert match.suggestions == ("Qualcomm",)
    assert match.limit is Applicability.REVIEW
    assert 0.2 <= match.confidence <= 1.0


def test_a_name_in_pieces_is_asked_by_its_sound() -> None:
    text = "then cube cuddle apply it"
    assert said(text, "kubectl") == [("cube cuddle", "kubectl")]
    assert matches(text, "kubectl")[0].message == "sounds like kubectl"


def test_a_dictionary_word_is_no_near_miss_of_a_big_glossary() -> None:
    crowd = [f"Zyx{a}{b}qu" for a in "abcdefghijklmnop" for b in "abcdefghijklmnop"]
    assert said("see you later, it was kind", "Laster", "Canada", *crowd) == []


def test_a_stop_word_is_no_edge_of_a_near_form() -> None:
    assert said("and Xiaomi is here, the Xiaomi", "Xiaomi Inc", "Xiaomi") == []


def test_a_short_term_is_exact_only() -> None:
    assert said("so Xa and Xuu came, we met Gu", "Xu", "Go") == []


@pytest.mark.parametrize("text", ["Dockered", "Gophers", "Kenyan"])
def test_an_english_ending_is_no_slip(text: str) -> None:
    assert said(f"it is {text} now", "Docker", "Gopher", "Kenya") == []


def test_a_doubled_last_letter_is_a_slip() -> None:
    assert said("it is Gopherr now", "Gopher") == [("Gopherr", "Gopher")]


def test_switches_belong_to_the_entry() -> None:
    assert said("Xaiomi", term("Xiaomi", fuzzy=False, phonetic=False)) == []
    assert said("xiaomi", term("Xiaomi", case=Case.ANY)) == []
    (match,) = matches("Xiaomii xaiomi", term("Xiaomi", autofix=Autofix.NEVER, wrong=("Xiaomii",)))[
        :1
    ]
    assert match.limit is Applicability.NOTE


def test_capitals_among_capitals_are_fine_unless_exact() -> None:
    assert said("XIAOMI IS HERE", "Xiaomi") == []
    assert said("XIAOMI IS HERE", term("Xiaomi", case=Case.EXACT)) == [("XIAOMI", "Xiaomi")]
    assert said("so XIAOMI is here", "Xiaomi") == [("XIAOMI", "Xiaomi")]


def test_a_small_term_may_begin_a_sentence_with_a_capital() -> None:
    assert said("It works. Npm is fine", "npm") == []
    assert said("so Kubectl is fine", "kubectl") == [("Kubectl", "kubectl")]


@pytest.mark.parametrize(
    "text",
    [
        "see wechat.com/about and www.wechat.com",
        "write to me@wechat.cn or @wechat",
        "run `wechat` now",
        "at [wechat?] it",
        "the wechat_token is #wechat",
    ],
)
def test_nothing_is_found_in_what_is_masked(text: str) -> None:
    assert said(text, "WeChat") == []


def test_what_is_ignored_is_left_alone() -> None:
    assert said("the wechat and the Xaiomi", "WeChat", "Xiaomi", ignore=("wechat", "Xaiomi")) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("so we wrote C plus plus here", "C++"),
        ("so we wrote node dot js here", "Node.js"),
        ("so at Procter and Gamble then", "Procter & Gamble"),
    ],
)
def test_a_sign_may_be_said(text: str, name: str) -> None:
    assert [right for _, right in said(text, name)] == [name]


def test_a_name_with_a_comma_and_a_full_stop_is_one_name() -> None:
    text = "and Bot Barn Holdings, Inc. grew"
    (match,) = matches(text, "Boot Barn Holdings, Inc.")
    assert text[match.start : match.end] == "Bot Barn Holdings, Inc."


def test_a_name_that_ends_in_a_possessive_keeps_it() -> None:
    text = "at Mcdonalld's today"
    (match,) = matches(text, "McDonald's")
    assert text[: match.start] + match.suggestions[0] + text[match.end :] == "at McDonald's today"
    assert said("at McDonald’s today", "McDonald's") == []


def test_an_accent_may_be_missing_and_is_asked() -> None:
    assert said("with Beyonce Knowles there", "Beyoncé") == [("Beyonce", "Beyoncé")]


def test_what_is_found_never_overlaps_and_is_in_order() -> None:
    text = "Qualcommm call com wechat Xaiomi qual comm Qualcomm Inc " * 3
    found = matches(text, QUALCOMM, "WeChat", "Xiaomi")
    assert len(found) == 18
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_new_text_is_found_the_same_by_a_used_matcher() -> None:
    table = scan.matcher(Glossary(Path("g"), (QUALCOMM, term("Xiaomi"))))
    first = trial.matches("Xaiomi and Qualcommm", table)
    assert trial.matches("Xaiomi and Qualcommm", table) == first


def test_a_former_name_is_shown_only() -> None:
    from datetime import date

    meta = term("Meta", was=("Facebook",), since=date(2021, 10, 28), autofix=Autofix.NEVER)
    (match,) = matches("at Facebook we", meta)
    assert match.limit is Applicability.NOTE
    assert match.message == "“Facebook” is called Meta since 2021-10-28"


def test_a_plural_is_mended_as_a_plural_where_the_entry_has_one() -> None:
    phone = term("iPhone", plural=True, wrong=("iFone",))
    assert said("two Iphones, iFones and iPhones", phone) == [
        ("Iphones", "iPhones"),
        ("iFones", "iPhones"),
    ]
    assert said("two Iphones", "iPhone") == []


def test_a_possessive_may_be_switched_off() -> None:
    off = term("Qualcomm", possessive=False, wrong=("Qualcommm",), fuzzy=False, phonetic=False)
    assert said("Qualcommm's and Qualcommm", off) == [("Qualcommm", "Qualcomm")]
