"""What is proposed, and what is never touched."""

from __future__ import annotations

import pytest

from transcript_fix.translated import proposals


def _mended(text: str) -> set[str]:
    return {p.mended(text) for p in proposals(text)}


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("We stood on side of the road.", "We stood on the side of the road."),
        (
            "It is a main ruler for consumer to choose.",
            "It is a main ruler for consumers to choose.",
        ),
        (
            "In home industry, Xiaomi core strategy is clear.",
            "In home industry, Xiaomi's core strategy is clear.",
        ),
        ("He have to wait.", "He has to wait."),
        ("They can became the first.", "They can become the first."),
        ("He don’t know.", "He doesn’t know."),
        ("We listen the music.", "We listen to the music."),
        ("We arrived to Beijing late.", "We arrived in Beijing late."),
    ],
)
def test_what_was_meant_is_among_the_proposals(wrong: str, right: str) -> None:
    assert right in _mended(wrong)


@pytest.mark.parametrize("kept", ["Xiaomi", "Beijing", "1995", "not", "“very good phone”", "we"])
def test_names_numbers_negation_and_quotations_stay(kept: str) -> None:
    text = "In 1995 Xiaomi was not in Beijing, but we had a “very good phone” there."
    assert all(kept in mended for mended in _mended(text))
