"""Figures in English and other languages of Europe: digits with scales, and numbers in words.

The one thing to know: "1,200" is 1200 in English and may be 1.2 in German, so what is ambiguous has
both readings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from transcript_fix.bilingual.figure import (
    CHAINS,
    UNITS,
    Figure,
    Reading,
    Sort,
    significant,
    step_of,
)
from transcript_fix.bilingual.loose import PLURALS, loose
from transcript_fix.bilingual.spelled import spelled
from transcript_fix.bilingual.tables import CURRENCIES, HALVES, MONTHS, PERCENT, SCALES

_SPACE = "\u00a0\u202f\u2009"
_DIGITS = re.compile(
    rf"(?<![\w.,’'])(?P<sign>[’'](?=\d0s))?"
    rf"(?P<digits>\d{{1,3}}(?:[ {_SPACE}’']\d{{3}})+(?:[.,]\d+)?(?!\d)"
    r"|\d+(?:[.,]\d+)*)(?P<tail>st\b|nd\b|rd\b|th\b|s\b|er?\b|ª|º|°)?"
)
_UNIT = re.compile(UNITS)
_ABOUT = re.compile(
    r"(?:about|around|roughly|approximately|nearly|almost|over|more than|less than|under|some|"
    r"close to|up to|at least|as many as|as much as|well over|just over|just under|upwards of|~|≈|"
    r"rund|etwa|fast|knapp|über|environ|près de|plus de|casi|más de|unos|circa|quasi|oltre|ongeveer"
    r"|около|почти|более)\s*(?:[$€£¥]|a\s|the\s)?\s*$",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\s?(?:years?|Jahre?n?|ans?|années?|años?|anos?|anni|jaar|лет|года?)\b")


def figures(text: str, language: str) -> Iterator[Figure]:
    """Yield the figures of a text in a language of Europe (ISO 639-1), in order.

    An unknown language is read in digits, with no scale words.
    """
    plain = _plain(text, language)
    said = list(loose(plain)) if language == "en" else []
    for part in (f for f in said if not f.text.isalpha() or f.text.lower() in PLURALS):
        plain = plain[: part.start] + "\0" * (part.end - part.start) + plain[part.end :]
    raw = sorted([*_digits(plain, language), *spelled(plain, language)], key=lambda f: f.start)
    joined = _halved(plain, _joined(plain, raw, language), language)
    found = [_finished(plain, f, language) for f in _years(plain, joined)]
    found += [*_months(plain, found, language)]
    found += [f for f in said if not any(_over(f, g) for g in found)]
    counted = (f for f in found if f.readings[0] != (1, 1) or f.sort is Sort.MONTH)
    yield from sorted(counted, key=lambda f: f.start)


def _plain(text: str, language: str) -> str:
    """Return the text, as long, with "pour cent" as a sign (its "cent" is no hundred)."""
    for words in ("pour cent", "por ciento", "por cento", "per cento", "per cent"):
        text = re.sub(rf"\b{words}\b", "%".ljust(len(words)), text)
    return CHAINS.sub(_hidden, text)


def _hidden(match: re.Match[str]) -> str:
    """Return what stands for digits that count nothing: 1.200.000 and 1/3 do."""
    chain = match[0]
    whole = re.fullmatch(r"\d{1,3}(?:\.\d{3})+", chain)
    return chain if whole or "/" in chain else "\0" * len(chain)


def _over(a: Figure, b: Figure) -> bool:
    return a.start < b.end and b.start < a.end


def _digits(text: str, language: str) -> Iterator[Figure]:
    for match in _DIGITS.finditer(text):
        readings, digits = _read(match["digits"], language)
        end = match.end("digits")
        tail = match["tail"] or ""
        after = text[match.end() : match.end() + 1]
        lettered = not tail and after.isalpha() and not _UNIT.match(text, end)
        if not readings or (lettered and not _suffix(text, end, language)):
            continue
        if tail == "s" and readings[0][0] < 100:
            readings += [(readings[0][0] + c, readings[0][0] + c) for c in (1900, 2000)]
        if tail and tail in "stndrdth":
            end = match.end()
        firm = readings[0][0] >= 10 or "." in digits
        step = step_of(digits, 1.0)
        yield Figure(match.start(), end, text[match.start() : end], tuple(readings), firm=firm,
                     step=step)  # fmt: skip


def _read(written: str, language: str) -> tuple[list[Reading], str]:
    """Return the readings of digits with their separators, and the digits of the first."""
    body = re.sub(rf"(?<=\d)[ {_SPACE}’'](?=\d{{3}})", "", written)
    marks = re.findall(r"[.,]", body)
    decimal = "." if language == "en" else ","
    other = "," if decimal == "." else "."
    thousands = re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})+", body) is not None
    if not marks:
        return [(float(body), float(body))], body
    if len(marks) == 1:
        as_whole, as_part = re.sub(r"[.,]", "", body), body.replace(",", ".")
        if not thousands:
            return [(float(as_part), float(as_part))], as_part
        both = [as_whole] if marks[0] == other else [as_part, as_whole]
        return [(float(b), float(b)) for b in both], both[0]
    if len(set(marks)) == 1:
        whole = re.sub(r"[.,]", "", body)
        return ([(float(whole), float(whole))], whole) if thousands else ([], "")
    plain = body.replace(marks[0], "").replace(marks[-1], ".")
    if len(set(marks[:-1])) > 1:
        return [], ""
    return [(float(plain), float(plain))], plain


def _suffix(text: str, at: int, language: str) -> re.Match[str] | None:
    """Return the scale that is written on to digits: 1.2m, 3bn, 5k."""
    found = re.compile(r"[^\W\d_]+").match(text, at)
    if found is None:
        return None
    return found if found[0].lower() in SCALES.get(language, {}) else None


def _joined(text: str, raw: Iterable[Figure], language: str) -> Iterator[Figure]:
    """Yield the figures, a number and the scale behind it made one: 1.2 million, 3,5 Mrd., 5k."""
    names = SCALES.get(language, {})

    def one(number: Figure, figure: Figure) -> Figure | None:
        scale = names.get(figure.text.lower().rstrip("."))
        if not scale or number.value >= scale or not _touch(text, number, figure):
            return None
        readings = tuple((a * scale, b * scale) for a, b in number.readings)
        words = text[number.start : figure.end]
        return replace(number, end=figure.end, text=words, readings=readings, firm=True,
                       step=number.step * scale)  # fmt: skip

    return _merged(_with_suffixes(text, raw, language), one)


def _merged(
    found: Iterable[Figure], one: Callable[[Figure, Figure], Figure | None]
) -> Iterator[Figure]:
    """Yield the figures, neighbours made one where `one` makes one of them."""
    before: Figure | None = None
    for figure in found:
        both = one(before, figure) if before else None
        if before and not both:
            yield before
        before = both or figure
    if before:
        yield before


def _with_suffixes(text: str, raw: Iterable[Figure], language: str) -> Iterator[Figure]:
    """Yield the figures, with a figure of its own for a scale that is no number word: bn, Mrd."""
    known = list(raw)
    taken = {f.start for f in known}
    for figure in known:
        yield figure
        gap = re.compile(r"[ \u00a0\u202f-]?").match(text, figure.end)
        at = gap.end() if gap else figure.end
        found = _suffix(text, at, language)
        letter = found is not None and len(found[0]) == 1  # "5k" and "3.2M", but not "5 m"
        if letter and (at > figure.end or not figure.text[0].isdigit()):
            continue
        if found and found.start() not in taken:
            value = SCALES[language][found[0].lower()]
            yield Figure(found.start(), found.end(), found[0], ((value, value),), firm=False)


def _touch(text: str, a: Figure, b: Figure) -> bool:
    return re.fullmatch(r"[ \n\u00a0\u202f-]{0,2}", text[a.end : b.start]) is not None


def _halved(text: str, found: Iterable[Figure], language: str) -> Iterator[Figure]:
    """Yield the figures, "two and a half million" and "un million et demi" made one."""
    words = HALVES.get(language)
    figures_ = list(found)
    skip: Figure | None = None
    for index, figure in enumerate(figures_):
        if figure is skip:
            continue
        half = words and re.compile(rf"\s{words}\b").match(text, figure.end)
        if not half:
            yield figure
            continue
        later = figures_[index + 1] if index + 1 < len(figures_) else None
        scale = SCALES[language].get(later.text.lower()) if later else None
        inside = SCALES[language].get(figure.text.lower().split()[-1], 1.0)
        end, factor = half.end(), 1.0
        if later and scale and text[half.end() : later.start].strip(" -\n") == "":
            end, factor, skip = later.end, scale, later
        value = (figure.value + inside / 2) * factor
        yield replace(figure, end=end, text=text[figure.start : end], readings=((value, value),),
                      step=0.0, firm=True)  # fmt: skip


def _years(text: str, found: Iterable[Figure]) -> Iterator[Figure]:
    """Yield the figures, "nineteen ninety-nine" made one."""

    def one(a: Figure, b: Figure) -> Figure | None:
        if not _century(text, a, b):
            return None
        value = a.value * 100 + b.value
        return replace(a, end=b.end, text=text[a.start : b.end], readings=((value, value),),
                       firm=True)  # fmt: skip

    return _merged(found, one)


def _century(text: str, a: Figure, b: Figure) -> bool:
    spelled = not a.text[0].isdigit() and not b.text[0].isdigit()
    fits = 17 <= a.value <= 20 and 10 <= b.value <= 99
    return spelled and fits and text[a.end : b.start] == " "


def _finished(text: str, figure: Figure, language: str) -> Figure:
    """Return the figure with what stands round it: percent, currency, year, "about"."""
    low = figure.value
    about = _ABOUT.search(text[max(0, figure.start - 24) : figure.start]) is not None
    sort = Sort.NUMBER
    if _percent(language).match(text, figure.end):
        sort = Sort.PERCENT
    elif figure.text.isdigit() and len(figure.text) == 4 and 1500 <= low <= 2100:
        sort = Sort.YEAR
    firm = figure.firm or sort is Sort.PERCENT
    if low < 10 and sort is Sort.NUMBER and _YEARS.match(text, figure.end):
        firm = False  # "1.5 years" may be eighteen months
    if figure.readings[0] == (100, 100) and sort is Sort.PERCENT:
        firm = False
    if not figure.text[0].isdigit() and significant(low) == 1 and low < 1000:
        firm = firm and sort is Sort.PERCENT
    return replace(figure, sort=sort, firm=firm, about=about, currency=_currency(text, figure))


def _currency(text: str, figure: Figure) -> str | None:
    before, after = text[max(0, figure.start - 6) : figure.start], text[figure.end :]
    for code, sign, word in _currencies():
        if sign.search(before) or word.match(after):
            return code
    return None


@lru_cache(maxsize=1)
def _currencies() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """Return each currency's code, and what finds it before and after a figure."""
    return tuple(
        (code, re.compile(rf"(?:{said})\s?$"), re.compile(rf"\s?(?:de |di |d[’']|in )?(?:{said})"))
        for code, said in CURRENCIES
    )


@lru_cache
def _percent(language: str) -> re.Pattern[str]:
    return re.compile(rf"[\s\u00a0-]?(?:{PERCENT.get(language, '%')})", re.IGNORECASE)


_WORDS_TOO = frozenset({"may", "march", "mars", "mai", "marzo", "mei", "august"})
_IN = re.compile(
    r"\b(?:in|im|en|of|last|next|since|until|till|by|early|late|every|mid)[ -]$", re.IGNORECASE
)


def _months(text: str, found: list[Figure], language: str) -> Iterator[Figure]:
    names = MONTHS.get(language, "").split()
    if not names:
        return
    pattern = re.compile(rf"\b(?:{'|'.join(names)})\b", re.IGNORECASE)
    for match in pattern.finditer(text):
        near = text[max(0, match.start() - 12) : match.start()]
        dated = any(
            -4 <= match.start() - f.end <= 4 or f.start - match.end() in (1, 2) for f in found
        )
        if match[0].lower() in _WORDS_TOO and not dated and not _IN.search(near):
            continue
        if language == "en" and not match[0][0].isupper():
            continue
        value = float(names.index(match[0].lower()) + 1)
        yield Figure(match.start(), match.end(), match[0], ((value, value),), Sort.MONTH)
