"""Which right forms a wrong one may stand for: spelled nearly so, or sounding so.

The one thing to know: nothing here compares a text with all terms. A form that is at most k
letters off keeps at least one of its k+1 pieces whole (Li and others, PASS-JOIN, 2011), so pieces
are looked up; sounds are looked up by their Metaphone code. Every answer is then measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

import jellyfish
from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 3
"""Code points: shorter forms are matched exactly only."""
SOUNDS = 3
"""Codes: shorter sounds prove nothing ("Baidu" and "but" share theirs)."""
FEW = 400
"""Up to so many forms all are measured, and looser ones found too."""
LOOSEST = 0.55
"""Likeness below which no two forms are near, even where few are to be measured."""


@dataclass(frozen=True, slots=True)
class Near:
    """A right form's key and how near it is: letters off, likeness of letters and of sound."""

    key: str
    off: int
    alike: float
    sound: float


@dataclass(frozen=True, slots=True)
class Nearby:
    """The keys of right forms, by piece and by sound."""

    keys: tuple[str, ...] = ()
    spelled: frozenset[str] = frozenset()
    pieces: dict[tuple[int, int, str], list[str]] = field(default_factory=dict, repr=False)
    sounds: dict[str, list[str]] = field(default_factory=dict, repr=False)
    codes: dict[str, str] = field(default_factory=dict, repr=False)


def build(spelled: Iterable[str], sounding: Iterable[str]) -> Nearby:
    """Return the index of the keys that may be near by spelling, and of those by sound."""
    first = {k for k in spelled if len(k) >= SHORTEST}
    second = {k for k in sounding if len(k) >= SHORTEST}
    keys = tuple(sorted(first | second))
    pieces: dict[tuple[int, int, str], list[str]] = {}
    for key in keys:
        for slot, (start, end) in enumerate(_cuts(len(key))):
            pieces.setdefault((len(key), slot, key[start:end]), []).append(key)
    codes = {key: sound(key) for key in keys}
    sounds: dict[str, list[str]] = {}
    for key in keys:
        if key in second and len(codes[key]) >= SOUNDS:
            sounds.setdefault(codes[key], []).append(key)
    return Nearby(keys, frozenset(first), pieces, sounds, codes)


def find(nearby: Nearby, key: str) -> list[Near]:
    """Return what `key` may stand for, the likest first; never itself."""
    if len(key) < SHORTEST or not nearby.keys:
        return []
    code = sound(key)
    found = []
    for other, off in _letters_off(nearby, key):
        if off:
            alike = 1 - off / max(len(key), len(other))
            found.append(Near(other, off, alike, _like(code, nearby.codes[other])))
    if len(code) >= SOUNDS:
        seen = {n.key for n in found}
        for other in nearby.sounds.get(code, ()):
            if other != key and other not in seen:
                off = OSA.distance(key, other)
                found.append(Near(other, off, 1 - off / max(len(key), len(other)), 1.0))
    return sorted(found, key=lambda n: (-n.alike - n.sound, n.key))


def _letters_off(nearby: Nearby, key: str) -> Iterator[tuple[str, int]]:
    """Yield the keys that are spelled nearly like `key`, and how many letters they are off."""
    if len(nearby.keys) <= FEW:
        scan = process.extract(
            key, nearby.keys, scorer=OSA.normalized_similarity, score_cutoff=LOOSEST, limit=None
        )
        for other, _, _ in scan:
            if other in nearby.spelled:
                yield other, OSA.distance(key, other)
        return
    for other in set(_spelled(nearby, key)):
        most = most_off(len(other))
        off = OSA.distance(key, other, score_cutoff=most)
        if off <= most and other in nearby.spelled:
            yield other, off


def _like(code: str, other: str) -> float:
    if len(other) < SOUNDS or len(code) < SOUNDS:
        return 0.0
    return float(OSA.normalized_similarity(code, other))


def alike(key: str, other: str) -> float:
    """Return the likeness of two keys (0 to 1), by letters off; a swap is one."""
    return float(OSA.normalized_similarity(key, other)) if key and other else 0.0


def sound(key: str) -> str:
    """Return the Metaphone code of a key, all words taken as one."""
    return jellyfish.metaphone(key) if key.isalpha() else ""


def most_off(length: int) -> int:
    """Return how many letters a form of that many may be off and still be looked up."""
    return 1 if length < 6 else 2 if length < 12 else 3


@cache
def _cuts(length: int) -> list[tuple[int, int]]:
    """Return the borders of a form's pieces: one more than it may be off, even in size."""
    count = most_off(length) + 1
    small, longer = divmod(length, count)
    cuts, at = [], 0
    for slot in range(count):
        size = small + (slot >= count - longer)
        cuts.append((at, at + size))
        at += size
    return cuts


def _spelled(nearby: Nearby, key: str) -> Iterator[str]:
    for at in range(len(key) - 1):  # a swap across a border breaks two pieces
        swapped = key[:at] + key[at + 1] + key[at] + key[at + 2 :]
        if swapped in nearby.codes:
            yield swapped
    size, pieces = len(key), nearby.pieces
    for length in range(max(SHORTEST, size - 3), size + 4):
        most, longer = most_off(length), size - length
        if abs(longer) > most:
            continue
        for slot, (start, end) in enumerate(_cuts(length)):
            low = max(start - slot, start + longer - (most - slot), 0)
            high = min(start + slot, start + longer + most - slot, size - (end - start))
            for at in range(low, high + 1):
                yield from pieces.get((length, slot, key[at : at + end - start]), ())
