"""What corrections teach: pairs of a wrong form and the right one, from two versions of a text.

The one thing to know: 60 % of the wrong forms are ordinary words. Those go under `heard`, which is
asked; only a form that is no word goes under `wrong`, which `fix` mends.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.distance import OSA

from transcript_fix.glossary import lexicon, near
from transcript_fix.glossary.ordinary import STOP, is_safe_alias
from transcript_fix.glossary.scan import begins_after
from transcript_fix.glossary.tokens import TOKEN, fold, split_ending, words

WIDEST = 4
"""Words on either side of a correction that may be one of a name."""
LONGEST = 2000
"""Words of a text that is compared; a longer hunk is a file moved about, not a correction."""
ALIKE = 0.5
"""Likeness of letters or sound below which a replacement is another word, not a correction."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A right form with its wrong ones: `safe` are no words, `heard` are, `cased` differ in case
    or spacing alone, which a bare term finds without any list."""

    term: str
    count: int
    safe: tuple[tuple[str, int], ...]
    heard: tuple[tuple[str, int], ...]
    cased: tuple[tuple[str, int], ...]


def pairs(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield wrong and right forms of names that were corrected between two versions of a text."""
    old, new = list(TOKEN.finditer(before)), list(TOKEN.finditer(after))
    a, b = [m.group() for m in old], [m.group() for m in new]
    if max(len(a), len(b)) > LONGEST:
        return
    for op, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op != "replace" or i2 - i1 > WIDEST or j2 - j1 > WIDEST:
            continue
        if i2 - i1 == j2 - j1 and i2 - i1 > 1:
            yield from _word_by_word(a[i1:i2], b[j1:j2])
        wrong = before[old[i1].start() : old[i2 - 1].end()]
        right = after[new[j1].start() : new[j2 - 1].end()]
        pair = _bare(wrong), _bare(right)
        begins = not j1 or begins_after(after[new[j1 - 1].end() : new[j1].start()])
        if _is_name(*pair) and not (begins and _plain(pair[1])):
            yield pair


def _plain(right: str) -> bool:
    """Return whether a form at the start of a sentence is but an ordinary word there."""
    return right[1:].islower() and " " not in right and lexicon.ordinary(right.lower())


def _word_by_word(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    for wrong, right in zip(old, new, strict=True):
        pair = _bare(wrong), _bare(right)
        if pair[0] != pair[1] and _is_name(*pair):
            yield pair


def _bare(form: str) -> str:
    return split_ending(" ".join(form.split()))[0]


def _is_name(wrong: str, right: str) -> bool:
    """Return whether this corrects a name: like it, and no word put in another's place."""
    parts = words(right)
    if (
        not parts
        or wrong == right
        or not (_letter(wrong) and _letter(right))
        or re.search(r"[.!?,;:\n]\s", f"{wrong}\n{right}"[:-1])
    ):
        return False
    if parts[0].lower() in STOP or parts[-1].lower() in STOP:
        return False
    if parts[0].startswith(("I'", "I’")) or _without_edges(wrong) == right.casefold():
        return False
    key, other = fold(wrong), fold(right)
    plain = right.islower() and all(lexicon.ordinary(w) for w in parts)
    if key == other:
        return not plain and not _sentence_case(wrong, right)
    if len(other) < 2 or not key or _inflected(key, other):
        return False
    heard = _sounds_alike(key, other)
    if plain:  # an ordinary word here, but heard as several ("cube cuddle", kubectl)
        return heard == 1.0 and len(parts) < len(words(wrong))
    return near.alike(key, other) >= ALIKE or heard >= 0.75


def _sounds_alike(key: str, other: str) -> float:
    codes = near.sound(key), near.sound(other)
    return near.alike(*codes) if min(map(len, codes)) >= 2 else 0.0


def _letter(form: str) -> bool:
    return any(c.isalpha() for c in form)


def _without_edges(form: str) -> str:
    """Return a form in small letters without stop-words at its edges ("The string")."""
    parts = form.casefold().split()
    while parts and parts[0] in STOP:
        parts = parts[1:]
    while parts and parts[-1] in STOP:
        parts = parts[:-1]
    return " ".join(parts) if len(parts) < len(form.split()) else ""


def _sentence_case(wrong: str, right: str) -> bool:
    """Return whether only a first capital came or went on an ordinary word ("And", "and")."""
    return (
        wrong.lower() == right.lower()
        and lexicon.ordinary(right.split()[0].lower())
        and (" " not in right and right[1:].islower())
    )


def _inflected(key: str, other: str) -> bool:
    short, long = sorted((key, other), key=len)
    return long.startswith(short) and long[len(short) :] in ("s", "es", "d", "ed", "ing")


def learned(found: Iterable[tuple[str, str]], least: int = 1) -> list[Learned]:
    """Return what the pairs teach, most corrected first; each pair seen `least` times.

    A pair that was also corrected the other way round, as often, teaches nothing.
    """
    counts = Counter(found)
    by_right: dict[str, Counter[str]] = defaultdict(Counter)
    for (wrong, right), count in counts.items():
        enough = count >= max(least, 1 if _believed(wrong, right) else 2)
        if enough and count > counts.get((right, wrong), 0):
            by_right[right][wrong] += count
    for middle in list(by_right):  # A -> B and B -> C teach A -> C
        for right in by_right:
            if right != middle and by_right[right][middle] >= by_right[middle].total():
                by_right[right].update(by_right.pop(middle))
                break
    entries = [_entry(right, forms) for right, forms in by_right.items() if forms]
    return sorted(entries, key=lambda e: (-e.count, e.term))


def _believed(wrong: str, right: str) -> bool:
    """Return whether one correction is enough: not a word made a letter off no word."""
    known = max(lexicon.levels(fold(wrong))) >= 3.0 and max(lexicon.levels(fold(right))) < 2.0
    return not (known and OSA.distance(fold(wrong), fold(right)) == 1)


def _entry(right: str, forms: Counter[str]) -> Learned:
    safe, heard, cased = [], [], []
    for form, count in forms.most_common():
        if fold(form) == fold(right):
            cased.append((form, count))
        elif is_safe_alias(form):
            safe.append((form, count))
        else:
            heard.append((form, count))
    return Learned(right, forms.total(), tuple(safe), tuple(heard), tuple(cased))
