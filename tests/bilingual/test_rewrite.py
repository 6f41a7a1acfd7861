from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcript_fix.bilingual.rewrite import rewritten
from transcript_fix.bilingual.western import figures


@pytest.mark.parametrize(
    ("text", "value", "mended"),
    [
        ("12 million", 1.2e6, "1.2 million"), ("12 million", 1.2e9, "1.2 billion"),
        ("8 million", 800_000, "800,000"), ("1,200", 12_000, "12,000"), ("2021", 2012, "2012"),
        ("3bn", 3.5e9, "3.5bn"), ("thirty", 35, "thirty-five"), ("30", 3.5, "3.5"),
        ("half a million", 5e6, "5 million"),
    ],
)  # fmt: skip
def test_a_figure_keeps_its_style(text: str, value: float, mended: str) -> None:
    (figure,) = figures(text, "en")
    assert rewritten(figure, float(value)) == mended


@given(st.integers(1, 10**13), st.sampled_from(["12 million", "1,200", "7 billion", "45", "3m"]))
def test_a_suggestion_is_exactly_the_figure_or_there_is_none(value: int, text: str) -> None:
    (figure,) = figures(text, "en")
    mended = rewritten(figure, float(value))
    if mended is not None and value > 1:
        (again,) = figures(mended, "en")
        assert again.value == pytest.approx(value, rel=1e-9)
