"""Thresholds: low where a kind is right, high where it must be surer, off where it is not right."""

import pytest

np = pytest.importorskip("numpy", reason="numpy is not installed (see training/README.md)")
pytest.importorskip("safetensors", reason="training is not installed (see training/README.md)")
pytest.importorskip("jax", reason="training is not installed (see training/README.md)")

from training.development import Judged  # noqa: E402
from training.thresholds import OFF, fit  # noqa: E402

TAGS = ("KEEP", "PLURAL", "DELETE", "CAPITAL")


def test_each_kind_gets_what_it_needs() -> None:
    many = np.full(100, 1.0)
    judged = Judged(
        # plurals right from .3 on, deletions from .8 on, capitals never
        wanted=np.concatenate([many * 1, many * 2, many * 0, many * 0, np.zeros(90_000)]).astype(
            int
        ),
        chosen=np.concatenate([many * 1, many * 2, many * 2, many * 3, np.ones(90_000)]).astype(
            int
        ),
        likely=np.concatenate([many * 0.3, many * 0.8, many * 0.7, many, np.zeros(90_000)]),
        wrong=np.concatenate([many * 0.9, many * 0.9, many * 0.9, many, np.zeros(90_000)]),
    )
    found = fit(judged, TAGS)
    assert found["number"][0] <= 0.3
    assert 0.7 < found["needless"][0] <= 0.8
    assert found["case"] == (OFF, OFF)
    assert found["article"] == (OFF, OFF)
