"""Ignores in comments: what they cover, what they do not, and what is said of those that fail."""

from __future__ import annotations

import codecs

import pytest

from tests.ignores.found import sifted
from transcript_fix.config import Settings
from transcript_fix.model import Kind

ORDER = "<!-- transcript-fix: {} -->"


def md(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def test_a_comment_behind_words_is_about_its_own_line() -> None:
    text = md("They they go. " + ORDER.format("ignore[doubled-word] a poem"), "They they go.")
    assert sifted("a.md", text, "They they") == ([2], ())


def test_a_comment_alone_is_about_the_next_line_with_words() -> None:
    text = md(ORDER.format("ignore[doubled-word] a poem"), "", "They they go.", "", "They they go.")
    assert sifted("a.md", text, "They they") == ([5], ())


def test_two_comments_in_a_row_are_about_the_same_line() -> None:
    orders = (ORDER.format("ignore[one] a poem"), ORDER.format("ignore[two] a poem"))
    text = md(*orders, "They they go.")
    assert sifted("a.md", text, ("They they", "one"), ("They they", "two")) == ([], ())


def test_a_block_is_about_all_between_its_ends() -> None:
    begin, end = ORDER.format("ignore-begin[doubled-word] a poem"), ORDER.format("ignore-end")
    lines = ("They they.", "", begin, "", "They they.", "They they.", "", end, "", "They they.")
    assert sifted("a.md", md(*lines), "They they") == ([1, 10], ())


def test_a_whole_file_can_be_left_alone() -> None:
    text = md("They they.", "", ORDER.format("ignore-file[doubled-word] a poem"), "", "They they.")
    assert sifted("a.md", text, "They they") == ([], ())


def test_only_the_rule_that_is_named_is_left_alone() -> None:
    text = md("They they go. " + ORDER.format("ignore[one, lt:AN_*] a poem"))
    lines, _ = sifted("a.md", text, ("They they", "one"), ("go", "lt:AN_B"), ("They", "two"))
    assert lines == [1]


def test_without_a_rule_all_rules_are_meant() -> None:
    text = md("They they go. " + ORDER.format("ignore a poem"))
    assert sifted("a.md", text, ("They they", "one"), ("go", "lt:AN_B")) == ([], ())


def test_webvtt_has_notes_and_they_are_about_the_next_cue() -> None:
    text = md(
        "WEBVTT", "", "NOTE transcript-fix: ignore[doubled-word]", "a poem", "",
        "00:01.000 --> 00:02.000", "They they go.", "They they go.", "",
        "00:02.000 --> 00:03.000", "They they go.",
    )  # fmt: skip
    assert sifted("a.vtt", text, "They they") == ([11], ())


def test_html_has_comments() -> None:
    text = f"<html><body><p>They they go. {ORDER.format('ignore a poem')}</p>\n<p>They they.</p>"
    assert sifted("a.html", text, "They they") == ([2], ())


def test_mdx_has_comments_of_its_own() -> None:
    text = md("{/* transcript-fix: ignore[doubled-word] a poem */}", "They they go.")
    assert sifted("a.mdx", text, "They they") == ([], ())


def test_ass_has_comment_lines() -> None:
    head = "[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Name, "
    head += "MarginL, MarginR, MarginV, Effect, Text\n"
    line = "{}: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{}\n"
    order = line.format("Comment", "transcript-fix: ignore[doubled-word] a poem")
    words = line.format("Dialogue", "They they go.")
    assert sifted("a.ass", head + order + words + words, "They they") == ([8], ())


def test_plain_text_and_srt_have_no_comments() -> None:
    text = md(ORDER.format("ignore[doubled-word] a poem"), "", "They they go.")
    assert sifted("a.txt", text, "They they") == ([3], ())


@pytest.mark.parametrize(("mark", "name"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (b"", "utf-16-be")])
def test_comments_are_seen_in_any_encoding(mark: bytes, name: str) -> None:
    text = md(ORDER.format("ignore[doubled-word] a poem"), "They they go.", "They they go.")
    assert sifted("a.md", mark + text.encode(name), "They they") == ([3], ())


def test_an_example_in_code_is_no_order() -> None:
    order = ORDER.format("ignore-file a poem")
    text = md("They they go.", "", f"`{order}`", "", "```", order, "```")
    assert sifted("a.md", text, "They they") == ([1], ())


@pytest.mark.parametrize("order", ["ignore[doubled-word]", "ignore[doubled-word] ...", "ignore"])
def test_an_ignore_without_a_reason_does_not_count(order: str) -> None:
    lines, remarks = sifted("a.md", md("They they go. " + ORDER.format(order)), "They they")
    assert lines == [1]
    assert [(r.rule, r.line) for r in remarks] == [("bad-ignore", 1)]
    assert "reason" in remarks[0].message


def test_a_mistyped_order_is_told() -> None:
    lines, remarks = sifted("a.md", md("", "They they " + ORDER.format("ignroe x")), "They they")
    assert lines == [2]
    assert "'ignroe'" in remarks[0].message


def test_a_block_that_is_never_closed_does_not_count() -> None:
    text = md("", ORDER.format("ignore-begin a poem"), "", "They they go.")
    lines, remarks = sifted("a.md", text, "They they")
    assert lines == [4]
    assert [(r.rule, r.line) for r in remarks] == [("bad-ignore", 2)]


def test_an_end_without_a_begin_is_told() -> None:
    _, remarks = sifted("a.md", md("They they go.", ORDER.format("ignore-end")), "They they")
    assert [(r.rule, r.line) for r in remarks] == [("bad-ignore", 2)]


def test_an_ignore_that_nothing_needs_is_told() -> None:
    text = md("They go. " + ORDER.format("ignore[doubled-word] a poem"), "They they go.")
    lines, remarks = sifted("a.md", text, "They they")
    assert lines == [2]
    assert [(r.rule, r.line) for r in remarks] == [("unused-ignore", 1)]


@pytest.mark.parametrize(
    ("rule", "engines", "told"),
    [
        ("lt:AN_B", ("house",), False),
        ("lt:AN_B", ("house", "lingotweaker"), True),
        ("harper:SpellCheck", ("lingotweaker",), False),
        ("names/wrong", ("names",), True),
        ("codespell", ("house",), False),
        ("codespell", ("codespell",), True),
    ],
)
def test_an_ignore_is_called_unused_only_by_its_own_engine(
    rule: str, engines: tuple[str, ...], told: bool
) -> None:
    text = md("They go. " + ORDER.format(f"ignore[{rule}] a poem"))
    _, remarks = sifted("a.md", text, engines=engines)
    assert bool(remarks) is told


def test_an_ignore_of_all_rules_is_called_unused_only_by_a_whole_run() -> None:
    text = md("They go. " + ORDER.format("ignore a poem"))
    assert sifted("a.md", text)[1]
    for part in (Settings(engines=("house",)), Settings(rules_off=frozenset({"one"}))):
        assert not sifted("a.md", text, settings=part)[1]


def test_codespells_own_comments_are_honoured() -> None:
    text = md(
        "A shwo of teh best. <!-- codespell:ignore shwo -->",
        "A shwo of teh best. <!-- codespell:ignore shwo,teh -->",
        "A shwo of teh best. <!-- codespell:ignore -->",
    )
    assert sifted("a.md", text, "shwo", "teh") == ([1], ())
    assert sifted("a.md", text, "shwo", kind=Kind.GRAMMAR)[0] == [1, 2, 3]
