"""SubRip (.srt): the words of each cue; numbers, times, tags and positions are never words.

The one thing to know: there is no standard. A cue begins at a line with an arrow between two
times, the number above it may be missing, and blank lines may stand in its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from transcript_fix.errors import UserError
from transcript_fix.layouts.cues import Cue, Line, copies_of_cues, read_cues, seconds, write_cues
from transcript_fix.layouts.weave import tagged
from transcript_fix.model import Document, Span

NAME = "subrip"
SUFFIXES = (".srt",)


def read(data: bytes, path: str, encoding: str | None = None) -> Document:
    """Find the prose: one segment a line of a cue, or a piece of it where tags part it."""
    return read_cues(data, path, encoding, _cues)


def write(data: bytes, texts: Sequence[str], encoding: str | None = None) -> bytes:
    """Put one text a segment back into `data`; lines that roll up change together."""
    return write_cues(data, texts, encoding, _cues)


def copies(data: bytes, encoding: str | None = None) -> Mapping[int, Sequence[Span]]:
    """Return the further places of segments that stand in several, by index."""
    return copies_of_cues(data, encoding, _cues)


_CLOCK = r"\d{1,3}:\d{1,2}:\d{1,2}(?:[,.:]\d{1,4})?"
_HEAD = re.compile(
    rf"""(?:^|(?<=\r)) \ufeff? (?:[ \t]*\d{{1,9}}[ \t]*(?:\r\n?|\n){{1,3}})?
    [ \t]*({_CLOCK})[ \t]*-->[ \t]*({_CLOCK})[^\r\n]*""",
    re.MULTILINE | re.VERBOSE,
)
_LINE = re.compile(r"[^\r\n]+")
_MARKUP = re.compile(
    r"</?(?:i|b|u|s|em|strong|font|span|c|v|br|ruby|rt|rp|lang)\b[^<>\r\n]*>|\{\\[^{}\r\n]*\}"
    r"|\{/?[ibusYyCcFfPp](?::[^{}\r\n]*)?\}|&(?:#\d+|#x[\da-fA-F]+|[a-zA-Z]\w{1,10});|\\[Nnh]",
    re.IGNORECASE,
)


def _cues(source: str) -> Iterator[Cue]:
    heads = list(_HEAD.finditer(source))
    if not heads and source.strip():
        raise UserError("no cue with times is in it; if it is plain text, say --format plain")
    for index, head in enumerate(heads):
        end = heads[index + 1].start() if index + 1 < len(heads) else len(source)
        lines = [
            Line(tagged(source, m.start(), m.end(), _MARKUP))
            for m in _LINE.finditer(source, head.end(), end)
        ]
        yield Cue(_seconds(head[1]), _seconds(head[2]), lines)


def _seconds(clock: str) -> float:
    hours, minutes, rest = clock.split(":", 2)
    return seconds(f"{hours}:{minutes}:{rest.replace(':', '.')}")
