"""What translated English could have meant: small edits at each place where such slips happen.

Nothing here says that anything is wrong; a language model judges the proposals. The one thing to
know: names, numbers, negation and short quotations are never touched, nor is the tense that a
speaker chose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transcript_fix.rule import like_case, words
from transcript_fix.wordforms import (
    adjective,
    noun,
    noun_of_plural,
    verb_of_participle,
    verbs_of,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One edit: code points of the sentence, the new words, and what sort of slip it mends."""

    start: int
    end: int
    new: str
    sort: str

    def mended(self, text: str) -> str:
        """Return the sentence with the edit made."""
        return text[: self.start] + self.new + text[self.end :]


_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_QUOTED = re.compile(r"[“\"‘][^“”\"‘]{1,40}[”\"’](?!\w)")

_ARTICLES = words("a an the")
_OWNERS = words("my your his her its our their")
_DETERMINERS = (
    _ARTICLES
    | _OWNERS
    | words(
        "this that these those some any no every each either neither both all many much more most "
        "few several one two three four five six seven eight nine ten what which whose such another"
        " enough little less"
    )
)
_MODALS = words(
    "can could will would shall should may might must do does did don't doesn't didn't can't "
    "couldn't won't wouldn't shouldn't cannot"
)
_HAVE = words("have has had having haven't hasn't hadn't i've we've you've they've")
_BE = words(
    "am is are was were be been being isn't aren't wasn't weren't i'm we're you're they're it's"
    " he's she's that's"
)
_PREPOSITIONS = "of in on at for to with from by about into as over through during after"
_SWAPS = words(_PREPOSITIONS)
_INSERTS = ("of", "to", "in", "on", "for", "with", "at", "from", "by", "about", "as")
_GLUE = ("is", "are", "was", "be", "it", "that", "have", "and", "there", "so", "been")
_PAIRS = (
    ("is", "are"), ("was", "were"), ("has", "have"), ("does", "do"), ("isn't", "aren't"),
    ("wasn't", "weren't"), ("hasn't", "haven't"), ("doesn't", "don't"),
)  # fmt: skip
_OTHER = {a: b for pair in _PAIRS for a, b in (pair, pair[::-1])}
_STIFF = words("not no never nor n't without i you he she we they me him us them who if or but")


def proposals(text: str) -> Iterator[Proposal]:
    """Yield the edits worth judging in one sentence (code points of `text`)."""
    closed = [m.span() for m in _QUOTED.finditer(text)]
    found = [_Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
    for i, word in enumerate(found):
        if any(start <= word.start and word.end <= end for start, end in closed):
            continue
        before = found[i - 1] if i and _joined(text, found[i - 1], word) else None
        after = found[i + 1] if i + 1 < len(found) and _joined(text, word, found[i + 1]) else None
        yield from _inserted(text, before, word)
        if not word.name or not i:
            yield from _changed(before, word, after)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.text.lower().replace("’", "'")

    @property
    def name(self) -> bool:
        """Whether it is written like a name or an abbreviation."""
        return self.text[0].isupper() and self.text != "I" and not self.text.startswith("I'")


def _joined(text: str, left: _Word, right: _Word) -> bool:
    return text[left.end : right.start] == " "


def _noun_like(word: _Word) -> bool:
    low = word.low
    return bool(noun(low) or noun_of_plural(low) or adjective(low) or verb_of_participle(low))


def _inserted(text: str, before: _Word | None, word: _Word) -> Iterator[Proposal]:
    """Yield words that could be missing before `word`."""
    if before is None or text[word.start - 1] != " ":
        return

    def put(new: str, sort: str) -> Proposal:
        return Proposal(before.start, word.end, f"{before.text} {new} {word.text}", sort)

    if before.low not in _DETERMINERS and not word.name and _noun_like(word):
        yield put(_a(word), "article-missing")
        yield put("the", "article-missing")
    if before.low not in _SWAPS and word.low not in _SWAPS:
        for new in _INSERTS:
            yield put(new, "preposition-missing")
    for new in _GLUE:
        if new not in (before.low, word.low):
            yield put(new, "word-missing")
    yield from _owned(before, word)


def _owned(before: _Word, word: _Word) -> Iterator[Proposal]:
    """Yield "Xiaomi's strategy" for "Xiaomi strategy", "ten years' time" for "ten years time"."""
    low = before.low
    if "'" in low or not _noun_like(word) or word.name:
        return
    plural = noun_of_plural(low)
    if not (before.name or noun(low) or plural):
        return
    mark = "'" if plural and low.endswith("s") else "'s"
    yield Proposal(before.start, before.end, before.text + mark, "possessive")


def _changed(before: _Word | None, word: _Word, after: _Word | None) -> Iterator[Proposal]:
    low = word.low
    if low in _STIFF:
        return

    def put(new: str, sort: str) -> Proposal:
        new = new.replace("'", "’") if "’" in word.text else new
        return Proposal(word.start, word.end, like_case(word.text, new), sort)

    if low in _ARTICLES:
        for new in ("the",) if low != "the" else (_a(after),):
            yield put(new, "article-wrong")
    if low in _SWAPS:
        for new in _PREPOSITIONS.split():
            if new != low:
                yield put(new, "preposition-wrong")
        return
    if single := noun(low):
        if single.plural != low:
            yield put(single.plural, "plural")
    elif (many := noun_of_plural(low)) and many.singular != low:
        yield put(many.singular, "singular")
    for new, sort in _verbs(before, low):
        if new != low:
            yield put(new, sort)


def _a(after: _Word | None) -> str:
    return "an" if after and after.low[0] in "aeiou" else "a"


def _verbs(before: _Word | None, low: str) -> Iterator[tuple[str, str]]:
    """Yield other forms of a verb, sorted by what stands before it."""
    if other := _OTHER.get(low):
        yield other, "agreement"
        return
    if low in _MODALS or low in _BE or low in _HAVE:
        return
    found = next(iter(verbs_of(low)), None)
    if found is None:
        return
    left = before.low if before else ""
    if left in _MODALS or left == "to":
        yield found.base, "verb-form"
        if left == "to":
            yield found.ing, "verb-form"
    elif left in _HAVE:
        yield found.participle, "verb-form"
    elif left in _BE:
        yield found.participle, "verb-form"
        yield found.ing, "verb-form"
    elif low in (found.base, found.third):
        yield (found.third if low == found.base else found.base), "agreement"
        yield found.ing, "verb-form"
        yield found.participle, "verb-form"
    else:
        yield found.base, "verb-form"
        yield found.ing, "verb-form"
        yield found.participle, "verb-form"
