"""Plain text: lines, labels, headings, and where a paragraph ends."""

from __future__ import annotations

from pathlib import Path

from transcript_fix.formats.plain import read, write
from transcript_fix.model import Role

SEED = Path(__file__).parents[2] / "samples" / "lei-jun-xiaomi.txt"


def _segments(text: str) -> list[tuple[str, str, Role]]:
    return [(s.lead, s.text, s.role) for s in read(text.encode(), "x").segments]


def test_the_seed_transcript_is_a_heading_a_label_and_paragraphs() -> None:
    document = read(SEED.read_bytes(), "x")
    assert document.segments[0].role is Role.HEADING
    assert document.segments[1].text == "Lei Jun :"
    assert document.passages[1].speaker == "Lei Jun"
    assert len(document.passages) == 11
    assert [p.text for p in document.passages[-2:]] == ["Add a comment", "Your rate"]


def test_a_wrapped_paragraph_runs_on_and_lines_of_their_own_do_not() -> None:
    wrapped = (
        "This is a paragraph that somebody wrapped at\nabout forty letters, so that it looks like\n"
        "this one, Which may have capitals anywhere.\n"
    )
    assert [lead for lead, _, _ in _segments(wrapped)] == ["", "\n", "\n"]
    listed = (
        "First we sold a phone.\nThen we sold more phones in the whole world, it was good.\nSo.\n"
    )
    assert [lead for lead, _, _ in _segments(listed)] == ["", "\n\n", "\n\n"]


def test_links_times_and_code_are_context_and_nobody_edits_them() -> None:
    found = _segments("See https://mi.com/a, at [00:12:31] we said `x y`.\n")
    assert [(lead, text) for lead, text, _ in found] == [
        ("", "See"),
        (" https://mi.com/a", ", at"),
        (" [00:12:31] ", "we said"),
        (" `x y`", "."),
    ]


def test_a_label_with_a_time_leaves_the_time_out() -> None:
    found = _segments("[00:12:31] Lei Jun: Hello.\nLei Jun (00:13): Yes.\n00:14 Lei Jun\nNo.\n")
    assert [text for _, text, role in found if role is Role.SPEAKER] == [
        "Lei Jun:",
        "Lei Jun",
        "Lei Jun",
    ]
    assert [text for _, text, role in found if role is Role.SPEECH] == ["Hello.", "Yes.", "No."]


def test_lines_end_as_they_ended_and_white_space_stays() -> None:
    data = b"\xef\xbb\xbf  Lei Jun :  so \r\n\r\n\tand  this \rold\n\nend  "
    document = read(data, "x")
    assert write(data, document.texts) == data
    assert write(data, [t.upper() for t in document.texts]) == data.upper()


def test_a_replacement_may_hold_no_line_break() -> None:
    import pytest

    from transcript_fix.errors import UserError

    with pytest.raises(UserError, match="line break"):
        write(b"so it is", ["so\nit is"])
