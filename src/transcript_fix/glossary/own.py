"""A text's own names: a rare form that is nearly a frequent one, with no glossary at all.

The one thing to know: precision comes first. Only a form that stands once or twice, is no word
and no name that English knows, and is a letter off a name that stands many times, is asked about.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from transcript_fix.glossary import lexicon, near
from transcript_fix.glossary.match import Match
from transcript_fix.glossary.scan import begins_after, derived
from transcript_fix.glossary.tokens import GAP, TOKEN, fold, split_ending
from transcript_fix.model import Applicability, Kind

OFTEN = 3
"""Times that a name must stand in the text."""
SHARE = 3
"""Times that the name must be more frequent than its rare form."""
KNOWN = 2.0
"""Zipf value from which a capital form is a name of its own."""
SAMPLE = 20_000
"""Code points that are looked at to see whether a text is English."""
LONG = 9
"""Code points from which two letters may be off."""
CONFIDENCE = 0.8
"""Share of right findings: read by hand over the published transcripts (bench/names_own.py)."""
LABELS = 0.85
"""The same for speaker labels."""


@dataclass(frozen=True, slots=True)
class Name:
    """A capitalised word or two at its place, in code points."""

    text: str
    start: int
    end: int


def find(
    text: str, labels: Sequence[Name] = (), listed: frozenset[str] = frozenset()
) -> list[Match]:
    """Return rare variants of the text's own names, in order.

    `text` has labels in it, whose names are `labels`; `listed` are keys that the glossary has,
    which are never variants.
    """
    if not _english(text):
        return _labels_alone(labels)
    inside = {(n.start, n.end) for n in labels}
    speech = [n for n in _names(text) if not _within(n, inside)]
    found = [*_labels(labels), *_words(speech, labels, listed), *_pairs(text, speech, listed)]
    return _apart(sorted(found, key=lambda m: (m.start, m.start - m.end)))


def _labels_alone(labels: Sequence[Name]) -> list[Match]:
    return _apart(_labels(labels))


_LATIN = re.compile(r"[A-Za-zÀ-ɏ'’.&-]*[A-ZÀ-Þ][A-Za-zÀ-ɏ'’.&-]*")
_SMALL = re.compile(r"(?<!\w)[^\W\d_A-Z]{2,}(?!\w)")


def _english(text: str) -> bool:
    """Return whether most small words in the text's first part are English."""
    words = _SMALL.findall(text[:SAMPLE])
    known = sum(1 for w in words if lexicon.levels(fold(w))[0] >= KNOWN)
    return known >= 0.7 * len(words)


def _within(name: Name, spans: set[tuple[int, int]]) -> bool:
    return any(start <= name.start and name.end <= end for start, end in spans)


def _apart(found: Iterable[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in found:
        if not kept or kept[-1].end <= match.start:
            kept.append(match)
    return kept


def _names(text: str) -> Iterator[Name]:
    """Yield the words of a text that are written like names, possessive endings left out."""
    stop = 0
    for m in TOKEN.finditer(text):
        begins = not stop or begins_after(text[stop : m.start()])
        stop = m.end()
        body, _ = split_ending(m.group())
        if body.islower() or not _LATIN.fullmatch(body):
            continue
        if begins and lexicon.ordinary(body.lower()):
            continue
        yield Name(body, m.start(), m.start() + len(body))


def _words(
    names: Sequence[Name], labels: Sequence[Name], listed: frozenset[str]
) -> Iterator[Match]:
    """Yield single words that are nearly, or but for case, a frequent name."""
    counts = Counter(n.text for n in names)
    counts.update(w for label in labels for w in TOKEN.findall(label.text))
    cases: dict[str, Counter[str]] = defaultdict(Counter)
    for word, count in counts.items():
        cases[fold(word)][word] += count
    often = {k: c.most_common(1)[0] for k, c in cases.items() if c.most_common(1)[0][1] >= OFTEN}
    nearby = near.build([k for k in often if len(k) >= 5], [])
    known = {fold(w) for label in labels for w in TOKEN.findall(label.text)} | listed
    for name in names:
        key = fold(name.text)
        if key in often:
            right, count = often[key]
            if _miscased(name.text, right, counts[name.text], count, key in listed):
                yield _match(name, right, count, "own-casing", Kind.CASING)
        elif key not in known and sum(cases[key].values()) <= 2 and not _own_right(name.text, key):
            one = _nearest(nearby, key)
            if one and often[one.key][1] >= SHARE * sum(cases[key].values()):
                yield _match(name, *often[one.key], "own-name", Kind.NAME)


def _miscased(form: str, right: str, few: int, many: int, listed: bool) -> bool:
    """Return whether `form` is a rare case of a name with inner capitals (Github, GitHub)."""
    odd = not (right.isupper() or right[1:].islower())
    return odd and form != right and not listed and not form.isupper() and many >= SHARE * few


def _own_right(form: str, key: str) -> bool:
    """Return whether English, or a name of its own, has the form."""
    return len(key) < 5 or form.isupper() or max(lexicon.levels(key)) >= KNOWN


def _nearest(nearby: near.Nearby, key: str) -> near.Near | None:
    for one in near.find(nearby, key):
        close = one.off == 1 or (one.off == 2 and min(len(key), len(one.key)) >= LONG)
        if close and not derived(one.key, key) and not derived(key, one.key):
            return one
    return None


def _pairs(text: str, names: Sequence[Name], listed: frozenset[str]) -> Iterator[Match]:
    """Yield two words that are a frequent full name but for a letter or two in one of them."""
    pairs = [
        (a, b)
        for a, b in pairwise(names)
        if GAP.match(text[a.end : b.start]) and text[a.end : b.start].strip() == ""
    ]
    counts = Counter((a.text, b.text) for a, b in pairs)
    alone = Counter(n.text for n in names)
    often = [(p, c) for p, c in counts.items() if c >= OFTEN - 1]
    for a, b in pairs:
        if counts[a.text, b.text] > 1 or fold(a.text + b.text) in listed:
            continue
        for (first, second), count in often:
            odd = a.text if b.text == second else b.text if a.text == first else None
            right = first if b.text == second else second
            if odd and alone[odd] == 1 and _slip(odd, right):
                whole = Name(text[a.start : b.end], a.start, b.end)
                yield _match(whole, f"{first} {second}", count, "own-name", Kind.NAME)
                break


def _slip(odd: str, right: str) -> bool:
    if odd.casefold() == right.casefold() or min(len(odd), len(right)) < 3:
        return False
    swapped = sorted(odd.casefold()) == sorted(right.casefold())
    return OSA.distance(odd.casefold(), right.casefold()) == 1 and (swapped or len(right) >= 6)


def _labels(labels: Sequence[Name]) -> Iterator[Match]:
    """Yield rare variants of a frequent speaker label."""
    counts = Counter(label.text for label in labels)
    for label in labels:
        few = counts[label.text]
        for right, many in counts.most_common():
            if many < max(3, 3 * few) or few > 2:
                break
            if right != label.text and _same_label(label.text, right):
                kind = Kind.CASING if label.text.casefold() == right.casefold() else Kind.NAME
                yield _match(label, right, many, "own-label", kind)
                break


_LETTERS = re.compile(r"[^\W\d_]+")


def _same_label(form: str, right: str) -> bool:
    """Return whether two labels are one name: no digit differs, and no more than two letters."""
    if form.casefold() == right.casefold():
        return _LATIN.match(right) is not None
    if _LETTERS.sub("", form) != _LETTERS.sub("", right) or not _LATIN.match(right):
        return False  # another number, or more words
    off = OSA.distance(fold(form), fold(right))
    return off <= (1 if len(fold(right)) < 9 else 2) and min(len(fold(form)), len(right)) >= 5


def _match(name: Name, right: str, count: int, rule: str, kind: Kind) -> Match:
    where = "as a speaker" if rule == "own-label" else "in this text"
    confidence = LABELS if rule == "own-label" else CONFIDENCE
    return Match(
        name.start, name.end, (right,), f"names/{rule}", kind,
        f"{right} stands {count} times {where}; “{name.text}” looks like a slip for it",
        confidence, Applicability.REVIEW, None,
    )  # fmt: skip
