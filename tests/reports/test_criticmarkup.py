"""Changes in CriticMarkup."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from transcript_fix.reports.changes import Change, Part, Sort, Text, Told
from transcript_fix.reports.criticmarkup import render


def told(*parts: Part, changes: tuple[Change, ...] = (Change("a", "b", "why not"),)) -> Text:
    return Text("t.txt", (Told(parts, changes),))


def test_a_replacement_a_deletion_and_an_insertion() -> None:
    old, new = Part("Wechat", Sort.OLD, 0), Part("WeChat", Sort.NEW, 0)
    assert render([told(old, new)], why=False) == "{~~Wechat~>WeChat~~}\n"
    assert render([told(Part("a "), old)], why=False) == "a {--Wechat--}\n"
    assert render([told(new, Part(" b"))], why=False) == "{++WeChat++} b\n"


def test_the_reason_stands_once_behind_the_change() -> None:
    parts = (Part("x", Sort.OLD, 0), Part(" "), Part("y", Sort.NEW, 0))
    assert render([told(*parts)]) == "{--x--} {++y++}{>>why not<<}\n"


def test_several_transcripts_stand_under_their_names() -> None:
    shown = render([told(Part("one")), told(Part("two"))])
    assert shown == "# t.txt\n\none\n\n# t.txt\n\ntwo\n"


words = st.text(st.characters(codec="utf-8", categories=["L", "P", "S", "Zs"]), min_size=1)


def accept(text: str) -> str:
    """Return the text with every change accepted, as a CriticMarkup reader does."""
    text = re.sub(r"(?<!\\)\{~~(.*?)(?<!\\)~>(.*?)(?<!\\|~)~~\}", r"\2", text, flags=re.DOTALL)
    text = re.sub(r"(?<!\\)\{--(.*?)--\}", "", text, flags=re.DOTALL)
    return re.sub(r"(?<!\\)\{\+\+(.*?)\+\+\}", r"\1", text, flags=re.DOTALL)


letters = st.text("abc ", min_size=1)


@given(letters, letters, letters, letters)
def test_accepting_every_mark_gives_the_new_text(a: str, old: str, new: str, b: str) -> None:
    text = told(Part(a), Part(old, Sort.OLD, 0), Part(new, Sort.NEW, 0), Part(b))
    assert accept(render([text], why=False)) == f"{a}{new}{b}\n"


@given(words)
def test_marks_in_the_text_itself_are_no_marks(said: str) -> None:
    shown = render([Text("t", (Told((Part("{++" + said + "++}{--x--}"),)),))])
    assert not re.search(r"(?<!\\)\{(?:\+\+|--|~~|>>|==)", shown)
