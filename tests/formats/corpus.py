"""The real files that tests read where they are there: the corpus beside the project."""

from __future__ import annotations

import random
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from transcript_fix.formats import FORMATS
from transcript_fix.model import Document, Edit, Role, Span

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
WORDS = "price phone market Xiaomi really company we years café of"


def files(*suffixes: str) -> list[Path]:
    """Return the corpus files with these suffixes; skip the test where there is no corpus."""
    if not CORPUS.is_dir():
        pytest.skip("no corpus of real files beside the project (../shared/corpus)")
    found = [p for s in suffixes for p in sorted((CORPUS / s).iterdir())]
    assert found
    return found


def built(name: str) -> bool:
    """Whether the format's module is there."""
    return find_spec(f"transcript_fix.formats.{name}") is not None


BUILT = tuple(name for name in FORMATS if built(name))
TEXTS = ("plain", "markdown", "subrip", "webvtt", "sbv", "ass", "transcript_json")


def word_edits(document: Document, seed: int, share: float = 0.2) -> list[Edit]:
    """Return edits of whole words inside single texts: put in, take out, doubled, replaced."""
    chance = random.Random(seed)
    edits = []
    for segment, span in zip(document.segments, document.spans, strict=True):
        if segment.role is Role.SPEAKER or chance.random() > share:
            continue
        words = list(re.finditer(r"[A-Za-z]{2,}", segment.text))
        if words:
            edits.append(_edit(chance, segment.text, span, chance.choice(words), len(words)))
    return edits


def _edit(chance: random.Random, text: str, span: Span, word: re.Match[str], count: int) -> Edit:
    new = chance.choice(WORDS.split()[:-2] if not text.isascii() else WORDS.split()[:8])
    kind = chance.choice(["replace", "insert", "delete", "double"])
    after = {"insert": f"{word.group()} {new}", "double": f"{word.group()} {word.group()}"}.get(
        kind, new
    )
    start, end = word.span()
    if kind == "delete" and count > 2 and start > 0 and text[start - 1] == " ":
        start, after = start - 1, ""
    return Edit(Span(span.start + start, span.start + end), text[start:end], after)


def edited(document: Document, edits: list[Edit]) -> Document:
    """Return the document with edits (one a segment at most) made."""
    texts = list(document.texts)
    for edit in edits:
        home = document.home(edit.span)
        assert home is not None
        at = edit.span.start - document.spans[home].start
        texts[home] = texts[home][:at] + edit.after + texts[home][at + len(edit.before) :]
    return document.with_texts(texts)
