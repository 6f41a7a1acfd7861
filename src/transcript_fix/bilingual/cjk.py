"""Figures in Chinese, Japanese and Korean: 万 and 億, mixed with digits or spelled out.

The one thing to know: a numeral is mostly no number. 一 is an article, 三星 a company, 十分 "very",
百姓 "the people": a single numeral counts only before a counting word, and never 一.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcript_fix.bilingual.figure import (
    CHAINS,
    UNITS,
    Figure,
    Reading,
    Sort,
    significant,
    step_of,
)

_ROWS = (
    *("零〇영", "一壹일", "二两兩贰貳이", "三叁參삼", "四肆사"),
    *("五伍오", "六陆陸육", "七柒칠", "八捌팔", "九玖구"),
)
_ONES = {numeral: value for value, row in enumerate(_ROWS) for numeral in row}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000,
          "십": 10, "백": 100, "천": 1000}  # fmt: skip
_BIG = {"万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "兆": 1e12, "만": 1e4, "억": 1e8, "조": 1e12}

_NARROW = str.maketrans("０１２３４５６７８９．％", "0123456789.%")

_HAN = "零〇一壹二两兩贰貳三叁參四肆五伍六陆陸七柒八捌九玖十拾百佰千仟万萬亿億兆"
_HANGUL = "일이삼사오육칠팔구십백천만억조"
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_COUNTERS = (
    "个個家位名次款台部辆年月天日周时時点分秒人岁歲元块塊円圆倍种種层層条條件项項本篇场場轮輪期届"
    "代支只隻张張座间間所门門份套米公尺升吨噸斤克度％%社号號枚冊杯軒店つ"
)
_NUMBER = re.compile(
    rf"""(?<![A-Za-z\d.]) (?P<many>好几|好幾|几|幾|数|數|上|近|约|約)?
    (?P<body>(?:{_DIGITS}|[{_HAN}])
      (?: {_DIGITS} | [{_HAN}] | [多余餘几幾](?=[万萬亿億])
        | 点(?=[零〇一二三四五六七八九]+[万亿％%]) )*
    )(?P<more>[多余餘几幾](?!少))? (?P<after>[万萬亿億])?""",
    re.VERBOSE,
)
_KOREAN = re.compile(
    rf"(?<![A-Za-z\d.])(?P<body>{_DIGITS}(?:\s?[{_HANGUL}](?![가-힣]{{2}})|(?<=[만억조])\s{_DIGITS}|{_DIGITS})*"
    rf"|[{_HANGUL}]{{4,}})"
    rf"(?P<more>여)?"
)
_IDIOMS = re.compile(
    r"万一(?!千)|一五一十|三三两两|一一|十分(?!钟|鐘|之)|万分(?!之)|成千上[万萬]|千[方家][百万][计户]"
    r"|千千[万萬][万萬]|(?:\d+|[十二八]六?)\s?(?:[进進]制|進数|진수)|[万萬]无一失|[万萬]事|百分[百佰]"
    r"|一[万萬]个|十[全足]|百[度姓货貨般]"
    r"|五[一四](?=节|假|劳|青)|双十一|十一(?=假|长假|黄金)|九一一|(?<=第)一(?![{_HAN}])"
)
_UNIT = re.compile(UNITS)
_PART = re.compile(rf"{_DIGITS}|.")

_FRACTION = re.compile(rf"([{_HAN}\d]+)\s*分之\s*((?:[{_HAN}]|{_DIGITS}|点)+)([多几])?")
_TENTHS = re.compile(
    r"([一二两三四五六七八九\d])(成|割)(?![为為了立本功员員就长長绩績果])([一二三四五六七八九半])?"
)
_AFTER = re.compile(
    r"\s*(?:个|個)?\s*(?P<unit>％|%|퍼센트|프로|パーセント|年代|年後|年|년대|년|月|월|日|号|點|点|时|時|시|"
    r"折|后|後|世紀|世纪)?"
)
_MONEY = {
    "USD": r"美元|美金|ドル|달러|刀(?!\w)",
    "HKD": r"港[元币幣]",
    "JPY": r"日[元圆]|円|엔",
    "EUR": r"欧元|歐元|ユーロ|유로",
    "GBP": r"英镑|英鎊|ポンド|파운드",
    "KRW": r"韩元|韓元|원(?![칙])|ウォン",
    "CNY": r"人民币|人民幣|元|块(?:钱)?|塊|위안|人民元",
}
_CURRENCY = tuple((code, re.compile(rf"\s*多?(?:{words})")) for code, words in _MONEY.items())


def figures(text: str, language: str = "zh") -> Iterator[Figure]:
    """Yield the figures of a text in Chinese (zh), Japanese (ja) or Korean (ko), in order."""
    plain = CHAINS.sub(lambda m: "\0" * len(m[0]), text.translate(_NARROW))
    hidden = _IDIOMS.sub(lambda m: "\0" * len(m[0]), plain)
    found = list(_shares(hidden))
    for share in found:
        hidden = hidden[: share.start] + "\0" * (share.end - share.start) + hidden[share.end :]
    for match in (_KOREAN if language == "ko" else _NUMBER).finditer(hidden):
        figure = _figure(hidden, match, language)
        if figure:
            found.append(figure)
    yield from sorted(found, key=lambda f: f.start)


def value_of(body: str, *, short: bool = True) -> Reading | None:
    """Return the least and the most that numerals and digits mean; None: not a number.

    `short`: 一百二 is 120, as in Chinese; else it is 102.
    """
    body = body.replace(" ", "").replace(",", "")
    run = re.search(rf"([{_HAN}])([{_HAN}])(?=[十百千万亿萬億])", body)
    if run and _ONES.get(run[2], 0) == _ONES.get(run[1], 99) + 1 and _ONES[run[1]]:
        low = _sum(body[: run.start(2)] + body[run.end(2) :], short)
        high = _sum(body[: run.start(1)] + body[run.end(1) :], short)
        return None if low is None or high is None else (low, high)
    total = _sum(body, short)
    return None if total is None else (total, total)


def _sum(body: str, short: bool) -> float | None:
    """Add up a numeral: 3亿5千万, 一百二十万, 三万五 (35,000), 二零一二 (2012), 1.2万."""
    whole, _, part = body.partition("点")
    if part:
        unit = re.search(r"[万亿％%]*$", part)
        tail = part[: unit.start()] if unit else part
        digits = "".join(str(_ONES[c]) for c in tail if c in _ONES)
        base = _sum(whole, short)
        scale = 1.0
        for c in part[len(tail) :]:
            scale *= _BIG.get(c, 1)
        return None if base is None or not digits else float(f"{base:.0f}.{digits}") * scale
    if len(body) > 2 and all(c in _ONES for c in body):
        return float("".join(str(_ONES[c]) for c in body))
    return _by_units(body, short)


def _by_units(body: str, short: bool) -> float | None:
    total = section = 0.0
    number: float | None = None
    last, zero = 1.0, False
    for part in _PART.findall(body):
        if part[0].isdigit() and part not in _ONES:
            number, zero = float(part), False
        elif part in _ONES:
            if number:
                return None
            number, zero = float(_ONES[part]), zero or _ONES[part] == 0
        elif part in _SMALL:
            section += (1.0 if number is None else number) * _SMALL[part]
            number, last, zero = None, _SMALL[part], False
        elif part in _BIG:
            group = section + (number or 0.0)
            bigger = total and _BIG[part] > last and not group
            total = total * _BIG[part] if bigger else total + (group or 1.0) * _BIG[part]
            section, number, last, zero = 0.0, None, _BIG[part], False
        else:
            return None
    if short and number is not None and last >= 100 and 0 < number < 10 and not zero:
        number *= last / 10
    return total + section + (number or 0.0)


def _figure(text: str, match: re.Match[str], language: str) -> Figure | None:
    korean = language == "ko"
    body, more = match["body"], bool(match["more"])
    many = not korean and bool(match["many"]) and match["many"] not in "上近约約"
    inner = re.search(r"[多余餘几幾数數]", body)
    after = "" if korean else match["after"] or ""
    bare = re.sub(r"[多余餘几幾数數]", "", body) + after
    start, end = match.start("body"), match.end()
    reading = value_of(bare, short=language == "zh")
    unit = _AFTER.match(text, end)
    word = unit["unit"] if unit and unit["unit"] else ""
    scale = many and body[-1] in (*_SMALL, *_BIG)  # 几万
    if reading is None or not (scale or _counts(text, body + after, end, korean=korean)):
        return None
    low, high = reading
    if many or (inner and inner[0] in "几幾数數") or (more and match["more"] in "几幾"):
        loose = (low, high * 10) if many else (low, high + _last_unit(bare))
        return Figure(start, end, text[start:end], (loose,), firm=False)
    about = not korean and (match["many"] or "") in "上近约約" and bool(match["many"])
    if more or inner:
        high += _last_unit(bare)
    money = next((code for code, words in _CURRENCY if words.match(text, end)), None)
    return _of_unit(text, (start, end), (low, high), word, body, money, about)


def _of_unit(
    text: str, place: tuple[int, int], reading: Reading, word: str, body: str,
    money: str | None, about: bool,
) -> Figure:  # fmt: skip
    start, end = place
    low, high = reading
    readings, sort = [reading], Sort.NUMBER
    digits = body[0].isdigit() and body[0] not in _ONES
    firm = (digits and low >= 10) or low != int(low) or high > low or significant(low) > 1
    firm = firm or (low >= 2e4 and body[0] not in (*_SMALL, *_BIG))
    if word in ("％", "%", "퍼센트", "프로", "パーセント"):
        sort, firm = Sort.PERCENT, True
    elif word in ("年", "년", "年代", "년대", "后", "後", "年後") and low == high:
        if 1000 <= low <= 2100 and word in ("年", "년"):
            sort = Sort.YEAR
        elif low < 100:
            readings += [(low + c, low + c) for c in (1900, 2000)]
    elif (
        word in ("月", "월") and 1 <= low <= 12 and not text[end:].lstrip().startswith(("个", "個"))
    ):
        sort, firm = Sort.MONTH, True
    elif word in ("点", "點", "时", "時", "시") and low <= 24:
        readings += [(low - 12, low - 12)] if low > 12 else [(low + 12, low + 12)]
        firm = False
    elif word in ("年", "년") and low < 10:
        firm = False
    elif word == "折" and low < 100:
        share = low * 10 if low < 10 else low
        readings, firm = [(share, share), (100 - share, 100 - share)], False
    step = step_of(body.replace(",", ""), 1.0) if digits and body.replace(".", "").isdigit() else 0
    return Figure(
        start, end, text[start:end], tuple(readings), sort, firm, about, step, money
    )  # fmt: skip


def _last_unit(body: str) -> float:
    """Return the worth of the last digit that is not nought: 10 for 30, 1e7 for 3000万."""
    reading = value_of(body)
    if reading is None or not reading[0]:
        return 0.0
    value = reading[0]
    places = f"{value:.15e}".partition("e")
    digits = places[0].replace(".", "").rstrip("0")
    return float(10.0 ** (int(places[2]) - len(digits) + 1)) if digits else 0.0


def _counts(text: str, body: str, end: int, *, korean: bool) -> bool:
    """Return whether numerals are a number here: 一 never is, nor 三 without a counting word."""
    if body[0].isdigit() and body[0] not in _ONES:
        after = text[end : end + 1]
        return not (after.isascii() and after.isalpha()) or _UNIT.match(text, end) is not None
    if korean:
        return any(c in "십백천만억" for c in body)
    counted = text[end : end + 1] in _COUNTERS and end < len(text)
    if len(body) == 1:
        return counted and body not in "一壹零〇" and body not in _BIG and body not in "百千佰仟"
    if all(c in _ONES for c in body):
        return len(body) > 3 or (len(body) == 3 and counted)
    if body[0] in _BIG or body[0] in "百千佰仟":
        return counted or body[-1] in _BIG
    return True


def _shares(text: str) -> Iterator[Figure]:
    for match in _FRACTION.finditer(text):
        under, over = value_of(match[1]), value_of(match[2])
        if under is None or over is None or not under[0]:
            continue
        if under[0] == 100:
            high = over[1] + (_last_unit(match[2]) if match[3] else 0)
            share, sort, firm = (over[0], high), Sort.PERCENT, over[0] != 100
        else:
            value = over[0] / under[0]
            share, sort, firm = (value, value), Sort.NUMBER, False
        yield Figure(match.start(), match.end(), match[0], (share,), sort, firm)
    for match in _TENTHS.finditer(text):
        number = value_of(match[1])
        if number is not None:
            more = {"半": 5}.get(match[3] or "", _ONES.get(match[3] or "", 0))
            share = (number[0] * 10 + more, number[0] * 10 + more)
            yield Figure(match.start(), match.end(), match[0], (share,), Sort.PERCENT)
