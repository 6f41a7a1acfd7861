"""Which format a file is: by name, by content where the suffix lies, by suffix; or a clear no."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.formats.corpus import BUILT
from transcript_fix.errors import UserError
from transcript_fix.formats import FORMATS, SUFFIXES, choose, format_module

SRT = b"1\n00:00:01,000 --> 00:00:02,000\nhi\n"


def _zip(name: str, content: bytes = b"x") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), content)  # no time of day: names of tests hold it
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "format_name"),
    [
        ("a.txt", b"hello", "plain"),
        ("A.TXT", b"hello", "plain"),
        ("a", b"hello", "plain"),
        ("a.md", b"hello", "markdown"),
        ("a.md", b"<!DOCTYPE html>", "markdown"),
        ("a.srt", SRT, "subrip"),
        ("a.txt", SRT, "subrip"),
        ("a.vtt", SRT, "subrip"),
        ("a.srt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nhi", "webvtt"),
        ("a.bin", b"\xef\xbb\xbfWEBVTT\n", "webvtt"),
        ("a.txt", "WEBVTT\n".encode("utf-16"), "webvtt"),
        ("a.txt", b"0:00:00.000,0:00:02.000\nhi\n", "sbv"),
        ("a.txt", b"[Script Info]\n", "ass"),
        ("a.json", b'{"text": "hi"}', "transcript_json"),
        ("a.txt", b'{"text": "hi"}', "transcript_json"),
        ("a.txt", b"{so} and so", "plain"),
        ("a.txt", b"<!doctype HTML><p>hi", "html"),
        ("a.txt", _zip("word/document.xml"), "docx"),
        ("a", _zip("mimetype", b"application/vnd.oasis.opendocument.text"), "odt"),
    ],
)
def test_content_that_is_sure_overrules_the_suffix(
    name: str, data: bytes, format_name: str
) -> None:
    if format_name not in BUILT:
        pytest.skip(f"{format_name} is not built")
    assert format_name == choose(Path(name), data).NAME


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n", "empty"),
        ("a.txt", b"\xff\xfe", "empty"),
        ("a.txt", b"\x00\x01\x02" * 20, "binary"),
        ("a.mp4", b"\x00\x00\x00\x20ftypisom" * 9, "no kind of transcript|binary"),
        ("a.py", b"import os", "say which with --format"),
        ("a.pdf", b"%PDF-1.7", "PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(99), "docx"),
        ("a.rtf", b"{\\rtf1", "RTF"),
        ("a.zip", _zip("a.txt"), "zip archive"),
    ],
)
def test_what_is_no_transcript_is_refused_in_one_line(name: str, data: bytes, why: str) -> None:
    with pytest.raises(UserError, match=why) as caught:
        choose(Path(name), data)
    assert "\n" not in str(caught.value)


def test_a_format_that_is_named_is_taken_and_an_unknown_one_lists_the_known() -> None:
    assert choose(Path("a.srt"), SRT, "plain").NAME == "plain"
    with pytest.raises(UserError, match="unknown format: word; known are plain, markdown"):
        choose(Path("a.srt"), SRT, "word")


@pytest.mark.parametrize("name", BUILT)
def test_the_table_of_suffixes_agrees_with_the_modules(name: str) -> None:
    module = format_module(name)
    assert name == module.NAME
    assert FORMATS[name] == module.SUFFIXES
    assert all(SUFFIXES[suffix] == name for suffix in module.SUFFIXES)
