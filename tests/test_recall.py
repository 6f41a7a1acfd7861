from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.documents import paragraphs
from transcript_fix import batch, checkers, pipeline
from transcript_fix.checkers import Check
from transcript_fix.config import Settings
from transcript_fix.errors import EngineError, StartError
from transcript_fix.model import Document, Outcome
from transcript_fix.pieces import pieces
from transcript_fix.project import CACHE_VARIABLE

ON = Settings(cache=True, engines=("names", "house", "codespell", "harper"))
ALL = Settings(cache=True)
TEXT = """Lei Jun: We beleive in alot of of things, and he don't know it.

we went there because of price. Its a good company with fullfill plans

Reporter: the next paragraph begin small. They has many informations about it.

Lei Jun: Me and him goes to the the market. I am agree with you
"""


@pytest.fixture(autouse=True)
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "talk.txt"
    made.write_text(TEXT)
    return made


def checked(file: Path, settings: Settings = ON) -> Outcome:
    with pipeline.start(settings) as run:
        return batch.check_one(file, run).outcome


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Engine -> the texts of the passages that it was asked about; none where it never started."""
    asked: dict[str, list[str]] = {}
    for name in ("harper", "names"):
        module = checkers.checker(name)

        @contextmanager
        def start(settings: Settings, name: str = name, real=module.start) -> Iterator[Check]:
            texts = asked.setdefault(name, [])
            with real(settings) as ask:

                def check(document: Document):
                    texts.extend(p.text for p in document.passages)
                    return ask(document)

                yield check

        monkeypatch.setattr(module, "start", start)
    return asked


def test_findings_are_the_same_without_with_a_cold_and_with_a_warm_cache(file: Path) -> None:
    plain = checked(file, replace(ALL, cache=False))
    assert plain.issues
    assert checked(file, ALL) == plain
    assert checked(file, ALL) == plain


def test_findings_are_the_same_after_an_edit_of_a_neighbour(file: Path) -> None:
    checked(file, ALL)
    file.write_text(TEXT.replace("know it.", "know it,").replace("good company", "bad company"))
    assert checked(file, ALL).issues == checked(file, replace(ALL, cache=False)).issues


def test_an_unchanged_file_starts_no_engine(file: Path, seen: dict[str, list[str]]) -> None:
    checked(file)
    assert set(seen) == {"harper", "names"}
    seen.clear()
    assert checked(file).issues
    assert seen == {}


def test_a_changed_paragraph_is_the_only_one_asked_about(
    file: Path, seen: dict[str, list[str]]
) -> None:
    checked(file)
    seen.clear()
    file.write_text(TEXT.replace("good company", "bad company"))
    checked(file)
    new = "we went there because of price. Its a bad company with fullfill plans"
    assert seen["harper"] == ["it.", new]


def test_a_changed_glossary_asks_no_engine_of_sentences(
    file: Path, seen: dict[str, list[str]], tmp_path: Path
) -> None:
    glossary = tmp_path / "glossary.yaml"
    glossary.write_text("version: 1\nterms:\n  - term: Xiaomi\n    wrong: [Millet Inc]\n")
    with_glossary = replace(ON, glossary=glossary)
    checked(file, with_glossary)
    seen.clear()
    glossary.write_text("version: 1\nterms:\n  - term: Lei Jun\n    wrong: [beleive]\n")
    rules = [i.finding.rule for i in checked(file, with_glossary).issues]
    assert any(r.startswith("names/") for r in rules)
    assert set(seen) == {"names"}


def test_an_included_glossary_counts_as_well(file: Path, tmp_path: Path) -> None:
    glossary, inner = tmp_path / "glossary.yaml", tmp_path / "inner.yaml"
    glossary.write_text("version: 1\ninclude: [inner.yaml]\n")
    inner.write_text("version: 1\nterms:\n  - term: Xiaomi\n")
    with_glossary = replace(ON, glossary=glossary)
    before = checked(file, with_glossary)
    inner.write_text("version: 1\nterms:\n  - term: Lei Jun\n    wrong: [beleive]\n")
    after = checked(file, with_glossary)
    assert before.issues != after.issues


def test_settings_and_ignores_count(file: Path, tmp_path: Path) -> None:
    before = checked(file)
    assert checked(file, replace(ON, rules_off=frozenset({"codespell"}))).issues != before.issues
    (tmp_path / ".transcript-fix").mkdir()
    ignore = tmp_path / ".transcript-fix" / "ignore.yaml"
    ignore.write_text("version: 1\nignore:\n  - words: beleive\n    reason: he says it so\n")
    assert len(checked(file).issues) == len(before.issues) - 1
    ignore.unlink()
    assert checked(file) == before


def test_a_clean_file_need_not_be_read_again(tmp_path: Path) -> None:
    file = tmp_path / "clean.txt"
    file.write_text("We went home.\n")
    for again in (False, True):
        with pipeline.start(ON) as run:
            result = batch.check_one(file, run, skim=True)
        assert result.outcome.words == 3
        assert (result.source is None) is again


def test_an_engine_that_does_not_start_ends_the_run(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def start(settings: Settings) -> Iterator[Check]:
        raise EngineError("Harper is broken")
        yield

    monkeypatch.setattr(checkers.checker("harper"), "start", start)
    with pipeline.start(ON) as run, pytest.raises(StartError, match="broken") as caught:
        batch.check_one(file, run)
    assert caught.value.code == 3


def test_what_an_engine_says_hangs_on_the_neighbour_and_on_no_cut() -> None:
    """A passage may begin small after a comma, wherever a piece begins."""
    text = "and so we went home with all of the people who came along to see it,"
    document = paragraphs(*[text] * 100)
    assert len(list(pieces(document))) > 1
    with pipeline.start(Settings(engines=("lingotweaker",))) as run:
        ((_, ask),) = run.checks
        found = [f for f in ask(document) if f.rule == "lt:UPPERCASE_SENTENCE_START"]
    assert [f.span.start for f in found] == [0]
