"""Examples without end, in an order that a seed decides: spoiled speech, and real corrections.

The one thing to know: a real correction whose words are not in the list of tags is no error to us
(a jacket for a hoodie cannot be seen in the text); in a spoiled text it is one, tagged OTHER.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from training import corpus
from training.align import align
from training.learned import learn
from training.mistakes import MAKERS, Maker
from training.spoil import Example, spoil
from transcript_fix.tagger.tags import KEEP, OTHER
from transcript_fix.tagger.tokens import tokens

REAL = 0.06
"""Share of examples that are real corrections."""


@dataclass(frozen=True)
class Texts:
    """Everything that examples are made of, in memory (some 300 MB)."""

    speech: tuple[str, ...]
    pairs: tuple[corpus.Pair, ...]
    makers: dict[Maker, float]

    def examples(self, random: Random, count: int) -> Iterator[Example]:
        """Yield `count` examples drawn by `random`."""
        while count > 0:
            if self.pairs and random.random() < REAL:
                yield corrected(random.choice(self.pairs))
                count -= 1
                continue
            for text in corpus.passages(random.choice(self.speech)):
                yield spoil(tokens(text), random, self.makers)
                count -= 1


def texts(folder: Path, *, held_out: bool = False, without: Collection[str] = frozenset()) -> Texts:
    """Read the texts for training, or those held out. Errors are learned from training texts.

    `without` leaves ingredients out, to see what each brings: makers of errors by name, or `real`.
    """
    learned = learn(corpus.post_edits(folder))
    makers: dict[Maker, float] = {
        **MAKERS,
        learned.word_swapped: 8,
        learned.word_left_out: 4,
        learned.word_put_in: 4,
    }
    speech = tuple(line for line in corpus.speech(folder, held_out=held_out) if line)
    real = () if "real" in without else tuple(corpus.post_edits(folder, held_out=held_out))
    return Texts(speech, real, {m: w for m, w in makers.items() if m.__name__ not in without})


def corrected(pair: corpus.Pair) -> Example:
    """Return a real correction as words and tags."""
    wrong = tokens(pair.wrong)
    tags = align([w.text for w in wrong], [w.text for w in tokens(pair.right)])
    return Example(wrong, tuple(tags), real=True)


def known_only(example: Example, tags: frozenset[str]) -> Example:
    """Return the example with tags outside the list turned into OTHER; KEEP where it is real."""
    other = KEEP if example.real else OTHER
    return replace(example, tags=tuple(tag if tag in tags else other for tag in example.tags))
