"""Text into the numbers that the language model reads: byte pairs, as GPT-2 has them.

Source: the byte-level BPE of GPT-2 with single digits, which llama.cpp calls "smollm". The one
thing to know: a word is cut with the space before it, so a change of one word changes the
numbers of that word alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

_PIECE = re.compile(r"'(?:s|t|re|ve|m|ll|d)|\d| ?[^\W\d_]+| ?(?:[^\s\w]|_)+|\s+(?!\S)|\s+")


def _letters() -> dict[int, str]:
    """Return the printable letter that stands for each byte in the vocabulary."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [b for b in range(256) if b not in plain]
    return {b: chr(b) for b in plain} | {b: chr(256 + i) for i, b in enumerate(rest)}


_LETTER = _letters()


class Tokens:
    """The vocabulary: `names` in order of their numbers, `merges` in order of their use."""

    def __init__(self, names: Sequence[str], merges: Sequence[str]) -> None:
        self._numbers = {name: i for i, name in enumerate(names)}
        self._rank = {tuple(pair.split(" ")): i for i, pair in enumerate(merges)}
        self._piece = lru_cache(maxsize=50_000)(self._of_piece)

    def of(self, text: str) -> list[int]:
        """Return the numbers of a text."""
        return [n for piece in _PIECE.findall(text) for n in self._piece(piece)]

    def _of_piece(self, piece: str) -> tuple[int, ...]:
        parts = [_LETTER[b] for b in piece.encode("utf-8", "replace")]
        far = len(self._rank)
        while len(parts) > 1:
            pairs = list(pairwise(parts))
            best = min(pairs, key=lambda pair: self._rank.get(pair, far))
            if best not in self._rank:
                break
            merged, i = list[str](), 0
            while i < len(parts):
                joined = tuple(parts[i : i + 2]) == best
                merged.append("".join(parts[i : i + 1 + joined]))
                i += 1 + joined
            parts = merged
        return tuple(self._numbers.get(part, 0) for part in parts)
