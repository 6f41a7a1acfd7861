"""An edit that crosses a border is cut where a word diff allows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import document
from transcript_fix.apply import apply
from transcript_fix.errors import UnsafeResult
from transcript_fix.model import Document, Edit, Span
from transcript_fix.split import split

CUES = document(("", "they have alof"), ("\n", "of of famous"), (" mi.com ", "factories"))


def edit(doc: Document, before: str, after: str) -> Edit:
    at = doc.prose.index(before)
    return Edit(Span(at, at + len(before)), before, after)


def test_an_edit_in_one_segment_stays_as_it_is() -> None:
    inside = edit(CUES, "they", "we")
    assert split(CUES, inside) == (inside,)


def test_words_that_change_on_one_side_are_changed_there() -> None:
    mended = apply(CUES, [edit(CUES, "alof\nof of", "a lot\nof")])
    assert mended.texts == ("they have a lot", "of famous", "factories")


def test_a_deleted_first_word_takes_its_space_with_it() -> None:
    doc = document(("", "said they"), ("\n", "they have"))
    assert apply(doc, [edit(doc, "they\nthey", "they")]).texts == ("said they", "have")


def test_a_link_between_two_pieces_is_never_edited() -> None:
    assert split(CUES, edit(CUES, "famous mi.com factories", "famous works")) is None


def test_an_edit_that_cannot_be_split_is_refused_whole() -> None:
    with pytest.raises(UnsafeResult, match="crosses a border"):
        apply(CUES, [edit(CUES, "famous mi.com factories", "famous works")])


def test_two_paragraphs_can_be_emptied_together() -> None:
    doc = document(("", "Goals."), ("\n\n", "Add a comment"), ("\n\n", "Your rate"))
    mended = apply(doc, [edit(doc, "Add a comment\n\nYour rate", "")])
    assert mended.texts == ("Goals.", "", "")


@given(
    st.lists(st.text("ab ", min_size=1, max_size=5), min_size=2, max_size=4),
    st.data(),
)
def test_a_split_gives_the_words_that_were_asked_for(texts: list[str], data: st.DataObject) -> None:
    doc = document(*(("\n" if n else "", t) for n, t in enumerate(texts)))
    start = data.draw(st.integers(0, len(doc.prose)))
    end = data.draw(st.integers(start, len(doc.prose)))
    after = data.draw(st.text("abc ", max_size=6))
    change = Edit(Span(start, end), doc.prose[start:end], after)
    parts = split(doc, change)
    if parts is None:
        return
    mended = apply(doc, [change])
    asked = doc.prose[:start] + after + doc.prose[end:]
    if doc.home(change.span) is not None:
        assert mended.prose == asked
    else:
        assert "".join(mended.prose.split()) == "".join(asked.split())


def test_the_white_space_of_a_border_is_not_written_twice() -> None:
    joined = document(("", "a most expensive"), ("\n", "screen"))
    parts = split(joined, Edit(Span(2, 23), "most expensive\nscreen", "most costly screen"))
    assert parts is not None
    assert [(p.before, p.after) for p in parts] == [("expensive", "costly")]


def test_two_deletions_beside_each_other_share_their_spaces() -> None:
    doc = document(("", "a"), ("\n", "aaaa"), ("\n", "aaa a"))
    mended = apply(doc, [Edit(Span(0, 12), doc.prose[0:12], " ")])
    assert "".join(mended.prose.split()) == ""
