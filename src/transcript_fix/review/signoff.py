"""Which changes a sign-off lists: those in the ledger, or all since an earlier version of a file.

The one thing to know: changes from the ledger are found in the text by their words and
neighbours; one whose words are no longer there is not shown, for it is no longer so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from transcript_fix.ledger import Ledger, Mark, Verdict
from transcript_fix.model import Document, Passage, Role, Span
from transcript_fix.reports.changes import Change, Part, Sort, Text, Told
from transcript_fix.review.bits import Look, difference
from transcript_fix.review.documents import Text as Read
from transcript_fix.review.places import locate
from transcript_fix.review.reconcile import place_of_mark

_SORTS = {Look.OLD: Sort.OLD, Look.NEW: Sort.NEW, Look.NEAR: Sort.SAME}


@dataclass(frozen=True, slots=True)
class _Found:
    """A change and where its words stand now; `now` is what stands there."""

    span: Span
    change: Change


def from_ledger(name: str, ledger: Ledger, read: Read) -> Text:
    """Return a transcript with the accepted changes that its ledger holds, made or proposed."""
    document = read.document
    found = sorted(_found(name, ledger, document), key=lambda f: f.span)
    apart: list[_Found] = []
    for each in found:
        if not apart or not each.span.overlaps(apart[-1].span):
            apart.append(each)
    return Text(name, tuple(_told(document, read, apart)))


def _found(name: str, ledger: Ledger, document: Document) -> Iterator[_Found]:
    standing = ledger.standing
    notes = {m.spot: (e.by, e.at) for e in standing.done for m in e.marks}
    for spot, edit in standing.written.items():
        if spot[0] != name:
            continue
        mark = Mark(
            name, spot[1], spot[2], Verdict.ACCEPT, edit["before"], edit["rule"],
            left=edit["left"], right=edit["right"],
        )  # fmt: skip
        span = locate(document, place_of_mark(mark, Path()), edit["after"])
        if span is not None:
            by, at = notes.get(spot, (edit["by"], edit["at"]))
            why = edit.get("message", "")
            yield _Found(span, Change(edit["before"], edit["after"], why, by, at))
    for mark in standing.about(name):
        if mark.verdict is not Verdict.ACCEPT or mark.after is None:
            continue
        if mark.spot in standing.written:
            continue
        span = locate(document, place_of_mark(mark, Path()))
        if span is not None:
            by, at = notes.get(mark.spot, ("", ""))
            yield _Found(span, Change(mark.before, mark.after, mark.rule, by, at, written=False))


def _told(document: Document, read: Read, found: Sequence[_Found]) -> Iterator[Told]:
    """Yield all passages in order, and what stands between them as the next one's lead."""
    at = 0
    for passage in document.passages:
        end = passage.start + len(passage.text)
        here = [f for f in found if at <= f.span.start < end or f.span.start == end == f.span.end]
        start = min([passage.start, *(_label_start(document, f) for f in here)])
        parts = tuple(_parts(document, Span(start, end), here))
        yield Told(
            parts,
            tuple(f.change for f in here),
            passage.speaker or "",
            document.line_column(passage.start)[0],
            read.time(Span(start, end)) or "",
            document.prose[at:start],
        )
        at = end


def _label_start(document: Document, found: _Found) -> int:
    """Return where the label begins that a change is in, else the place of the change."""
    index = document.segment_index(found.span.start)
    if document.segments[index].role is Role.SPEAKER:
        return document.spans[index].start
    return found.span.start


def _parts(document: Document, within: Span, found: Iterable[_Found]) -> Iterator[Part]:
    at = within.start
    for number, each in enumerate(found):
        yield Part(document.prose[at : each.span.start])
        for bit in difference(each.change.before, each.change.after):
            yield Part(bit.text, _SORTS[bit.look], number)
        at = each.span.end
    yield Part(document.prose[at : within.end])


def between(name: str, old: Document, read: Read) -> Text:
    """Return a transcript with every change since an earlier version of it."""
    before, after = old.passages, read.document.passages
    matcher = SequenceMatcher(None, [_key(p) for p in before], [_key(p) for p in after], False)
    told: list[Told] = []
    at = 0
    for op, i1, i2, j1, j2 in matcher.get_opcodes():
        pairs = _pairs(before[i1:i2], after[j1:j2], same=op == "equal")
        for earlier, later in pairs:
            lead = ""
            if later is not None:
                lead = read.document.prose[at : later.start]
                at = later.start + len(later.text)
            told.append(_compared(earlier, later, read, lead))
    return Text(name, tuple(told))


def _key(passage: Passage) -> tuple[str | None, str]:
    return passage.speaker, passage.text


def _pairs(
    before: Sequence[Passage], after: Sequence[Passage], *, same: bool
) -> Iterator[tuple[Passage | None, Passage | None]]:
    if same or len(before) == len(after):
        yield from zip(before, after, strict=True)
        return
    for number in range(max(len(before), len(after))):
        yield (
            before[number] if number < len(before) else None,
            after[number] if number < len(after) else None,
        )


def _compared(earlier: Passage | None, later: Passage | None, read: Read, lead: str) -> Told:
    old, new = earlier.text if earlier else "", later.text if later else ""
    here = later or earlier
    assert here is not None
    parts: list[Part] = []
    changes: list[Change] = []
    pending = ["", ""]

    def close() -> None:
        if pending != ["", ""]:
            changes.append(Change(pending[0], pending[1]))
            pending[:] = ["", ""]

    for bit in difference(old, new) if old != new else ():
        sort = _SORTS[bit.look]
        if sort is Sort.SAME:
            close()
            parts.append(Part(bit.text))
            continue
        pending[sort is Sort.NEW] += bit.text
        parts.append(Part(bit.text, sort, len(changes)))
    close()
    line = read.document.line_column(later.start)[0] if later else 1
    time = read.time(Span(later.start, later.start + 1)) or "" if later else ""
    whole = tuple(parts) or (Part(new),)
    return Told(whole, tuple(changes), here.speaker or "", line, time, lead)
