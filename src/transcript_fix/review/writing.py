"""Answers into files, when the editor says so: the same verified way that `fix` goes.

The one thing to know: what is about to be written is in the ledger before the file changes, with
the hash of the file before and after. So after a crash it is known which files were done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from transcript_fix import archives, pipeline
from transcript_fix.config import Settings
from transcript_fix.errors import UnsafeResult, UserError
from transcript_fix.journal import recording
from transcript_fix.ledger import Entry, TakenOver
from transcript_fix.model import Document, Edit, Span
from transcript_fix.pipeline import Replace, Source
from transcript_fix.reports.said import plural
from transcript_fix.review.places import locate, neighbours
from transcript_fix.review.reconcile import digest
from transcript_fix.review.session import Session


@dataclass(frozen=True, slots=True)
class Written:
    """How one file came out: changes made, answers that found no place, or the reason for none.

    `where` is the new archive, for a file in one.
    """

    path: str
    changes: int = 0
    stale: int = 0
    error: str | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class _Change:
    index: int
    edit: Edit


@dataclass(frozen=True, slots=True)
class _Ready:
    """A file whose new bytes are made and verified; `file` is where its places are."""

    path: str
    file: Path
    source: Source
    changes: Sequence[_Change]
    data: bytes
    after: Document
    stale: int


def write(session: Session, settings: Settings) -> Iterator[Written]:
    """Bring each file to where its answers are, one after the other. A bad file stops no other.

    Files in an archive go into a new one beside it, all at once. Raises TakenOver where another
    reviewer began since; nothing more is written then.
    """
    with recording(session.ledger.project, "review") as journal:
        packed: dict[Path, list[_Ready]] = {}
        for path, indexes in sorted(session.board.pending().items()):
            try:
                ready = _ready(session, path, indexes, settings)
            except (UserError, UnsafeResult) as error:
                yield Written(path, error=_line(error))
                continue
            if isinstance(ready, Written):
                yield ready
            elif found := archives.split(ready.file):
                packed.setdefault(found[0], []).append(ready)
            else:
                yield from _put(session, [ready], partial(_save, ready, journal.save))
        for archive, members in packed.items():
            yield from _put(session, members, partial(_pack, archive, members))


def summary(results: list[Written]) -> str:
    """Return what happened, in a line or a line a file that failed."""
    changes, files = sum(r.changes for r in results), sum(bool(r.changes) for r in results)
    lines = [f"{plural(changes, 'change')} written in {plural(files, 'file')}"]
    if stale := sum(r.stale for r in results):
        lines.append(f"{plural(stale, 'answer')} not applied: the words are no longer there")
    made = dict.fromkeys(r.where for r in results if r.where)
    lines += [f"{where} holds them; the archive itself is as it was" for where in made]
    lines += [f"{r.path}: {r.error}" for r in results if r.error]
    return "\n".join(lines)


def _ready(session: Session, path: str, indexes: list[int], settings: Settings) -> _Ready | Written:
    """Return what is to be written in a file, made and verified."""
    board = session.board
    file = board.places[indexes[0]].file
    source = pipeline.read(archives.newest(file), settings)
    changes, lost = _changes(session, indexes, source.document)
    for index in lost:
        mark = board.mark(index)
        if mark is not None:
            session.stale.append(mark)
        board.drop(index)
    if not changes:
        return Written(path, stale=len(lost))
    data = pipeline.mended(source, [c.edit for c in changes])
    after = source.format.read(data, str(source.path), source.encoding)
    return _Ready(path, file, source, tuple(changes), data, after, len(lost))


def _put(session: Session, ready: list[_Ready], put: Callable[[], str]) -> Iterator[Written]:
    """Put files in place together, the ledger told before and after; `put` says where."""
    intents = [_intend(session, one) for one in ready]
    try:
        where = put()
    except BaseException as error:
        for intent in intents:
            failed = {"failed": str(error) or "interrupted"}
            session.ledger.add("wrote", of=intent.id, data=failed)
        line = _line(error)
        yield from (Written(one.path, error=line) for one in ready)
        return
    for one, intent in zip(ready, intents, strict=True):
        session.ledger.add("wrote", of=intent.id)
        _settle(session, one.path, one.changes, one.source, one.after)
        yield Written(one.path, len(one.changes), one.stale, where=where)


def _save(one: _Ready, replace: Replace) -> str:
    pipeline.put(one.source, one.data, replace)
    return ""


def _pack(archive: Path, members: list[_Ready]) -> str:
    changes = {
        found[1]: (one.source.data, one.data)
        for one in members
        if (found := archives.split(one.file))
    }
    return str(archives.go_on(archive, changes))


def _line(error: BaseException) -> str:
    """Return a file's own error in words; what ends everything is raised again."""
    if isinstance(error, UnsafeResult):
        return f"left as it was, by our own check: {error}. Please report this"
    if isinstance(error, UserError) and not isinstance(error, TakenOver):
        return str(error)
    raise error


def _intend(session: Session, one: _Ready) -> Entry:
    edits = [_record(session, c, span, one.after) for c, span in _shifted(one.changes)]
    data = {
        "path": one.path,
        "sha_before": digest(one.source.data),
        "sha_after": digest(one.data),
        "edits": edits,
    }
    label = f"write {plural(len(one.changes), 'change')} to {one.path}"
    return session.ledger.add("intend", label=label, data=data)


def _changes(
    session: Session, indexes: list[int], document: Document
) -> tuple[list[_Change], list[int]]:
    """Return the edits in order of place, and the places whose words are gone."""
    board = session.board
    found, lost = [], []
    for index in indexes:
        have = board.have[index]
        span = locate(document, board.places[index], have)
        if span is None:
            lost.append(index)
        else:
            found.append(_Change(index, Edit(span, have, board.want(index))))
    found.sort(key=lambda c: c.edit.span)
    apart: list[_Change] = []
    for change in found:
        if apart and change.edit.span.overlaps(apart[-1].edit.span):
            lost.append(change.index)
        else:
            apart.append(change)
    return apart, lost


def _shifted(changes: Sequence[_Change]) -> Iterator[tuple[_Change, Span]]:
    """Yield each change with the span of its new words in the new prose."""
    by = 0
    for change in changes:
        start = change.edit.span.start + by
        yield change, Span(start, start + len(change.edit.after))
        by += len(change.edit.after) - len(change.edit.before)


def _record(session: Session, change: _Change, span: Span, after: Document) -> dict[str, Any]:
    place = session.board.places[change.index]
    left, right = neighbours(after, span)
    record = {
        "key": place.key,
        "nth": place.nth,
        "rule": place.finding.rule,
        "message": place.finding.message,
        "before": place.before,
        "after": change.edit.after,
        "left": left,
        "right": right,
        "line": after.line_column(span.start)[0],
        "speaker": place.speaker,
    }
    if change.edit.after == place.before:
        record["back"] = True
    return record


def _settle(
    session: Session, path: str, changes: Sequence[_Change], source: Source, after: Document
) -> None:
    """Let the board know what stands in the file now, and where."""
    board = session.board
    for change, span in _shifted(changes):
        board.stands(change.index, change.edit.after)
        board.move(change.index, span, after)
    moved = {c.index for c in changes}
    for index in board.by_path.get(path, ()):
        if index in moved:
            continue
        stood = locate(source.document, board.places[index], board.have[index])
        if stood is not None:
            by = sum(
                len(c.edit.after) - len(c.edit.before)
                for c in changes
                if c.edit.span.start < stood.start
            )
            board.move(index, stood.shift(by), after)
