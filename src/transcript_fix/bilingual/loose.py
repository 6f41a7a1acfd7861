"""What English says without a number: half, a third, dozens of, the nineties, twice, a decade.

The one thing to know: but for "half a million" it is never firm. It only explains a figure of the
source, such as 三分之一; nobody is told that "twice" is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcript_fix.bilingual.figure import Figure
from transcript_fix.bilingual.tables import SCALES

_PLURAL = re.compile(
    r"\b(?:(?P<of>tens|dozens|hundreds|thousands) of )?"
    r"(?P<scale>dozens|hundreds|thousands|millions|billions|trillions)\b",
    re.IGNORECASE,
)
PLURALS = {"tens": 10, "dozens": 12, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6,
            "billions": 1e9, "trillions": 1e12}  # fmt: skip
_PART_OF = re.compile(
    r"\b(?P<part>half|(?:a )?quarter) (?:of )?a (?P<scale>million|billion|trillion|thousand|dozen|"
    r"decade|century)\b", re.IGNORECASE,
)  # fmt: skip
_FRACTIONS = re.compile(
    r"\b(?P<over>a|one|two|three|four|five|seven|nine)[ -](?P<under>thirds?|quarters?|fifths?|"
    r"sixths?|eighths?|tenths?)\b", re.IGNORECASE,
)  # fmt: skip
_UNDER = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8,
          "tenth": 10}  # fmt: skip
_OVER = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9}
_DECADES = dict(zip(
    ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"),
    range(20, 100, 10), strict=True,
))  # fmt: skip
_TIMES = {"twice": 2.0, "double": 2.0, "doubled": 2.0, "triple": 3.0, "tripled": 3.0,
          "threefold": 3.0, "tenfold": 10.0, "century": 100.0, "both": 2.0, "couple": 2.0,
          "pair": 2.0, "dozen": 12.0, "decade": 10.0, "quadrupled": 4.0}  # fmt: skip


def loose(text: str) -> Iterator[Figure]:
    """Yield what English says without a number: half, thousands of, the nineties, twice."""
    at = 0
    for figure in sorted(_loosely(text), key=lambda f: (f.start, -f.end)):
        if figure.start >= at:
            yield figure
            at = figure.end


def _loosely(text: str) -> Iterator[Figure]:
    for match in _PLURAL.finditer(text):
        low = PLURALS[match["scale"].lower()] * PLURALS.get((match["of"] or "").lower(), 1)
        yield Figure(match.start(), match.end(), match[0], ((low, low * 1000),), firm=False)
    for match in _PART_OF.finditer(text):
        share = 0.5 if match["part"].lower() == "half" else 0.25
        value = share * {**SCALES["en"], "century": 100.0}[match["scale"].lower()]
        yield Figure(match.start(), match.end(), match[0], ((value, value),), firm=value >= 1e5)
    for match in _FRACTIONS.finditer(text):
        value = _OVER[match["over"].lower()] / _UNDER[match["under"].lower().rstrip("s")]
        share = value * 100
        yield Figure(match.start(), match.end(), match[0], ((value, value), (share, share)),
                     firm=False)  # fmt: skip
    for match in re.finditer(r"[a-z]+", text, re.IGNORECASE):
        word = match[0].lower()
        if word in _DECADES:
            values = tuple((_DECADES[word] + c, _DECADES[word] + c) for c in (0, 1900, 2000))
            yield Figure(match.start(), match.end(), match[0], values, firm=False)
        elif word in ("half", "halves", "halved"):
            yield Figure(match.start(), match.end(), match[0], ((0.5, 0.5), (50, 50)), firm=False)
        elif word in _TIMES:
            value = _TIMES[word]
            yield Figure(match.start(), match.end(), match[0], ((value, value),), firm=False)
