from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.documents import document, paragraphs
from transcript_fix.model import Role, Span
from transcript_fix.pieces import pieces


def test_labels_are_left_out() -> None:
    doc = document(
        ("", "Lei Jun:", Role.SPEAKER), (" ", "Good morning."), ("\n\n", "Thank you all.")
    )
    (piece,) = pieces(doc)
    assert piece.text == "Good morning.\n\nThank you all."


def test_a_place_in_the_piece_is_a_place_in_the_prose() -> None:
    doc = document(("", "A:", Role.SPEAKER), (" ", "One two."), ("\n\n", "Three four."))
    (piece,) = pieces(doc)
    at = piece.text.index("four")
    span = piece.span(at, at + 4)
    assert span is not None
    assert doc.cut(span) == "four"


def test_a_place_across_two_passages_is_none() -> None:
    (piece,) = pieces(paragraphs("One two.", "Three four."))
    assert piece.span(4, 13) is None
    assert piece.span(0, 1000) is None


def test_a_long_document_is_cut_between_passages() -> None:
    doc = paragraphs(*("word " * 40 + "end." for _ in range(10)))
    cut = list(pieces(doc, words=100))
    assert len(cut) == 4
    assert sum(len(p.passages) for p in cut) == 10


@given(st.lists(st.text(max_size=30), max_size=8), st.integers(1, 20))
def test_every_character_comes_back_to_its_place(texts: list[str], words: int) -> None:
    doc = paragraphs(*texts)
    for piece in pieces(doc, words):
        for start, passage in zip(piece.starts, piece.passages, strict=True):
            for offset, character in enumerate(passage.text):
                span = piece.span(start + offset, start + offset + 1)
                assert span is not None
                assert doc.cut(span) == character


def test_a_place_outside_is_none() -> None:
    (piece,) = pieces(paragraphs("One."))
    assert piece.span(3, 2) is None
    assert piece.span(0, 4) == Span(0, 4)
