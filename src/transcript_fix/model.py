"""The nouns that all stages share: frozen values, standard library only.

The one thing to know: every `Span` is in code points of `Document.prose`, never of the file.
`Document.source_span` turns it into code points of the decoded file, for people and reports.
"""

from __future__ import annotations

import bisect
import enum
import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half open interval, in code points of `Document.prose`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point; an empty span overlaps what it stands inside."""
        return max(self.start, other.start) < min(self.end, other.end) or (
            (not len(self) or not len(other))
            and self.start <= other.end
            and other.start <= self.end
        )

    def contains(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """Return the span moved by `by` code points."""
        return Span(self.start + by, self.end + by)


class Role(enum.StrEnum):
    """What a segment is: words spoken, the label that names who speaks, or a heading."""

    SPEECH = "speech"
    SPEAKER = "speaker"
    HEADING = "heading"


class Kind(enum.StrEnum):
    """What is wrong, in the editor's terms. A profile decides by kind what may be touched."""

    NAME = "name"
    CASING = "casing"
    SPELLING = "spelling"
    SPACING = "spacing"
    PUNCTUATION = "punctuation"
    DUPLICATE = "duplicate"
    GRAMMAR = "grammar"
    WORD = "word"
    RESIDUE = "residue"
    TRANSLATION = "translation"
    STYLE = "style"


class Applicability(enum.IntEnum):
    """How far a fix may go: only shown, an editor must accept it, or `fix` applies it by itself."""

    NOTE = 0
    REVIEW = 1
    SAFE = 2


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of prose that its format can put back: a line, a cue, a run of a paragraph.

    `text` is what may be edited. `lead` stands before it in the prose and can never be edited:
    "\\n\\n" begins a paragraph, "\\n" or " " runs on; it also carries a link, a time or a piece of
    code that a reader sees there, so that an engine meets a whole sentence.
    `where` is the place of `text` in code points of the decoded file (of the prose, for a
    container such as docx). `places` are pairs of offsets, in `text` and in the file, from which
    the two run in step; none where they do so all along.
    """

    text: str
    where: Span
    role: Role = Role.SPEECH
    lead: str = ""
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of one speaker: a slice of the prose that holds no label. `start` in prose."""

    start: int
    text: str
    role: Role
    speaker: str | None


def speaker_name(label: str) -> str:
    """Return the name in a speaker label, without colon, brackets and space round it."""
    return label.strip("[]()*_:：" + string.whitespace)


@dataclass(frozen=True)
class Document:
    """A file as prose. `line_starts` are offsets of lines in code points of the decoded file.

    `linked` are indexes of segments that stand in further places of the file (a subtitle that rolls
    up shows a line twice); their format changes all of them together. `times` are the start and the
    end of each segment, in seconds, one after the other; empty where the format has none.
    """

    path: str
    segments: tuple[Segment, ...]
    line_starts: Sequence[int] = (0,)
    linked: frozenset[int] = frozenset()
    times: Sequence[float] = ()

    @cached_property
    def prose(self) -> str:
        """All leads and texts, in reading order."""
        return "".join(s.lead + s.text for s in self.segments)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The span of each segment's `text`, in order."""
        spans, at = [], 0
        for s in self.segments:
            at += len(s.lead)
            spans.append(Span(at, at + len(s.text)))
            at += len(s.text)
        return tuple(spans)

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.spans]

    def cut(self, span: Span) -> str:
        """Return the prose that `span` covers."""
        return self.prose[span.start : span.end]

    def segment_index(self, offset: int) -> int:
        """Return the index of the last segment whose text begins at or before `offset`."""
        return max(bisect.bisect_right(self._starts, offset) - 1, 0)

    def home(self, span: Span) -> int | None:
        """Return the index of the one segment whose text holds all of `span`, or None."""
        if not self.segments:
            return None
        index = self.segment_index(span.start)
        if self.spans[index].contains(span):
            return index
        # an empty span at the end of the segment before
        if index and self.spans[index - 1].contains(span):
            return index - 1
        return None

    def touched(self, span: Span) -> range:
        """Return the indexes of the segments whose text shares a code point with `span`."""
        first = self.segment_index(span.start)
        if self.spans and self.spans[first].end <= span.start and len(span):
            first += 1
        last = first
        while last < len(self.spans) and self.spans[last].start < span.end:
            last += 1
        return range(first, last)

    def with_texts(self, texts: Sequence[str]) -> Document:
        """Return the document with each segment's text replaced, in order.

        Raises ValueError unless there is exactly one text a segment.
        """
        pairs = zip(self.segments, texts, strict=True)
        return replace(self, segments=tuple(replace(s, text=t) for s, t in pairs))

    @property
    def texts(self) -> tuple[str, ...]:
        """The editable text of each segment, in order."""
        return tuple(s.text for s in self.segments)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The paragraphs of speech and headings, labels left out."""
        return tuple(self._passages())

    def _passages(self) -> Iterator[Passage]:
        speaker: str | None = None
        role, start, end = Role.SPEECH, 0, 0
        for segment, span in zip(self.segments, self.spans, strict=True):
            if segment.role is Role.SPEAKER:
                if end > start:
                    yield Passage(start, self.prose[start:end], role, speaker)
                speaker = speaker_name(segment.text)
                start = end = span.end
                continue
            lead_at = span.start - len(segment.lead)
            if end > start and ("\n\n" in segment.lead or segment.role is not role):
                # a link that ends the paragraph before stands in front of the break
                end = lead_at + len(segment.lead.partition("\n\n")[0].rstrip()) or end
                yield Passage(start, self.prose[start:end], role, speaker)
                start = end
            if end <= start:  # a new passage: the white space before it is not part of it
                start = span.start - len(segment.lead.rpartition("\n\n")[2].lstrip())
                role = segment.role
            end = span.end
        if end > start:
            yield Passage(start, self.prose[start:end], role, speaker)

    def speaker(self, offset: int) -> str | None:
        """Return who speaks at `offset` (code points of the prose), if a label says so."""
        return self._speakers[self.segment_index(offset)] if self.segments else None

    @cached_property
    def _speakers(self) -> list[str | None]:
        name: str | None = None
        names = []
        for segment in self.segments:
            if segment.role is Role.SPEAKER:
                name = speaker_name(segment.text)
            names.append(name)
        return names

    def source_span(self, span: Span) -> Span:
        """Return `span` in code points of the decoded file."""
        start = self._source(span.start, end=False)
        # at a border, an empty span begins in one segment and ends in the one before
        return Span(start, max(start, self._source(span.end, end=True)))

    def _source(self, offset: int, *, end: bool) -> int:
        if not self.segments:
            return 0
        index = self.segment_index(offset - 1 if end and offset else offset)
        segment, span = self.segments[index], self.spans[index]
        inside = min(max(offset - span.start, 0), len(segment.text))
        if end and inside == len(segment.text) and segment.places:
            return segment.where.end
        if segment.places:
            # an end is behind its last letter, before any markup
            last = inside - 1 if end and inside else inside
            found = bisect.bisect_right(segment.places, last, key=lambda p: p[0]) - 1
            return segment.places[found][1] + inside - segment.places[found][0]
        if len(segment.where) == len(segment.text):
            return segment.where.start + inside
        return segment.where.end if end and inside else segment.where.start

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return line and column (both from 1, code points) of a prose offset in the file."""
        at = self._source(offset, end=False)
        line = bisect.bisect_right(self.line_starts, at)
        return line, at - self.line_starts[line - 1] + 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One checker's claim about one span; findings may overlap.

    `before` is what stands there (checked by `arbitrate`). `suggestions` are replacements for the
    whole span, best first. `confidence` is the share of such findings whose first suggestion is
    right (0 to 1), where the checker knows it; None lets `arbitrate` look it up. `limit` is the
    most that may be done with it, whatever the confidence. `source` is the passage in the
    interview's own language that it was held against, if any.
    """

    span: Span
    before: str
    rule: str
    engine: str
    kind: Kind
    message: str
    suggestions: tuple[str, ...] = ()
    confidence: float | None = None
    limit: Applicability = Applicability.SAFE
    source: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """What the editor is asked about one place; issues never overlap.

    `key` survives edits elsewhere and a reworded message. `engines` all said so, the one whose
    finding is shown first.
    """

    key: str
    finding: Finding
    confidence: float
    applicability: Applicability
    engines: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """Where it is, in code points of the prose."""
        return self.finding.span


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to an issue: the replacement, or None to keep the text; `by` whom."""

    key: str
    replacement: str | None
    by: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One exact change of the prose; refused if `before` no longer stands at `span`."""

    span: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said about a file and is no finding in its words: an ignore that nothing needs.

    `line` (from 1) is of the file where it stands in it; `rule` names the remark. It never counts
    for the exit status.
    """

    rule: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one file came out. `error` is one line for the user; then nothing was written.

    `data` are the bytes as they were read, where places in `document` are exact in them (not for
    docx and the like); `encoding` is the one that the user named, if any.
    """

    path: str
    document: Document | None = None
    issues: tuple[Issue, ...] = ()
    edits: tuple[Edit, ...] = ()
    error: str | None = None
    code: int = 0
    written: bool = False
    words: int = field(default=0)
    data: bytes | None = field(default=None, repr=False)
    encoding: str | None = None
    remarks: tuple[Remark, ...] = ()


def count_words(texts: Iterable[str]) -> int:
    """Return the number of words (runs between white space) in the texts."""
    return sum(len(t.split()) for t in texts)
