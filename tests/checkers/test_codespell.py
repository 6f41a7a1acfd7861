from __future__ import annotations

import sys

from tests.documents import document, paragraphs
from transcript_fix.checkers import codespell
from transcript_fix.config import Settings
from transcript_fix.model import Applicability, Document, Finding, Role


def found(doc: Document) -> list[Finding]:
    with codespell.start(Settings()) as check:
        return list(check(doc))


def test_a_listed_typo_is_found() -> None:
    (finding,) = found(paragraphs("With the aid of Internet marketting, high specs."))
    assert (finding.before, finding.suggestions) == ("marketting", ("marketing",))
    assert finding.limit is Applicability.SAFE


def test_the_case_of_the_word_is_kept() -> None:
    doc = paragraphs("Definately yes. THEIR GOVERMENT.")
    assert [f.suggestions[0] for f in found(doc)] == ["Definitely", "GOVERNMENT"]


def test_a_capitalised_word_is_never_safe() -> None:
    (finding,) = found(paragraphs("Definately yes."))
    assert finding.limit is Applicability.REVIEW


def test_a_capital_in_mid_sentence_is_a_name() -> None:
    assert found(paragraphs("We met Alan Shepard and mister Claus in Mata.")) == []


def test_a_long_listed_typo_is_no_name() -> None:
    (finding,) = found(paragraphs("We met the Adminsitration of it."))
    assert finding.suggestions == ("Administration",)
    assert finding.limit is Applicability.REVIEW


def test_half_of_a_hyphenated_word_can_be_a_typo() -> None:
    (finding,) = found(paragraphs("It is language-independant."))
    assert finding.before == "independant"


def test_several_answers_are_never_safe() -> None:
    (finding,) = found(paragraphs("I am completly sure that thier house."))[:1]
    assert finding.limit is Applicability.SAFE
    many = [f for f in found(paragraphs("They say alot of things.")) if len(f.suggestions) > 1]
    assert all(f.limit is Applicability.REVIEW for f in many)


def test_a_common_word_with_an_ending_may_be_meant() -> None:
    doc = paragraphs("It is a trolly question about useable stones, a goverment question.")
    assert {f.before: f.limit for f in found(doc)} == {
        "trolly": Applicability.REVIEW,
        "useable": Applicability.REVIEW,
        "goverment": Applicability.SAFE,
    }


def test_two_slips_are_not_mended_alone() -> None:
    (finding,) = found(paragraphs("They had time to learn knowlegable."))
    assert finding.limit is Applicability.REVIEW


def test_how_people_speak_is_no_typo() -> None:
    assert found(paragraphs("I was goin home, talkin and walkin, and nothin else.")) == []


def test_hyphens_are_a_matter_of_taste() -> None:
    assert found(paragraphs("We re-use the pre-selected parts.")) == []


def test_labels_are_never_read() -> None:
    assert found(document(("", "Goverment:", Role.SPEAKER), (" ", "Yes."))) == []


def test_places_are_right_behind_an_emoji() -> None:
    doc = paragraphs("One 😀.", "😀 the goverment 😀")
    (finding,) = found(doc)
    assert doc.cut(finding.span) == "goverment"


def test_only_the_list_is_read_never_the_code() -> None:
    found(paragraphs("the goverment"))
    assert "codespell_lib" not in sys.modules
    assert codespell.status().where.endswith("dictionary.txt")
