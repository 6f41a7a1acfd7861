"""The nouns keep their promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import document, paragraphs
from transcript_fix.model import Document, Role, Segment, Span, speaker_name

INTERVIEW = document(
    ("", "Lei Jun :", Role.SPEAKER),
    (" ", "We sell phones at"),
    (" https://mi.com ", "every day."),
    ("\n\n", "Second paragraph."),
    ("\n\n", "Reporter:", Role.SPEAKER),
    (" ", "Why?"),
)


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(3, 2)


@pytest.mark.parametrize(
    ("a", "b", "yes"),
    [
        (Span(0, 3), Span(2, 5), True),
        (Span(0, 3), Span(3, 5), False),
        (Span(3, 3), Span(3, 5), True),
        (Span(3, 3), Span(3, 3), True),
        (Span(1, 1), Span(3, 5), False),
    ],
)
def test_spans_overlap_where_they_share_a_place(a: Span, b: Span, yes: bool) -> None:
    assert a.overlaps(b) is yes
    assert b.overlaps(a) is yes


def test_passages_leave_labels_out_and_keep_links_as_context() -> None:
    texts = [(p.speaker, p.text) for p in INTERVIEW.passages]
    assert texts == [
        ("Lei Jun", "We sell phones at https://mi.com every day."),
        ("Lei Jun", "Second paragraph."),
        ("Reporter", "Why?"),
    ]


def test_a_passage_is_a_slice_of_the_prose() -> None:
    for passage in INTERVIEW.passages:
        end = passage.start + len(passage.text)
        assert INTERVIEW.cut(Span(passage.start, end)) == passage.text


def test_the_home_of_a_span_is_the_segment_that_holds_all_of_it() -> None:
    at = INTERVIEW.prose.index("every")
    assert INTERVIEW.home(Span(at, at + 5)) == 2
    assert INTERVIEW.home(Span(at - 3, at + 5)) is None


def test_a_span_inside_a_link_has_no_home() -> None:
    at = INTERVIEW.prose.index("mi.com")
    assert INTERVIEW.home(Span(at, at + 2)) is None


def test_touched_names_every_segment_that_a_span_shares_letters_with() -> None:
    at = INTERVIEW.prose.index("at https")
    end = INTERVIEW.prose.index("day.")
    assert list(INTERVIEW.touched(Span(at, end))) == [1, 2]


def test_the_speaker_is_named_by_the_last_label_before() -> None:
    assert INTERVIEW.speaker(INTERVIEW.prose.index("Why")) == "Reporter"
    assert INTERVIEW.speaker(INTERVIEW.prose.index("Second")) == "Lei Jun"


def test_line_and_column_count_in_the_file_not_in_the_prose() -> None:
    segments = (
        Segment("First line", Span(5, 15)),
        Segment("Second line", Span(20, 31), lead="\n\n"),
    )
    doc = Document("a.txt", segments, line_starts=(0, 16))
    at = doc.prose.index("line", 12)
    assert doc.line_column(at) == (2, 12)
    assert doc.source_span(Span(at, at + 4)) == Span(27, 31)


def test_a_place_between_two_letters_is_found_at_every_border() -> None:
    parts = [("", "Lei:", 0), (" ", "so", 9), ("\n\n", "it", 30)]
    segments = tuple(Segment(t, Span(at, at + len(t)), lead=lead) for lead, t, at in parts)
    doc = Document("x", segments)
    found = [doc.source_span(Span(at, at)) for at in range(len(doc.prose) + 1)]
    assert all(not len(span) for span in found)
    assert found == sorted(found)
    assert {found[0].start, found[5].start, found[-1].start} == {0, 9, 32}


def test_new_texts_must_be_one_a_segment() -> None:
    with pytest.raises(ValueError, match="zip"):
        paragraphs("one", "two").with_texts(["one"])


@pytest.mark.parametrize(
    ("label", "name"),
    [("Lei Jun :", "Lei Jun"), ("[Host]:", "Host"), ("**Tom：**", "Tom"), ("Q:", "Q")],
)
def test_a_speakers_name_is_the_label_without_its_marks(label: str, name: str) -> None:
    assert speaker_name(label) == name


@given(st.lists(st.tuples(st.sampled_from(["", " ", "\n", "\n\n"]), st.text("ab .", max_size=6))))
def test_spans_cut_the_texts_back_out_of_the_prose(pieces: list[tuple[str, str]]) -> None:
    doc = document(*pieces)
    assert tuple(doc.cut(s) for s in doc.spans) == doc.texts
    for index, span in enumerate(doc.spans):
        if len(span):
            assert doc.home(span) == index
            assert list(doc.touched(span)) == [index]
