"""What an editor would call the mistake that a tag mends."""

import pytest

from transcript_fix.tagger.kinds import KINDS, kind
from transcript_fix.tagger.tags import FIXED


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("APPEND the", "article"),
        ("REPLACE of", "preposition"),
        ("REPLACE were", "verb"),
        ("PAST", "verb"),
        ("SINGULAR", "number"),
        ("REPLACE response", "word"),
        ("DELETE", "needless"),
        ("REPLACE .", "mark"),
        ("CAPITAL", "case"),
        ("JOIN", "space"),
        ("OWN", "own"),
        ("KEEP", ""),
    ],
)
def test_the_kind_of_a_tag(tag: str, name: str) -> None:
    assert kind(tag) == name


def test_every_tag_that_changes_something_has_a_kind() -> None:
    assert {kind(tag) for tag in FIXED if tag not in ("KEEP", "OTHER")} <= set(KINDS)
