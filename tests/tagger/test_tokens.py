"""Words of a text, and the text of words."""

from hypothesis import given
from hypothesis import strategies as st

from transcript_fix.tagger.tokens import joined, tokens


def test_contractions_hyphens_and_figures_are_one_word() -> None:
    words = [t.text for t in tokens("I can't buy e-commerce for 3.5 or 1,000.")]
    assert words == ["I", "can't", "buy", "e-commerce", "for", "3.5", "or", "1,000", "."]


@given(st.text())
def test_each_word_stands_where_it_says(text: str) -> None:
    for token in tokens(text):
        assert text[token.start : token.end] == token.text


@given(st.text())
def test_nothing_but_white_space_is_left_out(text: str) -> None:
    assert "".join(t.text for t in tokens(text)) == "".join(text.split())


def test_words_join_to_the_text_they_came_from() -> None:
    text = 'He said: "No (never)." Then he left.'
    assert joined(tokens(text)) == text
