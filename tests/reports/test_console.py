"""What an editor reads in the terminal."""

from __future__ import annotations

import io

from tests.documents import document
from transcript_fix.model import (
    Applicability,
    Document,
    Finding,
    Issue,
    Kind,
    Outcome,
    Remark,
    Role,
    Span,
)
from transcript_fix.reports import report
from transcript_fix.reports.console import context, grouped, visible

DOC = document(
    ("", "Lei Jun:", Role.SPEAKER),
    (" ", "We chose Qualcommm because Qualcommm is good."),
    ("\n\n", "A bad\x1b[31m word  here."),
)


def issue(doc: Document, before: str, *fixes: str, nth: int = 0) -> Issue:
    at = -1
    for _ in range(nth + 1):
        at = doc.prose.index(before, at + 1)
    span = Span(at, at + len(before))
    finding = Finding(span, before, "names/wrong", "names", Kind.NAME, "Not its name.", fixes)
    return Issue(f"k{at}", finding, 0.97, Applicability.SAFE, ("names", "harper"))


TWO = [issue(DOC, "Qualcommm", "Qualcomm", nth=n) for n in (0, 1)]


def shown(outcome: Outcome) -> str:
    out = io.StringIO()
    text = report("text", out)
    text.add(outcome)
    text.end()
    return out.getvalue()


def test_equal_findings_are_one_group_with_all_their_places() -> None:
    assert [len(g) for g in grouped(TWO)] == [2]
    text = shown(Outcome("a.txt", DOC, tuple(TWO), words=10))
    assert text.count("Qualcommm -> Qualcomm") == 1
    assert "2 times: 1:19, 1:37" in text
    assert "Also said by: harper" in text


def test_a_change_is_marked_in_its_sentence_without_any_colour() -> None:
    text = context(DOC, TWO[0], 80).plain
    assert text == "Lei Jun: We chose [-Qualcommm-]{+Qualcomm+} because Qualcommm is good."


def test_the_words_shown_stay_in_the_paragraph_and_near_the_width() -> None:
    doc = document(("", "left " * 50 + "teh" + " right" * 50), ("\n\n", "Other."))
    text = context(doc, issue(doc, "teh", "the"), 60).plain
    assert "[-teh-]{+the+}" in text
    assert len(text) <= 62
    assert "Other" not in text


def test_escapes_in_a_transcript_are_shown_and_never_sent() -> None:
    text = shown(Outcome("a\x1b[2J.txt", DOC, (issue(DOC, "word", "words"),), words=10))
    assert "\x1b" not in text
    assert r"bad\x1b[31m" in text
    assert r"a\x1b[2J.txt" in text


def test_spaces_that_matter_are_visible() -> None:
    assert visible("  ") == "␣␣"
    assert visible("a b") == "a b"
    assert visible(" a") == "␣a"


def test_a_file_that_was_not_checked_is_never_called_clean() -> None:
    text = shown(Outcome("a.txt", error="LanguageTool did not answer", code=3))
    assert "a.txt: LanguageTool did not answer" in text
    assert "Nothing found" not in text


def test_totals_say_what_to_do_next() -> None:
    text = shown(Outcome("a.txt", DOC, tuple(TWO), words=10))
    assert "2 findings in 1 file, 10 words:" in text
    assert "2 safe" in text
    assert "transcript-fix fix" in text


def test_a_remark_is_shown_and_is_no_finding() -> None:
    remark = Remark("unused-ignore", "Nothing needs this ignore.", line=3)
    text = shown(Outcome("a.md", DOC, words=10, remarks=(remark,)))
    assert "line 3: Nothing needs this ignore.  unused-ignore" in text
    assert "Nothing found in 1 file" in text
