from __future__ import annotations

import pytest

from transcript_fix.bilingual import cjk, western
from transcript_fix.bilingual.figure import agree, step_of


def both(source: str, target: str) -> bool:
    (ours,), (theirs,) = cjk.figures(source), western.figures(target, "en")
    return agree(ours, theirs)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("120万台", "1.2 million"), ("120万台", "1,200,000"), ("120万台", "1200000"),
        ("119.6万台", "1.2 million"), ("三成", "thirty percent"), ("三成", "30%"),
        ("80后", "the 1980s"), ("九十年代", "the nineties"),
        ("98年", "1998"), ("两千多人", "2,000"),
        ("三分之二", "two thirds"), ("几万人", "tens of thousands"), ("118万", "about 1.2 million"),
        ("十年", "a decade"), ("20点", "8"),
    ],
)  # fmt: skip
def test_what_is_said_otherwise_is_the_same(source: str, target: str) -> None:
    assert both(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("120万台", "12 million"), ("120万台", "1.3 million"), ("3%", "30%"), ("2012年", "2021"),
        ("4月", "4"), ("76万", "800,000"), ("两千多人", "in 2021"),
    ],
)  # fmt: skip
def test_what_differs_differs(source: str, target: str) -> None:
    assert not both(source, target)


def test_the_step_is_the_worth_of_the_last_digit() -> None:
    assert step_of("1.25", 1e6) == pytest.approx(10_000)
    assert step_of("1200", 1) == 100
    assert step_of("1", 1e6) == 1e6
