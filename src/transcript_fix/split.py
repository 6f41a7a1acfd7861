"""How an edit that crosses the border of two segments becomes edits within each.

The one thing to know: a lead is never edited. White space of a lead that a replacement would
swallow simply stays; anything else in a lead must come out unchanged, or there is no split.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from transcript_fix.model import Document, Edit, Span

_TOKEN = re.compile(r"\s+|\w+(?:['’]\w+)*|[^\w\s]")


def split(document: Document, edit: Edit) -> tuple[Edit, ...] | None:
    """Return edits that each lie in one segment's text, or None where a word diff finds no way."""
    if document.home(edit.span) is not None:
        return (edit,)
    old = list(_tokens(document, edit.span))
    new = [m.group() for m in _TOKEN.finditer(edit.after)]
    matcher = SequenceMatcher(None, [document.cut(s) for s in old], new, autojunk=False)
    out: list[Edit] = []
    for op, i1, i2, j1, j2 in matcher.get_opcodes():
        if op == "equal":
            continue
        pieces = _change(document, edit, old[i1:i2], "".join(new[j1:j2]), old, i1)
        if pieces is None:
            return None
        out += pieces
    return tuple(_roomy(document, out))


def _tokens(document: Document, span: Span) -> Iterator[Span]:
    """Yield words, marks and white space of `span`, none of them across a border."""
    at = span.start
    borders = {b for s in document.spans for b in (s.start, s.end) if span.start < b < span.end}
    for end in [*sorted(borders), span.end]:
        for m in _TOKEN.finditer(document.prose, at, end):
            yield Span(*m.span())
        at = end


def _change(
    document: Document, edit: Edit, old: list[Span], new: str, every: list[Span], index: int
) -> list[Edit] | None:
    """Return the edits that turn the tokens `old` into `new`, or None."""
    if not old:
        at = every[index].start if index < len(every) else edit.span.end
        home = document.home(Span(at, at))
        return None if home is None else [Edit(Span(at, at), "", new)]
    by_home: dict[int, list[Span]] = {}
    for span in old:
        home = document.home(span)
        if home is not None:
            by_home.setdefault(home, []).append(span)
        elif document.cut(span).strip():
            return None
    if document.home(old[-1]) is None:  # the border's own white space stays
        new = new.rstrip()
    if document.home(old[0]) is None:
        new = new.lstrip()
    if new.strip() and len(by_home) != 1:
        return None
    out: list[Edit] = []
    for mine in by_home.values():
        span = Span(mine[0].start, mine[-1].end)
        out.append(Edit(span, document.cut(span), new if new.strip() else ""))
    return out


def _roomy(document: Document, edits: list[Edit]) -> Iterator[Edit]:
    """Widen deletions at a segment's edge over the space that they would leave there."""
    taken = 0
    for edit, after in zip_longest(edits, edits[1:]):
        span, home = edit.span, document.home(edit.span)
        if not edit.after and len(span) and home is not None:
            whole = document.spans[home]
            most = min(whole.end, after.span.start) if after else whole.end
            span = _with_space(document, span, whole, Span(max(whole.start, taken), most))
        taken = span.end
        yield Edit(span, document.cut(span), edit.after)


def _with_space(document: Document, span: Span, whole: Span, room: Span) -> Span:
    """Widen a deletion at an edge of `whole` over spaces, within `room`."""
    start, end = span.start, span.end
    if start == whole.start:
        while end < room.end and document.prose[end] == " ":
            end += 1
    elif end == whole.end:
        while start > room.start and document.prose[start - 1] == " ":
            start -= 1
    return Span(start, end)
