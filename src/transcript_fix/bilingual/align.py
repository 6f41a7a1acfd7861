"""Which parts of the translation say which parts of the source.

By times where both are subtitles of one film; else by lengths and anchors with the dynamic
programme of Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora" (Computational
Linguistics 19(1), 1993). The one thing to know: lengths alone lose their way after an omission, so
what both sides must share (figures, names, Latin words) pulls them back; that part is ours.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from transcript_fix.bilingual.parts import Part


@dataclass(frozen=True, slots=True)
class Bead:
    """Parts that say the same: half open ranges of indexes; one side may be empty."""

    source: range
    target: range


@dataclass(frozen=True, slots=True)
class Side:
    """Parts of one language, and what each holds that the other side must hold too."""

    parts: Sequence[Part]
    anchors: Sequence[frozenset[str]]


PRIORS = {
    (1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 1): 0.089, (1, 2): 0.089, (2, 2): 0.011,
    (3, 1): 0.01, (1, 3): 0.01, (4, 1): 0.003, (1, 4): 0.003,
}  # fmt: skip
"""How often so many parts stand for so many: their table 5; for three and four to one our guess."""
VARIANCE = 6.8
"""Of the translation's length, in characters, for each character of the source: their section 3."""
ANCHOR = 3.0
"""What a shared anchor is worth, in nats: twenty times as likely to belong together."""
TURN = 8.0
"""What it costs where a turn begins on one side only: nobody joins two speakers."""
GONE = 4.0
"""The most that the length of an omission costs: whole answers are left out as well as words."""
BAND = 20
"""Parts to each side of the diagonal that are looked at, and a twentieth of all."""


SHORT = 300
"""Characters of the source that the usual rate counts for."""


def ratio(source: Sequence[Part], target: Sequence[Part], usual: float) -> float:
    """Return how many characters of the translation stand for one of the source.

    In a short text what is missing would count for much, so the `usual` rate counts too.
    """
    ours, theirs = (sum(_length(p) for p in parts) for parts in (source, target))
    return (theirs + SHORT * usual) / (ours + SHORT)


def by_length(source: Side, target: Side, rate: float) -> tuple[Bead, ...]:
    """Return the cheapest alignment; `rate` are characters of the translation for one."""
    n, m = len(source.parts), len(target.parts)
    if not n or not m:
        return tuple([Bead(range(i, i + 1), range(0)) for i in range(n)])
    table = _Table(source, target, rate)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    width = BAND + max(n, m) // 20 + abs(n - m)
    for i in range(n + 1):
        middle = i * m // n
        for j in range(max(0, middle - width), min(m, middle + width) + 1):
            if i or j:
                found = _cheapest(table, best, i, j)
                if found:
                    best[i, j] = found
    return tuple(_traced(best, n, m))


def _cheapest(
    table: _Table, best: dict[tuple[int, int], tuple[float, tuple[int, int]]], i: int, j: int
) -> tuple[float, tuple[int, int]] | None:
    found: tuple[float, tuple[int, int]] | None = None
    for (a, b), prior in _COSTS.items():
        before = best.get((i - a, j - b))
        if before is None or (found and before[0] + prior - 3 * ANCHOR >= found[0]):
            continue
        cost = before[0] + prior + table.cost(i - a, i, j - b, j)
        if found is None or cost < found[0]:
            found = cost, (a, b)
    return found


_COSTS = {size: -math.log(share) for size, share in PRIORS.items()}


def _traced(
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]], i: int, j: int
) -> list[Bead]:
    beads = []
    while i or j:
        a, b = best[i, j][1]
        beads.append(Bead(range(i - a, i), range(j - b, j)))
        i, j = i - a, j - b
    return beads[::-1]


class _Table:
    """The costs of beads, from running sums of lengths and of turns."""

    def __init__(self, source: Side, target: Side, rate: float) -> None:
        self._anchors = source.anchors, target.anchors
        self._rate = rate
        self._long = [_running(_length(p) for p in side.parts) for side in (source, target)]
        self._turns = [_running(p.turn for p in side.parts) for side in (source, target)]

    def cost(self, i0: int, i1: int, j0: int, j1: int) -> float:
        """Return what it costs to lay parts `i0`..`i1` beside `j0`..`j1`, in nats."""
        ours, theirs = self._long
        cost = surprise(ours[i1] - ours[i0], theirs[j1] - theirs[j0], self._rate)
        if i1 == i0 or j1 == j0:
            return min(cost, GONE)
        left, right = self._turns
        begin = left[i0 + 1] - left[i0], right[j0 + 1] - right[j0]
        broken = (left[i1] - left[i0 + 1] > 0) + (right[j1] - right[j0 + 1] > 0)
        shared = self._shared(i0, i1, j0, j1)
        return cost - ANCHOR * min(shared, 3) + TURN * ((begin[0] != begin[1]) + broken)

    def _shared(self, i0: int, i1: int, j0: int, j1: int) -> int:
        ours, theirs = self._anchors
        left = ours[i0] if i1 == i0 + 1 else ours[i0].union(*ours[i0 + 1 : i1])
        if not left:
            return 0
        return len(left & (theirs[j0] if j1 == j0 + 1 else theirs[j0].union(*theirs[j0 + 1 : j1])))


def surprise(source: int, target: int, rate: float) -> float:
    """Return how unlikely lengths in characters are, in nats: -log 2(1 - Phi(|delta|)).

    Delta as in section 3 of the paper; the variance of a Chinese character, which says as much as
    several letters, grows with `rate`.
    """
    meant = source * rate
    mean = (meant + target) / 2
    if mean <= 0:
        return 0.0
    delta = abs(target - meant) / math.sqrt(mean * VARIANCE * max(1.0, 1 / rate))
    tail = math.erfc(delta / math.sqrt(2)) if delta < 30 else 0.0
    return -math.log(tail) if tail > 1e-300 else delta * delta / 2


def _running(numbers: Iterable[int]) -> list[int]:
    return [0, *accumulate(numbers)]


def _length(part: Part) -> int:
    return sum(not c.isspace() for c in part.text)


OVERLAP = 0.5
"""Share of the shorter of two cues that must be seen at once."""
IN_TIME = 0.6
"""Share of the cues that must so meet, or the times are of different films."""


def by_time(source: Sequence[Part], target: Sequence[Part]) -> tuple[Bead, ...] | None:
    """Return the alignment of cues by their times, or None where they do not meet.

    Cues of both sides that are seen at once become one bead, however they are cut.
    """
    links = _links(source, target)
    met = {j for pairs in links for j in pairs}
    if not source or not target or len(met) < IN_TIME * len(target):
        return None
    if sum(bool(pairs) for pairs in links) < IN_TIME / 2 * len(source):
        return None
    return tuple(_chained(links, len(target)))


def _links(source: Sequence[Part], target: Sequence[Part]) -> list[list[int]]:
    """Return, for each cue of the source, the cues of the translation that are seen with it."""
    ends = [p.clock[1] if p.clock else 0.0 for p in target]
    links: list[list[int]] = []
    for part in source:
        begin, end = part.clock or (0.0, 0.0)
        found = []
        for j in range(max(bisect_left(ends, begin) - 1, 0), len(target)):
            first, last = target[j].clock or (0.0, 0.0)
            if first >= end:
                break
            both = min(end, last) - max(begin, first)
            if both > OVERLAP * max(min(end - begin, last - first), 1e-3):
                found.append(j)
        links.append(found)
    return links


def _chained(links: list[list[int]], count: int) -> list[Bead]:
    beads: list[Bead] = []
    i, j = 0, 0
    while i < len(links) or j < count:
        if i == len(links) or (links[i] and links[i][0] > j):
            beads.append(Bead(range(i, i), range(j, j + 1)))
            j += 1
            continue
        if not links[i]:
            beads.append(Bead(range(i, i + 1), range(j, j)))
            i += 1
            continue
        start, stop = i, max(links[i][-1] + 1, j)
        i += 1
        while i < len(links) and links[i] and links[i][0] < stop:
            stop = max(stop, links[i][-1] + 1)
            i += 1
        beads.append(Bead(range(start, i), range(j, stop)))
        j = stop
    return beads
