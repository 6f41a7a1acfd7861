"""The real engine; skipped where it has no wheel."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents import document, paragraphs
from transcript_fix.checkers import Check, lingotweaker
from transcript_fix.config import Settings
from transcript_fix.errors import EngineError
from transcript_fix.hosts import place
from transcript_fix.model import Document, Finding, Kind, Role

HERE = lingotweaker.status().available


@pytest.fixture(scope="module")
def check() -> Iterator[Check]:
    if not HERE:
        pytest.skip("lingotweaker has no wheel for this system")
    with lingotweaker.start(Settings()) as started:
        yield started


def by_rule(check: Check, doc: Document) -> dict[str, Finding]:
    return {f.rule: f for f in check(doc)}


def test_a_misspelt_word_is_found_with_its_suggestion(check: Check) -> None:
    (finding,) = check(paragraphs("The phone processor is wondreful."))
    assert finding.before == "wondreful"
    assert finding.suggestions[0] == "wonderful"
    assert finding.kind is Kind.SPELLING
    assert finding.rule == "lt:MORFOLOGIK_RULE_EN_US"


def test_offsets_are_code_points_behind_emoji_and_accents(check: Check) -> None:
    doc = paragraphs("😀😀 Café Zürich. 𝕏", "🎉 It was a an ecxellent 😀 idea.")
    found = {f.before for f in check(doc)}
    assert "ecxellent" in found
    assert all(doc.cut(f.span) == f.before for f in check(doc))


def test_labels_are_never_read(check: Check) -> None:
    doc = document(("", "Wondreful Blorf:", Role.SPEAKER), (" ", "Good morning to you."))
    assert list(check(doc)) == []


def test_spoken_style_and_dots_are_no_mistakes(check: Check) -> None:
    doc = paragraphs("I'm gonna try it... And then, well... First of all, we wanna see it.")
    assert list(check(doc)) == []


def test_doubled_words_are_of_their_own_kind(check: Check) -> None:
    found = by_rule(check, paragraphs("They announced that they they have to give up."))
    assert found["lt:ENGLISH_WORD_REPEAT_RULE"].kind is Kind.DUPLICATE


def test_a_rule_that_is_asked_for_is_on() -> None:
    if not HERE:
        pytest.skip("lingotweaker has no wheel for this system")
    asked = Settings(rules_on=frozenset({"lt:GONNA"}))
    with lingotweaker.start(asked) as check:
        assert "lt:GONNA" in by_rule(check, paragraphs("We are gonna do it."))


def test_british_english_is_its_own_language() -> None:
    if not HERE:
        pytest.skip("lingotweaker has no wheel for this system")
    doc = paragraphs("The colour of the centre is grey.")
    with lingotweaker.start(Settings(language="en-GB")) as check:
        assert list(check(doc)) == []


@settings(max_examples=150, deadline=None)
@given(
    texts=st.lists(
        st.text(st.sampled_from("aé ñ.,’“”—😀👩‍💻漢\u0301\n\t'ßt"), max_size=40),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_is_found_stands_where_it_says(check: Check, texts: list[str]) -> None:
    doc = paragraphs(*texts)
    assert all(doc.cut(f.span) == f.before for f in check(doc))


def test_half_a_character_is_no_crash(check: Check) -> None:
    doc = paragraphs("\ud800 It was wondreful \udfff, really.")
    assert [f.before for f in check(doc) if f.kind is Kind.SPELLING] == ["wondreful"]


def test_an_engine_that_is_killed_is_started_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not HERE:
        pytest.skip("lingotweaker has no wheel for this system")
    with tempfile.TemporaryDirectory(prefix="tf-") as room:
        monkeypatch.setenv(place.FOLDER_VARIABLE, room)
        with lingotweaker.start(Settings()) as check:
            list(check(paragraphs("Yes.")))
            (host,) = (p for p in psutil.process_iter(["cmdline"]) if room in _command(p))
            host.kill()
            assert [f.before for f in check(paragraphs("It was wondreful."))] == ["wondreful"]


def _command(process: psutil.Process) -> str:
    return " ".join(process.info["cmdline"] or ())


def test_where_it_is_missing_it_says_so_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lingotweaker.importlib.util, "find_spec", lambda _: None)
    status = lingotweaker.status()
    assert not status.available
    assert "Linux" in status.advice
    with pytest.raises(EngineError, match="Linux"), lingotweaker.start(Settings()):
        pass
