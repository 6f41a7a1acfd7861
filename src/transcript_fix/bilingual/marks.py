"""Marks that say something: a question that became a statement, a quotation that never ends.

The one thing to know: a tag ("对吧？", "nicht wahr?") is mostly dropped in English and is no
question; and a quotation may go on in the next paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcript_fix.bilingual.held import Couple, Held, quote
from transcript_fix.bilingual.parts import spoken
from transcript_fix.model import Finding, Kind

QUESTION, QUOTES = 0.7, 0.8
"""Shares of right findings; see bench/bilingual.py."""

_TAG = re.compile(
    r"(?:^|[，,。\s])(?:是吧|对吧|對吧|对不对|對不對|是不是|是吗|对吗|好吗|好不好|行吗|知道吗|明白吗|懂吗|什么|啊|嗯|哦|哈|"
    r"oder|nicht wahr|nicht|ne|gell|n['’]est-ce pas|non|hein|no|verdad|né|non è vero|vero|toch|hè|"
    r"да|правда|не так ли|でしょう|よね|ですよね|ね)\s*[？?]"
)


def marks(held: Held) -> Iterator[Finding]:
    """Yield questions answered as statements, and quotes and brackets that do not close."""
    for index, couple in enumerate(held.couples):
        if not spoken(couple.target):
            continue
        near = held.near(index)
        if _asks(couple, held.language) and "?" not in couple.target and not _title(held, couple):
            asked = sum(_asks(c, held.language) for c in near)
            if sum(c.target.count("?") for c in near) < asked:
                yield _question(held, couple)
        yield from _open(held, index)


def _asks(couple: Couple, language: str) -> bool:
    """Return whether a piece of the source ends with a question that is no tag."""
    text = _TAG.sub(" ", couple.source).rstrip("”」』\"’' \n")
    if text.endswith(("？", "?")):
        return True
    if language == "zh":
        unmarked = not re.search(r"[。？?！!]", couple.source)
        return unmarked and re.search(r"[吗嗎]$", text) is not None
    return language == "ja" and re.search(r"(?:です|ます|でしょう|ました)か。?$", text) is not None


def _title(held: Held, couple: Couple) -> bool:
    """Return whether it ends like no sentence; lines of subtitles all do."""
    return held.reach == 1 and couple.target.rstrip()[-1].isalnum()


def _question(held: Held, couple: Couple) -> Finding:
    text = couple.target.rstrip()
    start = max(text.rfind(" "), text.rfind("\n")) + 1
    return held.finding(
        (couple.start + start, couple.start + len(text)), "question", Kind.TRANSLATION,
        "the source asks this: " + quote(couple.source, 60), couple.source, confidence=QUESTION,
    )  # fmt: skip


_PAIRED = ("“”", "「」", "『』", "《》", "«»", "（）", "()")
_PAIRS = {"“": "”", "(": ")", "[": "]", "（": "）"}


def _open(held: Held, index: int) -> Iterator[Finding]:
    """Yield a mark in the paragraph that opens and never closes, though the source's do."""
    couple = held.couples[index]
    if not _balanced(couple.source):
        return
    for left, right in _PAIRS.items():
        extra = couple.target.count(left) - couple.target.count(right)
        if abs(extra) != 1 or _elsewhere(held, index, left, right):
            continue
        mark = left if extra > 0 else right
        at = couple.start + couple.target.rindex(mark)
        yield _unpaired(held, couple, at)
    if couple.target.count('"') % 2 and not any(
        c.target.count('"') % 2 for c in held.near(index) if c is not couple
    ):
        yield _unpaired(held, couple, couple.start + couple.target.rindex('"'))


def _elsewhere(held: Held, index: int, left: str, right: str) -> bool:
    """Return whether the other half stands in a couple beside it, or each paragraph opens anew."""
    near = [c for c in held.near(index) if c is not held.couples[index]]
    return any(c.target.count(left) != c.target.count(right) for c in near)


def _unpaired(held: Held, couple: Couple, at: int) -> Finding:
    return held.finding(
        (at, at + 1), "unpaired", Kind.PUNCTUATION,
        "its other half is missing; in the source the marks are paired: "
        + quote(couple.source, 60), couple.source, confidence=QUOTES,
    )  # fmt: skip


def _balanced(text: str) -> bool:
    if "„" in text:  # German: „so“
        text = text.replace("”", "“").replace("„", "”")
    return text.count('"') % 2 == 0 and all(
        text.count(mark[0]) == text.count(mark[1]) for mark in _PAIRED
    )
