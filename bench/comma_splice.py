"""Make src/transcript_fix/rules/comma_splice.tsv: what tells a comma between two sentences.

Run: nice python bench/comma_splice.py SPEECH.txt.xz POST-EDITS.jsonl.xz (needs scikit-learn)
Two sentences of edited speech (CC BY-SA 4.0, MIT) or edited translations (CC0), joined by a comma,
against the commas that stand there: a logistic regression over `transcript_fix.clauses`. Speakers
do splice, so commas that a first fit takes for splices with confidence are left out of the second.
Two thirds of the speech and 70 % of the translations are read; the rest says what it is worth.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from transcript_fix.clauses import commas, features, opens_no_sentence

SENTENCES = re.compile(r'(?<=[\w"”)][.])\s+(?=[A-Z])')
LEAST_SEEN = 60
SURE = 1.5
"""From this log-odds on the first fit's "splices" in good text are taken for real ones."""
TRANSLATIONS = 3
"""How often each edited translation counts: nearer to what is checked, but few."""
LEAST_WEIGHT = 0.04
OUT = Path("src/transcript_fix/rules/comma_splice.tsv")

Pair = tuple[str, str]


def speech(path: str, thirds: tuple[int, ...], step: int) -> list[list[str]]:
    """Return paragraphs of the speech as sentences; a third is every third paragraph."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        wanted = (t for n, t in enumerate(lines) if n % 3 in thirds and n // 3 % step == 0)
        return [SENTENCES.split(t.strip()) for t in wanted]


def translations(path: str) -> list[str]:
    """Return the edited translations in a fixed, mixed order."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        texts = [re.sub(r" (n't|'\w+|[.,;:?!)])", r"\1", json.loads(t)["pe"]) for t in lines]
    texts = list(dict.fromkeys(texts))
    random.Random(1).shuffle(texts)
    return texts


def small(text: str, known: frozenset[str]) -> str:
    """Return a sentence as it stands after a comma: a capital only where it is a name."""
    word = re.split(r"\W", text)[0]
    return text if word == "I" or word.lower() not in known else text[0].lower() + text[1:]


def joined(first: str, second: str, known: frozenset[str]) -> Iterator[Pair]:
    """Yield two sentences as the sides of a comma, if both are whole and plain."""
    left, right = first[:-1], re.split(r"[.!?;\n]", second)[0]
    plain = first.endswith(".") and not re.search(r"[.!?;\n]", left) and second[:1].isalpha()
    long = len(left.split()) >= 4 and len(right.split()) >= 4
    if plain and long and not opens_no_sentence(right):
        yield left, small(right, known)


def real(text: str) -> Iterator[Pair]:
    """Yield the sides of the commas that stand in a good text."""
    for start, comma, after, end in commas(text):
        yield text[start:comma], text[after:end]


def of_speech(paragraphs: list[list[str]], known: frozenset[str]) -> Iterator[tuple[Pair, int]]:
    """Yield commas (0) and joined sentences (1); a quarter have a third sentence before."""
    chance = random.Random(3)
    for sentences in paragraphs:
        for at, sentence in enumerate(sentences):
            yield from ((pair, 0) for pair in real(sentence))
            if at + 1 == len(sentences):
                continue
            for left, right in joined(sentence, sentences[at + 1], known):
                if at and chance.random() < 0.25:
                    for before, now in joined(sentences[at - 1], f"{left}.", known):
                        left = f"{before}, {now}"
                yield (left, right), 1


def of_translations(texts: list[str], known: frozenset[str]) -> Iterator[tuple[Pair, int]]:
    """Yield commas (0) and pairs of sentences that stand beside each other by chance (1)."""
    for first, second in zip(texts[1::2], texts[2::2], strict=False):
        yield from ((pair, 0) for text in (first, second) for pair in real(text))
        yield from ((pair, 1) for pair in joined(first, second, known))


def seen(pair: Pair) -> list[str]:
    """Return the features of a pair, each once."""
    return list(dict.fromkeys(features(*pair)))


def main() -> None:
    """Fit, write the table, and print what it is worth on the rest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("speech")
    parser.add_argument("translations")
    parser.add_argument("--step", type=int, default=1, help="read every STEP-th paragraph")
    args = parser.parse_args()
    paragraphs = speech(args.speech, (1, 2), args.step)
    plain = re.findall(r"(?<![.!?] )\b[a-z]+", " ".join(s for p in paragraphs[:20000] for s in p))
    known = frozenset(plain)
    texts = translations(args.translations)
    cut = int(len(texts) * 0.7)
    rows = list(of_speech(paragraphs, known))
    rows += list(of_translations(texts[:cut], known)) * TRANSLATIONS
    table = CountVectorizer(analyzer=seen, min_df=LEAST_SEEN, binary=True, dtype=np.float32)
    x = table.fit_transform([pair for pair, _ in rows])
    y = np.array([truth for _, truth in rows])
    first = LogisticRegression(C=0.2, solver="liblinear").fit(x, y)
    keep = (y == 1) | (first.decision_function(x) < SURE)
    model = LogisticRegression(C=0.2, solver="liblinear").fit(x[keep], y[keep])
    weights = {f: model.coef_[0][i] for f, i in table.vocabulary_.items()}
    lines = [f"\t{model.intercept_[0]:.2f}"]
    lines += [f"{f}\t{w:.2f}" for f, w in sorted(weights.items()) if abs(w) >= LEAST_WEIGHT]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(rows):,} commas, {int((~keep).sum()):,} left out, {len(lines):,} weights")
    held = {
        "speech": list(of_speech(speech(args.speech, (0,), 10), known)),
        "translations": list(of_translations(texts[cut:], known)),
    }
    for name, rest in held.items():
        report(name, rest, model, table)


def report(name: str, rest: list[tuple[Pair, int]], model: LogisticRegression, table) -> None:  # type: ignore[no-untyped-def]
    """Print recall and false alarms at a few thresholds."""
    odds = model.decision_function(table.transform([pair for pair, _ in rest]))
    truth = np.array([t for _, t in rest])
    print(f"{name}: area under the curve {roc_auc_score(truth, odds):.3f} of {len(rest):,}")
    for least in (1, 1.5, 2, 2.5, 3, 3.5, 4):
        found, false = (odds[truth == 1] >= least).mean(), (odds[truth == 0] >= least).mean()
        print(f"  from {least}: {found:.1%} of the splices, {false:.2%} of good commas")


if __name__ == "__main__":
    main()
