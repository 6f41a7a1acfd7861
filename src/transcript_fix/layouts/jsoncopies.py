"""Which strings of a JSON file are the transcript, and which are copies of it.

The one thing to know: no vendor is known by name. Strings under a few keys are grouped by path;
the group of sentences (or segments, or else the whole text) is the main copy, and every other
group that holds the same words is a copy of it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from transcript_fix.encoding import Decoded, splice
from transcript_fix.errors import UserError
from transcript_fix.layouts.copies import Style, Words, align, glued, renewed, style, words_of
from transcript_fix.layouts.jsontext import Path, Strings, strings
from transcript_fix.model import Span

WORD_LISTS = frozenset({"words", "tokens", "word_segments", "items"})
WORD_KEYS = frozenset({"word", "punctuated_word", "utf8"})
"""Where each string is one word: prose only if there is no other copy of the whole."""
KEYS = frozenset({"text", "transcript", "content", "display", "sentence"}) | WORD_KEYS
"""Keys under which words spoken stand."""
OTHER = frozenset(
    {"metadata", "summary", "summaries", "chapters", "entities", "topics", "intents", "search"}
    | {"auto_highlights_result", "iab_categories_result", "content_safety_labels", "translations"}
)
"""Keys above what a machine wrote about the talk."""


@dataclass(slots=True)
class Copy:
    """Strings of one path, their words, and which word of the main copy each is.

    `pairs[i]` is the word that word `i` of the main copy is here, -1 if it is not found.
    """

    strings: array[int]
    words: Words
    pairs: array[int]
    style: Style


@dataclass(slots=True)
class Transcript:
    """A file's words spoken; `glued` are main strings that bring their own spaces."""

    decoded: Decoded
    strings: Strings
    main: Copy
    copies: list[Copy]
    glued: bool

    def linked(self, string: int) -> bool:
        """Whether a main string has words, and each is found in every copy."""
        words = self.main.words
        mine = words.of(string)
        return bool(mine) and all(
            index not in words.more and all(copy.pairs[index] >= 0 for copy in self.copies)
            for index in mine
        )

    def changes(self, string: int, parts: list[tuple[Span, str]]) -> Iterator[Change]:
        """Yield all that must change with spans of a main string, the string itself first."""
        text = self.strings[string]
        for span, new in parts:
            yield string, span, new
        mine = self.main.words.of(string)
        old = [self._word(self.main, index) for index in mine]
        words = list(renewed(old, _split(splice(text, parts))))
        for copy in self.copies:
            whole = self._whole(copy, mine, text)
            if whole is not None:
                at, by = whole
                for span, new in parts:
                    yield at, span.shift(by), new
                continue
            for index, new in words:
                yield from self._renew(copy, copy.pairs[mine[index]], copy.style(new))

    def _whole(self, copy: Copy, mine: range, text: str) -> tuple[int, int] | None:
        """Return where a copy holds the whole string as it is: in which string, how far in."""
        at, start, _ = copy.words.slots(copy.pairs[mine[0]])[0]
        by = start - self.main.words.start[mine[0]]
        indent = len(text) - len(text.lstrip())
        if by + indent >= 0 and self.strings[at].startswith(text.strip(), by + indent):
            return at, by
        return None

    def _word(self, copy: Copy, index: int) -> str:
        return "".join(self.strings[at][a:b] for at, a, b in copy.words.slots(index))

    def _renew(self, copy: Copy, index: int, new: str) -> Iterator[Change]:
        if new == self._word(copy, index):
            return
        for part, (at, start, end) in enumerate(copy.words.slots(index)):
            yield at, Span(start, end), "" if part else new


Change = tuple[int, Span, str]
"""Index of a string, span in its text (code points), and what comes there."""


def _split(text: str) -> list[str]:
    """Return the words of a text as `words_of` counts them."""
    found = words_of([text], [0])
    return [text[a:b] for a, b in zip(found.start, found.end, strict=True)]


def transcript(decoded: Decoded) -> Transcript:
    """Find the main copy and the others. Raises UserError where there is no transcript."""
    found = strings(decoded.text, _spoken)
    groups: dict[int, array[int]] = {}
    for index, path in enumerate(found.path_of):
        if not _ORDER.fullmatch(found[index]):
            groups.setdefault(path, array("q")).append(index)
    if not groups:
        raise UserError("no transcript is in this JSON: no text under a key that is known here")
    words = {path: words_of(found, group) for path, group in groups.items()}
    main = _main(found.paths, groups, words)
    copies = []
    for path, group in groups.items():
        pairs = align(words[main], words[path]) if path != main and len(words[path]) else None
        if pairs is not None:
            copies.append(Copy(group, words[path], pairs, style(words[path], words[main])))
    first = Copy(groups[main], words[main], array("q"), Style(bare=False, lower=False))
    spaced = _single(found.paths[main]) and glued(found, groups[main])
    return Transcript(decoded, found, first, copies, spaced)


_ORDER = re.compile(r"\[_[A-Z]+_?\d*\]")
"""What whisper.cpp writes between words: [_BEG_], [_TT_150]."""


def _spoken(path: Path) -> bool:
    podcast = path[-1:] == ("body",) and path[:1] == ("segments",)
    if not path or not (path[-1] in KEYS or podcast) or not OTHER.isdisjoint(path):
        return False
    return not any(rival.isdigit() and rival != "0" for rival in path)


def _main(paths: list[Path], groups: dict[int, array[int]], words: dict[int, Words]) -> int:
    """Return the path of the most strings that together hold (nearly) all words as written."""
    most = max(len(w) for w in words.values())
    full = [path for path in groups if len(words[path]) >= 0.9 * most]
    texts = [path for path in full if not _single(paths[path])] or full
    written = [p for p in texts if not (words[p].plain and words[p].small)] or texts
    return max(written, key=lambda path: len(groups[path]))


def _single(path: Path) -> bool:
    return bool(path) and (path[-1] in WORD_KEYS or not WORD_LISTS.isdisjoint(path))
