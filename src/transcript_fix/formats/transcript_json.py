"""JSON of Whisper, AssemblyAI, Deepgram, YouTube and their like: every copy of a word or none.

The one thing to know: each word stands three to five times in the file (text, segments, words).
A sentence whose words are not all found in every copy is read, but nobody can edit it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterator, Sequence

from transcript_fix.encoding import decode
from transcript_fix.errors import UserError
from transcript_fix.layouts.cues import runs_on
from transcript_fix.layouts.jsoncopies import Change, Transcript, transcript
from transcript_fix.layouts.jsontext import escaped
from transcript_fix.masks import masked
from transcript_fix.model import Document, Role, Segment, Span

NAME = "transcript_json"
SUFFIXES = (".json",)


def read(data: bytes, path: str, encoding: str | None = None) -> Document:
    """Find the prose: one segment a sentence or segment, or a piece of it round a link."""
    file = transcript(decode(data, encoding))
    segments = tuple(segment for _, _, segment in _segments(file))
    if not segments and len(file.main.words):
        raise UserError("the copies of the text in this JSON differ; they cannot change together")
    linked = frozenset(range(len(segments))) if file.copies else frozenset[int]()
    return Document(path, segments, file.decoded.line_starts, linked)


def write(data: bytes, texts: Sequence[str], encoding: str | None = None) -> bytes:
    """Put one text a segment back into `data`, and its words into every copy."""
    file = transcript(decode(data, encoding))
    changed: dict[int, list[tuple[Span, str]]] = {}
    for (string, span, segment), text in zip(_segments(file), texts, strict=True):
        if segment.text != text:
            changed.setdefault(string, []).append((span, text))
    changes = [c for string, parts in changed.items() for c in file.changes(string, parts)]
    return file.decoded.spliced(_places(file, changes))


def frame(data: bytes, encoding: str | None = None) -> Hashable:
    """Return a digest of all but the words spoken, and which strings are found in every copy."""
    file = transcript(decode(data, encoding))
    linked = tuple(dict.fromkeys(string for string, _, _ in _segments(file)))
    source, found, at = file.decoded.text, hashlib.sha256(), 0
    for index in sorted(i for copy in (file.main, *file.copies) for i in copy.strings):
        raw = file.strings.raw(index)
        found.update(source[at : raw.start].encode("utf-8", "surrogatepass"))
        at = raw.end
    found.update(source[at:].encode("utf-8", "surrogatepass"))
    return file.decoded.bom, linked, found.digest()


def _places(file: Transcript, changes: Sequence[Change]) -> list[tuple[Span, str]]:
    """Return all changes in code points of the file, escaped, in order."""
    ascii_only = file.decoded.text.isascii()
    by_string: dict[int, list[tuple[Span, str]]] = {}
    for string, span, new in changes:
        by_string.setdefault(string, []).append((span, new))
    places: list[tuple[Span, str]] = []
    for string, parts in by_string.items():
        parts.sort(key=lambda part: part[0])
        raws = file.strings.raw_places(string, [span for span, _ in parts])
        news = (escaped(new, ascii_only=ascii_only) for _, new in parts)
        places += zip(raws, news, strict=True)
    return sorted(places, key=lambda place: place[0])


def _segments(file: Transcript) -> Iterator[tuple[int, Span, Segment]]:
    """Yield string, place in its text and segment of each editable piece of the main copy."""
    lead, said = "", ""
    for string in file.main.strings:
        text = file.strings[string]
        if file.glued:
            lead += text[: len(text) - len(text.lstrip())]
        elif said:
            lead = lead.rstrip() + ("\n" if runs_on(said, text, 0.0) else "\n\n")
        said = text if text.strip() else said
        if file.linked(string):
            pieces = list(_pieces(text))
            raws = file.strings.raw_places(string, [span for span, _, _ in pieces])
            for (span, before, after), raw in zip(pieces, raws, strict=True):
                words = text[span.start : span.end]
                steps = file.strings.steps(string, raw)
                yield string, span, Segment(words, raw, Role.SPEECH, lead + before, steps)
                lead = after
        else:
            lead += text.strip()
        if file.glued and text.strip():
            lead += text[len(text.rstrip()) :]


def _pieces(text: str) -> Iterator[tuple[Span, str, str]]:
    """Yield the editable spans of a string, what stands before each and after the last."""
    at, before = 0, ""
    waiting: tuple[Span, str] | None = None
    for start, end in (*masked(text), (len(text), len(text))):
        piece = text[at:start]
        words = piece.strip()
        if words:
            indent = len(piece) - len(piece.lstrip())
            if waiting:
                yield (*waiting, "")
            before += " " if indent and at else ""
            waiting = (Span(at + indent, at + indent + len(words)), before)
            before = " " if indent + len(words) < len(piece) and end > start else ""
        elif piece and at:
            before += " "
        before += text[start:end]
        at = end
    if waiting:
        yield (*waiting, before)
