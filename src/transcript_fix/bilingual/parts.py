"""A document in the parts that are laid beside each other: cues, or paragraphs and sentences.

The one thing to know: what nobody says is no part: "[music]", a lone dash. So it is never missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from transcript_fix.model import Document, Role, speaker_name


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a document: `start`..`end` in code points of its prose.

    `speaker` is who says it, `turn` whether he begins here; `clock` start and end in seconds.
    """

    start: int
    end: int
    text: str
    speaker: str | None = None
    turn: bool = False
    clock: tuple[float, float] | None = None


_ASIDE = re.compile(r"[\[(（【][^\])）】]{0,40}[\])）】]|[♪♫][^\n]*")


def spoken(text: str) -> bool:
    """Return whether anybody says anything in a text: letters or digits outside brackets."""
    return any(c.isalnum() for c in _ASIDE.sub("", text))


def cues(document: Document) -> tuple[Part, ...]:
    """Return the cues of a subtitle file that hold speech; empty where there are no times."""
    return tuple(p for p in _cues(document) if spoken(p.text)) if document.times else ()


def _cues(document: Document) -> Iterator[Part]:
    times, spans = document.times, document.spans
    first, speaker, turn = 0, None, False
    count = len(spans)
    for index, segment in enumerate(document.segments):
        if segment.role is Role.SPEAKER:
            speaker, turn = speaker_name(segment.text), True
            if first == index:
                first = index + 1
        clock = (times[2 * index], times[2 * index + 1])
        last = index + 1 == count or times[2 * index + 2] != clock[0]
        if last and first <= index:
            start, end = spans[first].start, spans[index].end
            yield Part(start, end, document.prose[start:end], speaker, turn, clock)
            turn = False
        if last:
            first = index + 1


def paragraphs(document: Document) -> tuple[Part, ...]:
    """Return the paragraphs that hold speech, of any format."""
    found, before = [], None
    for passage in document.passages:
        if spoken(passage.text):
            turn = passage.speaker is not None and passage.speaker != before
            end = passage.start + len(passage.text)
            found.append(Part(passage.start, end, passage.text, passage.speaker, turn))
            before = passage.speaker
    return tuple(found)


_SENTENCE = re.compile(
    r"[。！？!?…]+[”」』\"’')）]*\s*|(?<!\b[A-Z])(?<!\bMr)(?<!\bDr)(?<!\bMs)(?<!\bMrs)(?<!\bvs)(?<!\bNo)"
    r"(?<!\d)\.[”\"’')]*\s+(?=[^a-zа-я\s])|(?<=[a-zäöüß\d][\d%])\.[”\"’')]*\s+(?=[A-ZÄÖÜА-Я“\"])"
)


def sentences(part: Part) -> tuple[Part, ...]:
    """Return the sentences of a part; a bit that nobody could say goes to the one before."""
    stops = [m.end() for m in _SENTENCE.finditer(part.text)]
    ends = sorted({0, *stops, len(part.text)})
    found: list[Part] = []
    for start, end in pairwise(ends):
        text = part.text[start:end]
        if found and not spoken(text):
            last = found.pop()
            start, text = last.start - part.start, part.text[last.start - part.start : end]
        shift = len(text) - len(text.lstrip())
        text = text.strip()
        at = part.start + start + shift
        found.append(Part(at, at + len(text), text, part.speaker, part.turn and not found))
    return tuple(found)
