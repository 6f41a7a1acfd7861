"""A document cut into sentences: nothing but white space changes, and every place is right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.documents import document, paragraphs
from transcript_fix.llm.sentences import LONGEST, around, sentences
from transcript_fix.model import Role


def cut(*texts: str) -> list[str]:
    return [s.text for s in sentences(paragraphs(*texts))]


def test_sentences_end_where_a_reader_ends_them() -> None:
    assert cut('We met Dr. Li at 3.5 percent. "It is all fine," he said. Then we left the U.S. '
               "market.") == ["We met Dr. Li at 3.5 percent.", '"It is all fine," he said.',
                              "Then we left the U.S. market."]  # fmt: skip


def test_what_is_short_or_no_english_is_not_asked_about() -> None:
    assert cut("Yes. Right, sure.", "小米是一家公司。我们生产手机 and TV.", "12 34 56 78.") == []


def test_labels_are_in_no_sentence() -> None:
    told = document(("", "LEI JUN:", Role.SPEAKER), (" ", "We build good phones."))
    assert [s.text for s in sentences(told)] == ["We build good phones."]


def test_text_without_full_stops_is_cut_at_spaces() -> None:
    found = cut("word " * 500)
    assert all(len(text) <= LONGEST for text in found)
    assert " ".join(found).split() == ["word"] * 500


LETTERS = st.text(alphabet="abcd AB.!?\n 世\u200b\ud800é", min_size=1, max_size=60)
TEXTS = st.lists(LETTERS, max_size=4)


@given(TEXTS)
def test_each_sentence_stands_where_it_says(texts: list[str]) -> None:
    told = paragraphs(*texts)
    for sentence in sentences(told):
        there = told.prose[sentence.start : sentence.start + len(sentence.text)]
        assert there.split() == sentence.text.split() or "\ufffd" in sentence.text
        assert len(there) == len(sentence.text)


def test_the_sentence_around_a_place_is_found() -> None:
    text = "It is so. We was late. Then we left."
    start, end = around(text, text.index("was"))
    assert text[start:end].strip() == "We was late."
