"""What a format is, the table of them, and how a file's own is chosen.

A format is a module here that obeys two laws, for every file it does not refuse:

    write(data, texts(read(data))) == data          nothing edited: the same bytes
    texts(read(write(data, texts))) == texts        what was put in comes out

So a format splices new words into the original bytes at known places; it never prints a file anew.
The one thing to know: content that is sure of itself (a zip, "WEBVTT", a first cue) overrules the
suffix; words alone never do.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, cast

from transcript_fix.encoding import peek
from transcript_fix.errors import UserError
from transcript_fix.model import Document


class Format(Protocol):
    """A module in this folder. `SUFFIXES` in lower case, with the dot.

    A container, or a format that spells words otherwise (`&amp;`), also has
    `frame(data, encoding) -> Hashable`: all that no edit may change (`verify` compares it).
    Without it, `where` of every segment must be exact in the decoded file; where one stands in
    further places too, `copies(data, encoding)` returns them by index.

    A format whose files can record changes for review also has `tracks(data) -> bool`, whether a
    file asks for that, and `Tracked(author, date) -> Format`, which writes so.
    """

    NAME: str
    SUFFIXES: tuple[str, ...]

    def read(self, data: bytes, path: str, encoding: str | None = None) -> Document:
        """Find the prose. `encoding` None: detect. Raises UserError where it cannot be read."""

    def write(self, data: bytes, texts: Sequence[str], encoding: str | None = None) -> bytes:
        """Put one text a segment back into `data`. Raises UserError where one cannot be encoded."""


FORMATS = {
    "plain": (".txt", ".text"),
    "markdown": (".md", ".markdown", ".mdx", ".mkd", ".mdown", ".qmd", ".rmd"),
    "subrip": (".srt",),
    "webvtt": (".vtt", ".webvtt"),
    "sbv": (".sbv",),
    "ass": (".ass", ".ssa"),
    "transcript_json": (".json",),
    "docx": (".docx",),
    "odt": (".odt",),
    "html": (".html", ".htm", ".xhtml"),
}
"""Module names and their suffixes; here as well, so that no module is imported to find one."""

SUFFIXES = {suffix: name for name, suffixes in FORMATS.items() for suffix in suffixes}


def tracking(form: Format, data: bytes, *, wanted: bool | None, author: str) -> Format:
    """Return the format that writes as `wanted`: with changes tracked, or without.

    `wanted` None is as the file asks; a format that cannot track is returned as it is.
    """
    tracks = getattr(form, "tracks", None)
    if tracks is None or wanted is False or not (wanted or tracks(data)):
        return form
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return cast(Format, form.Tracked(author, now))  # type: ignore[attr-defined]


def format_module(name: str) -> Format:
    """Return the format module called `name`."""
    return cast(Format, importlib.import_module(f"transcript_fix.formats.{name}"))


def choose(path: Path, data: bytes, name: str | None = None) -> Format:
    """Return the format of a file: the one called `name`, by content, or by suffix.

    Raises UserError for an unknown name, an empty or binary file, and an unknown kind of file.
    """
    if name is not None:
        if name not in FORMATS:
            raise UserError(f"unknown format: {name}; known are {', '.join(FORMATS)}")
        return format_module(name)
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise UserError("the file is empty")
    suffix = path.suffix.lower()
    found = _by_magic(data) or _by_content(data, suffix) or SUFFIXES.get(suffix)
    if found is None and suffix == "":
        found = "plain"
    if found is None:
        raise UserError(f"{suffix} is no kind of transcript known here; say which with --format")
    if found not in _CONTAINERS:
        peek(data)
    return format_module(found)


_CONTAINERS = ("docx", "odt")
NO_BYTES = (*_CONTAINERS, "transcript_json")
"""Formats whose words are packed or stand in several copies: no one place in the file's bytes."""
_REFUSED = (
    (b"%PDF-", "this is a PDF; export its text and check that"),
    (b"\xd0\xcf\x11\xe0", "this is an old Word file or a protected one; save it as .docx"),
    (b"{\\rtf", "this is RTF; save it as .docx or plain text"),
)


def _by_magic(data: bytes) -> str | None:
    for magic, message in _REFUSED:
        if data.startswith(magic):
            raise UserError(message)
    if not data.startswith(b"PK\x03\x04"):
        return None
    if b"application/vnd.oasis.opendocument.text" in data[:200]:
        return "odt"
    if b"word/document.xml" in data or b"word/" in data[-65536:]:
        return "docx"
    raise UserError("this is a zip archive, not a transcript")


_CLOCK = r"\d{1,3}:\d{2}:\d{2}"
_SIGNS = (
    ("webvtt", re.compile(r"WEBVTT(?:[ \t\r\n]|\Z)")),
    ("subrip", re.compile(rf"\s*\d+[ \t]*\r?\n[ \t]*{_CLOCK}[,.]\d{{1,3}}[ \t]*-->")),
    ("sbv", re.compile(rf"\s*{_CLOCK}\.\d{{1,3}},{_CLOCK}\.\d{{1,3}}[ \t]*\r?\n")),
    ("ass", re.compile(r"\s*\[Script Info\]", re.IGNORECASE)),
)
_WEAK = (
    ("transcript_json", re.compile(r'\s*[\[{][\s\[{]*"(?:\w+)"\s*:')),
    ("html", re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)),
)
"""Signs that a Markdown file may bear as well."""


def _by_content(data: bytes, suffix: str) -> str | None:
    head = peek(data)
    for name, sign in _SIGNS:
        if sign.match(head):
            return name
    if suffix not in ("", ".txt", ".text", ".srt", ".vtt"):
        return None
    return next((name for name, sign in _WEAK if sign.match(head)), None)
