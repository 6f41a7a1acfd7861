"""What a figure in a text is, and when two of them say the same.

The one thing to know: a figure has several readings ("98年" is 98, 1998, or 98 years; "1.200" is
1200 or 1.2), each from `low` to `high`; two figures agree if any of their readings meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

Reading = tuple[float, float]
"""The least and the most that is meant; the same for an exact figure."""


class Sort(StrEnum):
    """What a figure counts, where its words say so."""

    NUMBER = "number"
    PERCENT = "percentage"
    YEAR = "year"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at `start`..`end` (code points) of a text.

    `firm`: its absence or change would be an error; else it only explains figures of the other
    side. `step` is the worth of its last digit: 1.2 million is right to 100,000. `currency` is an
    ISO 4217 code, or None.
    """

    start: int
    end: int
    text: str
    readings: tuple[Reading, ...]
    sort: Sort = Sort.NUMBER
    firm: bool = True
    about: bool = False
    step: float = 0.0
    currency: str | None = None

    @property
    def value(self) -> float:
        """The plain reading's least value."""
        return self.readings[0][0]

    @property
    def exact(self) -> bool:
        """Whether its plain reading is no range."""
        return self.readings[0][0] == self.readings[0][1]


UNITS = (
    r"(?:[KMGT]i?[Bb]|[kKMG]?Hz|kWh|MWh|GWh|[kMG]?W|mAh|[kcm]?m|km/h|[kmM]?g|ml|cl|[CFVl]|px|fps|dpi|ms|s"
    r"|min|h|Mo|Go|Ko|To)(?![\w])"
)
"""Units that are written on to digits; other letters make a name of them: 4G, MP3."""
CHAINS = re.compile(r"\d+(?:\.\d+){2,}\.?|\d+(?:-\d+){2,}|\d+(?:/\d+)+")
"""Digits that count nothing: sections, versions, addresses, numbers of telephones."""

ROUGH = 0.05
"""Share by which "about", "nearly" or "over" may be off."""
_TINY = 1e-9


def agree(source: Figure, target: Figure, *, exactly: bool = False) -> bool:
    """Return whether the translation's figure may stand for the source's.

    `exactly`: not rounded, nor "about" it.
    """
    if (source.sort is Sort.MONTH) is not (target.sort is Sort.MONTH):
        return False
    if target.sort is Sort.YEAR and not source.exact and target.value != source.value:
        return False
    return any(
        _meet(a, b, 0.0 if exactly else _slack(source, target, max(abs(a[1]), abs(b[1]))))
        for a in source.readings
        for b in target.readings
    )


def agree_any(source: Figure, targets: Iterable[Figure]) -> bool:
    """Return whether any of the translation's figures is exactly the source's."""
    return any(agree(source, target, exactly=True) for target in targets)


def _slack(source: Figure, target: Figure, size: float) -> float:
    """Return how far apart two figures may be: "about", or rounded as far as it is said."""
    if size < 10 or Sort.YEAR in (source.sort, target.sort):
        return _TINY
    rough = size * ROUGH if target.about or source.about else 0.0
    rounded = target.step / 2 if target.step >= 1000 and significant(target.value) > 1 else 0.0
    return max(rough, rounded, size * _TINY)


def _meet(a: Reading, b: Reading, slack: float) -> bool:
    return max(a[0], b[0]) <= min(a[1], b[1]) + max(slack, _TINY * max(abs(a[0]), abs(b[0])))


def step_of(digits: str, scale: float) -> float:
    """Return the worth of the last digit of "1.25" or "1200" (trailing zeros count) at a scale."""
    whole, _, part = digits.partition(".")
    if part:
        return float(scale / 10 ** len(part))
    zeros = len(whole) - len(whole.rstrip("0"))
    return float(scale * 10.0 ** min(zeros, max(len(whole) - 1, 0)))


def significant(value: float) -> int:
    """Return how many digits a number has, zeros at its ends left out."""
    return len(re.sub(r"[.]|e.*", "", f"{value:.12g}").strip("0")) or 1
