"""Advanced SubStation (.ass, .ssa): the text field of each Dialogue line, in the file's order.

The one thing to know: the field order is in the file's own "Format:" line, and only the last
field may hold commas. `{...}` are orders to the player, and between `{\\p1}` and `{\\p0}` stands
a drawing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from transcript_fix.errors import UserError
from transcript_fix.layouts.cues import Cue, Line, copies_of_cues, read_cues, seconds, write_cues
from transcript_fix.layouts.weave import tagged
from transcript_fix.model import Document, Span

NAME = "ass"
SUFFIXES = (".ass", ".ssa")


def read(data: bytes, path: str, encoding: str | None = None) -> Document:
    """Find the prose: one segment a line of a cue, or a piece of it where tags part it."""
    return read_cues(data, path, encoding, _cues)


def write(data: bytes, texts: Sequence[str], encoding: str | None = None) -> bytes:
    """Put one text a segment back into `data`; lines that roll up change together."""
    return write_cues(data, texts, encoding, _cues)


def copies(data: bytes, encoding: str | None = None) -> Mapping[int, Sequence[Span]]:
    """Return the further places of segments that stand in several, by index."""
    return copies_of_cues(data, encoding, _cues)


_FIELDS = (
    "layer",
    "start",
    "end",
    "style",
    "name",
    "marginl",
    "marginr",
    "marginv",
    "effect",
    "text",
)
_LINE = re.compile(r"(?:^|(?<=\r))[ \t]*(Format|Dialogue):([^\r\n]*)", re.MULTILINE | re.IGNORECASE)
_SECTION = re.compile(r"(?:^|(?<=\r))[ \t]*\[([^\]\r\n]+)\]", re.MULTILINE)
_ORDERS = re.compile(r"\{[^{}\r\n]*\}|\\h")
_BREAK = re.compile(r"\\[Nn]")
_DRAWING = re.compile(r"\{[^{}\r\n]*\\p[1-9][^{}\r\n]*\}.*?(?:\{[^{}\r\n]*\\p0[^{}\r\n]*\}|$)")
_CLOCK = re.compile(r"\d+:\d{1,2}:\d{1,2}(?:[.,:]\d{1,3})?")


def _cues(source: str) -> Iterator[Cue]:
    events = next((m.end() for m in _SECTION.finditer(source) if m[1].lower() == "events"), None)
    if events is None:
        raise UserError("no [Events] section is in it; if it is plain text, say --format plain")
    fields: Sequence[str] = _FIELDS
    for line in _LINE.finditer(source, events):
        if line[1].lower() == "format":
            named = [f.strip().lower() for f in line[2].split(",")]
            fields = named if named[-1] == "text" else _FIELDS
            continue
        places = _split(line, len(fields))
        if len(places) == len(fields):
            yield _cue(source, dict(zip(fields, places, strict=True)))


def _split(line: re.Match[str], count: int) -> list[tuple[int, int]]:
    """Return the place of each field in the source; the last one takes the rest."""
    at, places = line.start(2), []
    for part in line[2].split(",", count - 1):
        places.append((at, at + len(part)))
        at += len(part) + 1
    return places


def _cue(source: str, fields: dict[str, tuple[int, int]]) -> Cue:
    start, end = fields["text"]
    name = source[slice(*fields["name"])] if "name" in fields else ""
    voice = None
    if name.strip():
        indent = len(name) - len(name.lstrip())
        first = fields["name"][0] + indent
        voice = (first, first + len(name.strip()))
    lines, at = [], start
    for cut in [*_BREAK.finditer(source, start, end), None]:
        stop = cut.start() if cut else end
        lines.append(Line(tagged(source, at, stop, _DRAWING, _ORDERS), voice))
        at = cut.end() if cut else end
    times = [_time(source[slice(*fields.get(f, (0, 0)))]) for f in ("start", "end")]
    return Cue(times[0], times[1], lines)


def _time(clock: str) -> float:
    found = _CLOCK.search(clock)
    return seconds(found.group()) if found and found.group().count(":") == 2 else 0.0
