"""The language model itself: it reads, shares work between wordings, and knows better English."""

from __future__ import annotations

import numpy as np
import pytest

from transcript_fix import causal
from transcript_fix.causal import gains as module
from transcript_fix.causal.gains import gains
from transcript_fix.causal.model import Model, Row, load
from transcript_fix.causal.question import Question

pytestmark = pytest.mark.skipif(causal.where() is None, reason=causal.ADVICE)

QUESTION = Question(
    "We stood on side of the road and waited.",
    (
        "We stood on the side of the road and waited.",
        "We stood on side of a road and waited.",
        "We stood on side of the road and waits.",
    ),
)


@pytest.fixture(scope="module")
def model() -> Model:
    file = causal.where()
    assert file is not None
    return load(file)


def _whole(model: Model, text: str) -> float:
    tokens = model.tokens.of(text)
    size = len(tokens) + 1
    states, _ = model.read([Row([0, *tokens], range(size), np.tri(size, dtype=np.bool_))])
    scores = model.logits(states)[:-1].astype(np.float64)
    scores -= scores.max(axis=1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return float(scores[np.arange(len(tokens)), tokens].sum())


def test_a_missing_article_is_missed(model: Model) -> None:
    (found,) = gains(model, [QUESTION])
    best = max(found, key=lambda g: g.whole)
    assert best.number == 0
    assert best.whole > 4


def test_a_gain_is_the_difference_of_both_sentences_read_whole(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LEAST_FIRST", -99.0)
    monkeypatch.setattr(module, "LEAST_CHANCE", -99.0)
    (found,) = gains(model, [QUESTION])
    before = _whole(model, QUESTION.text)
    expected = [_whole(model, other) - before for other in QUESTION.others]
    assert [g.whole for g in found] == pytest.approx(expected, abs=1e-3)


def test_sentences_read_together_are_judged_as_if_alone(model: Model) -> None:
    other = Question("He have two phones.", ("He has two phones.",))
    together = list(gains(model, [QUESTION, other]))
    alone = [next(gains(model, [q])) for q in (QUESTION, other)]
    assert [g.whole for f in together for g in f] == pytest.approx(
        [g.whole for f in alone for g in f], abs=1e-3
    )


def test_an_edit_of_the_last_word_is_judged(model: Model) -> None:
    (found,) = gains(
        model, [Question("I have not slept for three day", ("I have not slept for three days",))]
    )
    assert found[0].whole > 0


def test_a_text_is_cut_into_tokens_that_give_it_back(model: Model) -> None:
    text = "It's 1995, naïve “quotes” — 小米 $5.00!!  two  spaces"
    names = {number: name for name, number in model.tokens._numbers.items()}
    letters = "".join(names[n] for n in model.tokens.of(text))
    from transcript_fix.causal.tokens import _LETTER

    back = {letter: byte for byte, letter in _LETTER.items()}
    assert bytes(back[c] for c in letters).decode() == text
