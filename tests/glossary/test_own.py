"""A text's own names, with no glossary at all."""

from __future__ import annotations

from transcript_fix.glossary import own
from transcript_fix.model import Applicability, Kind

TEN = "We sell phones, and Xiaomi grew well. " * 10


def said(text: str, *labels: str) -> list[tuple[str, str]]:
    """Return what is found; each label stands on a line of its own before the text."""
    head = "".join(f"{label}\n" for label in labels)
    names, at = [], 0
    for label in labels:
        names.append(own.Name(label, at, at + len(label)))
        at += len(label) + 1
    whole = head + "\n" + text if labels else text
    return [(whole[m.start : m.end], m.suggestions[0]) for m in own.find(whole, names)]


def test_a_rare_variant_of_a_frequent_name_is_asked() -> None:
    (match,) = own.find(TEN + "Then the people at Xaiomi did it.")
    assert match.suggestions == ("Xiaomi",)
    assert match.limit is Applicability.REVIEW
    assert match.message == "Xiaomi stands 10 times in this text; “Xaiomi” looks like a slip for it"


def test_a_possessive_ending_is_left_out_of_it() -> None:
    assert said(TEN + "Then it was Xaiomi’s turn.") == [("Xaiomi", "Xiaomi")]


def test_a_variant_that_is_as_frequent_is_none() -> None:
    assert said(TEN + "Then the people at Xaiomi did it. " * 5) == []


def test_a_name_that_english_knows_is_no_variant() -> None:
    marias = "We asked, and Marina said so. " * 10
    assert said(marias + "Then we asked, and Martina said so.") == []


def test_an_english_ending_is_no_variant() -> None:
    assert said(TEN + "All Xiaomis are phones.") == []


def test_a_rare_case_of_a_name_with_inner_capitals_is_asked() -> None:
    text = "It is on GitHub now. " * 6 + "It is on Github too."
    (match,) = own.find(text)
    assert (match.suggestions, match.kind) == (("GitHub",), Kind.CASING)


def test_half_of_a_full_name_may_be_a_real_word() -> None:
    text = "So then Lei Jun said it. " * 4 + "So then Lie Jun said it."
    assert said(text) == [("Lie Jun", "Lei Jun")]


def test_a_rare_speaker_label_is_asked() -> None:
    assert said("We begin.", *["Lei Jun"] * 6, "Lie Jun", "Host", "Host") == [
        ("Lie Jun", "Lei Jun")
    ]


def test_a_label_in_another_case_is_asked() -> None:
    assert said("We begin.", *["Lei Jun"] * 6, "LEI JUN") == [("LEI JUN", "Lei Jun")]


def test_numbered_speakers_and_other_people_are_no_variants() -> None:
    assert said("We begin.", *["Speaker 1"] * 6, "Speaker 2") == []
    assert said("We begin.", *["Host"] * 6, "Guest", "Hosea Martin") == []
    assert said("We begin.", *["Ann Lee"] * 6, *["Anna Lee"] * 5) == []


def test_a_text_in_another_language_is_left_alone() -> None:
    spanish = "Ellos dicen que Tengo una casa muy grande en la ciudad. " * 5
    assert said(spanish + "Ellos dicen que Vengo de la ciudad.") == []


def test_nothing_is_found_in_nothing() -> None:
    assert own.find("") == []
