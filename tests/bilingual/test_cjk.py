"""Numerals of Chinese, Japanese and Korean; num2words is the witness of how they are spelled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from transcript_fix.bilingual.cjk import figures
from transcript_fix.bilingual.figure import Sort

NUMBERS = st.integers(11, 10**12).filter(lambda n: n not in (100, 1000, 10**4, 10**8, 10**12))


def only(text: str, language: str = "zh") -> float:
    (figure,) = figures(text, language)
    assert figure.exact
    return figure.value


@given(NUMBERS)
def test_a_number_spelled_in_japanese_is_read(number: int) -> None:
    assert only(f"{num2words(number, lang='ja')}人", "ja") == number


@given(NUMBERS)
def test_a_number_spelled_in_korean_is_read(number: int) -> None:
    spelled = num2words(number, lang="ko").replace(" ", "")
    if len(spelled) > 3:
        assert only(f"약 {spelled} 명", "ko") == number


@given(st.integers(1, 9999), st.sampled_from(["万", "亿", "千万", "億", "萬"]))
def test_digits_with_a_scale_are_read(number: int, scale: str) -> None:
    factor = {"万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "千万": 1e7}[scale]
    assert only(f"一共{number}{scale}元") == number * factor


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("120万台", 1.2e6), ("一百二十万台", 1.2e6), ("3.5万", 35_000), ("３．５万", 35_000),
        ("一点二亿", 1.2e8), ("3亿5千万", 3.5e8), ("一万二", 12_000), ("两百五", 250),
        ("二零一二年", 2012), ("1,200,000人", 1.2e6), ("两千亿美元", 2e11), ("十二个", 12),
        ("一百零五名", 105), ("百分之三十", 30), ("三成", 30),
        ("百分之九十九点九", 99.9), ("1.5倍", 1.5),
    ],
)  # fmt: skip
def test_a_figure_is_read(text: str, value: float) -> None:
    assert only(text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("ja", "1兆5000億円", 1.5e12), ("ja", "1万2千人", 12_000), ("ja", "三割", 30),
        ("ko", "3억 5천만 원", 3.5e8), ("ko", "30만 대", 300_000), ("ko", "25퍼센트", 25),
    ],
)  # fmt: skip
def test_a_figure_of_japanese_or_korean_is_read(language: str, text: str, value: float) -> None:
    assert only(text, language) == value


@pytest.mark.parametrize(
    "text",
    [
        "万一出事了", "一些朋友", "我们一起去", "十分重要",
        "三星和一加", "老百姓", "百度", "三心二意",
        "一五一十地说", "第一次", "一个人", "这一点", "双十一", "成千上万的人", "五花八门", "四川",
        "4G网络", "iPhone4", "二维码", "十六进制", "2.1.3节", "192.168.1.1",
    ],
)  # fmt: skip
def test_an_idiom_or_a_name_is_no_figure(text: str) -> None:
    assert [f for f in figures(text) if f.firm] == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("120多万", 1.2e6, 1.3e6), ("三十多年", 30, 40), ("七八百人", 700, 800),
        ("3000万多", 3e7, 4e7), ("三四十个", 30, 40),
    ],
)  # fmt: skip
def test_a_rough_figure_is_a_range(text: str, low: float, high: float) -> None:
    (figure,) = figures(text)
    assert figure.readings[0] == pytest.approx((low, high))


@pytest.mark.parametrize(
    "text", ["几百万", "十几个", "好几千人", "千万别去", "百万富翁", "百分之百"]
)
def test_what_no_number_must_stand_for_is_not_firm(text: str) -> None:
    assert not any(f.firm for f in figures(text))


def test_a_date_is_year_month_and_day() -> None:
    year, month, day = figures("2012年4月6日")
    assert (year.sort, year.value) == (Sort.YEAR, 2012)
    assert (month.sort, month.value) == (Sort.MONTH, 4)
    assert day.value == 6
    (months,) = figures("6个月")
    assert months.sort is Sort.NUMBER


def test_a_short_year_may_be_of_either_century_or_a_span() -> None:
    (figure,) = figures("98年")
    assert {low for low, _ in figure.readings} == {98, 1998, 2098}


def test_the_currency_is_known() -> None:
    codes = [f.currency for f in figures("10亿美元、3万元、5000日元、20万欧元")]
    assert codes == ["USD", "CNY", "JPY", "EUR"]
