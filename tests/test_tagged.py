"""What a change of the tagger is worth: its kind, and what it hangs on."""

import pytest

from transcript_fix import tagged
from transcript_fix.tagger.decode import Change


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("APPEND the", "article"),
        ("LOWER + REPLACE ,", "mark"),
        ("REPLACE . + CAPITAL", "mark"),
        ("CAPITAL", "case"),
        ("DELETE", "needless"),
        ("THIRD", "verb"),
    ],
)
def test_a_change_of_several_tags_is_of_the_kind_that_is_no_casing(tag: str, kind: str) -> None:
    assert tagged.sort(Change(0, 1, "x", tag)) == kind


def test_a_surer_network_and_a_likelier_text_count_more() -> None:
    low = tagged.features(Change(0, 1, "x", "THIRD", 0.2, 0.3), 1.0)
    high = tagged.features(Change(0, 1, "x", "THIRD", 0.9, 0.8), 3.0)
    assert low[0] == high[0] == 1
    assert all(h > w for h, w in zip(high[1:], low[1:], strict=True))


def test_certainty_and_endless_gain_stay_finite() -> None:
    values = tagged.features(Change(0, 1, "x", "THIRD", 1.0, 0.0), 99.0)
    assert values == (1.0, pytest.approx(9.21, abs=0.01), pytest.approx(-9.21, abs=0.01), 12.0)
