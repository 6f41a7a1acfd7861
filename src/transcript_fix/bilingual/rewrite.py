"""A figure of the translation written anew with another value, in its own style.

The one thing to know: it must come out exactly equal, or nothing is suggested.
"""

from __future__ import annotations

import re

from transcript_fix.bilingual.figure import Figure, Sort
from transcript_fix.bilingual.tables import MONTHS

_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}
_MONTHS = [month.capitalize() for month in MONTHS["en"].split()]


def rewritten(target: Figure, value: float) -> str | None:
    """Return the figure's text with `value` instead: "12 million" -> "1.2 million"."""
    text = target.text
    if target.sort is Sort.MONTH:
        return _MONTHS[int(value) - 1] if text in _MONTHS else None
    scaled = re.search(r"([\s\u00a0-])(thousand|million|billion|trillion)$", text, re.IGNORECASE)
    if scaled:
        return _scaled(scaled[1], scaled[2], value)
    suffix = re.fullmatch(r"[\d.,]+(\s?)([a-zA-Z]{1,2})", text)
    if suffix and suffix[2].lower() in _SUFFIXES:
        number = _number(value / _SUFFIXES[suffix[2].lower()])
        return f"{number}{suffix[1]}{suffix[2]}" if number else None
    if not re.fullmatch(r"[\d.,]+", text):
        return _in_words(value) if text.replace("-", "").isalpha() else None
    if value.is_integer():
        commas = "," in text or (value >= 10_000 and len(text) < 5)
        return f"{int(value):,}" if commas else str(int(value))
    return _number(value)


def _scaled(gap: str, word: str, value: float) -> str | None:
    """Return the value with the same scale word where that reads well, else the next that does."""
    own = _SCALES[word.lower()]
    if value < 1e6 and own != 1e3:
        return f"{int(value):,}" if value.is_integer() else None
    fits = [s for s in (own, *sorted(_SCALES.values(), reverse=True)) if 1 <= value / s < 1000]
    if not fits:
        return f"{int(value):,}" if value.is_integer() else None
    scale = fits[0]
    number = _number(value / scale)
    name = word if scale == own else next(n for n, s in _SCALES.items() if s == scale)
    return f"{number}{gap}{name}" if number else None


_ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _in_words(value: float) -> str | None:
    """Return a whole number from 1 to 99 in words."""
    number = int(value)
    if number != value or not 0 < number < 100:
        return None
    if number < 20:
        return _ONES[number - 1]
    tens, ones = _TENS[number // 10 - 2], number % 10
    return f"{tens}-{_ONES[ones - 1]}" if ones else tens


def _number(value: float) -> str | None:
    """Return a number with at most three decimals, or None where they do not say it exactly."""
    shown = f"{value:.3f}".rstrip("0").rstrip(".")
    close = abs(float(shown) - value) <= 1e-9 * max(abs(value), 1)
    return shown if close and 0 < value < 1000 else None


def plain(figure: Figure) -> str:
    """Return " (1.2 million)" for a figure that English would write otherwise, or ""."""
    if figure.sort is Sort.MONTH:
        return f" ({_MONTHS[int(figure.value) - 1]})"
    if figure.text.replace(",", "").isascii() and figure.text[-1].isdigit():
        return ""
    low, high = figure.readings[0]
    shown = in_english(low) if low == high else f"{in_english(low)} to {in_english(high)}"
    unit = "%" if figure.sort is Sort.PERCENT else ""
    return f" ({shown}{unit})"


def in_english(value: float) -> str:
    """Return a number as English writes it: 1.2 million, 35,000, 0.67."""
    for word, scale in reversed(_SCALES.items()):
        number = _number(value / scale) if value >= scale >= 1e6 else None
        if number:
            return f"{number} {word}"
    return f"{value:,.0f}" if value.is_integer() else f"{value:.3g}"
