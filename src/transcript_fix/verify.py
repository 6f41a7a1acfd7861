"""The last look before saving: what is about to be written is what was accepted, nothing else.

The one thing to know: it trusts no other stage. It applies the edits by its own arithmetic, reads
the new bytes afresh and compares them with the old ones outside the edited segments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from transcript_fix.encoding import decode, splice
from transcript_fix.errors import UnsafeResult, UserError
from transcript_fix.formats import Format
from transcript_fix.masks import MASK
from transcript_fix.model import Document, Edit, Span


def verify(
    form: Format,
    old: bytes,
    new: bytes,
    before: Document,
    intended: Document,
    edits: Iterable[Edit],
    encoding: str | None = None,
) -> Document:
    """Return `new` as read a second time, if it is `old` with exactly `edits` made.

    `before` is `old` as it was read, `intended` is `before` with the edits applied; `edits` are in
    `before`'s prose, in any order. Raises UnsafeResult where an edit does not stand where it says,
    where other words would change, or a label, link, time or any byte outside the edited segments.
    """
    _only(before, intended, edits)
    try:
        after = form.read(new, before.path, encoding)
    except UserError as error:
        raise UnsafeResult(f"the result cannot be read again: {error}") from error
    frame = getattr(form, "frame", None)
    if after.texts != intended.texts:  # a new word may have made or unmade a label or a link
        reading = _seen if frame is None else str.split
        _same("the words", reading(intended.prose), reading(after.prose))
    if frame is None:
        copies = getattr(form, "copies", None)
        _outside(before, intended, copies(old, encoding) if copies else {}, old, new, encoding)
    elif frame(old, encoding) != frame(new, encoding):
        raise UnsafeResult("something other than words would change")
    return after


def _seen(prose: str) -> list[str]:
    """Return the words without links and times: a time is out of sight beside a label only."""
    return re.findall(r"\w+", MASK.sub(" ", prose))


def _only(before: Document, intended: Document, edits: Iterable[Edit]) -> None:
    """Make the edits once more, in the prose, and compare word by word."""
    places: list[tuple[Span, str]] = []
    for edit in sorted(edits, key=lambda e: (e.span.start, e.span.end)):
        if before.cut(edit.span) != edit.before:
            raise UnsafeResult(f"{edit.before!r} does not stand where it should be changed")
        if places and edit.span.start < places[-1][0].end:
            raise UnsafeResult(f"two changes overlap at {edit.before!r}")
        places.append((edit.span, edit.after))
    wanted = splice(before.prose, places)
    if wanted != intended.prose:
        _same("other words", wanted.split(), intended.prose.split())
    leads = [s.lead for s in before.segments]
    if leads != [s.lead for s in intended.segments]:
        raise UnsafeResult("a link, a time or a paragraph would change")


def _same(what: str, wanted: Sequence[str], found: Sequence[str]) -> None:
    if wanted == found:
        return
    pairs = enumerate(zip(wanted, found, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(wanted), len(found)))
    raise UnsafeResult(
        f"{what} would not be read back: {_near(wanted, at)!r} became {_near(found, at)!r}"
    )


def _near(value: Sequence[str], at: int) -> str:
    return " ".join(value[max(at - 3, 0) : at + 4])


def _outside(
    before: Document,
    intended: Document,
    copies: Mapping[int, Sequence[Span]],
    old: bytes,
    new: bytes,
    encoding: str | None,
) -> None:
    """Walk both files together: all but the changed segments must be the same, in order."""
    was = decode(old, encoding)
    now = decode(new, was.encoding)
    if was.bom != now.bom:
        raise UnsafeResult("the byte-order mark would change")
    at_old = at_new = 0
    for place, text in [
        *_changes(before, intended, copies),
        (Span(len(was.text), len(was.text)), ""),
    ]:
        piece = was.text[at_old : place.start] + text
        if not now.text.startswith(piece, at_new):
            raise UnsafeResult(f"something else would change near {piece[-40:]!r}")
        at_new += len(piece)
        at_old = place.end
    if at_new != len(now.text):
        raise UnsafeResult("the end of the file would change")


def _changes(
    before: Document, intended: Document, copies: Mapping[int, Sequence[Span]]
) -> list[tuple[Span, str]]:
    """Return place and new words of each changed segment, in the order of the file."""
    changes = []
    for index, (old, new) in enumerate(zip(before.segments, intended.segments, strict=True)):
        if old.text != new.text:
            changes += [(place, new.text) for place in (old.where, *copies.get(index, ()))]
    return sorted(changes)
