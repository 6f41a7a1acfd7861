"""Shards are written whole and read in an order that a seed decides."""

from pathlib import Path

import pytest

from transcript_fix.tagger.tokens import tokens

np = pytest.importorskip("numpy", reason="numpy is not installed (see training/README.md)")
pytest.importorskip("safetensors", reason="training is not installed (see training/README.md)")
pytest.importorskip("jax", reason="training is not installed (see training/README.md)")

from training.spoil import Example  # noqa: E402

from training import batches, shards  # noqa: E402
from transcript_fix.tagger.pieces import Pieces  # noqa: E402

TAGS = ("KEEP", "DELETE", "OTHER", "APPEND the")


@pytest.fixture
def shard(tmp_path: Path) -> shards.Shard:
    words = tokens("to market to market")
    tags = ("KEEP", "APPEND the", "KEEP", "APPEND rare", "KEEP")
    made = [Example(words, tags), Example(words, tags, real=True)] * 100
    shards.save(tmp_path / "one.npz", made, Pieces({"to": 1, "market": 2}), TAGS)
    return shards.load(tmp_path / "one.npz")


def test_a_tag_outside_the_list_is_an_error_unless_it_is_real(shard: shards.Shard) -> None:
    none = shards.NONE
    assert list(shard.tags[:6]) == [0, 3, 0, 2, 0, none]
    assert list(shard.tags[6:12]) == [0, 3, 0, 0, 0, none]


def test_batches_come_in_the_same_order_again(shard: shards.Shard) -> None:
    first, second = (list(batches.batches(shard, seed=1)) for _ in range(2))
    assert all((a.tags == b.tags).all() for a, b in zip(first, second, strict=True))
    assert first[0].pieces.shape == (batches.PIECES // 24, 24)


def test_padding_is_not_judged(shard: shards.Shard) -> None:
    batch = batches.filled(shard, np.array([0]), 24)
    assert (batch.tags[0, 5:] == shards.NONE).all()
    assert (batch.pieces[0, 6:] == 0).all()
