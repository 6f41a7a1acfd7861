"""What a name matcher without guards does: every window against every term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import jellyfish
from rapidfuzz import fuzz, process

from transcript_fix.glossary.tokens import TOKEN

WIDEST = 3


def windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the windows of one to three words, widest first."""
    places = [m.span() for m in TOKEN.finditer(text)]
    for size in range(WIDEST, 0, -1):
        for at in range(len(places) - size + 1):
            yield places[at][0], places[at + size - 1][1]


def fuzzy(text: str, terms: Sequence[str], least: float) -> list[dict[str, Any]]:
    """Return rapidfuzz's best term for each window, of `least` likeness (0 to 100)."""
    small = [t.lower() for t in terms]
    held = set(terms)
    found = []
    for start, end in windows(text):
        form = text[start:end]
        if form in held:
            continue
        best = process.extractOne(form.lower(), small, scorer=fuzz.ratio, score_cutoff=least)
        if best:
            found.append((best[1], start, end, terms[best[2]]))
    return _apart(found)


def phonetic(text: str, codes: dict[str, str]) -> list[dict[str, Any]]:
    """Return the term with the same Metaphone code for each window. `codes` as `coded` gives."""
    held = set(codes.values())
    found = []
    for start, end in windows(text):
        form = text[start:end]
        term = codes.get(jellyfish.metaphone(form.replace(" ", "")))
        if term and form not in held:
            found.append((1.0, start, end, term))
    return _apart(found)


def coded(terms: Sequence[str]) -> dict[str, str]:
    """Return the terms by Metaphone code."""
    return {c: t for t in terms if (c := jellyfish.metaphone(t.replace(" ", "")))}


def _apart(found: list[tuple[float, int, int, str]]) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for _, start, end, term in sorted(found, key=lambda f: (-f[0], f[1])):
        if all(end <= k["start"] or k["end"] <= start for k in kept):
            kept.append({"start": start, "end": end, "replacements": [term]})
    return kept
