"""JSON of Whisper, AssemblyAI, Deepgram, YouTube and their like: every copy of a word or none.

The one thing to know: no vendor is known by name. Strings under a few keys are grouped by path;
the list of sentences (or segments, or else the whole text) is the prose, and every other group
that holds the same words is its copy. Words that cannot be found in each copy are not editable.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from transcript_fix.copies import Style, Token, align, glued, renewed, style, tokens
from transcript_fix.cues import runs_on
from transcript_fix.encoding import Decoded, decode, splice
from transcript_fix.errors import UserError
from transcript_fix.jsontext import JsonString, Path, escaped, raw_places, strings
from transcript_fix.masks import masked
from transcript_fix.model import Document, Role, Segment, Span

NAME = "transcript_json"
SUFFIXES = (".json",)

WORD_LISTS = frozenset({"words", "tokens", "word_segments", "items"})
WORD_KEYS = frozenset({"word", "punctuated_word", "utf8"})
"""Where each string is one word: prose only if there is no other copy of the whole."""
KEYS = frozenset(
    {"text", "transcript", "word", "punctuated_word", "utf8", "content", "display", "sentence"}
)
"""Keys under which words spoken stand."""
OTHER = frozenset(
    {"metadata", "summary", "summaries", "chapters", "entities", "topics", "intents", "search"}
    | {"auto_highlights_result", "iab_categories_result", "content_safety_labels", "translations"}
)
"""Keys above what a machine wrote about the talk."""


def read(data: bytes, path: str, encoding: str | None = None) -> Document:
    """Find the prose: one segment a sentence or segment, or a piece of it round a link."""
    file = _parsed(data, encoding)
    segments = tuple(segment for _, _, segment in _segments(file))
    if not segments and file.main.tokens:
        raise UserError("the copies of the text in this JSON differ; they cannot change together")
    return Document(path, segments, file.decoded.line_starts)


def write(data: bytes, texts: Sequence[str], encoding: str | None = None) -> bytes:
    """Put one text a segment back into `data`, and its words into every copy."""
    file = _parsed(data, encoding)
    changes: dict[int, list[tuple[Span, str]]] = {}
    for (string, span, segment), text in zip(_segments(file), texts, strict=True):
        if segment.text != text:
            changes.setdefault(string, []).append((span, text))
    edits: dict[int, list[tuple[Span, str]]] = {}
    words = _by_string(file.main.tokens)
    for string, parts in changes.items():
        for at, span, new in _everywhere(file, string, parts, words.get(string, [])):
            edits.setdefault(at, []).append((span, new))
    return file.decoded.encode(splice(file.decoded.text, _places(file, edits)))


def frame(data: bytes, encoding: str | None = None) -> Hashable:
    """Return all but the words spoken, and which strings are found in every copy."""
    file = _parsed(data, encoding)
    linked = tuple(dict.fromkeys(string for string, _, _ in _segments(file)))
    mine = {i for copy in (file.main, *file.copies) for i in copy.strings}
    parts, at = [], 0
    for index, string in enumerate(file.strings):
        if index in mine:
            parts.append(file.decoded.text[at : string.raw.start])
            at = string.raw.end
    return file.decoded.bom, linked, (*parts, file.decoded.text[at:])


def _places(file: _File, edits: dict[int, list[tuple[Span, str]]]) -> list[tuple[Span, str]]:
    """Return all changes in code points of the file, escaped, in order."""
    ascii_only = file.decoded.text.isascii()
    places: list[tuple[Span, str]] = []
    for index, parts in edits.items():
        parts.sort(key=lambda part: part[0])
        raws = raw_places(file.decoded.text, file.strings[index], [span for span, _ in parts])
        news = (escaped(new, ascii_only=ascii_only) for _, new in parts)
        places += zip(raws, news, strict=True)
    return sorted(places, key=lambda place: place[0])


@dataclass(slots=True)
class _Copy:
    """Strings of one path, their words, and which word of the main copy each is.

    The slots of its words hold indexes of the file's strings. `glued` strings bring their spaces.
    """

    strings: list[int]
    tokens: list[Token]
    pairs: dict[int, int]
    style: Style
    glued: bool = False


@dataclass(slots=True)
class _File:
    decoded: Decoded
    strings: list[JsonString]
    main: _Copy
    copies: list[_Copy]


def _parsed(data: bytes, encoding: str | None) -> _File:
    decoded = decode(data, encoding)
    found = [s for s in strings(decoded.text) if _spoken(s)]
    groups: dict[Path, list[int]] = {}
    for index, string in enumerate(found):
        groups.setdefault(string.path, []).append(index)
    words = {path: tokens(group, [s.text for s in found]) for path, group in groups.items()}
    if not groups:
        raise UserError("no transcript is in this JSON: no text under a key that is known here")
    main = _main(groups, words)
    copies = []
    for path, group in groups.items():
        pairs = align(words[main], words[path]) if path != main and words[path] else None
        if pairs is not None:
            copies.append(_Copy(group, words[path], pairs, style(words[path], words[main])))
    spaced = _single(main) and glued([found[i].text for i in groups[main]])
    first = _Copy(groups[main], words[main], {}, Style(bare=False, lower=False), spaced)
    return _File(decoded, found, first, copies)


_ORDER = re.compile(r"\[_[A-Z]+_?\d*\]")
"""What whisper.cpp writes between words: [_BEG_], [_TT_150]."""


def _spoken(string: JsonString) -> bool:
    path = string.path
    key = path[-1] if path else ""
    if key not in KEYS or OTHER.intersection(path) or _ORDER.fullmatch(string.text):
        return False
    return not any(rival.isdigit() and rival != "0" for rival in path)


def _main(groups: dict[Path, list[int]], words: dict[Path, list[Token]]) -> Path:
    """Return the path of the most strings that together hold (nearly) all words as written."""
    most = max(len(w) for w in words.values())
    full = [path for path in groups if len(words[path]) >= 0.9 * most]
    texts = [path for path in full if not _single(path)] or full
    written = [p for p in texts if any(t.text != t.bare for t in words[p])] or texts
    return max(written, key=lambda path: len(groups[path]))


def _single(path: Path) -> bool:
    return bool(path) and (path[-1] in WORD_KEYS or not WORD_LISTS.isdisjoint(path))


def _segments(file: _File) -> Iterator[tuple[int, Span, Segment]]:
    """Yield string, place in its text and segment of each editable piece of the main copy.

    A string whose words are not all found in every copy is context, and nobody edits it.
    """
    words = _by_string(file.main.tokens)
    lead, said = "", ""
    for number in file.main.strings:
        text = file.strings[number].text
        if file.main.glued:
            indent = len(text) - len(text.lstrip())
            lead += text[:indent]
        elif said:
            lead = lead.rstrip() + ("\n" if runs_on(said, text, 0.0) else "\n\n")
        said = text if text.strip() else said
        mine = words.get(number, [])
        if mine and all(t in copy.pairs for t in mine for copy in file.copies):
            for span, before, after in _pieces(text):
                raw = raw_places(file.decoded.text, file.strings[number], [span])[0]
                words_here = text[span.start : span.end]
                yield number, span, Segment(words_here, raw, Role.SPEECH, lead + before)
                lead = after
        else:
            lead += text.strip()
        if file.main.glued and text.strip():
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


def _by_string(words: Sequence[Token]) -> dict[int, list[int]]:
    """Return the indexes of the words in each string."""
    found: dict[int, list[int]] = {}
    for index, token in enumerate(words):
        for number in dict.fromkeys(slot[0] for slot in token.slots):
            found.setdefault(number, []).append(index)
    return found


def _everywhere(
    file: _File, number: int, parts: list[tuple[Span, str]], mine: list[int]
) -> Iterator[tuple[int, Span, str]]:
    """Yield each place (string, span) that a change of one main string needs, with its text."""
    string = file.strings[number].text
    for span, text in parts:
        yield number, span, text
    mine = [index for index in mine if file.main.tokens[index].slots[0][0] == number]
    old = [file.main.tokens[index] for index in mine]
    after = [splice(string, parts)]
    new = [token.text for token in tokens([0], after)]
    words = list(renewed([token.text for token in old], new)) if old else []
    for copy in file.copies:
        whole = _verbatim(file, copy, mine, string) if old else None
        if whole is not None:
            at, by = whole
            for span, text in parts:
                yield at, span.shift(by), text
            continue
        for index, becomes in words:
            yield from _word(copy, copy.tokens[copy.pairs[mine[index]]], becomes)


def _verbatim(file: _File, copy: _Copy, mine: list[int], string: str) -> tuple[int, int] | None:
    """Return where the copy holds the whole string as it is: which string, how far in it."""
    at, start, _ = copy.tokens[copy.pairs[mine[0]]].slots[0]
    by = start - file.main.tokens[mine[0]].slots[0][1]
    indent = len(string) - len(string.lstrip())
    if by + indent >= 0 and file.strings[at].text.startswith(string.strip(), by + indent):
        return at, by
    return None


def _word(copy: _Copy, token: Token, words: str) -> Iterator[tuple[int, Span, str]]:
    words = copy.style(words)
    if words == token.text:
        return
    for index, (at, start, end) in enumerate(token.slots):
        yield at, Span(start, end), "" if index else words
