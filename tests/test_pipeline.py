"""Read, check, write on real files; what goes wrong leaves them as they were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from transcript_fix import decide, pipeline
from transcript_fix.config import Settings
from transcript_fix.errors import EngineError, UserError
from transcript_fix.pipeline import Run

SAY = "Lei Jun: In 2012 ,we sold them.\n"


@pytest.fixture(scope="module")
def house() -> Iterator[Run]:
    with pipeline.start(Settings(engines=("house",))) as run:
        yield run


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(SAY)
    return path


def test_what_was_accepted_is_written(house: Run, talk: Path) -> None:
    source = pipeline.read(talk, house.settings)
    issues = pipeline.check(source, house)
    assert pipeline.write(source, decide.edits(issues, decide.automatic(issues)))
    assert talk.read_text() == "Lei Jun: In 2012, we sold them.\n"


def test_without_edits_nothing_is_written(house: Run, talk: Path) -> None:
    before = talk.stat()
    assert not pipeline.write(pipeline.read(talk, house.settings), [])
    assert talk.stat().st_mtime_ns == before.st_mtime_ns
    assert talk.stat().st_ino == before.st_ino


def test_a_file_that_changed_meanwhile_is_refused(house: Run, talk: Path) -> None:
    source = pipeline.read(talk, house.settings)
    issues = pipeline.check(source, house)
    talk.write_text("Somebody else was here.\n")
    with pytest.raises(UserError, match="changed"):
        pipeline.write(source, decide.edits(issues, decide.automatic(issues)))
    assert talk.read_text() == "Somebody else was here.\n"
    assert [p.name for p in talk.parent.iterdir()] == ["talk.txt"]


def test_a_second_run_finds_nothing_more_to_fix(house: Run, talk: Path) -> None:
    for expected in (True, False):
        source = pipeline.read(talk, house.settings)
        issues = pipeline.check(source, house)
        assert pipeline.write(source, decide.edits(issues, decide.automatic(issues))) is expected


def test_a_file_of_twenty_megabytes_is_read_and_checked(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(f"Lei Jun: {'x' * 1000}.\n\n" * 20_000 + "Lei Jun: It is good marketting.\n")
    with pipeline.start(Settings(engines=("codespell",))) as run:
        source = pipeline.read(path, run.settings)
        assert len(source.data) > 20_000_000
        (issue,) = pipeline.check(source, run)
    assert source.document.line_column(issue.span.start)[0] == 40_001


def test_an_engine_that_is_not_installed_is_an_error_only_if_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from transcript_fix.checkers import Status, lingotweaker

    gone = Status(False, advice="no wheel for this system")
    monkeypatch.setattr(lingotweaker, "status", lambda: gone)
    assert "lingotweaker" not in pipeline.engines_of(Settings())
    with pytest.raises(EngineError, match="lingotweaker is not installed: no wheel"):
        pipeline.engines_of(Settings(engines=("lingotweaker",)))


def test_asking_for_the_server_leaves_its_embedded_twin_out() -> None:
    url = "http://127.0.0.1:1"
    names = pipeline.engines_of(Settings(languagetool_url=url))
    assert "languagetool" in names
    assert "lingotweaker" not in names


def test_an_engine_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UserError, match="there is no engine 'grammarly'"):
        pipeline.engines_of(Settings(engines=("grammarly",)))
