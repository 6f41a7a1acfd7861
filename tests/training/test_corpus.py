"""Texts for training: held out, cut into passages, read as people write them."""

import json
import lzma
from pathlib import Path
from random import Random

import pytest

from training import corpus, examples

SHARED = Path("../shared/train")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with lzma.open(tmp_path / "speech.txt.xz", "wt", encoding="utf-8") as file:
        file.writelines(f"paragraph {n}\n" for n in range(2 * corpus.BLOCK))
    rows = [
        {"mt": f"It do n {n} .", "pe": f"It does {n} .", "hter": 0.1 if n % 2 else 0.9}
        for n in range(100)
    ]
    with lzma.open(tmp_path / "post-edits.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return tmp_path


def test_held_out_paragraphs_are_far_from_those_trained_on(folder: Path) -> None:
    trained = {int(line.split()[1]) for line in corpus.speech(folder)}
    held = {int(line.split()[1]) for line in corpus.speech(folder, held_out=True)}
    assert len(held) == 2 * corpus.HELD
    assert min(abs(h - t) for h in (min(held), max(held)) for t in trained) >= corpus.GAP


def test_rewrites_are_left_out(folder: Path) -> None:
    assert len(list(corpus.post_edits(folder))) == 50
    assert not list(corpus.post_edits(folder, held_out=True))  # each twentieth is an even one


def test_ingredients_can_be_left_out(folder: Path) -> None:
    made = examples.texts(folder, without={"real", "article_lost", "word_swapped"})
    assert not made.pairs
    names = {maker.__name__ for maker in made.makers}
    assert names.isdisjoint({"article_lost", "word_swapped"})
    assert len(list(made.examples(Random(0), 5))) == 5


def test_a_passage_is_whole_sentences() -> None:
    text = "One two three. Four five. Six seven eight nine. Ten."
    assert list(corpus.passages(text, longest=5)) == [
        "One two three. Four five.",
        "Six seven eight nine. Ten.",
    ]


def test_a_quote_stays_with_its_sentence() -> None:
    found = list(corpus.passages('He said "No." She left.', longest=2))
    assert found == ['He said "No."', "She left."]


@pytest.mark.parametrize(
    ("apart", "written"),
    [
        ('He said , " No . "', 'He said, "No."'),
        ("I don 't know ( yet ) .", "I don't know (yet)."),
        ("The dog 's bone : 5 % .", "The dog's bone: 5%."),
    ],
)
def test_words_that_stood_apart_are_put_together(apart: str, written: str) -> None:
    assert corpus.natural(apart) == written


@pytest.mark.skipif(not SHARED.exists(), reason="the training texts are not beside this repository")
def test_the_real_texts_are_read() -> None:
    assert next(corpus.speech(SHARED)).count(" ") > 10
    assert next(corpus.post_edits(SHARED)).right.endswith(".")
