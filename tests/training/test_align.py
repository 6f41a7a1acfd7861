"""Tags between a wrong and a right text."""

import pytest
from training.align import align

from transcript_fix.tagger.decode import changed_text, changes
from transcript_fix.tagger.tokens import tokens


def tags(wrong: str, right: str) -> list[str]:
    return align([t.text for t in tokens(wrong)], [t.text for t in tokens(right)])


def mended(wrong: str, right: str) -> str:
    sure = [(tag, 1.0, 1.0) for tag in tags(wrong, right)]
    return changed_text(wrong, list(changes(tokens(wrong), sure)))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("The world biggest producer.", "The world's biggest producer."),
        ("We entered global market.", "We entered the global market."),
        ("Company is good.", "The company is good."),
        ("They they have to give up.", "They have to give up."),
        ("There are alot of them.", "There are a lot of them."),
        ("He lives some where.", "He lives somewhere."),
        ("I work in e commerce.", "I work in e-commerce."),
        ("It is cheap, we sell it.", "It is cheap. We sell it."),
        ("It is cheap. Because we sell it.", "It is cheap, because we sell it."),
        ("It is cheap we sell it.", "It is cheap. We sell it."),
        ("Can brought to the world.", "Can be brought to the world."),
        ("Are you sure.", "Are you sure?"),
        ("the best.", "The best."),
        ("I discuss about it.", "I discuss it."),
        ("So we can the.", "So we can."),
        ("Well we go.", "Well, we go."),
    ],
)
def test_one_round_of_tags_mends_the_text(wrong: str, right: str) -> None:
    assert mended(wrong, right) == right


def test_equal_texts_keep_every_word() -> None:
    assert set(tags("All is well.", "All is well.")) == {"KEEP"}


def test_the_start_of_the_text_is_a_place_for_a_word() -> None:
    assert tags("Company is good.", "The company is good.")[:2] == ["APPEND the", "LOWER"]


def test_what_one_tag_cannot_do_is_done_in_the_second_round() -> None:
    wrong, right = "We like of it.", "We like the look of it."
    once = mended(wrong, right)
    assert once != right
    assert mended(once, right) == right
