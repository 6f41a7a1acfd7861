"""Two versions of a text as the words that changed, or the letters.

The one thing to know: the answer is right for any two texts, but only near to the shortest; who
knows the edits themselves should use those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

Change = tuple[int, int, str]
"""Start and end in code points of the old text, and what stands there now."""

_TOKEN = re.compile(r"\s|\w+(?:['’]\w+)*|[^\w\s]")
_CLOSE = 200
"""Tokens: below this every token may anchor; `SequenceMatcher` leaves frequent ones out above."""


def words_changed(old: str, new: str) -> list[Change]:
    """Return the changes from `old` to `new` in whole words, in order, apart."""
    return list(_by_token(old, new, 0))


def letters_changed(old: str, new: str) -> list[Change]:
    """Return the changes with the letters cut off that a changed word keeps at either end."""
    return [_trimmed(old, *change) for change in _by_token(old, new, 0)]


def _by_token(old: str, new: str, at: int) -> Iterator[Change]:
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    head = common(a, b)
    tail = common(a[head:][::-1], b[head:][::-1])
    at += sum(map(len, a[:head]))
    yield from _matched(a[head : len(a) - tail], b[head : len(b) - tail], at)


def _matched(a: Sequence[str], b: Sequence[str], at: int) -> Iterator[Change]:
    starts = [at]
    for token in a:
        starts.append(starts[-1] + len(token))
    close = len(a) < _CLOSE and len(b) < _CLOSE
    for op, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=not close).get_opcodes():
        if op == "equal":
            continue
        if close or i2 - i1 >= _CLOSE or j2 - j1 >= _CLOSE or op != "replace":
            yield starts[i1], starts[i2], "".join(b[j1:j2])
        else:
            yield from _matched(a[i1:i2], b[j1:j2], starts[i1])


def common(a: Sequence[object], b: Sequence[object]) -> int:
    """Return how many words (or letters, of texts) are equal at the beginning."""
    count = 0
    for left, right in zip(a, b, strict=False):
        if left != right:
            break
        count += 1
    return count


def _trimmed(old: str, start: int, end: int, new: str) -> Change:
    piece = old[start:end]
    head = common(piece, new)
    tail = common(piece[head:][::-1], new[head:][::-1])
    return start + head, end - tail, new[head : len(new) - tail]
