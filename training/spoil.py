"""A right text is spoiled: some of its words written wrong, with the tags that mend them.

The one thing to know: two in five texts stay as they are, and the others hold from one error in a
hundred words to one in nine, the density of the seed: precision is learned on what is right.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from training.align import segment
from training.mistakes import Maker, Slip
from transcript_fix.tagger.tags import KEEP
from transcript_fix.tagger.tokens import Token

CLEAN = 0.4
FEWEST, MOST = 0.01, 0.12
"""Errors a word, drawn evenly on a logarithmic scale."""
_MARKS = frozenset(".,;:?!")


@dataclass(frozen=True, slots=True)
class Example:
    """Words as written; `tags` mend them, that of the start first. `real`: not made up."""

    words: tuple[Token, ...]
    tags: tuple[str, ...]
    real: bool = False


def spoil(words: Sequence[Token], random: Random, makers: dict[Maker, float]) -> Example:
    """Return the words with errors in them, drawn by the weights of `makers`."""
    if random.random() < CLEAN:
        return Example(tuple(words), (KEEP,) * (len(words) + 1))
    density = math.exp(random.uniform(math.log(FEWEST), math.log(MOST)))
    wanted = max(1, round(len(words) * density))
    return written(words, slips([w.text for w in words], wanted, random, makers))


def slips(
    words: Sequence[str], wanted: int, random: Random, makers: dict[Maker, float]
) -> list[Slip]:
    """Return up to `wanted` slips in order, at least one right word between any two."""
    possible: dict[Maker, list[Slip]] = {}
    for maker in makers:
        found = [slip for i in range(len(words)) if (slip := maker(words, i, random))]
        if found:
            possible[maker] = found
    chosen: list[Slip] = []
    for _ in range(2 * wanted):
        if len(chosen) == wanted or not possible:
            break
        maker = random.choices(list(possible), [makers[m] for m in possible])[0]
        slip = random.choice(possible[maker])
        if all(slip.start > other.end or slip.end < other.start for other in chosen):
            chosen.append(slip)
    return sorted(chosen, key=lambda slip: slip.start)


def written(words: Sequence[Token], made: Sequence[Slip]) -> Example:
    """Return the words with the slips put in, and their tags. Slips are in order, apart."""
    out: list[Token] = []
    places: list[tuple[int, int, tuple[str, ...]]] = []
    at = 0
    for slip in made:
        out.extend(words[at : slip.start])
        first = slip.start < len(words) and (
            words[slip.start].spaced or words[slip.start].text in _MARKS
        )
        start = len(out)
        for number, text in enumerate(slip.wrong):
            spaced = text[0] not in _MARKS and (number > 0 or first or slip.start == slip.end)
            out.append(Token(text, 0, spaced))
        places.append((start, len(out), tuple(w.text for w in words[slip.start : slip.end])))
        at = slip.end
    out.extend(words[at:])
    tags = [KEEP] * (len(out) + 1)
    texts = [w.text for w in out]
    for start, end, right in places:
        segment(tags, texts, start, end, right)
    return Example(tuple(out), tuple(tags))
