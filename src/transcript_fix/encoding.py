"""Bytes to text and back, the same bytes: byte-order mark, encoding, line ends.

The one thing to know: text is decoded with its line ends as they are; nothing is normalised.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from dataclasses import dataclass

from transcript_fix.errors import UserError
from transcript_fix.model import Span


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded file: `bom` are its first bytes that are no text, `encoding` a codec name."""

    text: str
    encoding: str
    bom: bytes = b""

    def encode(self, text: str) -> bytes:
        """Return `text` in this file's encoding, with its byte-order mark.

        Raises UserError where the encoding has no such character.
        """
        try:
            return self.bom + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            char = text[error.start]
            raise UserError(
                f"the file is in {self.encoding}, which has no {char!r} (U+{ord(char):04X}); "
                "choose another replacement or convert the file to UTF-8"
            ) from None

    @property
    def line_starts(self) -> tuple[int, ...]:
        """Offsets of lines, in code points."""
        starts, at = [0], 0
        for line in self.text.splitlines(keepends=True):
            at += len(line)
            starts.append(at)
        return tuple(starts)


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode `data`; `encoding` None means: by byte-order mark, then UTF-8.

    Raises UserError for a binary file or bytes that do not decode.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _exactly(data[len(bom) :], name, bom)
    if encoding is None and b"\0" in data[:8192]:
        raise UserError("this is a binary file, not a transcript")
    return _exactly(data, encoding or "utf-8", b"")


def _exactly(data: bytes, encoding: str, bom: bytes) -> Decoded:
    try:
        text = data.decode(encoding)
    except LookupError:
        raise UserError(f"no such encoding: {encoding}") from None
    except UnicodeDecodeError as error:
        raise UserError(
            f"not {encoding}: byte {error.start} cannot be read; name the encoding with --encoding"
        ) from None
    if text.encode(encoding) != data:
        raise UserError(f"reading it as {encoding} would lose bytes; convert the file to UTF-8")
    return Decoded(text, encoding, bom)


def splice(text: str, places: Iterable[tuple[Span, str]]) -> str:
    """Return `text` with each span (code points, ascending, apart) replaced by its new text."""
    out: list[str] = []
    at = 0
    for span, new in places:
        out += (text[at : span.start], new)
        at = span.end
    out.append(text[at:])
    return "".join(out)
