"""A place that the editor is asked about, and how it is found again in a text that moved.

The one thing to know: a place is anchored by its words and neighbours. Its spans are hints; when
the words no longer stand there the neighbours decide, and where they cannot, it is not found.
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from transcript_fix import anchor
from transcript_fix.ledger import Spot
from transcript_fix.model import Applicability, Document, Finding, Issue, Kind, Span
from transcript_fix.printable import printable
from transcript_fix.worddiff import common

NEIGHBOURS = 40
"""Code points kept on each side of a place."""
TWIN_SUFFIXES = (".txt", ".vtt", ".srt")
"""Files of one stem with these suffixes are one text in several forms; the first is the leader."""


@dataclass(frozen=True, slots=True)
class Place:
    """One finding in one file. `path` is relative to the project, `file` is where to open it.

    `span` is in code points of the prose (None: not known yet), `start` and `end` in code points
    of the decoded file. `left` and `right` are the neighbours, empty until the file is read.
    """

    path: str
    file: Path
    key: str
    nth: int
    finding: Finding
    confidence: float
    applicability: Applicability
    engines: tuple[str, ...]
    start: int
    end: int
    line: int
    column: int
    speaker: str | None = None
    span: Span | None = None
    left: str = ""
    right: str = ""

    @property
    def spot(self) -> Spot:
        """What names this place in the ledger."""
        return self.path, self.key, self.nth

    @property
    def before(self) -> str:
        """The words that stand there."""
        return self.finding.before

    @property
    def fix(self) -> str | None:
        """What is suggested first, if anything is."""
        return self.finding.suggestions[0] if self.finding.suggestions else None

    @property
    def form(self) -> tuple[str, str, str | None]:
        """What makes places alike: rule, words and fix."""
        return self.finding.rule, self.finding.before, self.fix


def from_issues(
    path: str, file: Path, document: Document, issues: Iterable[Issue]
) -> tuple[Place, ...]:
    """Return the places of a file that was just checked."""
    seen: Counter[str] = Counter()
    return tuple(_from_issue(path, file, document, i, seen) for i in issues)


def _from_issue(
    path: str, file: Path, document: Document, issue: Issue, seen: Counter[str]
) -> Place:
    where = document.source_span(issue.span)
    line, column = document.line_column(issue.span.start)
    left, right = neighbours(document, issue.span)
    nth = seen[issue.key]
    seen[issue.key] += 1
    return Place(
        path,
        file,
        issue.key,
        nth,
        issue.finding,
        issue.confidence,
        issue.applicability,
        issue.engines or (issue.finding.engine,),
        where.start,
        where.end,
        line,
        column,
        document.speaker(issue.span.start),
        issue.span,
        left,
        right,
    )


def from_records(path: str, file: Path, records: Iterable[dict[str, object]]) -> tuple[Place, ...]:
    """Return the places of a file as `check --save` wrote them.

    Raises KeyError, ValueError or TypeError for a record that is not one.
    """
    seen: Counter[str] = Counter()
    return tuple(_from_record(path, file, r, seen) for r in records)


def _from_record(path: str, file: Path, record: dict, seen: Counter[str]) -> Place:  # type: ignore[type-arg]
    engines = tuple(record["engines"])
    span = Span(record["start"], record["end"])
    finding = Finding(
        span,
        record["text"],
        record["rule"],
        engines[0] if engines else "",
        Kind(record["kind"]),
        record["message"],
        tuple(record["suggestions"]),
    )
    key = record["key"]
    nth = seen[key]
    seen[key] += 1
    return Place(
        path,
        file,
        key,
        nth,
        finding,
        float(record["confidence"]),
        Applicability[record["applicability"].upper()],
        engines,
        span.start,
        span.end,
        int(record["line"]),
        int(record["column"]),
        record.get("speaker"),
    )


def neighbours(document: Document, span: Span) -> tuple[str, str]:
    """Return what stands before and after `span`, up to NEIGHBOURS code points each."""
    prose = document.prose
    return (
        prose[max(span.start - NEIGHBOURS, 0) : span.start],
        prose[span.end : span.end + NEIGHBOURS],
    )


def locate(document: Document, place: Place, words: str | None = None) -> Span | None:
    """Return where `words` (the place's own by default) stand now, in code points of the prose.

    The known span comes first, then the place in the file, then the neighbours, then a text that
    has the words just once. None where the place cannot be told from others, or is gone.
    """
    wanted = place.before if words is None else words
    for span in _hints(document, place, len(wanted)):
        if document.cut(span) == wanted and _agrees(document, span, place):
            return span
    spans = tuple(_occurrences(document, wanted) if wanted else _gaps(document, place))
    if not place.left and not place.right and wanted == place.before:
        return _by_key(document, place, spans)
    ranked = sorted(spans, key=lambda s: _likeness(document, s, place), reverse=True)
    if not ranked:
        return None
    best = _likeness(document, ranked[0], place)
    if len(ranked) > 1 and _likeness(document, ranked[1], place) == best:
        return None
    return ranked[0] if best >= NEAR else None


NEAR = 12
"""Neighbouring code points that must be equal, both sides together, to find a place again."""


def _by_key(document: Document, place: Place, spans: Iterable[Span]) -> Span | None:
    """Return the span whose issue key is the place's, for one that was saved without its text."""
    seen: Counter[tuple[str, str]] = Counter()
    for span in spans:
        sides = anchor.neighbours(document, span)
        seen[sides] += 1
        if anchor.issue_key(sides[0], place.before, sides[1], seen[sides]) == place.key:
            return span
    return None


def _hints(document: Document, place: Place, length: int) -> Iterator[Span]:
    size = len(document.prose)
    if place.span is not None and place.span.start + length <= size:
        yield Span(place.span.start, place.span.start + length)
    else:
        start = prose_offset(document, place.start)
        if start is not None and start + length <= size:
            yield Span(start, start + length)


def _agrees(document: Document, span: Span, place: Place) -> bool:
    if not place.left and not place.right:
        return _by_key(document, place, _occurrences(document, place.before)) == span
    return _likeness(document, span, place) >= min(NEAR, len(place.left) + len(place.right))


def _likeness(document: Document, span: Span, place: Place) -> int:
    """Return how many neighbouring code points are equal, outward from the words."""
    left, right = neighbours(document, span)
    return common(left[::-1], place.left[::-1]) + common(right, place.right)


def _occurrences(document: Document, words: str) -> Iterator[Span]:
    at = document.prose.find(words)
    while at >= 0:
        yield Span(at, at + len(words))
        at = document.prose.find(words, at + 1)


def _gaps(document: Document, place: Place) -> Iterator[Span]:
    """Yield the empty spans between the neighbours: where words were taken out."""
    left, right = place.left[-NEAR:], place.right[:NEAR]
    for span in _occurrences(document, left + right) if left + right else ():
        yield Span(span.start + len(left), span.start + len(left))


def prose_offset(document: Document, source: int) -> int | None:
    """Return the prose offset of a place in the decoded file, None outside all prose."""
    starts = [s.where.start for s in document.segments]
    index = bisect.bisect_right(starts, source) - 1
    if index < 0:
        return None
    segment, span = document.segments[index], document.spans[index]
    if source > segment.where.end:
        return None
    return span.start + min(source - segment.where.start, len(segment.text))


def visible(text: str) -> str:
    """Return words so that blanks at the ends and nothing at all can be seen."""
    shown = printable(text)
    if not shown:
        return "(nothing)"
    if shown != shown.strip() or not shown.strip():
        return shown.replace(" ", "␣")
    return shown


def twin_stem(path: str) -> str | None:
    """Return what twins share: folder and stem; None for a format that has no twins."""
    stem, dot, suffix = path.rpartition(".")
    return stem if dot + suffix.lower() in TWIN_SUFFIXES else None
