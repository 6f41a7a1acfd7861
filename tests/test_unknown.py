from __future__ import annotations

import pytest

from tests.documents import document, paragraphs
from transcript_fix import trigram
from transcript_fix.model import Document, Finding, Kind, Role, Span
from transcript_fix.unknown import other_english, sort_of, sorter

RULE = "lt:MORFOLOGIK_RULE_EN_US"

needs_context = pytest.mark.skipif(not trigram.available(), reason="needs the extra [context]")


def unknown(doc: Document, word: str, *suggestions: str, nth: int = 0) -> Finding:
    at = -1
    for _ in range(nth + 1):
        at = doc.prose.index(word, at + 1)
    span = Span(at, at + len(word))
    return Finding(span, word, RULE, "lingotweaker", Kind.SPELLING, "unknown", suggestions)


def judged(doc: Document, word: str, *suggestions: str, known: frozenset[str] = frozenset()):  # type: ignore[no-untyped-def]
    return sorter(doc, known)(unknown(doc, word, *suggestions))


def test_a_typo_is_no_noise() -> None:
    doc = paragraphs("We need to fullfill the demand.")
    finding = unknown(doc, "fullfill", "fulfill")
    assert sorter(doc, frozenset())(finding) == finding
    assert sort_of(doc, finding) == "one-letter"


def test_a_capital_in_mid_sentence_is_a_name() -> None:
    assert judged(paragraphs("We met Fanruan in June."), "Fanruan", "Feynman") is None


def test_at_a_sentences_start_only_a_near_common_word_counts() -> None:
    doc = paragraphs("Yesterday. Evrything went well. Fanruan helped.")
    assert judged(doc, "Evrything", "Everything") is not None
    assert judged(doc, "Fanruan", "Feynman") is None


def test_words_of_labels_are_known() -> None:
    doc = document(
        ("", "lei jun:", Role.SPEAKER), (" ", "Yes."), ("\n\n", "Then lei's phone came, said jun.")
    )
    assert judged(doc, "lei's", "lei") is None
    assert judged(doc, "jun", "fun") is None


def test_words_of_the_glossary_are_known() -> None:
    doc = paragraphs("The frobnit is here.")
    assert judged(doc, "frobnit", "frobnic", known=frozenset({"Super Frobnit"})) is None


def test_a_word_with_a_capital_three_times_is_a_term() -> None:
    text = "Fooblit is new. Our Fooblit and your Fooblit."
    assert judged(paragraphs(text), "Fooblit", "Foolish") is None


def test_a_term_in_small_letters_gets_the_form_of_the_others() -> None:
    doc = paragraphs("We like HertzBeat. HertzBeat is good. Use HertzBeat! I met hertzbeat's team.")
    finding = judged(doc, "hertzbeat's", "hertz beat's")
    assert finding.suggestions == ("HertzBeat's",)
    assert finding.kind is Kind.NAME


def test_capitals_that_only_begin_sentences_make_no_term() -> None:
    doc = paragraphs("Gofoo is. Gofoo was. Gofoo can. One gofoo goes.")
    assert judged(doc, "gofoo", "go foo") is None


@pytest.mark.parametrize("word", ["x86", "snake_case", "iPhoneX", "GUID"])
def test_codes_and_acronyms_are_no_typos(word: str) -> None:
    assert judged(paragraphs(f"The {word} is set."), word, "wordy") is None


def test_a_space_in_the_wrong_place_is_an_error() -> None:
    doc = paragraphs("But yo ucan do it.")
    assert sort_of(doc, unknown(doc, "yo ucan", "you can")) == "moved-space"


def test_the_wrong_half_of_a_hyphenated_word_is_an_error() -> None:
    doc = paragraphs("It is language-independant.")
    finding = unknown(doc, "language-independant", "language-independent")
    assert sort_of(doc, finding) == "one-letter"


def test_no_suggestion_is_no_finding() -> None:
    assert judged(paragraphs("The zzyzx is set."), "zzyzx") is None


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("colour", "color"),
        ("endeavoured", "endeavored"),
        ("organise", "organize"),
        ("analysing", "analyzing"),
        ("centre", "center"),
        ("travelled", "traveled"),
        ("defence", "defense"),
        ("catalogue", "catalog"),
        ("programme", "program"),
    ],
)
def test_the_other_english_is_no_error(british: str, american: str) -> None:
    assert other_english(british, american)
    assert other_english(american, british)
    assert judged(paragraphs(f"It was {british} then."), british, american) is None


@pytest.mark.parametrize(("typo", "word"), [("fullfill", "fulfill"), ("recieve", "receive")])
def test_a_typo_is_not_the_other_english(typo: str, word: str) -> None:
    assert not other_english(typo, word)


@needs_context
def test_run_together_words_and_compounds_are_told_apart() -> None:
    doc = paragraphs("It is upto us to mend the phonelines.")
    assert sort_of(doc, unknown(doc, "upto", "up to")) == "split"
    assert sort_of(doc, unknown(doc, "phonelines", "phone lines")) == "compound"


@needs_context
def test_a_compound_that_comes_again_and_again_is_a_term() -> None:
    often = paragraphs("The phonelines, our phonelines, phonelines, phonelines and phonelines.")
    assert judged(often, "phonelines", "phone lines") is None
    assert judged(paragraphs("Mend the phonelines."), "phonelines", "phone lines") is not None


def test_two_words_that_seldom_stand_together_were_not_meant() -> None:
    assert judged(paragraphs("There was a netsplit."), "netsplit", "net split") is None


def test_what_editors_of_speech_let_stand_is_no_slip() -> None:
    assert judged(paragraphs("It runs in a goroutine there."), "goroutine", "coroutine") is None
    assert judged(paragraphs("Get it from npm today."), "npm", "NPM") is None
    assert judged(paragraphs("See the olympics today."), "olympics", "Olympics") is not None


def test_a_slip_is_one_however_often_it_slips_through() -> None:
    doc = paragraphs("And oyu know it.")
    assert sort_of(doc, unknown(doc, "oyu", "you")) == "short"


@pytest.mark.parametrize("text", ["It is in ioo.Writer now", "So regex'ioo are", "Call ioo(x) now"])
def test_a_part_of_a_longer_name_is_no_word(text: str) -> None:
    assert judged(paragraphs(text), "ioo", "iou") is None


def test_a_missing_apostrophe_is_an_error_however_common() -> None:
    doc = paragraphs("Yes im here and ive seen it.")
    assert sort_of(doc, unknown(doc, "ive", "I've")) == "apostrophe"


def test_a_plural_is_no_missing_apostrophe() -> None:
    assert judged(paragraphs("They all had BlackBerrys."), "BlackBerrys", "BlackBerry's") is None
    assert judged(paragraphs("And thas it."), "thas", "tha's") is None
    assert judged(paragraphs("And thats it."), "thats", "that's") is not None


def test_an_acronym_of_other_letters_was_not_meant() -> None:
    assert judged(paragraphs("We use the txid there."), "txid", "TID") is None


def test_a_word_in_use_is_no_typo() -> None:
    assert judged(paragraphs("It is an admin thing."), "admin", "adman") is None


def test_findings_that_say_more_are_left_as_they_are() -> None:
    doc = paragraphs("He go home.")
    finding = Finding(
        Span(3, 5), "go", "lt:HE_VERB_AGR", "lingotweaker", Kind.GRAMMAR, "", ("goes",)
    )
    assert sorter(doc, frozenset())(finding) is finding
