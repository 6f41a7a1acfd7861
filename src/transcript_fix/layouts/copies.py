"""The copies of a transcript in one file: text, segments, words; which word is which.

The one thing to know: copies differ on purpose. A word list may lack punctuation, capitals or
spaces; so words are compared bare, and a new word is written in each copy's own style.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

Slot = tuple[int, int, int]
"""Index of a string, start and end in its text (code points)."""


@dataclass(slots=True)
class Words:
    """The words of strings in a row, each with its punctuation; numbers only, no text.

    Word `i` begins in string `at[i]` from `start[i]` to `end[i]`; `more[i]` are its other parts
    where it is spread over several strings. `bare[i]` is a hash of the word alone.
    """

    at: array[int] = field(default_factory=lambda: array("q"))
    start: array[int] = field(default_factory=lambda: array("q"))
    end: array[int] = field(default_factory=lambda: array("q"))
    bare: array[int] = field(default_factory=lambda: array("Q"))
    more: dict[int, tuple[Slot, ...]] = field(default_factory=dict)
    plain: bool = True
    small: bool = True

    def __len__(self) -> int:
        return len(self.at)

    def slots(self, index: int) -> tuple[Slot, ...]:
        """Return all parts of a word."""
        first = (self.at[index], self.start[index], self.end[index])
        return (first, *self.more.get(index, ()))

    def of(self, string: int) -> range:
        """Return the words that begin in a string (strings ascend)."""
        return range(bisect_left(self.at, string), bisect_left(self.at, string + 1))

    def add(self, text: str, slots: Sequence[Slot]) -> None:
        """Add a word; punctuation alone is none."""
        alone = bare(text)
        if not alone:
            return
        self.plain = self.plain and text == alone
        self.small = self.small and text == text.lower()
        if len(slots) > 1:
            self.more[len(self.at)] = tuple(slots[1:])
        at, start, end = slots[0]
        self.at.append(at)
        self.start.append(start)
        self.end.append(end)
        self.bare.append(hash(alone.casefold().replace("’", "'")) & _UNSIGNED)


_UNSIGNED = (1 << 64) - 1
_EDGE = re.compile(r"^[^\w$€£#@&%+]+|[^\w$€£%+]+$")
_RUN = re.compile(r"(?P<gap>\s+|^Speaker \d+:(?!\S))|\S+", re.MULTILINE)
"""Deepgram's copy by paragraphs says who speaks; no other copy has these words."""


def bare(word: str) -> str:
    """Return a word without punctuation round it."""
    return word if word.isalnum() else _EDGE.sub("", word)


def glued(strings: Sequence[str], indexes: Sequence[int]) -> bool:
    """Return whether the strings bring their own spaces (" Hello", " wor", "ld")."""
    spaced = 0
    for index in indexes:
        text = strings[index]
        spaced += text[:1].isspace() or text[-1:].isspace()
    return spaced * 2 >= len(indexes) > 1


def words_of(strings: Sequence[str], indexes: Sequence[int]) -> Words:
    """Return the words of the strings with these indexes, in a row."""
    joined = glued(strings, indexes)
    found = Words()
    slots: list[Slot] = []
    word = ""
    for index in indexes:
        for match in _RUN.finditer(strings[index]):
            if match["gap"] is None:
                word += match.group()
                slots.append((index, *match.span()))
            elif slots:
                found.add(word, slots)
                word, slots = "", []
        if slots and not joined:
            found.add(word, slots)
            word, slots = "", []
    if slots:
        found.add(word, slots)
    return found


@dataclass(slots=True)
class Style:
    """How a copy writes words: without punctuation round them, without capitals."""

    bare: bool
    lower: bool

    def __call__(self, words: str) -> str:
        """Return the words in this style."""
        if self.bare:
            words = " ".join(filter(None, map(bare, words.split())))
        return words.lower() if self.lower else words


def style(copy: Words, original: Words) -> Style:
    """Return how a copy writes the words that the original writes in full."""
    return Style(copy.plain and not original.plain, copy.small and not original.small)


MOST = 10_000_000_000
"""Cells of the alignment's table that are worth the time (a second or two)."""
SAME = 0.5
"""Share of words in common from which a list of strings is a copy and not another text."""


def align(original: Words, copy: Words) -> array[int] | None:
    """Return which word of the copy each word is (-1: it is not there); None: another text."""
    left, right = original.bare, copy.bare
    if left == right:
        return array("q", range(len(left)))
    if not set(left) & set(right):
        return None
    pairs = array("q", [-1]) * len(left)
    if len(left) * len(right) > MOST:
        return pairs
    from rapidfuzz.distance import Levenshtein

    for block in Levenshtein.opcodes(left, right):
        if block.tag == "equal":
            for step in range(block.src_end - block.src_start):
                pairs[block.src_start + step] = block.dest_start + step
    common = len(pairs) - pairs.count(-1)
    return pairs if common >= SAME * min(len(left), len(right)) else None


def renewed(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the old words (by index) that become others: one, several with spaces, or none.

    Words put in go to the word before, or to the first.
    """
    becomes: dict[int, str] = {}
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        words = list(new[c:d])
        if tag == "insert":
            at = max(a - 1, 0)
            kept = becomes.get(at, old[at])
            becomes[at] = " ".join([kept, *words] if a else [*words, kept])
            continue
        for index in range(a, b):
            last = index == b - 1
            becomes[index] = " ".join(words) if last else (words.pop(0) if words else "")
    yield from becomes.items()
