"""Run the finished model (ONNX) over texts, as the checker is to do.

The one thing to know: texts are cut where sentences end, into pieces that the model can take, and
run in batches of like length; offsets come back in code points of the whole text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from training import taglist, thresholds
from training.decode import Change, changed_text, changes, shown
from training.encoder import minilm_folder
from training.kinds import kind
from training.pieces import LONGEST, Pieces, Read
from training.quantize import SMALL
from training.tags import KEEP
from training.tokens import Token, tokens

_SENTENCE = re.compile(r"(?:(?<=[.?!…])|(?<=[.?!…][\"”’)]))\s+(?=[\"“‘(]?[A-Z0-9])|\n+")
_RUN, _TEXTS = 60, 16
"""Words of a run of sentences; texts of a batch."""


@dataclass(frozen=True)
class Tagger:
    """A model with its lists. `least` is, for each tag, how likely it must be, and any error."""

    session: Any
    tags: tuple[str, ...]
    pieces: Pieces
    least: np.ndarray

    @classmethod
    def of(cls, runs: Path, *, model: str = SMALL) -> Tagger:
        """Load the model of a run, with its thresholds if they were fitted (else one half)."""
        session = onnxruntime.InferenceSession(runs / model, providers=["CPUExecutionProvider"])
        tags = taglist.read(runs)
        pieces = Pieces.of(minilm_folder() / "vocab.txt")
        fitted = runs / thresholds.NAME
        by_kind = json.loads(fitted.read_text("utf-8")) if fitted.exists() else {}
        least = np.array([by_kind.get(kind(tag), (0.5, 0.5)) for tag in tags], np.float32)
        return cls(session, tags, pieces, least)

    def at(self, threshold: float) -> Tagger:
        """Return the same tagger with one threshold for everything."""
        return replace(self, least=np.full_like(self.least, threshold))

    def changes(self, text: str) -> list[Change]:
        """Return the changes of a text, in order."""
        return [c for found in self.batch([text]) for c in found]

    def shown(self, text: str) -> list[Change]:
        """Return the changes of a text as an editor is shown them."""
        return list(shown(text, self.changes(text)))

    def mended(self, text: str, *, rounds: int = 2) -> str:
        """Return the text with all changes, looked at again after each round but the last."""
        for _ in range(rounds):
            found = self.changes(text)
            if not found:
                break
            text = changed_text(text, found)
        return text

    def batch(self, texts: Sequence[str]) -> list[list[Change]]:
        """Return the changes of each text."""
        runs = [(n, run) for n, text in enumerate(texts) for run in sentence_runs(text)]
        read = [self.pieces.read(run) for _, run in runs]
        found: list[list[Change]] = [[] for _ in texts]
        tagged: dict[int, list[tuple[str, float]]] = {}
        by_length = sorted(range(len(runs)), key=lambda i: len(read[i].pieces))
        for at in range(0, len(by_length), _TEXTS):
            some = by_length[at : at + _TEXTS]
            tagged |= zip(some, self._tagged([read[i] for i in some]), strict=True)
        for i, (number, run) in enumerate(runs):
            found[number].extend(changes(run, tagged[i]))
        return found

    def _tagged(self, read: Sequence[Read]) -> Iterator[list[tuple[str, float]]]:
        length = max(len(r.pieces) for r in read)
        pieces = np.zeros((len(read), length), np.int64)
        shapes = np.zeros((len(read), length), np.int64)
        for row, one in enumerate(read):
            pieces[row, : len(one.pieces)] = one.pieces
            shapes[row, : len(one.shapes)] = one.shapes
        given = {"pieces": pieces, "shapes": shapes}
        wrong, likely, tags = self.session.run(["wrong", "likely", "tags"], given)
        tags, likely = tags[..., 0], likely[..., 0]
        sure = (likely >= self.least[tags, 0]) & (wrong >= self.least[tags, 1])
        for row, one in enumerate(read):
            yield [
                (self.tags[tags[row, p]], float(likely[row, p])) if sure[row, p] else (KEEP, 0.0)
                for p in one.firsts
            ]


def sentence_runs(text: str) -> Iterator[tuple[Token, ...]]:
    """Yield the words of whole sentences together, up to some 60; a longer sentence in parts."""
    at, end = 0, 0
    ends = [m.start() for m in _SENTENCE.finditer(text)]
    for stop in [*ends, len(text)]:
        if text[at:stop].count(" ") > _RUN or "\n" in text[at:end] or text[end : end + 1] == "\n":
            yield from _parts(text, at, end)
            at = end
        end = stop
    yield from _parts(text, at, end)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[Token, ...]]:
    words = [Token(t.text, t.start + start, t.spaced) for t in tokens(text[start:end])]
    size = LONGEST // 2
    for at in range(0, len(words), size):
        yield tuple(words[at : at + size])
