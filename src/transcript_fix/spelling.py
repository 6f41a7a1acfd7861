"""Which suggestion for a misspelt word was meant: slips of the hand, and how common words are.

Measured on 362 non-words that people had corrected (the sources of `precision.json`), where one
of the suggestions was right: it came first in 84 % as LanguageTool orders them, in 91 % so. The
weights were set by hand, and a wide range of them does as well. The one thing to know:
LanguageTool likes a word's own letters with capitals best (chian -> Chian); here a capital costs,
and only a fairly common name pays for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from transcript_fix.words import zipf

FREQUENCY = 0.3
"""What ten times as common is worth, in slips."""
ENGINE = 0.1
"""What one place further down in the engine's own order costs."""
CAPITAL = 0.5
"""What a capital costs that was not typed."""

_VOWELS = frozenset("aeiouy")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_KEYS = {key: (row, i + row / 2) for row, keys in enumerate(_ROWS) for i, key in enumerate(keys)}

_SWAP, _DOUBLE, _APOSTROPHE, _VOWEL, _KEY, _OTHER, _SPACE = 0.7, 0.6, 0.3, 0.8, 0.9, 1.1, 1.4
_LETTER, _MISSING_VOWEL, _FIRST_LETTER, _AT_THE_START = 1.0, 0.9, 1.3, 0.4


def ranked(
    word: str, suggestions: Sequence[str], engine: Sequence[str] | None = None
) -> tuple[str, ...]:
    """Return the suggestions, the likeliest first.

    `engine` is the order of an engine that ranks, where the suggestions are not in such an order.
    """
    order = {s: place for place, s in reversed(list(enumerate(engine or suggestions)))}

    def cost(suggestion: str) -> float:
        capital = _new_capital(word, suggestion)
        common = min((zipf(w) for w in suggestion.split()), default=0.0)
        if capital and suggestion.lower() != word.lower():
            common = max(common - 1.5, 0.0)  # the list counts the word, not the name
        place = order.get(suggestion, len(order))
        slipped = slips(word.lower(), suggestion.lower())
        return slipped - FREQUENCY * common + ENGINE * place + CAPITAL * capital

    return tuple(sorted(suggestions, key=cost))


def _new_capital(word: str, suggestion: str) -> bool:
    capital = any(c.isupper() for c in suggestion) and not suggestion.startswith(("I'", "I’"))
    return capital and not word[:1].isupper()


def slips(typed: str, meant: str) -> float:
    """Return how many slips of the hand lie between two words, lower case (weighted edits).

    Optimal string alignment (Damerau-Levenshtein without overlapping), where what hands do often
    costs less: letters swapped, doubled or not, a missing apostrophe, a vowel for a vowel, a key
    beside the right one.
    """
    before: list[float] = []
    row = [_sum_of_missing(meant, j) for j in range(len(meant) + 1)]
    for i, a in enumerate(typed, 1):
        older, before = before, row
        row = [before[0] + (_FIRST_LETTER if i == 1 else _LETTER)]
        for j, b in enumerate(meant, 1):
            best = min(
                before[j - 1] + _substituted(a, b, first=i == 1 or j == 1),
                before[j] + _extra(typed, i),
                row[j - 1] + _missing(meant, j),
            )
            swapped = i > 1 and j > 1 and a == meant[j - 2] and typed[i - 2] == b and a != b
            row.append(min(best, older[j - 2] + _SWAP) if swapped else best)
    return row[-1]


def _sum_of_missing(meant: str, count: int) -> float:
    return (_FIRST_LETTER + _LETTER * (count - 1)) if count and meant else 0.0


def _substituted(a: str, b: str, *, first: bool) -> float:
    if a == b:
        return 0.0
    both_vowels = a in _VOWELS and b in _VOWELS
    cost = _VOWEL if both_vowels else _KEY if _neighbours(a, b) else _OTHER
    return cost + (_AT_THE_START if first else 0.0)


def _extra(typed: str, i: int) -> float:
    a, left, right = typed[i - 1], typed[i - 2 : i - 1], typed[i : i + 1]
    if (i > 1 and a == left) or a == right:
        return _DOUBLE
    return _KEY if i > 1 and _neighbours(a, left) else _LETTER


def _missing(meant: str, j: int) -> float:
    b = meant[j - 1]
    if j > 1 and b == meant[j - 2]:
        return _DOUBLE
    if b in "'’":
        return _APOSTROPHE
    if b in " -":
        return _SPACE
    return _MISSING_VOWEL if b in _VOWELS else _LETTER


def _neighbours(a: str, b: str) -> bool:
    if a not in _KEYS or b not in _KEYS:
        return False
    (row, column), (other_row, other) = _KEYS[a], _KEYS[b]
    return abs(row - other_row) <= 1 and abs(column - other) <= 1.1
