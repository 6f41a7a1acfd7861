"""Make src/transcript_fix/wordforms.tsv: forms of English words, and what they mostly are.

Run: python bench/wordforms.py SPEECH.txt.xz
Needs the package `lemminflect` (MIT), whose lexicon gives the forms. The speech (CC BY-SA 4.0, MIT)
decides whether a word is mostly noun or verb, by the words that stand before it.
"""

from __future__ import annotations

import gzip
import lzma
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from itertools import pairwise
from pathlib import Path

from wordfreq import zipf_frequency  # type: ignore[import-untyped]

Forms = dict[str, list[list[str]]]

WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")


def words(text: str) -> frozenset[str]:
    """Return the words of `text`."""
    return frozenset(text.split())


DETERMINERS = words("the a an my our your their his her its this that every each some any no")
BEFORE_VERBS = words("to i we you they can could will would should must might may don't didn't he")
BEFORE_PLURALS = words("the these those many our my their your his several both few all of two")
SUBJECTS = words("he she it who which that this everyone everybody nobody")
UNCHANGED = words("run come become overcome let put set cut hit shut cost hurt spread read beat")
"""Verbs whose participle is their base form."""
NO_NOUN = words(
    "one other same own first second last more most less least lot few many much all both some "
    "any none such kind sort type"
)
MASS = words(
    "information advice equipment software hardware feedback knowledge homework furniture luggage "
    "baggage evidence research progress staff traffic machinery jewelry scenery clothing garbage "
    "trash money cash music weather news electricity health wealth patience courage happiness fun "
    "luck help work travel training marketing engineering advertising housing accommodation "
    "content data code time experience effort energy power growth support attention interest "
    "education technology trust love hope life business trade competition development production "
    "management communication water air food meat rice bread sugar oil gas paper wood glass metal "
    "gold silver land space room nature history art science math physics politics economics "
    "industry pressure access security privacy safety quality quantity value trouble damage "
    "confusion freedom peace war people series species means"
)


class Speech:
    """How often each word stands in the speech, and after which words."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.uses: Counter[str] = Counter()
        self.before: dict[str, Counter[str]] = defaultdict(Counter)
        for line in lines:
            found = WORD.findall(line.lower().replace("’", "'"))
            self.uses.update(found)
            for left, right in pairwise(found):
                self.before[right][left] += 1

    def after(self, word: str, words: frozenset[str]) -> int:
        """Return how often `word` stands after one of `words`."""
        return sum(n for left, n in self.before[word].items() if left in words)

    def common(self, forms: list[str]) -> str:
        """Return the commonest of the forms, "" if there is none."""
        return max(forms, key=lambda w: (self.uses[w], zipf_frequency(w, "en")), default="")

    def known(self, word: str, uses: int, zipf: float) -> bool:
        """Return whether `word` is common enough, here or in the world."""
        plain = word.isalpha() and word.islower()
        return plain and (self.uses[word] >= uses or zipf_frequency(word, "en") >= zipf)


def lexicon() -> dict[str, Forms]:
    """Return the forms of each word by part of speech: {"noun": {"child": [["children"]]}}."""
    tables: dict[str, Forms] = defaultdict(dict)
    source = resources.files("lemminflect") / "resources" / "infl_lu.csv.gz"
    for line in gzip.decompress(source.read_bytes()).decode().splitlines():
        word, part, *forms = line.split(",")
        tables[part][word] = [f.split("/") if f else [] for f in forms]
    return tables


def nouns(speech: Speech, tables: dict[str, Forms]) -> Iterator[str]:
    """Yield a row a noun: word, plural, flags (strict, plural no verb form, mass)."""
    for word, forms in tables["noun"].items():
        plurals = [p for f in forms for p in f if p != word]
        if not plurals or len(word) < 3 or word in NO_NOUN or not speech.known(word, 25, 3.3):
            continue
        alone = word not in tables["verb"] and word not in tables["adj"]
        noun, verb = speech.after(word, DETERMINERS), speech.after(word, BEFORE_VERBS)
        if noun / (noun + verb + 1) < 0.6 and not alone:
            continue
        plural = speech.common(plurals)
        uses, many = speech.uses[word], speech.uses[plural]
        mostly = noun + verb > 40 and noun / (noun + verb) > 0.95
        strict = alone or (mostly and (word not in tables["adj"] or many > 0.15 * uses))
        flags = "s" * strict + "p" * own_plural(speech, word, plural, tables)
        mass = word in MASS or (uses > 200 and many < 20 and many * 12 < uses)
        yield f"n\t{word}\t{plural}\t{flags}{'u' * mass}"


def own_plural(speech: Speech, word: str, plural: str, tables: dict[str, Forms]) -> bool:
    """Return whether the plural is practically never a verb's third person."""
    if plural not in [f for forms in tables["verb"].get(word, []) for f in forms]:
        return True
    noun, verb = speech.after(plural, BEFORE_PLURALS), speech.after(plural, SUBJECTS)
    return noun > 20 and noun / (noun + verb + 1) > 0.97


def verbs(speech: Speech, tables: dict[str, Forms]) -> Iterator[str]:
    """Yield a row a verb: base, third person, -ing, past, participle, pure."""
    for word, found in tables["verb"].items():
        if len(found) < 3 or not speech.known(word, 20, 3.3):
            continue
        forms = [speech.common(f) for f in found]
        if len(forms) == 3:  # past and participle are the same
            forms.insert(1, forms[0])
        past, participle, ing, third = forms[:4]
        if past.endswith("ed") or participle == past:  # learned, learnt; ran, run
            participle = speech.common([past, participle, *(UNCHANGED & {word})])
        noun, verb = speech.after(word, DETERMINERS), speech.after(word, BEFORE_VERBS)
        seldom = noun / (noun + verb + 1) < 0.04 and verb > 20
        pure = (seldom or word not in tables["noun"]) and word not in tables["adj"]
        yield f"v\t{word}\t{third}\t{ing}\t{past}\t{participle or past}\t{'p' * pure}"


def adjectives(speech: Speech, tables: dict[str, Forms]) -> Iterator[str]:
    """Yield a row an adjective: word, comparative, superlative, strict."""
    for word, forms in tables["adj"].items():
        if not speech.known(word, 15, 3.3):
            continue
        degrees = [speech.common([f for f in form if speech.uses[f]]) for form in forms]
        more, most = [*degrees, "", ""][:2]
        alone = word not in tables["noun"] and word not in tables["verb"]
        yield f"a\t{word}\t{more}\t{most}\t{'a' * alone}"


def main() -> None:
    """Write the table and say how large it is."""
    with lzma.open(sys.argv[1], "rt", encoding="utf-8") as lines:
        speech = Speech(lines)
    tables = lexicon()
    rows = [*nouns(speech, tables), *verbs(speech, tables), *adjectives(speech, tables)]
    out = Path(__file__).parents[1] / "src" / "transcript_fix" / "wordforms.tsv"
    out.write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(rows)} words, {out.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
