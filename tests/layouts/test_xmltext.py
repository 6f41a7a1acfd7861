"""xmltext: offsets that are right whatever the file is written in, and spellings that are kept."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcript_fix.errors import UserError
from transcript_fix.layouts import xmltext
from transcript_fix.layouts.tape import Tape
from transcript_fix.layouts.xmltext import DEPTH, after_tag, respell, spliced, unescape, walk

PAGE = '<?xml version="1.0" encoding="{}"?><a x="/>"><b/>é /><c>d&amp;</c ></a>'


def load(raw: bytes, size: int = 7) -> Tape:
    """Return the file as it comes in chunks of `size` bytes."""
    chunks = [raw[at : at + size] for at in range(0, len(raw), size)]
    return xmltext.load(lambda: iter(chunks))


def whole(xml: Tape) -> bytes:
    """Return all of the file as UTF-8."""
    return b"".join(xml.chunks())


class Places:
    """Notes where each element begins and ends."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.seen: list[tuple[str, str, int]] = []

    def named(self, name: str) -> str:
        return name

    def start(self, name: str, attributes: dict[str, str], at: int) -> None:
        self.seen.append(("<", name, at))

    def end(self, name: str, at: int) -> None:
        self.seen.append((">", name, at))

    def wanted(self) -> int | None:
        return None


FORMS = [
    ("utf-8", b"", "utf-8"),
    ("UTF-8", codecs.BOM_UTF8, "utf-8"),
    ("utf-16", codecs.BOM_UTF16_LE, "utf-16-le"),
    ("UTF-16", codecs.BOM_UTF16_BE, "utf-16-be"),
    ("iso-8859-1", b"", "latin-1"),
    ("windows-1252", b"", "cp1252"),
]


@pytest.mark.parametrize(("declared", "mark", "codec"), FORMS)
def test_an_element_is_found_and_replaced_in_any_encoding(
    declared: str, mark: bytes, codec: str
) -> None:
    raw = mark + PAGE.format(declared).encode(codec)
    xml, places = load(raw), Places()
    walk(xml, places)
    found = {(kind, name): at for kind, name, at in places.seen}
    assert found["<", "b"] == found[">", "b"] == whole(xml).index(b"<b/>")
    assert found[">", "c"] == whole(xml).index(b"</c >")
    assert found[">", "a"] == whole(xml).index(b"</a>")
    assert b"".join(spliced(xml, [])) == raw
    start, end = after_tag(xml, found["<", "c"]), found[">", "c"]
    new = b"".join(spliced(xml, [(start, end, "ç".encode())]))
    assert new == raw.replace("d&amp;".encode(codec), "ç".encode(codec))


def test_what_an_encoding_lacks_is_written_as_a_reference() -> None:
    xml = load(PAGE.format("iso-8859-1").encode("latin-1"))
    at = whole(xml).index(b"d&amp;")
    assert b"<c>&#38647;</c >" in b"".join(spliced(xml, [(at, at + 6, "雷".encode())]))


@pytest.mark.parametrize(
    "raw",
    [b"<a>", b"<a/><b/>", b"<a b='1' b='2'/>", b"<x:a/>", b"", b"<a>&x;</a>", b"<a>\xff</a>"],
)
def test_what_is_not_well_formed_is_refused(raw: bytes) -> None:
    with pytest.raises(UserError, match="markup is broken"):
        walk(load(raw), Places())


def test_nesting_is_allowed_so_far_and_no_further() -> None:
    walk(load(b"<a>" * DEPTH + b"</a>" * DEPTH), Places())
    with pytest.raises(UserError, match="nested too deep"):
        walk(load(b"<a>" * (DEPTH + 1)), Places())


@given(st.lists(st.sampled_from(["a", "&amp;", "&#x2019;", "&#8217;", "\r\n", "é", "😀"])))
def test_a_changed_character_leaves_the_others_as_they_were_spelled(pieces: list[str]) -> None:
    raw = "".join(pieces)
    text = unescape(raw)
    assert len(text) == len(pieces)
    for at in range(len(pieces)):
        new = respell(raw, [(at, at + 1, "<")])
        assert new == "".join([*pieces[:at], "&lt;", *pieces[at + 1 :]])
