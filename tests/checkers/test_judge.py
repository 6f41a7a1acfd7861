"""The judge as an engine, with the real model where it is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from transcript_fix import pipeline
from transcript_fix.checkers import judge
from transcript_fix.config import Profile, Settings
from transcript_fix.model import Applicability, Issue

pytestmark = pytest.mark.skipif(not judge.status().available, reason=judge.status().advice)

WRONG = "Yesterday he walked along and stood on side of the road. He have two old phones.\n"
RIGHT = "Yesterday he walked along and stood on the side of the road. He has two old phones.\n"


def _issues(text: str, settings: Settings) -> tuple[Issue, ...]:
    with pipeline.start(settings) as run:
        return pipeline.check(pipeline.read(Path("a.txt"), settings, data=text.encode()), run)


@pytest.fixture(scope="module")
def found() -> tuple[Issue, ...]:
    return _issues(WRONG, Settings(engines=("judge",)))


def test_it_finds_the_article_and_the_verb(found: tuple[Issue, ...]) -> None:
    said = {(i.finding.before, i.finding.suggestions[0]) for i in found}
    assert ("on side", "on the side") in said
    assert ("have", "has") in said


def test_it_is_never_made_by_itself(found: tuple[Issue, ...]) -> None:
    assert found
    assert all(i.applicability <= Applicability.REVIEW for i in found)


def test_it_leaves_right_sentences_alone() -> None:
    assert not _issues(RIGHT, Settings(engines=("judge",)))


def test_a_verbatim_record_keeps_its_words() -> None:
    assert not _issues(WRONG, Settings(engines=("judge",), profile=Profile.STRICT))


def test_it_is_on_request_only() -> None:
    assert "judge" not in pipeline.engines_of(Settings())
