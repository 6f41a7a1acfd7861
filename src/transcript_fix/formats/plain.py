"""Plain text: every line is a segment, with its speaker label apart.

The one thing to know: whether a line break ends a paragraph. It runs on when the next line begins
in lower case, and throughout a block that looks wrapped: its longest line has 40 to 120 code
points, and no line had room for the first word of the next (nor, in a block of two lines, ends
a sentence). All other breaks begin a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from transcript_fix.encoding import decode
from transcript_fix.labels import Label, find_labels
from transcript_fix.layouts.weave import Weaver, put_back
from transcript_fix.model import Document, Role, Segment

NAME = "plain"
SUFFIXES = (".txt", ".text")

WIDTHS = range(40, 121)
"""Code points: no other width of a block was made by wrapping."""
HEADING_WORDS = 12
HEADING_LENGTH = 80


def read(data: bytes, path: str, encoding: str | None = None) -> Document:
    """Find the prose: one segment a line, without label, bullet, links and times."""
    decoded = decode(data, encoding)
    return Document(path, tuple(_segments(decoded.text)), decoded.line_starts)


def write(data: bytes, texts: Sequence[str], encoding: str | None = None) -> bytes:
    """Put one text a segment back into `data`."""
    decoded = decode(data, encoding)
    return put_back(decoded, _segments(decoded.text), texts)


def _segments(source: str) -> Iterator[Segment]:
    weaver = Weaver(source)
    for block in _blocks(source):
        _weave(weaver, block)
        yield from weaver.take()


_LINE = re.compile(r"[^\r\n]+|\r\n|\r|\n")
_END = "\r\n"
_BULLET = re.compile(r"[ \t\u3000]*(?:(?:[-–—•‣▪·*]|>{1,3}|\d{1,3}[.)])[ \t]+|>{2,3}[ \t]*)")
_RULE = re.compile(r"[\s\-–—_=*~#.·•|+]+")
_ENDS = tuple('.!?…"”。！？')
_NO_HEADING = tuple('.!?…:;,。！？：；，"”-—')
"""What ends a sentence or runs on."""

Line = tuple[int, int, str, Label | None]
"""Start, end (code points of the source), the line itself, its label."""


def _blocks(source: str) -> Iterator[list[Line]]:
    """Yield the runs of lines that no blank line parts."""
    labels = iter(
        find_labels(m.group() for m in _LINE.finditer(source) if m.group()[0] not in _END)
    )
    block: list[Line] = []
    breaks = 0
    for found in _LINE.finditer(source):
        line = found.group()
        if line[0] in _END:
            breaks += 1
            continue
        label = next(labels)
        blank = not line.strip()
        if block and (breaks > 1 or blank):
            yield block
            block = []
        breaks = 2 if blank else 0
        if not blank:
            block.append((found.start(), found.end(), line, label))
    if block:
        yield block


def _weave(weaver: Weaver, block: list[Line]) -> None:
    wrapped = _wrapped(block)
    before: str | None = None
    for start, end, line, label in block:
        bullet = _BULLET.match(line) if label is None else None
        on = before is not None and label is None and not bullet
        weaver.begin("\n" if on and (wrapped or line.lstrip()[0].islower()) else "\n\n")
        if _RULE.fullmatch(line):
            before = None
            continue
        role = Role.HEADING if len(block) == 1 and not label and _heading(line) else Role.SPEECH
        weaver.line([(start + (bullet.end() if bullet else 0), end)], label, role)
        before = line


def _wrapped(block: list[Line]) -> bool:
    """Whether every line is so full that the first word of the next had no room in it."""
    width = max(len(line.rstrip()) for _, _, line, _ in block)
    if width not in WIDTHS or (len(block) == 2 and block[0][2].rstrip().endswith(_ENDS)):
        return False
    return all(
        label is not None
        or _BULLET.match(after)
        or len(line.rstrip()) + 1 + len(after.split(None, 1)[0]) > width
        for (_, _, line, _), (_, _, after, label) in pairwise(block)
    )


def _heading(line: str) -> bool:
    line = line.strip()
    return (
        len(line) <= HEADING_LENGTH
        and len(line.split()) <= HEADING_WORDS
        and not line.endswith(_NO_HEADING)
        and not line[0].islower()
        and any(c.isalpha() for c in line)
    )
