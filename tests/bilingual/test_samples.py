"""The two bilingual samples: every seeded error is told; a correct translation raises nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcript_fix import glossary
from transcript_fix.bilingual.held import hold
from transcript_fix.bilingual.marks import marks
from transcript_fix.bilingual.names import names
from transcript_fix.bilingual.numbers import numbers
from transcript_fix.bilingual.passages import passages
from transcript_fix.bilingual.rewrite import in_english
from transcript_fix.bilingual.western import figures
from transcript_fix.formats import choose
from transcript_fix.model import Applicability, Document, Finding

HERE = Path(__file__).parents[2] / "samples" / "bilingual"
TERMS = glossary.load(HERE / "glossary.yaml").terms
PAIRS = {"battery": ("zh.srt", "en.srt"), "heat": ("de.txt", "en.txt")}


def read(name: str, text: str | None = None) -> Document:
    data = (HERE / name).read_bytes() if text is None else text.encode()
    return choose(Path(name), data).read(data, name)


def found(source: Document, target: Document) -> list[Finding]:
    held = hold(source, target, TERMS)
    return [f for ask in (numbers, names, passages, marks) for f in ask(held)]


@pytest.mark.parametrize("stem", PAIRS)
def test_a_correct_translation_raises_nothing(stem: str) -> None:
    source, target = PAIRS[stem]
    assert found(read(f"{stem}.{source}"), read(f"{stem}.{target}")) == []


@pytest.mark.parametrize("stem", PAIRS)
def test_every_seeded_error_is_told_and_nothing_else(stem: str) -> None:
    source, target = PAIRS[stem]
    document = read(f"{stem}-errors.{target}")
    told = found(read(f"{stem}.{source}"), document)
    errors = json.loads((HERE / f"{stem}-errors.json").read_text("utf-8"))
    assert len(told) == len(errors)
    assert all(f.before == document.cut(f.span) for f in told)
    assert all(f.limit < Applicability.SAFE for f in told)


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_figures_written_otherwise_raise_nothing(chance: object) -> None:
    text = (HERE / "heat.en.txt").read_text("utf-8")
    for figure in reversed([f for f in figures(text, "en") if f.firm and f.value >= 1e4]):
        forms = [f"{int(figure.value):,}", str(int(figure.value)), in_english(figure.value)]
        new = chance.choice(forms)  # type: ignore[attr-defined]
        text = text[: figure.start] + new + text[figure.end :]
    assert found(read("heat.de.txt"), read("heat.en.txt", text)) == []
