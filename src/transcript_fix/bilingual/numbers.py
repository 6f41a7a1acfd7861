"""Figures that the source has and the translation has not, or has otherwise.

The one thing to know: both sides must be left over. A figure of the source that no figure near it
stands for is "otherwise" only where a figure of the translation stands for nothing; else it is
missing, and only shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcript_fix.bilingual.figure import Figure, Sort, agree, agree_any
from transcript_fix.bilingual.held import Couple, Held, quote
from transcript_fix.bilingual.rewrite import plain, rewritten
from transcript_fix.model import Finding, Kind

TENFOLD, SAME_SORT, OTHERWISE, MISSING, CURRENCY = 0.95, 0.9, 0.75, 0.6, 0.8
"""Shares of right findings; see bench/bilingual.py."""


def numbers(held: Held) -> Iterator[Finding]:
    """Yield what is wrong with the figures of a translation."""
    left = [_left_over(held, index) for index in range(len(held.couples))]
    for index, couple in enumerate(held.couples):
        yield from _currencies(held, couple)
        if not couple.target or held.foreign(couple):
            continue
        used: set[int] = set()
        ours, theirs = left[index]
        for figure in ours:
            pair = _otherwise(figure, ours, [t for t in theirs if id(t) not in used])
            if pair:
                used.add(id(pair.target))
                yield _wrong(held, couple, pair)
            elif figure.firm and not _elsewhere(figure, left[max(0, index - 1) : index + 2]):
                yield _missing(held, couple, figure)


def _left_over(held: Held, index: int) -> tuple[list[Figure], list[Figure]]:
    """Return the figures of a couple that nothing on the other side stands for, even near it."""
    couple = held.couples[index]
    free = list(couple.target_figures)
    ours = []
    for figure in sorted(couple.source_figures, key=lambda f: not f.firm):
        found = next((t for t in free if agree(figure, t)), None)
        if found:
            free.remove(found)
        else:
            ours.append(figure)
    near = held.near(index)
    others = [t for c in near for t in c.target_figures if c is not couple]
    ours = [f for f in ours if not agree_any(f, others)]
    mine = [s for c in near for s in c.source_figures]
    own = set(map(id, couple.source_figures))
    free = [
        t for t in free if not any(agree(s, t) and (id(s) in own or s.sort is t.sort) for s in mine)
    ]
    return ours, free


@dataclass(frozen=True, slots=True)
class _Pair:
    source: Figure
    target: Figure
    sure: float


def _otherwise(figure: Figure, ours: Sequence[Figure], theirs: Sequence[Figure]) -> _Pair | None:
    """Return the figure of the translation that stands wrongly for one of the source."""
    tenfold = [t for t in theirs if _tenfold(figure, t)]
    if len(tenfold) == 1:
        return _Pair(figure, tenfold[0], TENFOLD)
    turned = [t for t in theirs if _turned(figure, t)]
    if len(turned) == 1:
        return _Pair(figure, turned[0], SAME_SORT)
    same = [t for t in theirs if t.sort is figure.sort and _like(figure, t)]
    rivals = [f for f in ours if f.sort is figure.sort and _like(f, figure)]
    if len(same) == 1 and len(rivals) == 1:
        special = figure.sort is not Sort.NUMBER
        return _Pair(figure, same[0], SAME_SORT if special else OTHERWISE)
    return None


def _tenfold(source: Figure, target: Figure) -> bool:
    """Return whether one is the other with noughts too many: 1.2 million for 12 million."""
    if not (source.exact and target.exact and source.sort is target.sort and target.firm):
        return False
    if source.sort in (Sort.YEAR, Sort.MONTH) or min(source.value, target.value) <= 0:
        return False
    power = math.log10(target.value / source.value)
    return max(source.value, target.value) >= 100 and abs(power - round(power)) < 1e-9


def _turned(source: Figure, target: Figure) -> bool:
    """Return whether two figures have the same digits in another order: 46 for 64."""
    digits = [sorted(str(int(f.value))) for f in (source, target)]
    plain = source.exact and target.exact and source.firm and target.firm
    return plain and source.sort is target.sort and digits[0] == digits[1]


def _like(source: Figure, target: Figure) -> bool:
    """Return whether one might be meant by the other: both weighty, or both small."""
    return (source.firm and target.firm) or (
        not source.firm and not target.firm and source.exact and target.exact
        and all(2 <= f.value <= 9 and f.value.is_integer() for f in (source, target))
    )  # fmt: skip


def _elsewhere(figure: Figure, left: Sequence[tuple[list[Figure], list[Figure]]]) -> bool:
    """Return whether a figure that is left over beside it may be the one: it is told there."""
    return any(_tenfold(figure, t) or (t.firm and t.sort is figure.sort is not Sort.NUMBER)
               for _, theirs in left for t in theirs)  # fmt: skip


def _wrong(held: Held, couple: Couple, pair: _Pair) -> Finding:
    source, target = pair.source, pair.target
    sure = pair.sure > OTHERWISE and source.exact
    right = rewritten(target, source.value) if sure else None
    means = plain(source)
    message = f"the source has {_said(source)} here{means}, not {target.text}: "
    return held.finding(
        (couple.start + target.start, couple.start + target.end), "number", Kind.TRANSLATION,
        message + quote(couple.source, at=source.start), couple.source,
        suggestions=(right,) if right else (), confidence=pair.sure,
    )  # fmt: skip


def _missing(held: Held, couple: Couple, figure: Figure) -> Finding:
    message = f"{_said(figure)}{plain(figure)} of the source is not in the translation here: "
    return held.finding(
        first_word(couple), "number-missing", Kind.TRANSLATION,
        message + quote(couple.source, at=figure.start), couple.source, confidence=MISSING,
    )  # fmt: skip


def _said(figure: Figure) -> str:
    unit = "月" if figure.sort is Sort.MONTH and figure.text[-1].isdigit() else ""
    return " ".join(figure.text.split()) + unit


def first_word(couple: Couple) -> tuple[int, int]:
    """Return the place of the first word of a couple's translation, in the prose."""
    words = couple.target.split(None, 1)
    start = couple.start + len(couple.target) - len(couple.target.lstrip())
    return start, start + len(words[0])


def _currencies(held: Held, couple: Couple) -> Iterator[Finding]:
    """Yield amounts that are right in another currency."""
    for figure in couple.source_figures:
        equal = [t for t in couple.target_figures if agree(figure, t)]
        wrong = [t for t in equal if t.currency and t.currency != figure.currency]
        if figure.currency and len(equal) == len(wrong) == 1:
            found = wrong[0]
            message = (
                f"the source counts in {figure.currency}, the translation in {found.currency}: "
            )
            yield held.finding(
                (couple.start + found.start, couple.start + found.end), "currency",
                Kind.TRANSLATION, message + quote(couple.source, at=figure.start), couple.source,
                confidence=CURRENCY,
            )  # fmt: skip
