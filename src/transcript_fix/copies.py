"""The copies of a transcript in one file: text, segments, words; which token is which.

The one thing to know: copies differ on purpose. A word list may lack punctuation, capitals or
spaces; so words are compared bare, and a new word is written in each copy's own style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Slot = tuple[int, int, int]
"""Index of a string, start and end in its text (code points)."""


@dataclass(slots=True)
class Token:
    """A word with its punctuation; its letters may be spread over several strings."""

    text: str
    slots: tuple[Slot, ...]

    @property
    def bare(self) -> str:
        """The word alone, lower case, one kind of apostrophe."""
        return bare(self.text).casefold().replace("’", "'")


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


_EDGE = re.compile(r"^[^\w$€£#@&%+]+|[^\w$€£%+]+$")


def bare(word: str) -> str:
    """Return a word without punctuation round it."""
    return _EDGE.sub("", word)


def glued(texts: Sequence[str]) -> bool:
    """Return whether the strings bring their own spaces (" Hello", " wor", "ld")."""
    return sum(t[:1].isspace() or t[-1:].isspace() for t in texts) * 2 >= len(texts) > 1


def tokens(strings: Sequence[int], texts: Sequence[str]) -> list[Token]:
    """Return the words of strings (indexes into `texts`) in a row; punctuation alone is none."""
    joined = glued([texts[index] for index in strings])
    found: list[Token] = []
    slots: list[Slot] = []
    word = ""
    for index in strings:
        for match in _RUN.finditer(texts[index]):
            if not match.group().isspace():
                word += match.group()
                slots.append((index, *match.span()))
                continue
            _close(found, word, slots)
            word, slots = "", []
        if not joined:
            _close(found, word, slots)
            word, slots = "", []
    _close(found, word, slots)
    return found


_RUN = re.compile(r"\s+|\S+")


def _close(found: list[Token], text: str, slots: list[Slot]) -> None:
    if text and bare(text):
        found.append(Token(text, tuple(slots)))


def style(copy: Sequence[Token], original: Sequence[Token]) -> Style:
    """Return how a copy writes the words that the original writes in full."""
    plain = all(t.text == bare(t.text) for t in copy)
    small = all(t.text == t.text.lower() for t in copy)
    return Style(
        plain and any(t.text != bare(t.text) for t in original),
        small and any(t.text != t.text.lower() for t in original),
    )


MOST = 10_000_000_000
"""Cells of the alignment's table that are worth the time (a second or two)."""
SAME = 0.5
"""Share of words in common from which a list of strings is a copy and not another text."""


def align(original: Sequence[Token], copy: Sequence[Token]) -> dict[int, int] | None:
    """Return which word of the copy each word of the original is; None: it is another text."""
    left, right = [t.bare for t in original], [t.bare for t in copy]
    if left == right:
        return dict(enumerate(range(len(left))))
    if not set(left) & set(right):
        return None
    if len(left) * len(right) > MOST:
        return {}
    from rapidfuzz.distance import Levenshtein

    pairs: dict[int, int] = {}
    for block in Levenshtein.opcodes(left, right):
        if block.tag == "equal":
            here = range(block.src_start, block.src_end)
            pairs |= zip(here, range(block.dest_start, block.dest_end), strict=True)
    return pairs if len(pairs) >= SAME * min(len(left), len(right)) else None


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
