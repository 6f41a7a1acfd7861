"""Join subtitle cues into prose: where a sentence runs on, who speaks, which lines come twice.

The one thing to know: a cue is no sentence; most end in the middle of one. A cue runs on (`"\\n"`)
unless the one before ended a sentence, another speaker begins, or nobody spoke for a while.
Roll-up captions show each line twice or three times: the copies are linked and change together.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from transcript_fix.encoding import decode
from transcript_fix.labels import Label, find_labels
from transcript_fix.layouts.weave import Piece, Text, Weaver, flat, put_back
from transcript_fix.model import Document, Role, Segment, Span

PAUSE = 2.0
"""Seconds of silence after which a cue begins anew, even if no sentence ended."""
ROLL_UP = 0.3
"""Share of cues that begin with the line before from which a file counts as roll-up captions."""


@dataclass(slots=True)
class Line:
    """A line of a cue; `voice` is the place of the speaker's name where the format has one."""

    pieces: list[Piece]
    voice: tuple[int, int] | None = None


@dataclass(slots=True)
class Cue:
    """Start and end in seconds; the lines as they stand."""

    start: float
    end: float
    lines: list[Line]


Find = Callable[[str], Iterable[Cue]]
"""What finds the cues of a decoded file; the one thing that subtitle formats differ in."""


def read_cues(data: bytes, path: str, encoding: str | None, find: Find) -> Document:
    """Return a subtitle file as prose: a segment a line, or a piece of it where tags part it."""
    decoded = decode(data, encoding)
    links: Links = {}
    times = array("d")
    segments = tuple(weave_cues(decoded.text, find, links, times))
    return Document(path, segments, decoded.line_starts, frozenset(links), times)


def write_cues(data: bytes, texts: Sequence[str], encoding: str | None, find: Find) -> bytes:
    """Put one text a segment back; lines that roll up change together."""
    decoded = decode(data, encoding)
    links: Links = {}
    return put_back(decoded, weave_cues(decoded.text, find, links), texts, links)


def copies_of_cues(data: bytes, encoding: str | None, find: Find) -> Links:
    """Return the further places of segments that stand in several."""
    links: Links = {}
    for _ in weave_cues(decode(data, encoding).text, find, links):
        pass
    return links


Links = dict[int, list[Span]]
"""Index of a segment and its further places in the source."""


def weave_cues(
    source: str, find: Find, links: Links, times: array[float] | None = None
) -> Iterator[Segment]:
    """Yield the segments of all cues; `links` is filled with further places, which come later.

    `times` is filled with the start and the end of each segment, in seconds.

    The cues are found twice, so that a long file's need not be kept.
    """
    labels, rolls = _survey(source, find)
    state = _Joined(Weaver(source), rolls, links)
    named = iter(labels)
    for cue in find(source):
        state.copied = state.last
        for line in cue.lines:
            _add(state, cue, line, flat(source, line.pieces), next(named))
        state.ended = cue.end
        segments = state.weaver.take()
        if times is not None:
            times.extend((cue.start, cue.end) * len(segments))
        yield from segments


def seconds(clock: str) -> float:
    """Return a time such as "1:02:03,450" or "02:03.4" in seconds."""
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def _survey(source: str, find: Find) -> tuple[list[Label | None], bool]:
    """Return each line's label, and whether the captions roll up."""
    seen = _Rolls()

    def lines() -> Iterator[str]:
        for cue in find(source):
            shown = [flat(source, line.pieces) for line in cue.lines]
            seen.add([words.strip() for words in shown if words.strip()])
            yield from shown

    labels = find_labels(lines())
    return labels, seen.cues > 3 and seen.twice >= ROLL_UP * seen.cues


@dataclass(slots=True)
class _Rolls:
    """Counts cues, and those that begin with the line with which the one before ended."""

    cues: int = 0
    twice: int = 0
    last: str | None = None

    def add(self, shown: Sequence[str]) -> None:
        if shown:
            self.cues += 1
            self.twice += shown[0] == self.last
            self.last = shown[-1]


@dataclass(slots=True)
class _Shown:
    """A line that was joined: its words, and where its segments stand in them."""

    words: str
    places: list[tuple[int, int, int]]


@dataclass(slots=True)
class _Joined:
    weaver: Weaver
    rolls: bool
    links: Links
    last: _Shown | None = None
    copied: _Shown | None = None
    said: str = ""
    ended: float = 0.0
    voice: str = ""
    voice_at: int = -1
    voice_place: Span | None = None


def _add(state: _Joined, cue: Cue, line: Line, words: str, label: Label | None) -> None:
    if not words.strip():
        return
    if state.rolls and state.copied and _link(state, line, words):
        return
    weaver = state.weaver
    turn = label is not None or _turns(state, line)
    pieces, dash = _undashed(weaver.source, line.pieces) if label is None else (line.pieces, False)
    gap = cue.start - state.ended
    on = not turn and not dash and runs_on(state.said, words, gap)
    weaver.begin("\n" if on else "\n\n")
    if line.voice:
        _name(state, line.voice)
    first = len(weaver.segments)
    weaver.line(pieces, label, Role.SPEECH)
    if state.rolls:
        state.last = _Shown(words.strip(), _places(weaver, first, line.pieces, words))
    state.said, state.ended = words, cue.start


def _turns(state: _Joined, line: Line) -> bool:
    return bool(line.voice) and state.weaver.source[slice(*line.voice or ())] != state.voice


def _name(state: _Joined, voice: tuple[int, int]) -> None:
    """Add a speaker's name where he begins; where he goes on, his name is a further place."""
    name = state.weaver.source[slice(*voice)]
    place = Span(*voice)
    if name == state.voice and state.voice_at >= 0:
        if place != state.voice_place:
            state.links.setdefault(state.voice_at, []).append(place)
            state.voice_place = place
        return
    state.voice, state.voice_at, state.voice_place = name, state.weaver.count, place
    state.weaver.segments.append(Segment(name, place, Role.SPEAKER, state.weaver.lead))
    state.weaver.lead = " "


_END = re.compile(r"[.!?…。！？♪♫]['\"’”)\]»\s]*$|[)\]]\s*$")
_SOUND = re.compile(r"\s*(?:[\[(（][^\])）]*[\])）]|[♪♫].*)\s*$")
_OPENING = " \t\"'“‘([¿¡"


def runs_on(before: str, after: str, gap: float) -> bool:
    """Return whether a line goes on with the sentence of the one before; `gap` in seconds."""
    if not before.strip() or _SOUND.match(after) or _SOUND.match(before):
        return False
    if after.lstrip(_OPENING)[:1].islower():
        return gap < 3 * PAUSE
    return gap < PAUSE and not _END.search(before)


_DASH = re.compile(r"\s*(?:[-–—]+[ \t]*|>{2,3}[ \t]*)(?=[^\s\-–—>])")


def _undashed(source: Text, pieces: list[Piece]) -> tuple[list[Piece], bool]:
    """Return the pieces without the dash or chevrons that announce another speaker."""
    for index, piece in enumerate(pieces):
        if isinstance(piece, str):
            if piece.strip():
                break
            continue
        dash = _DASH.match(source[slice(*piece)])
        if dash:
            rest: Piece = (piece[0] + dash.end(), piece[1])
            return [*pieces[:index], rest, *pieces[index + 1 :]], True
        if source[slice(*piece)].strip():
            break
    return pieces, False


def _places(
    weaver: Weaver, first: int, pieces: Sequence[Piece], words: str
) -> list[tuple[int, int, int]]:
    """Return index, start and end of each new segment, in code points of the stripped words."""
    indent = len(words) - len(words.lstrip())
    offsets = {}
    at = -indent
    for piece in pieces:
        if isinstance(piece, str):
            at += len(piece)
        else:
            offsets[piece] = at - piece[0]
            at += piece[1] - piece[0]
    places = []
    for index in range(first, len(weaver.segments)):
        where = weaver.segments[index].where
        shift = next(s for (a, b), s in offsets.items() if a <= where.start and where.end <= b)
        places.append((weaver.taken + index, where.start + shift, where.end + shift))
    return places


def _link(state: _Joined, line: Line, words: str) -> bool:
    """Tie a line that was shown before to its first appearance; False where it is another."""
    copied = state.copied
    if copied is None or copied.words != words.strip():
        return False
    spans = []
    for index, start, end in copied.places:
        span = _in_pieces(line.pieces, words, start, end)
        if span is None:
            return False
        spans.append((index, span))
    for index, span in spans:
        state.links.setdefault(index, []).append(span)
    return True


def _in_pieces(pieces: Sequence[Piece], words: str, start: int, end: int) -> Span | None:
    at = -(len(words) - len(words.lstrip()))
    for piece in pieces:
        length = len(piece) if isinstance(piece, str) else piece[1] - piece[0]
        if not isinstance(piece, str) and at <= start and end <= at + length:
            return Span(piece[0] + start - at, piece[0] + end - at)
        at += length
    return None
