"""Texts are cut for the network, with no word lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("onnxruntime", reason="the extra [tagger] is not installed")

from transcript_fix.tagger.pieces import LONGEST
from transcript_fix.tagger.tagging import sentence_runs
from transcript_fix.tagger.tokens import tokens


@given(st.lists(st.sampled_from(["word", "It", "12", ".", ",", "?", "\n", "“Yes.”", "é👍"])))
def test_every_word_is_in_one_run_at_its_place(parts: list[str]) -> None:
    text = " ".join(parts)
    runs = list(sentence_runs(text))
    assert [t for run in runs for t in run] == [
        t for t in tokens(text) if text[t.start : t.end] == t.text
    ]
    assert all(len(run) <= LONGEST // 2 for run in runs)


def test_sentences_stand_together_up_to_some_sixty_words() -> None:
    text = " ".join(["This is a sentence of seven words."] * 20)
    runs = list(sentence_runs(text))
    assert len(runs) > 1
    assert all(run[-1].text == "." for run in runs)


def test_a_long_sentence_is_cut_behind_a_clause() -> None:
    text = " ".join(["one two three four five six seven,"] * 20)
    first = next(iter(sentence_runs(text)))
    assert first[-1].text == ","
    assert len(first) > 30


def test_a_new_line_ends_a_run() -> None:
    assert [run[0].text for run in sentence_runs("One two\nThree four")] == ["One", "Three"]
