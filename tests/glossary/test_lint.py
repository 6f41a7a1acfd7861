"""What is doubtful in a glossary."""

from __future__ import annotations

from pathlib import Path

import pytest

from transcript_fix import glossary
from transcript_fix.glossary.lint import Problem, lint


def problems(tmp_path: Path, text: str, *texts: str) -> list[Problem]:
    path = tmp_path / "g.yaml"
    path.write_text(text, "utf-8")
    return lint(glossary.load(path), texts or None)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("terms: [Xiaomi, Xiaomi]", "duplicate", "Xiaomi stands at"),
        ("terms: [JavaScript, Javascript]", "two spellings", "one name in two spellings"),
        ("terms: [{term: A1, wrong: [Foo Bar]}, Foo Bar]", "shadowed", "is right for Foo Bar"),
        ("terms: [Xiaomi]\nignore: [xiaomi]", "shadowed", "ignored too"),
        ("terms: [{term: Abcd, wrong: [Zyxw]}, {term: Efgh, wrong: [Zyxw]}]", "ambiguous", "Abcd"),
        ("terms: [{term: Jupyter, wrong: [Jupiter]}]", "ordinary word", "list it under `heard`"),
        ("terms: [{term: WeChat, wrong: [Wechat]}]", "needless", "found by itself"),
        ("terms: [{term: Dat, heard: [that]}]", "too common", "never asked for Dat"),
        ("terms: [{term: Meta, was: Facebook}]", "former", "`was` needs `since`"),
        ("terms: [house]", "ordinary word", "house is an ordinary word"),
    ],
)
def test_each_doubt_is_told_with_its_place(
    tmp_path: Path, text: str, code: str, words: str
) -> None:
    found = [p for p in problems(tmp_path, text) if p.code == code]
    assert found
    assert words in found[0].message
    assert found[0].place.line == 1


def test_a_sound_glossary_has_no_doubts(tmp_path: Path) -> None:
    text = "terms: [Xiaomi, {term: Qualcomm, wrong: [Qualcommm], heard: [call com]}]"
    assert problems(tmp_path, text) == []


def test_the_same_name_in_two_scopes_is_no_double(tmp_path: Path) -> None:
    text = "terms: [{term: X1, scope: {paths: a}}, {term: X1, scope: {paths: b}}]"
    assert problems(tmp_path, text) == []


def test_what_an_archive_never_uses_is_told(tmp_path: Path) -> None:
    text = "terms: [Xiaomi, Nokia, {term: Qualcomm, wrong: [Qual comm]}]"
    found = problems(tmp_path, text, "We saw qual comm.", "And Xiaomi's phone.")
    assert [(p.code, p.message) for p in found if p.code == "unused"] == [
        ("unused", "Nokia stands in none of the texts")
    ]
