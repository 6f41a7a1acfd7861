"""Run the network over texts: which changes it proposes, and how sure it is of each.

The one thing to know: texts are cut where sentences end, a long sentence where a clause does, and
read in batches of like length; offsets come back in code points of the text they are of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from transcript_fix.tagger.decode import Change, changed_text, changes, shown
from transcript_fix.tagger.pieces import LONGEST, Pieces, Read
from transcript_fix.tagger.place import MODEL, PIECES, TAGS
from transcript_fix.tagger.tags import KEEP
from transcript_fix.tagger.tokens import SENTENCE, Token, tokens

LEAST = 0.05
"""What is less likely than this is not even proposed."""

_SENTENCE = re.compile(rf"{SENTENCE}|\n+")
_CLAUSE = frozenset((",", ";", ":", "—", "–", "--"))
_RUN, _BATCH, _AHEAD = 60, 16, 512
"""Words of a run of sentences; runs of a batch; runs that are sorted by length together."""

Run = tuple[Token, ...]


@dataclass(frozen=True)
class Tagger:
    """A network with its lists. The session may be called by several threads at once."""

    session: Any
    tags: tuple[str, ...]
    pieces: Pieces

    def proposed(self, texts: Sequence[str], least: float = LEAST) -> list[list[Change]]:
        """Return the changes of each text, in order; touching ones are one (see `shown`)."""
        made = self.each(texts, least)
        return [list(shown(text, found)) for text, found in zip(texts, made, strict=True)]

    def each(self, texts: Sequence[str], least: float = LEAST) -> list[list[Change]]:
        """Return the changes of each text, in order, a tag each."""
        found: list[list[Change]] = [[] for _ in texts]
        runs = [(n, run) for n, text in enumerate(texts) for run in sentence_runs(text)]
        for at in range(0, len(runs), _AHEAD):
            some = runs[at : at + _AHEAD]
            for (number, run), tagged in zip(some, self._tags([r for _, r in some]), strict=True):
                sure = [t if min(t[1:]) >= least else (KEEP, 0.0, 0.0) for t in tagged]
                found[number].extend(changes(run, sure))
        return found

    def mended(self, text: str, least: float, *, rounds: int = 2) -> str:
        """Return the text with all changes, looked at again after each round but the last."""
        for _ in range(rounds):
            found = self.each([text], least)[0]
            if not found:
                break
            text = changed_text(text, found)
        return text

    def _tags(self, runs: Sequence[Run]) -> list[list[tuple[str, float, float]]]:
        """Return the likeliest tag of each run's start and words, with both its likelihoods."""
        read = [self.pieces.read(run) for run in runs]
        tagged: list[list[tuple[str, float, float]]] = [[] for _ in runs]
        by_length = sorted(range(len(runs)), key=lambda i: len(read[i].pieces))
        for at in range(0, len(runs), _BATCH):
            some = by_length[at : at + _BATCH]
            for i, one in zip(some, self._asked([read[i] for i in some]), strict=True):
                tagged[i] = one
        return tagged

    def _asked(self, read: Sequence[Read]) -> Iterator[list[tuple[str, float, float]]]:
        shape = len(read), max(len(r.pieces) for r in read)
        pieces, shapes = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        for row, one in enumerate(read):
            pieces[row, : len(one.pieces)] = one.pieces
            shapes[row, : len(one.shapes)] = one.shapes
        given = {"pieces": pieces, "shapes": shapes}
        wrong, likely, tags = self.session.run(["wrong", "likely", "tags"], given)
        for row, one in enumerate(read):
            yield [
                (self.tags[tags[row, p, 0]], float(likely[row, p, 0]), float(wrong[row, p]))
                for p in one.firsts
            ]


def load(folder: Path) -> Tagger:
    """Load the network of a folder (a fifth of a second).

    Raises OSError for a file that is missing, and what onnxruntime raises for a broken one.
    """
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(
        folder / MODEL, options, providers=["CPUExecutionProvider"]
    )
    tags = tuple((folder / TAGS).read_text("utf-8").splitlines())
    return Tagger(session, tags, Pieces.of(folder / PIECES))


def sentence_runs(text: str) -> Iterator[Run]:
    """Yield the words of whole sentences together, up to some 60; a longer sentence in parts."""
    at, end = 0, 0
    ends = [m.start() for m in _SENTENCE.finditer(text)]
    for stop in [*ends, len(text)]:
        if text[at:stop].count(" ") > _RUN or "\n" in text[at:end] or text[end : end + 1] == "\n":
            yield from _parts(text, at, end)
            at = end
        end = stop
    yield from _parts(text, at, end)


def _parts(text: str, start: int, end: int) -> Iterator[Run]:
    words = tuple(Token(t.text, t.start + start, t.spaced) for t in tokens(text[start:end]))
    while words:
        cut = len(words) if len(words) <= LONGEST // 2 else _clause(words[: LONGEST // 2])
        yield words[:cut]
        words = words[cut:]


def _clause(words: Iterable[Token]) -> int:
    """Return how many words stand up to the last clause's end in the second half, or all."""
    some = list(words)
    ends = [i + 1 for i in range(len(some) // 2, len(some)) if some[i].text in _CLAUSE]
    return ends[-1] if ends else len(some)
