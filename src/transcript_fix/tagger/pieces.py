"""Words as MiniLM reads them: pieces of its list of 30,522, in lower case, and the word's shape.

WordPiece (longest known piece first), as BERT's own tokenizer does it, word by word and remembered.
The one thing to know: a word is judged at its first piece, and the start of the text at CLS.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from transcript_fix.tagger.tokens import Token

PAD, UNKNOWN, CLS, SEP = 0, 100, 101, 102
"""Their numbers in MiniLM's list."""
SHAPES = 11
"""Number of shapes: none, and five ways of writing with and without a space before."""
LONGEST = 128
"""Pieces of a text with CLS and SEP; what is longer is cut."""


@dataclass(frozen=True, slots=True)
class Read:
    """A text as numbers; `firsts` are the places of CLS and of each word's first piece."""

    pieces: tuple[int, ...]
    shapes: tuple[int, ...]
    firsts: tuple[int, ...]


@dataclass(frozen=True)
class Pieces:
    """The list of pieces, and what was read with it before."""

    numbers: dict[str, int]
    known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, path: Path) -> Pieces:
        """Read the list: a piece a line, its number is that of the line."""
        lines = path.read_text("utf-8").splitlines()
        return cls({piece: number for number, piece in enumerate(lines)})

    def word(self, text: str) -> tuple[int, ...]:
        """Return the numbers of the pieces of one word."""
        found = self.known.get(text)
        if found is None:
            found = tuple(n for part in _parts(text) for n in self._cut(part))
            if len(self.known) < 200_000:
                self.known[text] = found
        return found

    def _cut(self, part: str) -> list[int]:
        found, at = [], 0
        while at < len(part):
            for end in range(len(part), at, -1):
                number = self.numbers.get(("##" if at else "") + part[at:end])
                if number is not None:
                    found.append(number)
                    at = end
                    break
            else:
                return [UNKNOWN]
        return found

    def read(self, words: Sequence[Token]) -> Read:
        """Return a text as numbers; words that no longer fit into LONGEST pieces are left out."""
        pieces, shapes, firsts = [CLS], [0], [0]
        for word in words:
            numbers = self.word(word.text) or (UNKNOWN,)
            if len(pieces) + len(numbers) >= LONGEST:
                break
            firsts.append(len(pieces))
            pieces.extend(numbers)
            form = shape(word.text)
            shapes.append(form + word.spaced)
            shapes.extend([form] * (len(numbers) - 1))
        return Read((*pieces, SEP), (*shapes, 0), tuple(firsts))


@lru_cache(maxsize=100_000)
def shape(word: str) -> int:
    """Return how a word is written: 1 no letters, 3 small, 5 Capital, 7 ALL, 9 miXed."""
    if not any(c.isalpha() for c in word):
        return 1
    if word.islower():
        return 3
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return 5
    return 7 if word.isupper() else 9


def _parts(text: str) -> list[str]:
    """Return runs of letters and single marks, small and without accents."""
    plain = "".join(
        c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn"
    )
    spaced = "".join(f" {c} " if _is_mark(c) else c for c in plain)
    return spaced.split()


def _is_mark(c: str) -> bool:
    code = ord(c)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(c)[0] == "P" or 0x4E00 <= code <= 0x9FFF
