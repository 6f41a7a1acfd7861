"""Words a second of processor time with 100 to 100,000 terms, beside a plain rapidfuzz scan.

Run: python bench/names_scale.py. Terms are capitalised words of the lexicon and pairs of them;
the text is edited speech. The plain scan is timed on a slice, since it takes text times terms.
"""

from __future__ import annotations

import lzma
import os
import random
import tempfile
import time
from pathlib import Path

import names_data as data
import names_plain as plain
from transcript_fix import glossary
from transcript_fix.glossary import lexicon, scan

SIZES = (100, 1_000, 10_000, 100_000)
WORDS = 100_000


def main() -> None:
    """Print the curve."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {next(iter(os.sched_getaffinity(0)))})
    texts = speech()
    words = sum(len(t.split()) for t in texts)
    lexicon.levels("warm")
    print(f"{words} words in {len(texts)} texts")
    print(
        f"{'terms':>8}{'load s':>9}{'index s':>9}{'words/s':>10}{'findings':>10}"
        f"{'plain words/s':>15}{'ratio':>8}"
    )
    for size in SIZES:
        terms = names(size)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "glossary.yaml"
            path.write_text("terms:\n" + "".join(f"  - {t}\n" for t in terms), "utf-8")
            start = time.process_time()
            known = glossary.load(path)
            loaded = time.process_time()
            matcher = scan.matcher(known)
            built = time.process_time()
        found = sum(len(scan.find(t, matcher, lambda *_: True)) for t in texts)
        ours = words / (time.process_time() - built)
        theirs = plain_speed(texts, terms)
        print(
            f"{size:>8}{loaded - start:>9.2f}{built - loaded:>9.2f}{ours:>10.0f}{found:>10}"
            f"{theirs:>15.1f}{ours / theirs:>8.0f}"
        )


def speech() -> list[str]:
    """Return texts of about 1,000 words, 100,000 words in all."""
    texts, lines, count, total = [], [], 0, 0
    with lzma.open(data.SHARED / "train" / "speech.txt.xz", "rt", encoding="utf-8") as file:
        for line in file:
            lines.append(line)
            count += len(line.split())
            if count >= 1000:
                texts.append("\n".join(lines))
                total += count
                lines, count = [], 0
            if total >= WORDS:
                break
    return texts


def names(size: int) -> list[str]:
    """Return capitalised words that English writes capital, a third of them in pairs."""
    chance = random.Random(size)
    levels = ((w, lexicon.levels(w)) for w in lexicon.words() if len(w) > 3)
    words = [w.capitalize() for w, (small, capital) in levels if capital > small]
    chance.shuffle(words)
    terms = dict.fromkeys(words[: size - size // 3])
    while len(terms) < size:
        terms[" ".join(chance.sample(words, 2))] = None
    return list(terms)


def plain_speed(texts: list[str], terms: list[str]) -> float:
    """Return the words a second of the plain scan, timed for two seconds at least."""
    start, words = time.process_time(), 0
    for text in texts:
        for at in range(0, 1000, 20):
            part = " ".join(text.split()[at : at + 20])
            plain.fuzzy(part, terms, 75)
            words += 20
            if time.process_time() - start > 2:
                return words / (time.process_time() - start)
    return words / (time.process_time() - start)


if __name__ == "__main__":
    main()
