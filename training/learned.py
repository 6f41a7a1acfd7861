"""Errors learned from post-edits: which words translators wrote for others, left out or put in.

The one thing to know: counts are of corrections that occur three times or more between common small
words; a word's chance to go wrong is the share of it that was corrected, so rare slips stay rare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from random import Random

from training.corpus import Pair
from training.mistakes import Slip
from transcript_fix.tagger.tags import in_case_of
from transcript_fix.tagger.tokens import tokens

LEAST = 3
"""A correction seen less often is one translator's."""
_RAISED = 20.0
"""Chances are multiplied by this, up to one: errors are wanted, in their proportions."""

Table = dict[str, Counter[str]]


@dataclass(frozen=True)
class Learned:
    """By right word: what was written for it; by the word before: what was left out, put in."""

    swapped: Table = field(default_factory=dict)
    lost: Table = field(default_factory=dict)
    needless: Table = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)

    def word_swapped(self, words: Sequence[str], i: int, random: Random) -> Slip | None:
        """Another word, as translators swapped them."""
        wrong = self._drawn(self.swapped, words[i].lower(), random)
        return Slip(i, i + 1, (in_case_of(words[i], wrong),)) if wrong else None

    def word_left_out(self, words: Sequence[str], i: int, random: Random) -> Slip | None:
        """A word that translators leave out behind the one before it."""
        if not i or words[i] not in self.lost.get(words[i - 1].lower(), ()):
            return None
        share = self.lost[words[i - 1].lower()][words[i]] / self.seen[words[i - 1].lower()]
        return Slip(i, i + 1, ()) if random.random() < share * _RAISED else None

    def word_put_in(self, words: Sequence[str], i: int, random: Random) -> Slip | None:
        """A word too many, behind words where translators put it."""
        wrong = self._drawn(self.needless, words[i - 1].lower(), random) if i else None
        return Slip(i, i, (wrong,)) if wrong and words[i].lower() != wrong else None

    def _drawn(self, table: Table, word: str, random: Random) -> str | None:
        row = table.get(word)
        if not row or random.random() > row.total() / self.seen[word] * _RAISED:
            return None
        return random.choices(list(row), list(row.values()))[0]


def learn(pairs: Iterable[Pair]) -> Learned:
    """Count the corrections of single words."""
    counted: tuple[Table, Table, Table] = ({}, {}, {})
    seen: Counter[str] = Counter()
    for pair in pairs:
        wrong = [t.text.lower() for t in tokens(pair.wrong)]
        right = [t.text.lower() for t in tokens(pair.right)]
        seen.update(right)
        for _, a, b, c, d in SequenceMatcher(None, wrong, right, autojunk=False).get_opcodes():
            _count(counted, wrong, right, (a, b, c, d))
    swapped, lost, needless = map(_often, counted)
    return Learned(swapped, lost, needless, seen)


def _count(
    counted: tuple[Table, Table, Table],
    wrong: Sequence[str],
    right: Sequence[str],
    place: tuple[int, int, int, int],
) -> None:
    swapped, lost, needless = counted
    a, b, c, d = place
    sizes = (b - a, d - c)
    if sizes == (1, 1) and wrong[a] != right[c] and wrong[a].isalpha() and right[c].isalpha():
        swapped.setdefault(right[c], Counter())[wrong[a]] += 1
    elif sizes == (0, 1) and c and right[c].isalpha():
        lost.setdefault(right[c - 1], Counter())[right[c]] += 1
    elif sizes == (1, 0) and c and wrong[a].isalpha():
        needless.setdefault(right[c - 1], Counter())[wrong[a]] += 1


def _often(table: Table) -> Table:
    kept = {
        word: Counter({other: n for other, n in row.items() if n >= LEAST})
        for word, row in table.items()
    }
    return {word: row for word, row in kept.items() if row}
