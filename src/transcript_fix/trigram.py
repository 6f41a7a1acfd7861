"""How likely words are in a row: the general English 3-gram that `pocketsphinx` carries.

BSD licence, 72,547 words in small letters, 2.1 and 1.7 million pairs and triples of words, read in
a tenth of a second into 45 MB; two million look-ups a second. It comes with the extra `[context]`.

    model = trigram.load()
    words = [t.word for t in tokens("Xiaomi sold alot of phones.", model)]
    rest = words[:2] + words[3:]
    gain = model.within(rest, 2, ["a", "lot"]) - model.within(rest, 2, ["alot"])

The one thing to know: `score` sums over the changed words *and the two behind them*, so that two
wordings of the same place can be compared; but a wording with more words has more factors. A gain
that means something for a swapped word means another thing for an added or a dropped one: each
kind of edit needs its own threshold.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from transcript_fix.errors import EngineError
from transcript_fix.words import zipf

START, END = "<s>", "</s>"
"""What stands before the first word of a sentence, and behind its last one."""

RAREST = -20.0
"""Nats: a word that neither the model nor the word list knows."""
NOT_LISTED = -11.0
"""Nats: the most that a word is worth which the model does not know."""

MISSING = (
    "the word statistics for reading words in context are not installed; "
    "pip install 'transcript-fix[context]'"
)

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*['’]?")
_BREAK = re.compile(r"[.!?…]+[\"'”’)\]]*\s+|[;:]\s+|\n+|\s[–—-]+\s|[–—]")
_REACH = 90
"""Code points that hold two words on either side, and the end of a sentence between them."""
_ZERO = -100_000_000
"""What the model gives for a word that it does not know is far below this (its unit: 1e-4)."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word as the model knows it, and where it stands (code points of the text)."""

    word: str
    start: int
    end: int


def available() -> bool:
    """Return whether the extra is installed, without loading anything."""
    return importlib.util.find_spec("pocketsphinx") is not None


def version() -> str:
    """Return the version of the package that carries the model, "" where it is missing."""
    return importlib.metadata.version("pocketsphinx") if available() else ""


class Trigram:
    """The model; the look-ups hold Python's lock, so threads may share one. See `load`."""

    def __init__(self, model: Any, unit: float) -> None:
        self._prob = model.prob
        self._unit = unit
        self._known: dict[str, bool] = {START: True, END: True}

    def knows(self, word: str) -> bool:
        """Return whether the model has the word (small letters, straight apostrophe)."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = bool(self._prob([word]) > _ZERO)
        return known

    def logprob(self, word: str, before: str = "", further: str = "") -> float:
        """Return how likely `word` is after the words `further before`, in nats (natural log)."""
        if not self.knows(word):
            return _unlisted(word)
        row = [word, before, further] if further else [word, before] if before else [word]
        return float(self._prob(row) * self._unit)

    def score(self, words: Sequence[str], start: int = 0, end: int | None = None) -> float:
        """Return how likely `words[start:end]` and the two words behind them are, in nats.

        `words` are those of one sentence, as `tokens` gives them; its start and end are thought
        of here.
        """
        count = len(words)
        last = min((count if end is None else end) + 2, count + 1)
        row = [START, START, *words, END]
        return sum(
            self.logprob(row[i + 2], row[i + 1], row[i] if i else "") for i in range(start, last)
        )

    def within(self, words: Sequence[str], at: int, new: Sequence[str]) -> float:
        """Return the `score` of `new` where it is put in before `words[at]`."""
        return self.score([*words[:at], *new, *words[at:]], at, at + len(new))


@lru_cache(maxsize=1)
def load() -> Trigram:
    """Return the model, read once a process. Raises EngineError where the extra is missing."""
    path = where()
    if path is None:
        raise EngineError(MISSING)
    package = importlib.import_module("pocketsphinx")
    return Trigram(package.NGramModel.readfile(str(path)), math.log(1.0001))


def where() -> Path | None:
    """Return the model's file, or None."""
    spec = importlib.util.find_spec("pocketsphinx")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).with_name("model") / "en-us" / "en-us.lm.bin"
    return path if path.is_file() else None


def tokens(sentence: str, model: Trigram) -> list[Token]:
    """Return the words of one sentence as the model spells them.

    Marks of punctuation are left out (the model has none); a compound that the model does not
    know is its parts; a number in digits is "ten", so that "10 years" reads like "ten years".
    """
    return [t for m in _WORD.finditer(sentence) for t in _tokens(m, model)]


def window(text: str, start: int, end: int, model: Trigram) -> tuple[list[str], int]:
    """Return the words round `text[start:end]` that bear on it, and how many stand before it.

    They are two on either side, fewer where the sentence begins or ends. What stands at the place
    itself is left out: see `Trigram.within`.
    """
    left = text[max(0, start - _REACH) : start]
    right = text[end : end + _REACH]
    breaks = list(_BREAK.finditer(left))
    cut = _BREAK.search(right)
    left = left[breaks[-1].end() :] if breaks else left
    right = right[: cut.end()] if cut else right
    before = [t.word for t in tokens(left, model)[-2:]]
    after = [t.word for t in tokens(right, model)[:2]]
    return before + after, len(before)


def gain(text: str, start: int, end: int, new: str, model: Trigram) -> float:
    """Return how much likelier, in nats, the words are with `new` for `text[start:end]`."""
    words, at = window(text, start, end, model)
    before, after = ([t.word for t in tokens(s, model)] for s in (text[start:end], new))
    return model.within(words, at, after) - model.within(words, at, before)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text with where they start; clauses at ";", ":" and dashes, too."""
    at = 0
    for m in _BREAK.finditer(text):
        if text[at : m.start()].strip():
            yield at, text[at : m.end()]
        at = m.end()
    if text[at:].strip():
        yield at, text[at:]


def spelled(word: str) -> str:
    """Return a word as the model spells it: small, a straight apostrophe, digits as "ten"."""
    word = word.lower().replace("’", "'")
    if word.isdigit():
        return "one" if word == "1" else "ten"
    return word


def _tokens(m: re.Match[str], model: Trigram) -> Iterator[Token]:
    word = spelled(m.group())
    if model.knows(word):
        yield Token(word, m.start(), m.end())
        return
    for part in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", m.group()):
        start = m.start() + part.start()
        yield Token(spelled(part.group()), start, start + len(part.group()))


def _unlisted(word: str) -> float:
    """Return what a word is worth that only the word list knows, or nobody."""
    return min(max((zipf(word) - 9) * math.log(10) - 1, RAREST), NOT_LISTED)
