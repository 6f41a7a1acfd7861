"""The tagger as an engine, with the real weights."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkers.asked import issues
from transcript_fix import pipeline
from transcript_fix.checkers import tagger
from transcript_fix.config import Profile, Settings
from transcript_fix.model import Applicability, Issue

installed = pytest.mark.skipif(not tagger.status().available, reason=tagger.status().advice)

WRONG = "We can brought more people to the company. He told me that they was very very happy.\n"
RIGHT = "We can bring more people to the company. He told me that they were very happy.\n"


@pytest.fixture(scope="module")
def found() -> tuple[Issue, ...]:
    return issues(WRONG, Settings(engines=("tagger",)))


@installed
def test_it_finds_forms_of_verbs(found: tuple[Issue, ...]) -> None:
    said = {(i.finding.before, i.finding.suggestions[0]) for i in found}
    assert ("brought", "bring") in said
    assert ("was", "were") in said


@installed
def test_it_asks_and_never_decides(found: tuple[Issue, ...]) -> None:
    assert all(i.applicability <= Applicability.REVIEW for i in found)
    assert all(0 < i.confidence <= 1 for i in found)


@installed
def test_it_leaves_right_sentences_alone() -> None:
    assert not issues(RIGHT, Settings(engines=("tagger",)))


@installed
def test_offsets_are_code_points_of_the_file() -> None:
    text = "👍🏽 Ça va. " + WRONG
    found = issues(text, Settings(engines=("tagger",)))
    prose = pipeline.read(Path("a.txt"), Settings(), data=text.encode()).document.prose
    assert any(i.finding.before == "brought" for i in found)
    for issue in found:
        span = issue.finding.span
        assert prose[span.start : span.end] == issue.finding.before


@installed
def test_a_verbatim_record_keeps_its_words() -> None:
    assert not issues(WRONG, Settings(engines=("tagger",), profile=Profile.STRICT))


def test_without_the_extra_the_table_of_engines_says_what_to_install() -> None:
    script = (
        "import sys\n"
        "sys.modules['onnxruntime'] = sys.modules['numpy'] = None\n"
        "sys.argv = ['transcript-fix', 'engines']\n"
        "from transcript_fix.start import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "transcript-fix[tagger]" in done.stdout.replace("\n", "").replace(" ", "")


def test_it_is_on_request_only() -> None:
    assert "tagger" not in pipeline.engines_of(Settings())


@installed
def test_a_text_is_read_the_same_alone_and_among_others() -> None:
    alone = issues(WRONG, Settings(engines=("tagger",)))
    among = issues(f"Hello there.\n\n{WRONG}\n" * 3, Settings(engines=("tagger",)))
    assert len(among) == 3 * len(alone)
    assert [i.finding.suggestions for i in among] == 3 * [i.finding.suggestions for i in alone]
