"""Fit the weights of glossary/weigh.py. Run: python bench/names_fit.py (needs scikit-learn).

Right: corrections of names in the free part of corrections.dev (never the NC part), and slips put
into the same terms. Wrong: everything near a term in edited speech (train/speech.txt.xz), with
glossaries of a file's own terms and with 30 to 3,000 other names added. A right one is weighed as
one slip in 1,000 words of a file's own terms. Printed weights go into weigh.py by hand.
"""

from __future__ import annotations

import lzma
import random
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

import names_data as data
from names_slips import slip
from transcript_fix import masks
from transcript_fix.glossary import scan, tokens, weigh

WORDS = 12_000
"""Of speech, read with each glossary."""


def main() -> None:
    """Fit, print the weights and how they part right from wrong."""
    random.seed(7)
    cases = [c for c in data.cases() if c.free]
    own = {k: v for k, v in data.own_terms(cases).items() if v}
    lines = speech()
    names = data.most_common(lines, 6000)
    rows, labels, weights = [], [], []
    for file in random.sample(sorted(own), min(len(own), 70)):
        for more in (0, random.choice((30, 100)), random.choice((400, 1000, 3000))):
            terms = own[file] + random.sample(names, more)
            matcher = ready(terms)
            share = 1.0 if more < 50 else 0.5
            wrong = [f for t in take(lines, WORDS) for f in candidates(t, matcher)]
            rows += [f for _, _, _, f in wrong]
            labels += [0] * len(wrong)
            weights += [1.0] * len(wrong)
            good = [f for c in cases if c.file == file for f in rights(c, matcher)]
            good += [f for t in own[file] for f in slipped(t, matcher, lines)]
            rows += good
            labels += [1] * len(good)
            weights += [share * WORDS / 1000 / max(len(good), 1)] * len(good)
    x, y, w = np.array(rows), np.array(labels), np.array(weights)
    model = LogisticRegression(C=10, max_iter=2000, fit_intercept=False)
    model.fit(x, y, sample_weight=w)
    print(len(y), "candidates,", int(sum(y)), "right")
    print("WEIGHTS =", tuple(round(float(v), 2) for v in model.coef_[0]))
    p = model.predict_proba(x)[:, 1]
    for least in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        shown = p >= least
        right = (w * y)[shown].sum()
        print(
            f"{least}: found {right / (w * y).sum():.2f} of the near ones, "
            f"right {right / max(w[shown].sum(), 1e-9):.2f}"
        )


def speech() -> list[str]:
    """Return a tenth of the edited speech, in order."""
    with lzma.open(data.SHARED / "train" / "speech.txt.xz", "rt", encoding="utf-8") as f:
        return [line for i, line in enumerate(f) if i % 10 == 3]


def take(lines: list[str], words: int) -> Iterator[str]:
    """Yield some lines that stand together, `words` in all."""
    at = random.randrange(len(lines))
    while words > 0:
        at = (at + 1) % len(lines)
        words -= len(lines[at].split())
        yield lines[at]


def ready(terms: list[str]) -> scan.Matcher:
    """Return a matcher that finds every word worth a look."""
    matcher = scan.matcher(data.glossary(terms))
    matcher.rarest = 6.2
    return matcher


def candidates(text: str, matcher: scan.Matcher) -> Iterator[tuple[int, int, str, Any]]:
    """Yield start, end, right form and features of all near forms in `text`."""
    hidden = tokens.hide(text, list(masks.masked(text)))
    reading = scan._Reading(hidden, matcher, lambda *_: True)
    list(reading.listed())
    seen = set()
    for at in [i for i, t in enumerate(reading.tokens) if t.rare and not reading.used[i]]:
        for first, last in reading._round(at):
            if (first, last) in seen:
                continue
            seen.add((first, last))
            yield from _one(reading, first, last)


def _one(reading: scan._Reading, first: int, last: int) -> Iterator[tuple[int, int, str, Any]]:
    key = "".join(t.key for t in reading.tokens[first : last + 1])
    matcher = reading.matcher
    if key not in matcher.found:
        matcher.found[key] = scan.near.find(matcher.nearby, key)
    for one in matcher.found[key]:
        form = reading._form(one, key, first, last)
        chance = reading._chance(first, last)
        if form and not (chance > 2.5 and scan.derived(key, one.key)):
            terms = 1.0 if reading.met.get(form.term.term) else float(matcher.terms)
            row = weigh.features(one, chance, terms, last + 1 - first, key)
            yield reading.start(first), reading.stop(last), form.text, row


def rights(case: data.Case, matcher: scan.Matcher) -> Iterator[Any]:
    """Yield the features of near forms that an editor corrected so."""
    for start, end, right, row in candidates(case.text, matcher):
        for edit, form in zip(case.edits, case.rights, strict=True):
            if form == right and start <= edit["start"] and edit["end"] <= end:
                new = case.text[: edit["start"]] + edit["new"] + case.text[edit["end"] :]
                if case.text[:start] + right + case.text[end:] == new:
                    yield row


def slipped(term: str, matcher: scan.Matcher, lines: list[str]) -> Iterator[Any]:
    """Yield the features of one slip put into `term` in the middle of a sentence."""
    wrong = slip(term, random)
    before = "and then "
    for start, end, right, row in candidates(f"{before}{wrong} said", matcher):
        if right == term and (start, end) == (len(before), len(before) + len(wrong)):
            yield row


if __name__ == "__main__":
    sys.exit(main())
