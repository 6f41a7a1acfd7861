"""From features to a chance."""

import pytest

from transcript_fix.logistic import Weights, chance, read


def test_the_first_value_is_what_stands_there_before_anything_is_known() -> None:
    assert chance((0.0, 1.0), (1.0, 0.0)) == 0.5
    assert chance((2.0, 1.0), (1.0, 1.0)) == pytest.approx(0.9526, abs=1e-4)


def test_what_is_far_beyond_doubt_stays_a_chance() -> None:
    assert 0 < chance((-1e6,), (1.0,)) < 1e-12
    assert chance((1e6,), (1.0,)) <= 1


def test_a_feature_too_many_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        chance((1.0,), (1.0, 2.0))


def test_weights_are_read_by_name() -> None:
    rows = {"article": {"weights": [1, 2.5], "least": 0.3, "words": 9}}
    assert read(rows) == {"article": Weights((1, 2.5), 0.3)}
