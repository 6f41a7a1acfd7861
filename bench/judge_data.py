"""Sentences whose right edits are known, and what both models say of every edit proposed in them.

    python bench/judge_data.py speech|post-edits|commas OUT.jsonl [--seconds N] [--seed N]

"speech" is edited speech (CC BY-SA, MIT), half as it stands (no edit is right) and half with one
slip of a translator put in; "post-edits" are machine translations (CC0) with their corrections, or
left as they were; "commas" are sentences of both, half of them two joined by a comma (of texts that
`rules/comma_splice.tsv` was not fitted on). The one thing to know: an edit counts as right where
it brings the sentence nearer, in words, to what a person made of it.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
import time
from collections.abc import Iterator
from functools import partial
from itertools import islice, pairwise
from pathlib import Path

from rapidfuzz.distance import Levenshtein

import comma_splice
from sets import SHARED, shared_module
from transcript_fix import causal, trigram, wordforms
from transcript_fix.causal.gains import gains
from transcript_fix.causal.model import load
from transcript_fix.judged import FLOORS, features, weigh

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|_")
_SMALL = re.compile(r"(?<= )[a-z]+(?:'[a-z]+)*(?= |$|[.,;:?!])")
_SWAPPED = ("of", "in", "on", "at", "for", "to", "with", "from", "by")
_OTHER = {"is": "are", "are": "is", "was": "were", "were": "was", "has": "have", "have": "has"}
BATCH = 20

Sentence = tuple[str, str, str]
"""What sort of text it is, the sentence, and what a person says instead."""
Slip = tuple[float, int, int, str]
"""How often it is made beside others, where, and the new words."""


def main() -> None:
    """Write a line of JSON for every sentence."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("text", choices=tuple(SOURCES))
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--seconds", type=float, default=600)
    arguments.add_argument("--seed", type=int, default=11)
    given = arguments.parse_args()
    model, counts = load(causal.where()), trigram.load()  # type: ignore[arg-type]
    rng = random.Random(given.seed)
    source, sorts = SOURCES[given.text]
    found = source(rng)
    end = time.monotonic() + given.seconds
    with given.out.open("a", encoding="utf-8") as out:
        while time.monotonic() < end and (batch := list(islice(found, BATCH))):
            judged = weigh(partial(gains, model), counts, [s for _, s, _ in batch], sorts)
            for (sort, before, after), edits in zip(batch, judged, strict=True):
                rows = [
                    (
                        w.proposal.sort,
                        w.proposal.start,
                        w.proposal.end,
                        features(w),
                        nearer(before, w.proposal.mended(before), after),
                    )
                    for w in edits
                ]
                print(json.dumps((sort, before, after, rows)), file=out, flush=True)


def nearer(before: str, mended: str, after: str) -> bool:
    """Return whether the mended sentence needs fewer edits of words to become `after`."""
    old, new, goal = (_TOKEN.findall(t) for t in (before, mended, after))
    return bool(Levenshtein.distance(new, goal) < Levenshtein.distance(old, goal))


def post_edits(rng: random.Random) -> Iterator[Sentence]:
    """Yield translations that needed little mending, and half of those that needed none."""
    detok = shared_module("gec", "detok").detok
    with lzma.open(SHARED / "train" / "post-edits.jsonl.xz", "rt", encoding="utf-8") as file:
        rows = [r for r in map(json.loads, file) if r["hter"] <= 0.2]
    rng.shuffle(rows)
    for r in rows:
        before, after = (detok(r[k].split(), apos_split=True)[0] for k in ("mt", "pe"))
        if 6 <= len(before.split()) <= 40 and (r["hter"] or rng.random() < 0.5):
            yield ("untouched" if before == after else "post-edited"), before, after


def speech(rng: random.Random) -> Iterator[Sentence]:
    """Yield sentences of edited speech, every second one with a slip."""
    with lzma.open(SHARED / "train" / "speech.txt.xz", "rt", encoding="utf-8") as file:
        paragraphs = file.read().splitlines()
    rng.shuffle(paragraphs)
    for text in paragraphs:
        every = [s.strip() for _, s in trigram.sentences(text)]
        fit = [s for s in every if 6 <= len(s.split()) <= 40 and s[0].isupper()]
        if not fit:
            continue
        sentence = rng.choice(fit)
        if rng.random() < 0.5:
            yield "clean", sentence, sentence
        elif (wrong := slipped(sentence, rng)) != sentence:
            yield "slip", wrong, sentence


def slipped(text: str, rng: random.Random) -> str:
    """Return the sentence with one slip as translators into English make them."""
    slips = [s for m in _SMALL.finditer(text) for s in _slips(text, m, rng)]
    if not slips:
        return text
    _, start, end, new = rng.choices(slips, [s[0] for s in slips])[0]
    return text[:start] + new + text[end:]


def _slips(text: str, m: re.Match[str], rng: random.Random) -> Iterator[Slip]:
    word, (start, end) = m.group(), m.span()
    follows = text[end : end + 1] == " "
    if word in ("a", "an", "the") and follows:
        yield 4, start, end + 1, ""
        yield 0.7, start, end, "a" if word == "the" else "the"
    elif word in (*_SWAPPED, "about") and follows:
        yield 0.6, start, end + 1, ""
        yield 0.6, start, end, rng.choice([w for w in _SWAPPED if w != word])
    elif word in _OTHER:
        yield 1, start, end, _OTHER[word]
        if follows and word in ("is", "are", "was"):
            yield 0.6, start, end + 1, ""
    elif word in ("that", "it", "and", "be") and follows:
        yield 0.15, start, end + 1, ""
    elif word.endswith("'s") and wordforms.noun(word[:-2]):
        yield 2, start, end, word[:-2]
    else:
        yield from _of_forms(text, word, start, end, rng)


def _of_forms(text: str, word: str, start: int, end: int, rng: random.Random) -> Iterator[Slip]:
    many, one = wordforms.noun_of_plural(word), wordforms.noun(word)
    if many and many.singular != word:
        yield 1.5, start, end, many.singular
    elif one and one.strict and not one.mass:
        yield 0.5, start, end, one.plural
        if not re.search(r"\b(the|a|an|my|his|this|that|our|your|their)( \w+)? $", text[:start]):
            yield 0.4, start, start, "the "
    elif verb := wordforms.verb_of_third(word) or wordforms.verb_of_ing(word):
        yield 0.7, start, end, verb.base
    elif verb := wordforms.pure_verb(word):
        yield 0.6, start, end, rng.choice([verb.third, verb.ing, verb.participle])


def commas(rng: random.Random) -> Iterator[Sentence]:
    """Yield sentences as they stand, and pairs of neighbours joined by a comma."""
    folder = SHARED / "train"
    paragraphs = comma_splice.speech(str(folder / "speech.txt.xz"), (0,), 10)
    texts = comma_splice.translations(str(folder / "post-edits.jsonl.xz"))
    paragraphs += [texts[at : at + 6] for at in range(int(len(texts) * 0.7), len(texts), 6)]
    rng.shuffle(paragraphs)
    every = " ".join(s for p in paragraphs for s in p)
    known = frozenset(re.findall(r"(?<![.!?] )\b[a-z]+", every))
    for sentences in paragraphs:
        for first, second in pairwise(sentences):
            if rng.random() < 0.5:
                yield "clean", first, first
                continue
            for left, right in comma_splice.joined(first, second, known):
                yield "slip", f"{left}, {right}.", f"{left}. {right[0].upper()}{right[1:]}."


SORTS = frozenset(FLOORS) - {"comma-splice"}
SOURCES = {
    "speech": (speech, SORTS),
    "post-edits": (post_edits, SORTS),
    "commas": (commas, frozenset({"comma-splice"})),
}
"""What is read, and the sorts of edit that are weighed in it."""


if __name__ == "__main__":
    main()
