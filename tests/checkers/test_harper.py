from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator

import pytest

from tests.documents import document, paragraphs
from transcript_fix.checkers import Check, harper
from transcript_fix.config import Settings
from transcript_fix.errors import EngineError
from transcript_fix.model import Applicability, Role


@pytest.fixture(scope="module")
def check() -> Iterator[Check]:
    with harper.start(Settings()) as started:
        yield started


def test_an_allowed_rule_is_asked(check: Check) -> None:
    (finding,) = check(paragraphs("There are alot of famous brands."))
    assert (finding.before, finding.suggestions) == ("alot", ("a lot",))
    assert finding.rule == "harper:OpenCompounds"
    assert finding.limit is Applicability.REVIEW


def test_taste_is_not_asked(check: Check) -> None:
    doc = paragraphs("It is very good... and also, all of the phones are ok. We said damn.")
    assert list(check(doc)) == []


def test_places_are_code_points(check: Check) -> None:
    doc = paragraphs("😀😀 Yes 𝕏.", "😀 There are alot of them.")
    (finding,) = check(doc)
    assert doc.cut(finding.span) == finding.before == "alot"


def test_labels_are_never_read(check: Check) -> None:
    doc = document(("", "Alot Of:", Role.SPEAKER), (" ", "Good morning."))
    assert list(check(doc)) == []


def test_it_spells_only_where_nobody_else_does() -> None:
    doc = paragraphs("It was a wondreful day.")
    with harper.start(Settings(engines=("harper",))) as alone:
        assert [f.rule for f in alone(doc)] == ["harper:SpellCheck"]
    with harper.start(Settings(engines=("harper", "languagetool"))) as second:
        assert list(second(doc)) == []


def test_it_never_writes_to_standard_output(
    check: Check, capfd: pytest.CaptureFixture[str]
) -> None:
    list(check(paragraphs("I am looking forward to meet you. A chicken and the egg problem.")))
    assert capfd.readouterr().out == ""


def test_a_rule_can_be_turned_off() -> None:
    with harper.start(Settings(rules_off=frozenset({"harper:OpenCompounds"}))) as check:
        assert list(check(paragraphs("There are alot of famous brands."))) == []


def test_where_it_is_missing_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> str:
        raise importlib.metadata.PackageNotFoundError

    monkeypatch.setattr(harper.importlib.metadata, "version", missing)
    with pytest.raises(EngineError, match="pip install harper-py"), harper.start(Settings()):
        pass


def test_where_there_can_be_no_hosts_it_runs_in_our_own_process(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    doc = paragraphs("There are alot of famous brands.", "Alot of of them.")
    monkeypatch.setattr(harper, "possible", lambda: False)
    with harper.start(Settings()) as here:
        assert list(here(doc)) == list(check(doc))


def test_all_allowed_rules_exist() -> None:
    import harper as package

    assert harper.allowed() <= set(package.get_default_lint_config())
