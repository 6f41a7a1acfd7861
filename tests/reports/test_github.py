"""GitHub's workflow commands, read as its runner reads them."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.runs import BROKEN, EVIL, checked, printed, talk
from transcript_fix.model import Outcome, Remark
from transcript_fix.printable import printable

COMMAND = re.compile(r"::(error|warning|notice) ([^\r\n]*?)::([^\r\n]*)")


def read(line: str) -> tuple[str, dict[str, str], str]:
    """Take a command apart: properties part at commas, and escapes are undone, "%25" last.

    As docs.github.com describes workflow commands, and the runner's ActionCommand does.
    """
    command = COMMAND.fullmatch(line)
    assert command, line
    kind, named, message = command.groups()
    pairs = (pair.split("=", 1) for pair in named.split(","))
    return kind, {key: _plain(value) for key, value in pairs}, _plain(message)


def _plain(text: str) -> str:
    for escaped, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escaped, char)
    return text


def test_each_finding_is_one_command_at_its_line() -> None:
    kind, where, message = read(printed("github", talk().outcome).splitlines()[1])
    assert kind == "error"
    assert where["file"] == "talks/lei jun.txt"
    assert where["title"] == "doubled-word"
    assert (where["line"], where["col"], where["endColumn"]) == ("1", "24", "33")
    assert message == "they they -> they: The word stands twice."


def test_a_file_that_was_not_checked_is_an_error() -> None:
    kind, where, message = read(printed("github", BROKEN).strip())
    assert (kind, where["file"], where["title"]) == ("error", "talks/a:b,c%d.txt", "not-checked")
    assert message == r"not utf-8: byte 3\x1b[31m"


def test_nothing_in_a_transcript_can_give_the_runner_an_order() -> None:
    lines = printed("github", EVIL.outcome).splitlines()
    assert len(lines) == len(EVIL.outcome.issues) > 0
    for line in lines:
        assert printable(line) == line
        read(line)


@settings(deadline=None)
@given(st.text(), st.text())
def test_what_goes_in_comes_out(path: str, error: str) -> None:
    line = printed("github", Outcome(path, error=error or "x")).removesuffix("\n")
    _, where, message = read(line)
    assert where["file"].replace("\n", r"\n").replace("\r", r"\r") == printable(path)
    assert message.replace("\n", r"\n").replace("\r", r"\r") == printable(error or "x")


def test_it_says_how_many_github_will_not_show() -> None:
    many = checked("a.txt", b"We have alof of phones.\n\n" * 13)
    assert len(many.outcome.issues) == 13
    assert printed("github", many.outcome).splitlines()[-1] == (
        "GitHub shows 10 annotations of each kind for a step; 3 more stand in this log only."
    )


def test_a_remark_is_a_notice() -> None:
    remark = Remark("unused-ignore", "Nothing needs this.", line=3)
    kind, where, _ = read(
        printed("github", Outcome("a.md", talk().outcome.document, remarks=(remark,))).strip()
    )
    assert (kind, where["line"]) == ("notice", "3")
