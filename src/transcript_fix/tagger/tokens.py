"""What a word is to the tagger: runs of letters with their apostrophes and hyphens, or one mark.

The one thing to know: "can't", "e-commerce" and "3.5" are one word each, and white space belongs to
none; `spaced` says whether it stood before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SENTENCE = r"(?:(?<=[.?!…])|(?<=[.?!…][\"”’)]))\s+(?=[\"“‘(]?[A-Z0-9])"
"""What stands between two sentences, as a regular expression."""
_WORD = re.compile(r"\w+(?:(?:['’-]|(?<=\d)[.,:](?=\d))\w+)*|\.{2,}|-{2,}|\S")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark; `start` in code points of its text, `spaced` if white space stands before."""

    text: str
    start: int = 0
    spaced: bool = True

    @property
    def end(self) -> int:
        """Where it ends, in code points of its text."""
        return self.start + len(self.text)


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words and marks of `text`, in order."""
    found = []
    for match in _WORD.finditer(text):
        at = match.start()
        found.append(Token(match[0], at, at == 0 or text[at - 1].isspace()))
    return tuple(found)


def joined(words: tuple[Token, ...]) -> str:
    """Return the text of the words, one space where white space stood."""
    return "".join((" " if w.spaced and i else "") + w.text for i, w in enumerate(words))
