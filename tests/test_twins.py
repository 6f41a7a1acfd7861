"""Twins change together where they say the same, and their differences are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from transcript_fix.formats import format_module
from transcript_fix.model import Document, Edit, Span
from transcript_fix.twins import Twins, beside, carried, groups, pair

TXT = """Lei Jun: We selected Qualcommm as our processor , and the most expensive screen.
I think we are different, because quality comes first.

Host: How many countries?
"""
VTT = """WEBVTT

00:00.000 --> 00:02.000
<v Lei Jun>We selected Qualcommm as our
processor , and the most expensive

00:02.000 --> 00:04.000
screen. I think we are different,
because qualities comes first.

00:05.000 --> 00:06.000
<v Host>How many countries?
"""


def _read(name: str, text: str) -> Document:
    return format_module(name).read(text.encode(), name)


@pytest.fixture
def twins() -> Twins:
    found = pair(_read("plain", TXT), _read("webvtt", VTT))
    assert found is not None
    return found


def _edit(document: Document, before: str, after: str) -> Edit:
    at = document.prose.index(before)
    return Edit(Span(at, at + len(before)), before, after)


@pytest.mark.parametrize(
    ("before", "after", "there"),
    [
        ("Qualcommm", "Qualcomm", "Qualcommm"),
        ("processor ,", "processor,", "processor ,"),
        ("most expensive", "best", "most expensive"),
        ("expensive screen", "big phone", "expensive\nscreen"),
        ("different,", "different", "different,"),
    ],
)
def test_an_edit_goes_to_the_same_words_in_the_twin(
    before: str, after: str, there: str, twins: Twins
) -> None:
    edit = twins.mirror(_edit(twins.left, before, after))
    assert edit is not None
    assert (edit.before, edit.after) == (there, after)
    assert twins.right.cut(edit.span) == edit.before


def test_words_that_an_edit_keeps_at_its_ends_do_not_matter(twins: Twins) -> None:
    edit = twins.mirror(_edit(twins.left, "the most expensive screen", "most costly screen"))
    assert edit is not None
    assert (edit.before, edit.after) == ("the most expensive", "most costly")


def test_an_edit_of_words_that_the_twin_has_not_stays_here(twins: Twins) -> None:
    assert twins.mirror(_edit(twins.left, "quality", "the quality")) is None
    assert twins.mirror(_edit(twins.left, "Lei Jun:", "Lei:")) is None


def test_words_put_in_between_two_words_go_over(twins: Twins) -> None:
    at = twins.left.prose.index("selected") + len("selected ")
    edit = twins.mirror(Edit(Span(at, at), "", "the "))
    assert edit is not None
    assert twins.right.prose[: edit.span.start].endswith("selected ")


def test_what_differs_is_told(twins: Twins) -> None:
    found = [(d.left_text, d.right_text) for d in twins.differences()]
    assert found == [("quality", "qualities")]


def test_edits_are_carried_over_and_the_others_told(twins: Twins) -> None:
    edits = [_edit(twins.left, "Qualcommm", "Qualcomm"), _edit(twins.left, "quality", "Quality")]
    over, missed = carried(edits, twins.left, twins.right)
    assert [e.after for e in over] == ["Qualcomm"]
    assert list(missed) == edits[1:]


def test_two_different_talks_are_no_twins() -> None:
    other = "Quite another talk about cooking noodles with an egg, and it has its own words."
    assert pair(_read("plain", TXT), _read("plain", other)) is None
    assert pair(_read("plain", TXT), _read("plain", "")) is None


def test_twins_are_found_by_name_in_one_folder(tmp_path: Path) -> None:
    for name in ("ep1.txt", "ep1.vtt", "ep1.srt", "ep2.txt", "ep1.mp4", "sub/ep1.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = groups(sorted(p for p in tmp_path.rglob("*") if p.is_file()))
    assert [[p.name for p in twins] for twins in found] == [["ep1.srt", "ep1.txt", "ep1.vtt"]]
    assert [p.name for p in beside(tmp_path / "ep1.txt")] == ["ep1.srt", "ep1.vtt"]


def test_a_twin_edit_can_be_applied_and_written(twins: Twins) -> None:
    from transcript_fix.apply import apply

    edit = twins.mirror(_edit(twins.left, "most expensive screen", "most costly screen"))
    assert edit is not None
    texts = apply(twins.right, [edit]).texts
    new = format_module("webvtt").write(VTT.encode(), texts).decode()
    assert new == VTT.replace("expensive", "costly")
