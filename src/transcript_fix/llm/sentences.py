"""A passage cut into the sentences that a model is asked about.

The one thing to know: a sentence is cut, never changed but for white space, one character for one,
so that a place in it is a place in the passage. Where it is cut wrongly the model sees less, and
nothing else goes wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transcript_fix.model import Document

WORDS = 3
"""Shorter ones ("Yes, please.") are not asked about."""
LONGEST = 600
"""Code points; text without full stops is cut at a space before that."""

_END = re.compile(r"(?:[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|[。！？]\s*)")
_NO_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|vs|etc|No|Inc|Ltd|Co|Corp|e\.g|i\.e|approx|dept|Gen|Sen"
    r"|Rep|Gov|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z](?:\.[A-Z])*)\.\s+$"
)
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_LONE = re.compile("[\ud800-\udfff]")  # half a character, which no server takes
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` as the model sees it; it begins at `start` in the document's prose."""

    start: int
    text: str


def sentences(document: Document) -> Iterator[Sentence]:
    """Yield the sentences of English speech and headings that are worth asking about, in order."""
    for passage in document.passages:
        text = re.sub(r"\s", " ", _LONE.sub("\ufffd", passage.text))
        for start, end in _cut(text):
            piece = text[start:end]
            bare = piece.strip()
            if _english(bare):
                yield Sentence(passage.start + start + piece.index(bare), bare)


def around(text: str, at: int) -> tuple[int, int]:
    """Return the sentence of `text` that holds offset `at`, as a half open interval."""
    return next(((s, e) for s, e in _cut(text) if s <= at < e), (0, len(text)))


def _cut(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _END.finditer(text):
        if _NO_END.search(text, max(start, found.start() - 12), found.end()):
            continue
        yield from _pieces(text, start, found.end())
        start = found.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST) + 1
        cut = cut or start + LONGEST
        yield start, cut
        start = cut
    if end > start:
        yield start, end


def _english(text: str) -> bool:
    latin = _WORD.findall(text)
    return len(latin) >= WORDS and 2 * sum(map(len, latin)) >= len(_LETTER.findall(text))
