"""SBV (YouTube's own .sbv): a line of two times with a comma, then the words.

The one thing to know: it has no tags and no header; only the times part it from plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from transcript_fix.errors import UserError
from transcript_fix.layouts.cues import Cue, Line, copies_of_cues, read_cues, seconds, write_cues
from transcript_fix.layouts.weave import Piece
from transcript_fix.model import Document, Span

NAME = "sbv"
SUFFIXES = (".sbv",)


def read(data: bytes, path: str, encoding: str | None = None) -> Document:
    """Find the prose: one segment a line of a cue, or a piece of it where tags part it."""
    return read_cues(data, path, encoding, _cues)


def write(data: bytes, texts: Sequence[str], encoding: str | None = None) -> bytes:
    """Put one text a segment back into `data`; lines that roll up change together."""
    return write_cues(data, texts, encoding, _cues)


def copies(data: bytes, encoding: str | None = None) -> Mapping[int, Sequence[Span]]:
    """Return the further places of segments that stand in several, by index."""
    return copies_of_cues(data, encoding, _cues)


_CLOCK = r"\d{1,3}:\d{2}:\d{2}\.\d{1,3}"
_HEAD = re.compile(rf"(?:^|(?<=\r))[ \t]*({_CLOCK}),({_CLOCK})[ \t]*(?=[\r\n]|\Z)", re.MULTILINE)
_LINE = re.compile(r"[^\r\n]+")
_BREAK = re.compile(r"\[br\]", re.IGNORECASE)


def _cues(source: str) -> Iterator[Cue]:
    heads = list(_HEAD.finditer(source))
    if not heads and source.strip():
        raise UserError("no cue with times is in it; if it is plain text, say --format plain")
    for index, head in enumerate(heads):
        end = heads[index + 1].start() if index + 1 < len(heads) else len(source)
        lines = []
        for line in _LINE.finditer(source, head.end(), end):
            at = line.start()
            for cut in _BREAK.finditer(source, *line.span()):
                lines.append(_line(at, cut.start()))
                at = cut.end()
            lines.append(_line(at, line.end()))
        yield Cue(seconds(head[1]), seconds(head[2]), lines)


def _line(start: int, end: int) -> Line:
    pieces: list[Piece] = [(start, end)]
    return Line(pieces)
