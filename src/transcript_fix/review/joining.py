"""What the readers found in a file joins the questions that the editor has already.

The one thing to know: he was asked first by the other engines, and what he was asked stays as it
is. A place is only added where no question stands, and only weighed anew or bettered where he has
not answered and does not look. So a review is the same, however long the readers took.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from transcript_fix.errors import UserError
from transcript_fix.model import Span
from transcript_fix.review.documents import Documents
from transcript_fix.review.places import Place, locate
from transcript_fix.review.reconcile import reconcile
from transcript_fix.review.session import Session


def join(
    session: Session, documents: Documents, path: str, file: Path, places: Iterable[Place]
) -> None:
    """Let places count that were found in a file; they are looked up in it as it is now."""
    try:
        text = documents.get(path, file)
    except UserError:
        return  # who looks at the file is told why
    board = session.board
    for place in places:
        span = locate(text.document, place)
        if span is None:
            continue
        known = board.by_spot.get(place.spot)
        if known is not None and _same(board.places[known], place, span):
            board.weigh(known, place)
        elif _free(session, known, place.path, span):
            board.move(board.add(place), span, text.document)
    reconcile(session, path, file, text.document, text.data)


def _same(asked: Place, place: Place, span: Span) -> bool:
    return asked.span == span and asked.form == place.form


def _free(session: Session, known: int | None, path: str, span: Span) -> bool:
    """Return whether nothing is asked there, or something that has no answer and no eyes on it."""
    board = session.board
    if known is None:
        return not any(s.overlaps(span) for s in _asked(session, path))
    there = board.places[known].span == span
    return there and board.waits(known) and not _looked_at(session, known)


def _asked(session: Session, path: str) -> Iterable[Span]:
    board = session.board
    for index in board.by_path.get(path, ()):
        span = board.places[index].span
        if span is not None and not board.past[index]:
            yield span


def _looked_at(session: Session, index: int) -> bool:
    group = session.walk.group
    return group is not None and session.board.places[index].form == group.form
