"""What tells two sentences from two parts of one: features of the words on both sides of a comma.

The one thing to know: the same reading serves the rule that looks for comma splices and the script
that fits its weights (`bench/comma_splice.py`), so a change here wants a new fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from transcript_fix.rule import words
from transcript_fix.wordforms import (
    adjective,
    noun,
    noun_of_plural,
    verb,
    verb_of_ing,
    verb_of_participle,
    verb_of_past,
    verb_of_third,
)

_SUBJECT = words("i we he she they it you there who this that these those everyone everybody")
_BE = words("am is are was were isn't aren't wasn't weren't")
_MODAL = words(
    "can could will would should must may might can't cannot couldn't won't wouldn't shouldn't"
)
_AUX = words("have has had haven't hasn't hadn't do does did don't doesn't didn't")
_SUBORDINATE = words(
    "if when while because since although though whenever until unless whereas whether as that what"
    " how who which why where than once before after whose whatever wherever so"
)
_SAYING = words(
    "think thought thinks know knew say says said mean guess believe feel felt hope hoped see"
    " saw tell told like bet suppose found realize realized understand wish"
)
_DETERMINER = words(
    "the a an my our your their his her its every each some any no another all both"
)
_PREPOSITION = words(
    "in on at for from with by about into through of to during without under over between among"
    " despite like within against towards upon via per across"
)
_LINKING = words("and but or nor yet so then")
_OWN = (
    _SUBJECT
    | _BE
    | _MODAL
    | _AUX
    | _SUBORDINATE
    | _DETERMINER
    | _PREPOSITION
    | _LINKING
    | words(
        "not also just only even still very really too more most much many other one two three here"
        " now well yes no yeah right okay however therefore maybe perhaps actually especially"
        " please thank thanks let let's say first finally later again today meanwhile instead"
        " being been be having etc including such people someone something everything nothing"
        " me him them us myself itself going get got gonna never always already"
    )
)
_WORD = re.compile(r"\w+(?:['’.-]\w+)*|[\"“”()—–:-]")
_SHORT = re.compile(r"^(i|we|you|he|she|it|they|there|that|this|who|what)['](m|re|s|ve|ll|d)$")


_SENTENCE = re.compile(r"(?:[^.!?;\n]|\.(?=\w))+")
_COMMA = re.compile(r", (?=[A-Za-z0-9])")
_BULLET = re.compile(r"[\s*•·\d.)-]*")
_LINKED = words(
    "and but or nor so yet because which who whom whose that where when while then plus"
)
_WINDOW = 500
"""Code points that are read on each side of a comma, so that no list takes for ever."""
LEAST_LEFT, _LEAST_RIGHT = 4, 3
"""The fewest words that stand before and after a comma between two sentences."""


def commas(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield start of the sentence, comma, what follows it, and end, for each comma to ask about."""
    for sentence in _SENTENCE.finditer(text):
        found = _BULLET.match(text, sentence.start(), sentence.end())
        begin, end = found.end() if found else sentence.start(), sentence.end()
        for m in _COMMA.finditer(text, begin, end):
            start, stop = max(begin, m.start() - _WINDOW), min(end, m.end() + _WINDOW)
            left, right = text[start : m.start()], text[m.end() : stop]
            long = len(left.split()) >= LEAST_LEFT and len(right.split()) >= _LEAST_RIGHT
            if long and not opens_no_sentence(right):
                yield start, m.start(), m.end(), stop


def opens_no_sentence(text: str) -> bool:
    """Return whether the first word belongs after a comma: and, but, which."""
    found = re.match(r"\w+", text)
    return not found or found.group().lower() in _LINKED


@lru_cache(maxsize=20_000)
def word_class(word: str) -> str:
    """Return a word's class: function words as themselves, else a tag such as "vd" (a past)."""
    low = word.lower().replace("’", "'")
    if low in _OWN:
        return low
    if m := _SHORT.match(low):
        return f"{m.group(1)}'"
    if not low[0].isalpha():
        return "9" if low[0].isdigit() else low[0]
    if word[0].isupper():
        return "Name"
    return _form(low)


def _form(low: str) -> str:
    past, plural = verb_of_past(low), noun_of_plural(low)
    if past and past.base != low and not noun(low):
        return "vd" if not verb_of_participle(low) or low.endswith("ed") else "vdn"
    if verb_of_ing(low) and low.endswith("ing"):
        return "ing"
    if verb_of_participle(low) and not verb(low) and not noun(low):
        return "vn"
    third = verb_of_third(low)
    if third and not (plural and (plural.own_plural or plural.strict)):
        return "ns/v" if plural else "vs"
    found = verb(low)
    if found and found.pure:
        return "v"
    if low.endswith("ly"):
        return "ly"
    if plural:
        return "ns"
    if (a := adjective(low)) and (a.strict or not noun(low)):
        return "j"
    if noun(low):
        return "n/v" if found else "n"
    return "v" if found else "o"


def words_of(text: str) -> list[str]:
    """Return a clause's words, and the marks in it that matter."""
    return _WORD.findall(text)


def _finite(classes: list[str]) -> int:
    """Return the place of the first verb that surely makes a clause, or -1."""
    before = ""
    for at, c in enumerate(classes):
        if c in _BE or c in _MODAL or c in _AUX or c in ("vd", "vdn", "vs") or c[-1:] == "'":
            return at
        if c in ("v", "n/v", "ns/v", "get", "got", "say") and (
            before in _SUBJECT or before in ("ns", "people", "also", "Name", "n")
        ):
            return at
        before = c
    return -1


def _main(classes: list[str]) -> bool:
    """Return whether this reads as a main clause: a subject, then a verb, nothing under it."""
    if not classes or not (
        classes[0] in _SUBJECT or classes[0] in _DETERMINER or _nominal(classes[0])
    ):
        return False
    at = _finite(classes)
    return 0 < at < 8 and not any(c in _SUBORDINATE for c in classes[1 : at + 1])


def _nominal(c: str) -> bool:
    return c in ("Name", "n", "ns", "o", "j", "people", "everyone", "n/v", "ns/v") or c[-1:] == "'"


def _size(count: int, *steps: int) -> str:
    return str(sum(count > step for step in steps))


def features(left: str, right: str) -> Iterator[str]:
    """Yield what is seen of `left` (from the sentence's start to the comma) and `right`."""
    segments = [[word_class(w) for w in words_of(s)] for s in left.split(",")]
    whole = [c for s in segments for c in s]
    last = segments[-1]
    part = [word_class(w) for w in words_of(right.split(",")[0])]
    rest = [word_class(w) for w in words_of(right)]
    yield from _left(whole, last, len(segments))
    yield from _right(part, rest)
    then = [word_class(w) for w in words_of(right.partition(",")[2].partition(",")[0])]
    yield from _both(left, right, whole, last, part, then)


def _left(whole: list[str], last: list[str], segments: int) -> Iterator[str]:
    first = whole[0] if whole else "-"
    yield f"L0={first}"
    yield f"L01={' '.join(whole[:2])}"
    yield f"S0={last[0] if last else '-'}"
    yield f"S01={' '.join(last[:2])}"
    yield f"L-1={whole[-1] if whole else '-'}"
    yield f"L-2={' '.join(whole[-2:])}"
    yield f"Ln={_size(len(whole), 4, 7, 11, 16, 24, 35)}"
    yield f"Sn={_size(len(last), 1, 2, 4, 7, 11, 16)}"
    yield f"Lsegments={min(segments, 4)}"
    yield f"Lfinite={_size(_finite(whole), -1, 0, 2, 5, 9)}"
    yield f"Sfinite={_size(_finite(last), -1, 0, 2, 5, 9)}"
    for word in set(last) & (_SUBORDINATE | _SAYING):
        yield f"Shas={word}"
    for word in set(whole) & (_SUBORDINATE | words("not never don't didn't \" “ ” ( ) - – — :")):
        yield f"Lhas={word}"


def _right(part: list[str], rest: list[str]) -> Iterator[str]:
    for n in (1, 2, 3):
        yield f"R{n}={' '.join(part[:n])}"
    at, later = _finite(part), _finite(rest)
    yield f"Rfinite={_size(at, -1, 0, 1, 2, 3, 5, 8)}"
    yield f"Rlater={_size(later, -1, 0, 1, 2, 3, 5, 8, 12)}"
    yield f"Rverb={part[at] if at >= 0 else '-'}"
    yield f"Rsubject={part[at - 1] if at > 0 else '-'}"
    yield f"Rkind={part[0] if part else '-'} {_size(at, -1, 0, 1, 2, 4)}"
    yield f"Rn={_size(len(part), 1, 2, 4, 7, 11, 16)}"
    yield f"Rall={_size(len(rest), 2, 4, 7, 11, 16, 24)}"
    yield f"Rends={part[-1] if part else '-'}"
    for word in set(part) & _SUBORDINATE:
        yield f"Rhas={word}"


def _both(
    left: str, right: str, whole: list[str], last: list[str], part: list[str], then: list[str]
) -> Iterator[str]:
    first, start = (whole or ["-"])[0], (part or ["-"])[0]
    finite = f"{_finite(last) >= 0:d}{_finite(whole) >= 0:d}{_finite(part) >= 0:d}"
    sub = bool(set(last) & _SUBORDINATE)
    opens = first in _SUBORDINATE or first in _PREPOSITION
    clause = f"{_main(whole):d}{_main(last):d}{_main(part):d}{_main(then):d}"
    leads = start in _PREPOSITION or start in _SUBORDINATE
    yield f"M={clause}{leads:d}"
    yield f"MR={clause} {start}"
    yield f"ML={clause[:2]} {first}"
    yield f"MS={clause[:3]} {_size(len(last), 2, 5, 9, 14)}{_size(len(part), 3, 6, 10)}"
    yield f"MV={clause[:3]} {' '.join(part[:2])}"
    yield f"B={finite}{sub:d}{opens:d}"
    yield f"BR={finite}{sub:d} {start}"
    yield f"BL={finite} {first}"
    yield f"LR={first} {start}"
    yield f"ER={(whole or ['-'])[-1]} {start}"
    if (
        left.split()[:1] == right.split()[:1]
        or left.rsplit(",")[-1].split()[:1] == right.split()[:1]
    ):
        yield "same-start"
