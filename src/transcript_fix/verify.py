"""The last look before saving: what is about to be written is what was accepted, nothing else.

The one thing to know: it trusts no other stage. It applies the edits by its own arithmetic, reads
the new bytes afresh and compares them with the old ones outside the edited segments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from transcript_fix.encoding import decode, splice
from transcript_fix.errors import UnsafeResult, UserError
from transcript_fix.formats import Format
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
    if after.texts != intended.texts:  # a new word may have made or unmade a label or a link
        _same("the words", intended.prose.split(), after.prose.split())
    frame = getattr(form, "frame", None)
    if frame is None:
        _outside(before, intended.texts, decode(old, encoding).text, decode(new, encoding).text)
    elif frame(old, encoding) != frame(new, encoding):
        raise UnsafeResult("something other than words would change")
    return after


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


def _outside(before: Document, texts: Sequence[str], old: str, new: str) -> None:
    """Walk both files together: what is in no changed segment must be the same, in order."""
    at_old = at_new = 0
    open_end = False
    for start, end, inside in _changes(before, texts, old):
        at_new = _step(old[at_old:start], new, at_new, open_end)
        open_end = inside is None
        if inside is not None:
            if not new.startswith(inside, at_new):
                raise UnsafeResult(f"{inside!r} was not put in its place")
            at_new += len(inside)
        at_old = end
    rest = old[at_old:]
    if not (new.endswith(rest) if open_end else new[at_new:] == rest) or len(new) < at_new + len(
        rest
    ):
        raise UnsafeResult("the end of the file would change")


def _changes(
    before: Document, texts: Sequence[str], old: str
) -> Iterator[tuple[int, int, str | None]]:
    """Yield place and new words of each changed segment; None where they stand encoded."""
    for segment, text in zip(before.segments, texts, strict=True):
        if segment.text != text:
            raw = old[segment.where.start : segment.where.end]
            plain = raw == segment.text and not set(text) & set('&<>\\"')
            yield segment.where.start, segment.where.end, text if plain else None


def _step(fixed: str, new: str, at: int, open_end: bool) -> int:
    found = new.find(fixed, at) if open_end else (at if new.startswith(fixed, at) else -1)
    if found < 0:
        raise UnsafeResult(f"something else would change near {fixed[:40]!r}")
    return found + len(fixed)
