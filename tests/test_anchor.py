"""A place is known by its words and neighbours."""

from __future__ import annotations

from tests.documents import paragraphs
from transcript_fix.anchor import Anchor, anchor
from transcript_fix.model import Document, Span


def at(document: Document, words: str) -> Anchor:
    start = document.prose.index(words)
    return anchor(document, Span(start, start + len(words)))


def test_it_holds_two_words_of_the_sentence_on_each_side() -> None:
    found = at(paragraphs("No. We really have alof of phones, you know."), "alof of")
    assert found == Anchor("alof of", "really have", "phones you")
    assert at(paragraphs("No. Alof of it. Yes."), "Alof of") == Anchor("Alof of", "", "it")


def test_white_space_in_the_words_does_not_count() -> None:
    assert at(paragraphs("We have alof\nof it."), "alof\nof").words == "alof of"


def test_near_means_one_side_is_the_same() -> None:
    place = Anchor("alof of", "we have", "phones you")
    assert place.is_near(Anchor("alof of", "we had", "phones you"))
    assert not place.is_near(Anchor("alof of", "we had", "ideas you"))
    assert not place.is_near(Anchor("teh", "we have", "phones you"))
    assert not Anchor("x", "", "a").is_near(Anchor("x", "", "b"))
