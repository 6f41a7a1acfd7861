from __future__ import annotations

import sys

import pytest

from transcript_fix import trigram
from transcript_fix.errors import EngineError
from transcript_fix.trigram import START, sentences, tokens, window


@pytest.fixture(scope="module")
def model() -> trigram.Trigram:
    return trigram.load()


def words(text: str, model: trigram.Trigram) -> list[str]:
    return [t.word for t in tokens(text, model)]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("we come from China", "we come form China"),
        ("it took a lot of work", "it took aloft of work"),
        ("after three years", "after three year"),
        ("I don't know", "I dont know"),
    ],
)
def test_what_people_say_is_likelier(model: trigram.Trigram, right: str, wrong: str) -> None:
    assert model.score(words(right, model)) > model.score(words(wrong, model))


def test_only_the_words_that_change_need_to_be_scored(model: trigram.Trigram) -> None:
    one, other = words("we come from China", model), words("we come form China", model)
    whole = model.score(one) - model.score(other)
    assert model.score(one, 2, 3) - model.score(other, 2, 3) == pytest.approx(whole)


def test_words_after_each_other_make_up_the_score(model: trigram.Trigram) -> None:
    likely = model.logprob("a", START) + model.logprob("lot", "a", START)
    assert model.score(["a", "lot"]) == pytest.approx(
        likely + model.logprob("of", "lot", "a") - model.logprob("of", "lot", "a")
        + model.logprob("</s>", "lot", "a")
    )  # fmt: skip


def test_a_word_of_the_list_is_likelier_than_letters(model: trigram.Trigram) -> None:
    assert not model.knows("xiaomi")
    assert model.logprob("xiaomi") > model.logprob("xqzzyk")


def test_words_are_spelled_as_the_model_spells_them(model: trigram.Trigram) -> None:
    found = tokens("The company’s long-term well-thought-out plan, 10 years' work.", model)
    assert [t.word for t in found] == [
        "the", "company's", "long-term", "well", "thought", "out", "plan", "ten", "years'", "work",
    ]  # fmt: skip
    assert [(t.start, t.end) for t in found][3:5] == [(24, 28), (29, 36)]


def test_a_window_ends_with_its_sentence(model: trigram.Trigram) -> None:
    text = "It was good. He sold alot of them, I think. Yes."
    at = text.index("alot")
    assert window(text, at, at + 4, model) == (["he", "sold", "of", "them"], 2)
    assert window("Alot.", 0, 4, model) == ([], 0)


def test_sentences_keep_their_places() -> None:
    text = "One two. “Three?” four; five\nsix"
    assert [text[at:].startswith(s) for at, s in sentences(text)] == [True] * 5


def test_without_the_package_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pocketsphinx", None)
    trigram.load.cache_clear()
    try:
        assert not trigram.available()
        assert trigram.version() == ""
        with pytest.raises(EngineError, match=r"pip install 'transcript-fix\[context\]'"):
            trigram.load()
    finally:
        trigram.load.cache_clear()
