"""WebVTT: the words of each cue; `<v Name>` is a speaker, and NOTE, STYLE and REGION are no words.

The one thing to know: the standard drops a block without a line of times, and so do players; its
words are left alone. Sloppy times ("0:01.5") are taken as they are meant. Times within a line
(`<00:17.500>`) part segments like any tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from transcript_fix.errors import UserError
from transcript_fix.layouts.cues import Cue, Line, copies_of_cues, read_cues, seconds, write_cues
from transcript_fix.layouts.weave import tagged
from transcript_fix.model import Document, Span

NAME = "webvtt"
SUFFIXES = (".vtt", ".webvtt")


def read(data: bytes, path: str, encoding: str | None = None) -> Document:
    """Find the prose: one segment a line of a cue, or a piece of it where tags part it."""
    return read_cues(data, path, encoding, _cues)


def write(data: bytes, texts: Sequence[str], encoding: str | None = None) -> bytes:
    """Put one text a segment back into `data`; lines that roll up change together."""
    return write_cues(data, texts, encoding, _cues)


def copies(data: bytes, encoding: str | None = None) -> Mapping[int, Sequence[Span]]:
    """Return the further places of segments that stand in several, by index."""
    return copies_of_cues(data, encoding, _cues)


_CLOCK = r"(?:\d+:)?\d+:\d+[.,]\d+"
_HEAD = re.compile(rf"[ \t]*({_CLOCK})[ \t]*-->[ \t]*({_CLOCK})")
_BLOCK = re.compile(r"(?>[^\r\n]++(?>\r\n?|\n|\Z))++")
_LINE = re.compile(r"[^\r\n]+")
_MARKUP = re.compile(r"<[^<>]*>|<[^<>]*\Z|&(?:#\d+|#x[\da-fA-F]+|[a-zA-Z]\w{1,10});")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>\r\n]*[^<>\s])[ \t]*>")


def _cues(source: str) -> Iterator[Cue]:
    """Yield the cues; within a block, each line with an arrow begins another."""
    if "-->" not in source and not source.startswith("WEBVTT") and source.strip():
        raise UserError("no WEBVTT header and no cue is in it; say --format plain if it is text")
    for block in _BLOCK.finditer(source):
        cue: Cue | None = None
        for line in _LINE.finditer(source, block.start(), block.end()):
            if "-->" not in line.group():
                if cue is not None:
                    cue.lines += _lines(source, line.start(), line.end())
                continue
            if cue:
                yield cue
            head = _HEAD.match(line.group())
            cue = Cue(seconds(head[1]), seconds(head[2]), []) if head else None
        if cue:
            yield cue


def _lines(source: str, start: int, end: int) -> Iterator[Line]:
    """Yield a line, in parts where it changes voices."""
    at, voice = start, None
    for tag in _VOICE.finditer(source, start, end):
        if source[at : tag.start()].strip():
            yield Line(tagged(source, at, tag.start(), _MARKUP), voice)
        at, voice = tag.end(), tag.span(1)
    yield Line(tagged(source, at, end, _MARKUP), voice)
