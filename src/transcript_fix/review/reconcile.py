"""Earlier answers meet the text as it is now: found again, already there, or stale.

The one thing to know: a stale answer is listed and never applied. An answer counts as found only
where its words stand with enough of the same neighbours.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from transcript_fix.ledger import Entry, Ledger, Mark, Verdict
from transcript_fix.model import Applicability, Document, Finding, Kind, Span
from transcript_fix.review.places import Place, locate
from transcript_fix.review.session import Session


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes."""
    return hashlib.sha256(data).hexdigest()


def reconcile(session: Session, path: str, file: Path, document: Document, data: bytes) -> None:
    """Settle what the ledger holds about a file that was just read; its places are in already.

    Unfinished writes are closed first: by the file's bytes, or by the words where it changed.
    """
    ledger, board = session.ledger, session.board
    _close_intents(ledger, path, document, data)
    standing = ledger.standing
    for spot, edit in standing.written.items():
        if spot[0] == path and spot not in board.by_spot:
            place = _place_of_edit(path, file, edit)
            if locate(document, place, edit["after"]) is not None:
                board.add(place, have=edit["after"], past=True)
    session.stale = [m for m in session.stale if m.path != path]
    for mark in standing.about(path):
        if mark.spot not in board.by_spot and mark.verdict is not Verdict.OPEN:
            _find_again(session, mark, file, document)


def _close_intents(ledger: Ledger, path: str, document: Document, data: bytes) -> None:
    if ledger.read_only:
        return
    for intent in [i for i in ledger.standing.intents.values() if i.data["path"] == path]:
        done = _was_done(intent, document, data)
        ledger.add("wrote", of=intent.id, data={} if done else {"failed": "it was interrupted"})


def _was_done(intent: Entry, document: Document, data: bytes) -> bool:
    now = digest(data)
    if now in (intent.data["sha_before"], intent.data["sha_after"]):
        return bool(now == intent.data["sha_after"])
    edits = intent.data["edits"]
    places = [(_place_of_edit("", Path(), e), e["after"]) for e in edits]
    return all(locate(document, place, after) is not None for place, after in places)


def _place_of_edit(path: str, file: Path, edit: dict[str, object]) -> Place:
    mark = Mark(
        path,
        str(edit["key"]),
        int(str(edit["nth"])),
        Verdict.ACCEPT,
        str(edit["before"]),
        str(edit["rule"]),
        left=str(edit["left"]),
        right=str(edit["right"]),
    )
    return place_of_mark(mark, file, line=int(str(edit.get("line", 1))))


def place_of_mark(mark: Mark, file: Path, *, line: int = 1, span: Span | None = None) -> Place:
    """Return a place for an answer whose finding is not at hand."""
    where = span or Span(0, len(mark.before))
    fixes = (mark.fix,) if mark.fix is not None else ()
    message = "You answered this before; no engine of this run asks it."
    finding = Finding(where, mark.before, mark.rule, "ledger", Kind.STYLE, message, fixes)
    return Place(
        mark.path,
        file,
        mark.key,
        mark.nth,
        finding,
        1.0,
        Applicability.REVIEW,
        ("ledger",),
        where.start,
        where.end,
        line,
        1,
        span=span,
        left=mark.left,
        right=mark.right,
    )


def _find_again(session: Session, mark: Mark, file: Path, document: Document) -> None:
    """Find the place of an answer whose key no finding has now."""
    board = session.board
    if mark.spot in session.ledger.standing.written:
        return  # it is in the file, or somebody changed it since: either way it is done
    asked = place_of_mark(mark, file)
    span = locate(document, asked)
    moved = _asked_anew(session, mark, span)
    if moved is not None:
        _adopt(session, mark, moved)
        return
    if mark.verdict is not Verdict.ACCEPT or mark.after is None:
        return  # a "no" about words that are gone needs nothing
    if span is None:
        if not mark.after or locate(document, asked, mark.after) is None:
            session.stale.append(mark)
        return
    taken = [board.places[i].span for i in board.by_path.get(mark.path, ())]
    if any(s is not None and s.overlaps(span) for s in taken):
        session.stale.append(mark)
        return
    line, _ = document.line_column(span.start)
    board.add(place_of_mark(mark, file, line=line, span=span))


def _asked_anew(session: Session, mark: Mark, span: Span | None) -> int | None:
    """Return the unanswered place that asks the same at the same words, if there is one."""
    board = session.board
    for index in board.by_path.get(mark.path, ()):
        place = board.places[index]
        same = place.before == mark.before and place.finding.rule == mark.rule
        if same and board.mark(index) is None and span is not None and place.span == span:
            return index
    return None


def _adopt(session: Session, mark: Mark, index: int) -> None:
    ledger, place = session.ledger, session.board.places[index]
    if ledger.read_only:
        return
    found = Mark(
        place.path,
        place.key,
        place.nth,
        mark.verdict,
        mark.before,
        mark.rule,
        mark.after,
        place.fix,
        place.left,
        place.right,
    )
    label = f"found again: {mark.before}"
    ledger.add("moved", label=label, marks=(found,), data={"from": [list(mark.spot)]})
    session.board.refresh([index])


def anchored(session: Session, path: str, document: Document) -> tuple[int, ...]:
    """Note where the places of a file just read stand now; return those that are gone.

    A place whose words another place holds already is gone too.
    """
    gone: list[int] = []
    taken: set[Span] = set()
    for index in tuple(session.board.by_path.get(path, ())):
        place = session.board.places[index]
        span = locate(document, place, session.board.have[index])
        if span is None or span in taken:
            gone.append(index)
            continue
        taken.add(span)
        session.board.move(index, span, document)
    return tuple(gone)
