"""The last look refuses everything that was not accepted."""

from __future__ import annotations

import json

import pytest

from transcript_fix.errors import UnsafeResult
from transcript_fix.formats import format_module
from transcript_fix.model import Document, Edit, Span
from transcript_fix.verify import verify

TXT = b"Lei Jun : We selected Qualcommm in 2013.\r\n\r\nSee https://mi.com/a for all.\r\n"
SRT = b"1\n00:00:01,000 --> 00:00:02,000\n<i>We selected</i>\nQualcommm.\n\n"
JSON = json.dumps(
    {"text": "We sell alof.", "segments": [{"text": "We sell alof.", "n": 3}]}
).encode()


def _case(name: str, old: bytes, before: str, after: str) -> tuple[Document, Document, Edit, bytes]:
    form = format_module(name)
    document = form.read(old, "x")
    at = document.prose.index(before)
    edit = Edit(Span(at, at + len(before)), before, after)
    intended = document.with_texts([t.replace(before, after) for t in document.texts])
    return document, intended, edit, form.write(old, intended.texts)


@pytest.mark.parametrize(
    ("name", "old", "before", "after"),
    [
        ("plain", TXT, "Qualcommm", "Qualcomm"),
        ("subrip", SRT, "Qualcommm", "Qualcomm"),
        ("transcript_json", JSON, "alof", "a lot of"),
    ],
)
def test_exactly_the_accepted_edit_passes(name: str, old: bytes, before: str, after: str) -> None:
    document, intended, edit, new = _case(name, old, before, after)
    assert verify(format_module(name), old, new, document, intended, [edit]).texts == intended.texts


@pytest.mark.parametrize(
    ("name", "old", "cut", "put"),
    [
        ("plain", TXT, b"2013", b"2014"),
        ("plain", TXT, b"\r\n\r\n", b"\n\n"),
        ("plain", TXT, b"/a ", b"/b "),
        ("plain", TXT, b"Lei Jun :", b"Lei Jun:"),
        ("plain", TXT, b"all.\r\n", b"all."),
        ("plain", TXT, b"Qualcomm ", b"Qualcom "),
        ("subrip", SRT, b"01,000", b"01,001"),
        ("subrip", SRT, b"<i>", b"<b>"),
        ("subrip", SRT, b"1\n00", b"2\n00"),
        ("transcript_json", JSON, b'"n": 3', b'"n": 4'),
        ("transcript_json", JSON, b'{"text": "We sell a lot of."', b'{"text": "We sell alof."'),
    ],
)
def test_anything_else_that_changed_is_refused(
    name: str, old: bytes, cut: bytes, put: bytes
) -> None:
    before, after = ("alof", "a lot of") if name == "transcript_json" else ("Qualcommm", "Qualcomm")
    document, intended, edit, new = _case(name, old, before, after)
    assert cut in new or cut.strip() in new
    broken = new.replace(cut if cut in new else cut.strip(), put if cut in new else put.strip(), 1)
    with pytest.raises(UnsafeResult):
        verify(format_module(name), old, broken, document, intended, [edit])


def test_an_edit_that_was_not_accepted_is_refused() -> None:
    document, intended, _, new = _case("plain", TXT, "Qualcommm", "Qualcomm")
    with pytest.raises(UnsafeResult, match="other words"):
        verify(format_module("plain"), TXT, new, document, intended, [])


def test_an_edit_that_stands_elsewhere_is_refused() -> None:
    document, intended, edit, new = _case("plain", TXT, "Qualcommm", "Qualcomm")
    wrong = Edit(edit.span.shift(1), edit.before, edit.after)
    with pytest.raises(UnsafeResult, match="does not stand"):
        verify(format_module("plain"), TXT, new, document, intended, [wrong])


def test_two_edits_that_overlap_are_refused() -> None:
    document, intended, edit, new = _case("plain", TXT, "Qualcommm", "Qualcomm")
    with pytest.raises(UnsafeResult, match="overlap"):
        verify(format_module("plain"), TXT, new, document, intended, [edit, edit])


@pytest.mark.parametrize("name", ["plain", "subrip"])
def test_a_new_link_is_no_harm(name: str) -> None:
    old = TXT if name == "plain" else SRT
    document, intended, edit, new = _case(name, old, "Qualcommm", "qualcomm.com")
    verify(format_module(name), old, new, document, intended, [edit])


def test_an_edit_that_makes_a_label_beside_a_time_is_no_harm() -> None:
    old = b"Lei Jun (00:12): so\n\nwell Lei Jun (00:13): no\n"
    document, intended, edit, new = _case("plain", old, "well ", "")
    verify(format_module("plain"), old, new, document, intended, [edit])


def test_a_text_that_would_become_markup_is_refused() -> None:
    document, intended, edit, new = _case("subrip", SRT, "Qualcommm", "<b>Qualcomm</b>")
    with pytest.raises(UnsafeResult):
        verify(format_module("subrip"), SRT, new, document, intended, [edit])
