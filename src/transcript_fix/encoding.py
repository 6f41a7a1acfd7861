"""Bytes to text and back, the same bytes: byte-order mark, encoding, line ends.

The one thing to know: text is decoded with its line ends as they are; nothing is normalised. An
encoding that is not Unicode is taken on evidence only; where that is weak, the user names it.
"""

from __future__ import annotations

import codecs
import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from transcript_fix.detection import detect
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

    def spliced(self, places: Iterable[tuple[Span, str]]) -> bytes:
        """Return the file with each span (code points, ascending, apart) replaced by new text.

        As `encode(splice(...))`, but the whole text is not made a second time. Raises UserError
        where the encoding has no such character.
        """
        if not codecs.lookup(self.encoding).name.startswith(_STATELESS):
            return self.encode(splice(self.text, places))
        bare = Decoded("", self.encoding)
        out, at = BytesIO(), 0
        out.write(self.bom)
        for span, new in places:
            out.write(self.text[at : span.start].encode(self.encoding))
            out.write(bare.encode(new))
            at = span.end
        out.write(self.text[at:].encode(self.encoding))
        return out.getvalue()  # gives its buffer away, without a copy

    @property
    def line_starts(self) -> Sequence[int]:
        """Offsets of lines (ended by CR, LF or both, as editors count), in code points."""
        starts = array("q", [0])
        starts.extend(m.end() for m in _LINE_END.finditer(self.text))
        return starts


_STATELESS = (
    *("utf-8", "utf-16-", "utf-32-", "ascii", "iso8859", "cp", "mac", "koi8"),
    *("gb", "big5", "shift_jis", "euc"),
)
"""Codecs, as `codecs.lookup` names them, whose pieces may be encoded one by one."""
_LINE_END = re.compile(r"\r\n?|\n")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode `data`; `encoding` None means: by byte-order mark, then UTF-8, then by evidence.

    Raises UserError for a binary file, for bytes that do not decode, and where the evidence for
    an encoding is too weak to write by.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _exactly(data[len(bom) :], name, bom)
    if encoding is None:
        encoding = _detect(data)
    return _exactly(data, encoding, b"")


def peek(data: bytes) -> str:
    """Return a file's first characters, only to see what kind of file it is.

    Raises UserError for a binary file.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) : len(bom) + 4096].decode(name, "replace")
    head = data[:4096]
    wide = _wide(head)
    if wide is None and b"\0" in data[:8192]:
        raise UserError("this is a binary file, not a transcript")
    return head.decode(wide or "latin-1", "replace")


def _wide(data: bytes) -> str | None:
    """Return UTF-16 where every other byte of western text is nil; the mark may be missing."""
    sample = data[: min(len(data), 4096) & ~1]
    if len(sample) < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd * 2 > half and even * 10 < half:
        return "utf-16-le"
    return "utf-16-be" if even * 2 > half and odd * 10 < half else None


def _detect(data: bytes) -> str:
    wide = _wide(data)
    if wide:
        return wide
    if b"\0" in data[:8192]:
        raise UserError("this is a binary file, not a transcript")
    try:
        data.decode()
        return "utf-8"
    except UnicodeDecodeError:
        found, likely = detect(data)
    if found is None:
        names = f" (perhaps {' or '.join(likely[:3])})" if likely else ""
        raise UserError(f"not UTF-8, and the encoding is not sure; name it with --encoding{names}")
    return found


def _exactly(data: bytes, encoding: str, bom: bytes) -> Decoded:
    encoding = _MARKLESS.get(encoding.lower().replace("_", "-"), encoding)
    try:
        text = data.decode(encoding)
        again = data if encoding in _EXACT else text.encode(encoding)
    except (LookupError, TypeError, AttributeError):
        raise UserError(f"no such encoding: {encoding}") from None
    except UnicodeDecodeError as error:
        raise UserError(
            f"not {encoding}: byte {error.start} cannot be read; name the encoding with --encoding"
        ) from None
    except UnicodeError:
        raise UserError(f"not {encoding}; name the encoding with --encoding") from None
    if again != data:
        raise UserError(f"reading it as {encoding} would lose bytes; convert the file to UTF-8")
    return Decoded(text, encoding, bom)


_EXACT = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "latin-1")
"""What decodes strictly has but one spelling in these: there is nothing to compare."""
_MARKLESS = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8", "utf8": "utf-8"}
"""Python would add a byte-order mark to these that the file has not got."""


def splice(text: str, places: Iterable[tuple[Span, str]]) -> str:
    """Return `text` with each span (code points, ascending, apart) replaced by its new text."""
    out: list[str] = []
    at = 0
    for span, new in places:
        out += (text[at : span.start], new)
        at = span.end
    out.append(text[at:])
    return "".join(out)
