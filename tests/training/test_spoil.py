"""Right texts are spoiled, the same way each time, and their tags mend them."""

from random import Random

import pytest
from training.mistakes import MAKERS, Maker, Slip
from training.spoil import spoil, written

from training import mistakes
from transcript_fix.tagger.decode import changed_text, changes
from transcript_fix.tagger.tokens import joined, tokens

TEXT = (
    "Xiaomi was founded five years ago, and the growth of the company's sales was an opportunity. "
    "We have discussed it with many customers, because they are the people who tell us what they "
    "need. Then we built a phone that costs less. It doesn't look cheap, and it's really good."
)


def spoiled(seed: int) -> tuple[str, str, bool]:
    example = spoil(tokens(TEXT), Random(seed), MAKERS)
    wrong = joined(example.words)
    sure = [(tag, 1.0, 1.0) for tag in example.tags]
    mended = changed_text(wrong, list(changes(tokens(wrong), sure)))
    return wrong, mended, set(example.tags) == {"KEEP"}


def test_the_same_seed_makes_the_same_errors() -> None:
    assert spoiled(7) == spoiled(7)


def test_some_texts_stay_as_they_are_and_others_do_not() -> None:
    found = [spoiled(seed) for seed in range(200)]
    clean = sum(untouched for _, _, untouched in found)
    assert 50 < clean < 110
    assert all((wrong == TEXT) == untouched for wrong, _, untouched in found)


def test_the_tags_mend_what_was_spoiled() -> None:
    found = [spoiled(seed) for seed in range(300)]
    assert sum(mended == TEXT for _, mended, _ in found) >= 295


@pytest.mark.parametrize(
    ("maker", "right", "at", "wrongs"),
    [
        (mistakes.article_lost, "in the market", 1, {"market"}),
        (mistakes.article_needless, "of information", 1, {"the", "a"}),
        (mistakes.noun_number, "many countries", 1, {"country"}),
        (mistakes.possessive_lost, "the world's biggest", 1, {"world", "worlds"}),
        (mistakes.preposition_needless, "we discuss it", 2, {"about"}),
        (mistakes.agreement, "it goes", 1, {"go"}),
        (mistakes.verb_form, "can go", 1, {"goes", "went", "going"}),
        (mistakes.derivation, "an explosive response", 2, {"respond"}),
        (mistakes.word_twice, "they have", 0, {"they they"}),
        (mistakes.misheard, "their phone", 0, {"there", "they're"}),
        (mistakes.apostrophe, "we don't", 1, {"dont"}),
        (mistakes.run_together, "a lot", 0, {"alot"}),
        (mistakes.casing, "I think", 0, {"i"}),
        (mistakes.mark_lost, "Really ?", 1, {"."}),
    ],
)
def test_each_kind_of_error_is_made(maker: Maker, right: str, at: int, wrongs: set[str]) -> None:
    words = right.split()
    slips = [s for seed in range(40) if (s := maker(words, at, Random(seed)))]
    assert {" ".join(s.wrong) for s in slips} <= wrongs
    assert slips


def test_every_maker_makes_something() -> None:
    words = [t.text for t in tokens(TEXT + " Really? He wrote e-mail about information.")]
    for maker in MAKERS:
        made = [maker(words, i, Random(n)) for n in range(30) for i in range(len(words))]
        assert any(isinstance(s, Slip) for s in made), maker.__name__


def test_a_sentence_end_that_is_lost_leaves_a_space() -> None:
    words = tokens("It is good. We buy it.")
    example = written(words, [Slip(3, 5, ("we",))])
    assert joined(example.words) == "It is good we buy it."
