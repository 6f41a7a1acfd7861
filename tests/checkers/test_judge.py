"""The judge as an engine, with the real model where it is installed."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.checkers.asked import issues
from transcript_fix import headway, pipeline, project
from transcript_fix.checkers import judge
from transcript_fix.config import Profile, Settings
from transcript_fix.errors import EngineError
from transcript_fix.model import Applicability, Issue

pytestmark = pytest.mark.skipif(not judge.status().available, reason=judge.status().advice)

WRONG = "Yesterday he walked along and stood on side of the road. He have two old phones.\n"
RIGHT = "Yesterday he walked along and stood on the side of the road. He has two old phones.\n"


@pytest.fixture(scope="module")
def found() -> tuple[Issue, ...]:
    return issues(WRONG, Settings(engines=("judge",)))


def test_it_finds_the_article_and_the_verb(found: tuple[Issue, ...]) -> None:
    said = {(i.finding.before, i.finding.suggestions[0]) for i in found}
    assert ("on side", "on the side") in said
    assert ("have", "has") in said


def test_it_finds_two_sentences_joined_by_a_comma() -> None:
    text = "We opened the first store in Beijing last year, the customers liked it very much.\n"
    found = issues(text, Settings(engines=("judge",)))
    assert [(i.finding.rule, i.finding.suggestions[0]) for i in found] == [
        ("judge:comma-splice", ". The")
    ]


def test_it_is_never_made_by_itself(found: tuple[Issue, ...]) -> None:
    assert found
    assert all(i.applicability <= Applicability.REVIEW for i in found)


def test_it_leaves_right_sentences_alone() -> None:
    assert not issues(RIGHT, Settings(engines=("judge",)))


def test_a_verbatim_record_keeps_its_words() -> None:
    assert not issues(WRONG, Settings(engines=("judge",), profile=Profile.STRICT))


def test_it_is_on_request_only() -> None:
    assert "judge" not in pipeline.engines_of(Settings())


# --- what is remembered

READING = Settings(engines=("judge",), cache=True)


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(project.CACHE_VARIABLE, str(tmp_path / "cache"))


def _never_read_again(patch: pytest.MonkeyPatch) -> None:
    def model() -> None:
        raise AssertionError("the model was asked")

    patch.setattr(judge, "_model", model)


@pytest.mark.usefixtures("own_cache")
def test_in_a_changed_paragraph_no_sentence_is_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    first = issues(WRONG, READING)
    _never_read_again(monkeypatch)
    again = issues("Oh yes. " + WRONG, READING)
    assert len(first) == 2
    assert [(i.finding.before, i.confidence) for i in again] == [
        (i.finding.before, i.confidence) for i in first
    ]
    with pytest.raises(AssertionError, match="the model was asked"):
        issues(WRONG.replace("phones", "cars"), READING)


@pytest.mark.usefixtures("own_cache")
def test_a_changed_glossary_asks_the_model_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = issues(WRONG, READING)
    file = tmp_path / "glossary.yaml"
    file.write_text("version: 1\nterms: [have]\n", "utf-8")
    _never_read_again(monkeypatch)
    told = Settings(engines=("judge",), cache=True, glossary=file)
    assert [i.finding.before for i in first] == ["on side", "have"]
    assert [i.finding.before for i in issues(WRONG, told)] == ["on side"]


@pytest.mark.usefixtures("own_cache")
def test_without_a_cache_it_reads_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    issues(WRONG, READING)
    _never_read_again(monkeypatch)
    with pytest.raises(AssertionError, match="the model was asked"):
        issues(WRONG, Settings(engines=("judge",), cache=False))


# --- how far it is, and stopping


def test_it_says_how_many_sentences_it_has_read(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    counted = judge._counted

    def listening(judged: list[judge.Verdict], count: headway.Count) -> list[judge.Verdict]:
        made = counted(judged, count)
        said.append(headway.so_far())
        return made

    monkeypatch.setattr(judge, "_counted", listening)
    issues(WRONG, Settings(engines=("judge",), cache=False))
    assert said == ["judge: 1 of 2 sentences", "judge: 2 of 2 sentences"]


def test_who_is_told_to_stop_has_not_checked_the_text() -> None:
    settings = Settings(engines=("judge",), cache=False)
    source = pipeline.read(Path("a.txt"), settings, data=WRONG.encode())
    with pipeline.start(settings) as run:
        headway.cancel()
        with pytest.raises(EngineError, match="the judge was interrupted"):
            pipeline.check(source, run)


def test_ctrl_c_ends_a_long_reading(tmp_path: Path) -> None:
    talk = "".join(WRONG.replace("road", f"road number {n}") for n in range(200))
    (tmp_path / "talk.txt").write_text(talk, "utf-8")
    command = [sys.executable, "-m", "transcript_fix", "check", "--engine", "judge", "--no-cache"]
    process = subprocess.Popen(
        [*command, "talk.txt"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
    )
    time.sleep(4)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted; nothing was lost" in said
