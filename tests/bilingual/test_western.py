"""Figures of English and other languages; num2words says independently how a number is spelled."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from num2words import num2words

from transcript_fix.bilingual.figure import Sort
from transcript_fix.bilingual.rewrite import in_english
from transcript_fix.bilingual.western import figures


def values(text: str, language: str = "en") -> list[float]:
    return [f.value for f in figures(text, language)]


@given(st.integers(2, 999_999_999))
def test_a_number_spelled_in_english_is_read(number: int) -> None:
    spelled = num2words(number).replace(",", "")
    assert values(f"we sold {spelled} of them") == [number]


@pytest.mark.parametrize("language", ["de", "es"])
@given(number=st.integers(2, 999_999))
def test_a_number_spelled_in_another_language_is_read(language: str, number: int) -> None:
    assume(language != "de" or number // 1000 % 100 != 1)  # text2num lacks "hunderteintausend"
    assert values(num2words(number, lang=language), language) == [number]


@given(st.integers(1000, 10**12))
def test_digits_in_the_style_of_each_language_are_read(number: int) -> None:
    english = f"{number:,}"
    assert values(english) == [number]
    assert values(english.replace(",", "."), "de") == [number]
    assert values(english.replace(",", "\u202f"), "fr") == [number]


@given(st.integers(10, 99_999), st.sampled_from([10**3, 10**6, 10**9]))
def test_what_we_write_we_read(mantissa: int, scale: int) -> None:
    value = float(mantissa * scale // 10)
    assert values(in_english(value)) == pytest.approx([value])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.2 million", 1.2e6), ("a million two hundred thousand", 1.2e6), ("1.2m", 1.2e6),
        ("two and a half million", 2.5e6), ("one and a half million", 1.5e6), ("$3bn", 3e9),
        ("half a million", 5e5), ("350 thousand", 350_000), ("5k", 5000), ("RMB 1,999", 1999),
        ("nineteen ninety-nine", 1999), ("a hundred and five", 105), ("21st", 21),
        ("three hundred million and twenty one thousand", 300_021_000), ("780MB", 780),
    ],
)  # fmt: skip
def test_an_english_figure_is_read(text: str, value: float) -> None:
    assert values(f"It was {text}.") == [pytest.approx(value)]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "1,5 Millionen", 1.5e6),
        ("de", "3,2 Mrd. Euro", 3.2e9), ("de", "zwei Billionen", 2e12),
        ("de", "anderthalb Milliarden", 1.5e9), ("de", "1.200.000", 1.2e6), ("de", "11,5", 11.5),
        ("fr", "3,5 milliards", 3.5e9),
        ("fr", "un million et demi", 1.5e6), ("fr", "25 000", 25_000),
        ("fr", "trois virgule cinq milliards", 3.5e9), ("es", "mil millones", 1e9),
        ("es", "2.500 millones", 2.5e9), ("it", "due miliardi", 2e9), ("nl", "twee miljard", 2e9),
        ("pt", "dois bilhões", 2e9), ("ru", "1,2 млрд рублей", 1.2e9), ("ru", "300 тысяч", 300_000),
    ],
)  # fmt: skip
def test_the_scale_is_the_one_of_the_language(language: str, text: str, value: float) -> None:
    assert values(text, language) == [pytest.approx(value)]


@pytest.mark.parametrize("text", ["iPhone4 on 4G", "one of us", "version 2.1.3", "You may go."])
def test_a_name_or_an_article_is_no_figure(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    "text", ["thousands of people", "twice", "the nineties", "a third", "half"]
)
def test_what_english_says_without_a_number_only_explains(text: str) -> None:
    found = list(figures(text, "en"))
    assert found
    assert not any(f.firm for f in found)


def test_percent_is_known_in_words_and_signs() -> None:
    for language, text in (("en", "thirty per cent"), ("en", "30%"), ("de", "30 Prozent"),
                           ("fr", "trente pour cent"), ("es", "30 por ciento")):  # fmt: skip
        (figure,) = figures(text, language)
        assert (figure.sort, figure.value) == (Sort.PERCENT, 30), text


def test_a_date_has_its_month() -> None:
    for language, text in (
        ("en", "April 6, 2012"),
        ("de", "6. April 2012"),
        ("fr", "6 avril 2012"),
    ):
        assert {f.value for f in figures(text, language) if f.sort is Sort.MONTH} == {4}
    assert 5 in values("It began in May.")
