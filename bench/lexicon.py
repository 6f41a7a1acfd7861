"""Make src/transcript_fix/glossary/data/lexicon.zlib: how often each word stands small or capital.

Run: python bench/lexicon.py SPEECH.txt.xz EN_US EN_GB OUT
EN_US and EN_GB are hunspell dictionaries without suffix (.aff and .dic beside each other);
needs the package `spylls` to read them.

A word's frequency is the higher of its share in the speech and in wordfreq. How much of it is
written small is counted in the middle of sentences of the speech; where the speech is silent,
the dictionaries decide.
"""

from __future__ import annotations

import lzma
import math
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from spylls.hunspell import Dictionary  # type: ignore[import-untyped]
from wordfreq import get_frequency_dict  # type: ignore[import-untyped]

from transcript_fix.glossary.tokens import fold

TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[.!?:;…\"“”()]")
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
FEWEST = 10**1.3
"""Uses per billion words, below which a word is left out."""


def main(speech: str, us: str, gb: str, out: str) -> None:
    """Write the lexicon."""
    with lzma.open(speech, "rt", encoding="utf-8") as lines:
        small, capital = count(lines)
    total = sum(small.values()) + sum(capital.values())
    general = get_frequency_dict("en", "large")
    listed = {w for w, f in general.items() if f >= 2e-8 and WORD.fullmatch(w)}
    listed |= {w for c in (small, capital) for w, n in c.items() if n >= 3}
    books = [Dictionary.from_files(us), Dictionary.from_files(gb)]
    table: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for word in sorted(listed):
        believed = 0.98 if any(known(word, b) for b in books) else 0.02
        seen = small[word] + capital[word]
        share = (small[word] + 3 * believed) / (seen + 3)
        often = max(seen / total * 1e9, general.get(word, 0) * 1e9)
        row = table[fold(word)]
        row[0] += often * share
        row[1] += often * (1 - share)
    save({k: v for k, v in table.items() if max(v) >= FEWEST}, Path(out))


def count(lines: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """Count words in the middle of sentences, small and capital."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for line in lines:
        for word, begins in words(line):
            if word.islower():
                small[word] += 1
            elif not begins:
                capital[word.lower()] += 1
    return small, capital


def words(line: str) -> Iterator[tuple[str, bool]]:
    """Yield each word, and whether it begins a sentence."""
    begins = True
    for word in TOKEN.findall(line):
        if word[0].isalnum():
            yield word.replace("’", "'"), begins
        begins = not word[0].isalnum()


def known(word: str, book: Dictionary) -> bool:
    """Return whether the dictionary has the word in small letters."""
    try:
        return bool(book.lookup(word))
    except (RecursionError, KeyError, IndexError):
        return False


def save(table: dict[str, list[float]], out: Path) -> None:
    """Write sorted lines, compressed: key, tab, 20 times its Zipf value small and capital, + 40."""
    lines = [
        key.encode() + bytes((9, 40 + level(small), 40 + level(capital)))
        for key, (small, capital) in sorted(table.items())
    ]
    out.write_bytes(zlib.compress(b"\n".join(lines) + b"\n", 9))
    print(f"{len(lines)} words, {out.stat().st_size} bytes")


def level(often: float) -> int:
    """Return 20 times log10 of uses per billion, in a byte."""
    return max(0, min(200, round(20 * math.log10(often)))) if often > 1 else 0


if __name__ == "__main__":
    main(*sys.argv[1:])
