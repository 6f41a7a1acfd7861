"""Numbers in words, in languages of Europe, as text2num reads them (de en es fr it nl pt).

The one thing to know: it has no Russian; there only scale words behind digits are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from text_to_num import find_numbers  # type: ignore[attr-defined]

from transcript_fix.bilingual.figure import Figure, step_of
from transcript_fix.bilingual.tables import SCALES

_IN_WORDS = frozenset({"de", "en", "es", "fr", "it", "nl", "pt"})
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d[\d.,]*|[^\w\s]")
_ODD = {"anderthalb": 1.5, "eineinhalb": 1.5, "zweieinhalb": 2.5, "dreieinhalb": 3.5,
        "viereinhalb": 4.5, "fünfeinhalb": 5.5, "полтора": 1.5, "полторы": 1.5}  # fmt: skip


def spelled(text: str, language: str) -> Iterator[Figure]:
    """Yield the numbers that are spelled out."""
    for match in re.finditer("|".join(_ODD), text, re.IGNORECASE):
        value = _ODD[match[0].lower()]
        yield Figure(match.start(), match.end(), match[0], ((value, value),), firm=False)
    if language not in _IN_WORDS:
        yield from _scales_alone(text, language)
        return
    tokens = [_Token(m.start(), m.end(), m[0]) for m in _WORD.finditer(text)]
    for found in find_numbers(tokens, language, 0.0):
        start, end = tokens[found.start].start, tokens[found.end - 1].end
        value = found.value
        last = tokens[found.end - 1].word.lower()
        scale = SCALES[language].get(last, 1.0)
        if value < 1000 <= scale and not found.is_ordinal:  # "trois virgule cinq milliards"
            value *= scale
        firm = value >= 10 and not found.is_ordinal and last not in SCALES[language]
        firm = firm or (end - start > len(last) and value >= 1000)
        digits = f"{value:.12g}"
        step = step_of(digits, 1.0) if value.is_integer() and value < 1e12 else 0.0
        yield Figure(start, end, text[start:end], ((value, value),), firm=firm, step=step)


def _scales_alone(text: str, language: str) -> Iterator[Figure]:
    names = SCALES.get(language, {})
    for match in re.finditer(r"[^\W\d_]+", text):
        if match[0].lower() in names:
            value = names[match[0].lower()]
            yield Figure(match.start(), match.end(), match[0], ((value, value),), firm=False)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str

    def text(self) -> str:
        return self.word

    def text_lowercase(self) -> str:
        return self.word.lower()

    def nt_separated(self, previous: _Token) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return self.word[0].isdigit()
