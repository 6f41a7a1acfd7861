"""Make `worth.json` beside the tagger's weights: how likely each kind of its changes is right.

    PYTHONPATH=. python bench/tagger_fit.py [--write] [--words 60000] [--flags 0.25]

A logistic regression a kind on what the network and the 3-gram say. Texts: edited speech (CC BY-SA
4.0, MIT) and post-edits (CC0) that the weights were not trained on, the speech half as it stands
and half with errors put in. Curves are of texts left out of the fit (a fifth at a time). The one
thing to know: made-up errors are easier than real ones, so only the false alarms carry over: a
kind is told from the chance on at which it flags little of clean speech.
"""

from __future__ import annotations

import argparse
import collections
import json
from collections.abc import Iterator
from itertools import islice
from random import Random

from training.spoil import spoil

from fitted import Edit, left_out, measured
from judge_data import nearer
from sets import SHARED
from training import corpus, examples
from transcript_fix import tagged, tagger, trigram
from transcript_fix.tagger.tagging import load
from transcript_fix.tagger.tokens import joined, tokens

STEPS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
BATCH = 64
FEWEST = 5
"""Words of a text that is read."""


def main() -> None:
    """Fit, print what each kind is worth, and write the file where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=60_000, help="of speech; of post-edits all")
    parser.add_argument("--flags", type=float, default=0.25, help="of a kind, in 1,000 clean words")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    edits, words = _edits(given.words)
    chances = left_out(edits)
    kinds = measured(edits, chances, words, STEPS, given.flags)
    told = [
        e
        for e, p in zip(edits, chances, strict=True)
        if e.sort in kinds and p >= kinds[e.sort]["least"]
    ]
    for text, count in words.items():
        mine = [e.right for e in told if e.text == text]
        print(f"{text}: {1000 * len(mine) / count:.2f} told a 1,000 words, {sum(mine)} right")
    if given.write and (folder := tagger.where()):
        head = {"made by": "bench/tagger_fit.py", "words": words}
        text = json.dumps({**head, "kinds": kinds}, indent=1)
        (folder / tagged.NAME).write_text(text + "\n", "utf-8")


def _edits(words: int) -> tuple[list[Edit], dict[str, int]]:
    folder = tagger.where()
    assert folder is not None, tagger.ADVICE
    model, counts = load(folder), trigram.load()
    seen: collections.Counter[str] = collections.Counter()
    edits: list[Edit] = []
    number = 0
    source = _texts(words)
    while batch := list(islice(source, BATCH)):
        proposed = model.proposed([wrong for _, wrong, _ in batch])
        for (text, wrong, right), changes in zip(batch, proposed, strict=True):
            number += 1
            seen[text] += len(wrong.split())
            for c in changes:
                gained = trigram.gain(wrong, c.start, c.end, c.after, counts)
                mended = wrong[: c.start] + c.after + wrong[c.end :]
                values = tagged.features(c, gained)
                right_one = nearer(wrong, mended, right)
                edits.append(Edit(text, number, tagged.sort(c), values, right_one))
    return edits, dict(seen)


def _texts(words: int) -> Iterator[tuple[str, str, str]]:
    """Yield what sort of text it is, the text, and what a person says instead."""
    random = Random(12)
    source = examples.texts(SHARED / "train", held_out=True)
    while words > 0:
        for text in corpus.passages(random.choice(source.speech)):
            made = spoil(tokens(text), random, source.makers)
            if len(made.words) >= FEWEST:
                words -= len(text.split())
                wrong = joined(made.words)
                yield ("slip" if set(made.tags) != {"KEEP"} else "clean"), wrong, text
    for pair in source.pairs:
        same = pair.wrong == pair.right
        yield ("untouched" if same else "post-edited"), pair.wrong, pair.right


if __name__ == "__main__":
    main()
