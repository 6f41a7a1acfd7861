"""The entries' own tests, and what a new glossary would change."""

from __future__ import annotations

from pathlib import Path

from transcript_fix import glossary
from transcript_fix.glossary.trial import failures, shadow
from transcript_fix.model import Applicability


def load(tmp_path: Path, text: str) -> glossary.Glossary:
    path = tmp_path / "g.yaml"
    path.write_text(text, "utf-8")
    return glossary.load(path)


def test_a_test_that_holds_is_silent_and_one_that_fails_says_what_came_out(
    tmp_path: Path,
) -> None:
    found = failures(
        load(
            tmp_path,
            "terms:\n  - term: Qualcomm\n    wrong: [Qualcommm]\n    tests:\n"
            '      - {in: "Qualcommm\'s chips", out: "Qualcomm\'s chips"}\n'
            "      - {in: see qualcomm.com, same: true}\n"
            "      - {in: a qualcomm chip, same: true}\n",
        )
    )
    (failed,) = found
    assert failed.got == "a Qualcomm chip"
    assert failed.example.place.line == 7


def test_a_test_sees_the_whole_glossary(tmp_path: Path) -> None:
    text = "terms: [{term: Xiaomi, tests: [{in: a Xaiomi, out: a Xiaomi}]}]\nignore: [Xaiomi]\n"
    assert len(failures(load(tmp_path, text))) == 1


def test_a_trial_tells_what_is_gained_and_lost(tmp_path: Path) -> None:
    old = load(tmp_path, "terms: [{term: Xiaomi, wrong: [Zhaomi]}]")
    new = load(tmp_path, "terms: [Qualcomm, {term: Jupyter, heard: [Jupiter]}]")
    texts = [("a", "A Jupiter book and Zhaomi."), ("b", "Jupiter, Qualcommm, Jupiter.")]
    changes = {(c.gained, c.form): c for c in shadow(old, new, texts)}
    assert set(changes) == {(True, "Jupiter"), (True, "Qualcommm"), (False, "Zhaomi")}
    jupiter = changes[True, "Jupiter"]
    assert (jupiter.count, jupiter.files, jupiter.right) == (3, 2, "Jupyter")
    assert jupiter.limit is Applicability.REVIEW
    assert "a: …A Jupiter book" in jupiter.example


def test_the_same_glossary_changes_nothing(tmp_path: Path) -> None:
    known = load(tmp_path, "terms: [Xiaomi]")
    assert shadow(known, known, [("a", "xiaomi and Xaiomi")]) == []
