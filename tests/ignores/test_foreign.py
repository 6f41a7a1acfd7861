"""What codespell, cspell and Vale were told to accept."""

from __future__ import annotations

from pathlib import Path

import pytest

from transcript_fix.errors import UserError
from transcript_fix.ignores.foreign import Accepted, accepted

CSPELL = """{
  // ours
  "version": "0.2",
  "words": ["kopje", "Xiaomi", "*Leica*", "!teh", "http://x"],
  "ignoreWords": ["foo",], /* and more */
}
"""


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("cspell.json", CSPELL, ("kopje", "Xiaomi", "Leica", "foo")),
        ("package.json", '{"cspell": {"words": ["foo"]}}', ("foo",)),
        ("cspell.config.yaml", "words:\n  - foo\n  - bar\n", ("foo", "bar")),
        ("project-words.txt", "foo  # why\n\n# none\n!bar\nbaz\n", ("foo", "baz")),
        (".codespellrc", "[codespell]\nignore-words-list = foo, bar\n", ("foo", "bar")),
        ("setup.cfg", "[codespell]\nignore-words-list = foo\n", ("foo",)),
        ("pyproject.toml", '[tool.codespell]\nignore-words-list = "foo,bar"\n', ("foo", "bar")),
    ],
)
def test_words_are_read(tmp_path: Path, name: str, text: str, words: tuple[str, ...]) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert accepted(tmp_path / name).words == words


def test_what_stands_in_a_file_is_about_that_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A shwo. # codespell:ignore shwo,teh\n", "utf-8")
    assert accepted(tmp_path / "a.txt") == Accepted(("shwo", "teh"), here=True)


def test_vales_patterns_are_taken_where_they_are_words(tmp_path: Path) -> None:
    lines = ("Xiaomi", "[Pp]ython", "(?i)WiFi", "colou?r", "Node\\.js", "e-?mails?", "(foo|bar)s")
    hard = ("foo.*bar", "[A-Z]{2,4}", "\\d+G", "(?<!x)y")
    (tmp_path / "accept.txt").write_text("\n".join((*lines, *hard, "# none", "")), "utf-8")
    found = accepted(tmp_path / "accept.txt")
    assert found.words == (
        "Xiaomi", "Python", "python", "wifi", "color", "colour", "Node.js",
        "email", "emails", "e-mail", "e-mails", "foos", "bars",
    )  # fmt: skip
    assert found.left_out == hard


@pytest.mark.parametrize(
    ("name", "text"),
    [("cspell.json", "{"), ("cspell.json", "{}"), ("x.txt", ""), ("cspell.json", "3")],
)
def test_what_cannot_be_read_is_one_clear_line(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(UserError, match=name):
        accepted(tmp_path / name)
