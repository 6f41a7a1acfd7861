"""Markdown: words between the marks, and nothing else."""

from __future__ import annotations

import pytest

from transcript_fix.formats.markdown import read, write
from transcript_fix.model import Role


def _texts(text: str) -> list[str]:
    return list(read(text.encode(), "x").texts)


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("---\ntitle: a b\n---\n\nText.\n", ["Text."]),
        ("+++\ntitle = 1\n+++\nText.\n", ["Text."]),
        ("Text.\n\n---\n\nMore.\n\n---\n", ["Text.", "More."]),
        ("# Head *it*\n", ["Head", "it"]),
        ("a `code` b\n\n```\ncode\n```\n\n    code\n", ["a", "b"]),
        ("see [our shop](https://mi.com 'title') now\n", ["see", "our shop", "now"]),
        ("![alt text](a.png) so <https://a.b> it\n", ["so", "it"]),
        ("AT&amp;T and &copy; so\n", ["AT", "T and", "so"]),
        ("a\\*b\n", ["a", "*b"]),
        ("| a b | c |\n|---|:-:|\n| d | e f |\n", ["a b", "c", "d", "e f"]),
        ("so[^1] it\n\n[^1]: the note\n", ["so", "it", "the note"]),
        ("<div class='x'>html</div>\n\ntext <b>bold</b><!-- no -->\n", ["text", "bold"]),
        ('{{< youtube id="a b" >}}\n\nso {{% x %}} it {% y %}\n', ["so", "it"]),
        ("import A from './a'\n\n# So\n\nit is {props.name} here\n", ["So", "it is", "here"]),
        ("from $5 to $6, US$5-$6\n", ["from $5 to $6, US$5-$6"]),
        ("so $x_1 + y$ is $$ a\nb $$ it\n", ["so", "is", "it"]),
        ("- [ ] one\n- [x] two\n  - three\n", ["one", "two", "three"]),
        ("[a]: https://mi.com\n\nso [b][a]\n", ["so", "b"]),
        ("Setext\n======\n\nso\n", ["Setext", "so"]),
    ],
)
def test_only_words_are_text(source: str, texts: list[str]) -> None:
    assert _texts(source) == texts
    data = source.encode()
    assert write(data, texts) == data


def test_labels_are_found_under_marks_and_at_each_line() -> None:
    source = "**Lei Jun**: so\n\n**Host:** it\n\nLei Jun: is\nHost: good\n"
    found = [s.text for s in read(source.encode(), "x").segments if s.role is Role.SPEAKER]
    assert found == ["Lei Jun", "Host:", "Lei Jun:", "Host:"]


def test_a_sentence_with_marks_is_one_passage() -> None:
    (passage,) = read(b"We **really** sell [phones](a) and\n`x` too.\n", "x").passages
    assert passage.text == "We really sell phones and\n`x` too."


def test_places_are_right_after_letters_of_many_bytes() -> None:
    source = "é 小米 😀 *naïve* and so\n"
    document = read(source.encode(), "x")
    assert [source[s.where.start : s.where.end] for s in document.segments] == list(document.texts)


def test_lines_may_end_in_any_way() -> None:
    data = b"# A\r\n\r\nb\r\nc *d*\r\n\r\n- e\r\n"
    document = read(data, "x")
    assert list(document.texts) == ["A", "b", "c", "d", "e"]
    assert write(data, ["A", "B", "C", "D", "E"]) == b"# A\r\n\r\nB\r\nC *D*\r\n\r\n- E\r\n"


@pytest.mark.parametrize(
    ("start", "again", "times"),
    [
        ("---\r\n", "a: b\r\n", 3_000),
        ("", "{{", 5_000),
        ("", "{% ", 5_000),
        ("import x from 'y'\n", "{", 5_000),
        ("[", "](", 5_000),
        ("", "*a_", 10_000),
    ],
)
def test_a_hostile_file_takes_no_longer_than_its_length(start: str, again: str, times: int) -> None:
    # the first took for ever: each carriage return could be read in two ways
    data = (start + again * times).encode()
    assert write(data, read(data, "x").texts) == data
