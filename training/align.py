"""Which tags turn wrong words into right ones: one for each wrong word, and one for the start.

Needleman-Wunsch over the words; two words may be one (JOIN, HYPHEN) and one word two. The one thing
to know: a word bears one tag, so where it needs two (replace it and put a word behind), the second
is left for the second round.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from transcript_fix.tagger.tags import APPEND, DELETE, HYPHEN, JOIN, KEEP, REPLACE, tag_between

_GAP, _DOUBLE, _FORM, _WORD, _MARK = 1.0, 0.2, 0.3, 1.2, 2.2
"""Costs: a word in or out; joined or parted; another form; another word; a mark for a word."""


def align(wrong: Sequence[str], right: Sequence[str]) -> list[str]:
    """Return the tag of the start and of each wrong word, in order."""
    tags = [KEEP] * (len(wrong) + 1)
    matcher = SequenceMatcher(None, wrong, right, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            segment(tags, wrong, a, b, right[c:d])
    return tags


def segment(
    tags: list[str], wrong: Sequence[str], start: int, end: int, right: Sequence[str]
) -> None:
    """Write into `tags` what makes `right` of the wrong words from `start` to `end`."""
    for i, tag in _steps(wrong[start:end], right):
        at = start + i
        if tags[at] == KEEP:
            tags[at] = tag


def _steps(wrong: Sequence[str], right: Sequence[str]) -> list[tuple[int, str]]:
    """Return (word, tag): words from 1, 0 is what stands before the first; in order."""
    best: dict[tuple[int, int], tuple[float, int, int, tuple[int, str] | None]] = {}
    best[0, 0] = (0.0, 0, 0, None)
    for i in range(len(wrong) + 1):
        for j in range(len(right) + 1):
            for di, dj, cost, step in _moves(wrong, right, i, j):
                total = best[i - di, j - dj][0] + cost
                if (i, j) not in best or total < best[i, j][0]:
                    best[i, j] = (total, i - di, j - dj, step)
    steps, at = [], (len(wrong), len(right))
    while at != (0, 0):
        _, i, j, step = best[at]
        if step:
            steps.append(step)
        at = (i, j)
    return steps[::-1]


def _moves(
    wrong: Sequence[str], right: Sequence[str], i: int, j: int
) -> list[tuple[int, int, float, tuple[int, str] | None]]:
    found: list[tuple[int, int, float, tuple[int, str] | None]] = []
    if i and j:
        tag = tag_between(wrong[i - 1], right[j - 1])
        found.append((1, 1, _cost(wrong[i - 1], right[j - 1], tag), (i, tag)))
    if i:
        found.append((1, 0, _GAP, (i, DELETE)))
    if j:
        found.append((0, 1, _GAP, (i, APPEND + right[j - 1].lower())))
    if i > 1 and j:
        parts, whole = (wrong[i - 2].lower(), wrong[i - 1].lower()), right[j - 1].lower()
        if "".join(parts) == whole:
            found.append((2, 1, _DOUBLE, (i - 1, JOIN)))
        elif "-".join(parts) == whole:
            found.append((2, 1, _DOUBLE, (i - 1, HYPHEN)))
    if i and j > 1 and wrong[i - 1].lower() == (right[j - 2] + right[j - 1]).lower():
        tag = REPLACE + f"{right[j - 2]} {right[j - 1]}".lower()
        found.append((1, 2, _DOUBLE, (i, tag)))
    return found


def _cost(word: str, right: str, tag: str) -> float:
    if not tag.startswith(REPLACE):
        return 0.0 if tag == KEEP else _FORM
    if word[0].isalnum() != right[0].isalnum():
        return _MARK
    alike = SequenceMatcher(None, word.lower(), right.lower()).ratio()
    return _WORD - 0.6 * alike
