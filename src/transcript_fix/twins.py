"""Twins: one talk in several files (`ep1.txt`, `ep1.vtt`, `ep1.srt`) that should say the same.

The one thing to know: twins are found by name but proved by their words. An edit goes over only
where the twin has the very same words; everywhere else the difference is told, not mended.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from transcript_fix.formats import SUFFIXES
from transcript_fix.layouts.copies import MOST, words_of
from transcript_fix.model import Document, Edit, Role, Span

ALIKE = 0.8
"""Share of words in common (of the shorter file) from which two files are the same talk."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where twins say something else; spans are in the prose of each."""

    left: Span
    right: Span
    left_text: str
    right_text: str


def groups(paths: Iterable[Path]) -> tuple[tuple[Path, ...], ...]:
    """Return the files that bear one name in one folder and differ in suffix, in order."""
    found: dict[tuple[Path, str], list[Path]] = {}
    for path in paths:
        if path.suffix.lower() in SUFFIXES:
            found.setdefault((path.parent, path.stem), []).append(path)
    return tuple(tuple(sorted(twins)) for twins in found.values() if len(twins) > 1)


def beside(path: Path) -> tuple[Path, ...]:
    """Return the other files in the folder that bear a file's name."""
    try:
        there = sorted(p for p in path.parent.glob("*.*") if p.stem == path.stem and p.is_file())
    except OSError:
        return ()
    return tuple(p for p in there if p.name != path.name and p.suffix.lower() in SUFFIXES)


@dataclass(frozen=True, slots=True)
class Twins:
    """Two documents of one talk. `pairs[i]` is the right word that left word `i` is, or -1."""

    left: Document
    right: Document
    left_words: Sequence[tuple[int, int]]
    right_words: Sequence[tuple[int, int]]
    pairs: array[int]

    def mirror(self, edit: Edit) -> Edit | None:
        """Return an edit of the left document as one of the right; None: its words are others.

        Words are compared with their punctuation; white space may differ, since lines and cues
        break elsewhere.
        """
        edit = _narrow(edit)
        words = self.left_words
        first = max(bisect_right(words, edit.span.start, key=lambda w: w[0]) - 1, 0)
        last = min(bisect_left(words, edit.span.end, key=lambda w: w[1]), len(words) - 1)
        here, there = self.pairs[first], self.pairs[last]
        if here < 0 or last < first or there - here != last - first:
            return None
        left = Span(words[first][0], words[last][1])
        if not left.contains(edit.span):
            return None  # before the first word or after the last
        right = Span(self.right_words[here][0], self.right_words[there][1])
        return _moved(edit, left, self.left.cut(left), right, self.right.cut(right))

    def differences(self) -> Iterator[Difference]:
        """Yield the places where the words, or the punctuation on them, are not the same."""
        left = right = 0
        for index, pair in enumerate([*self.pairs, len(self.right_words)]):
            if pair < 0:
                continue
            if index > left or pair > right:
                yield self._difference(left, index, right, pair)
            if index < len(self.pairs) and self._text(index, pair) is not None:
                yield self._difference(index, index + 1, pair, pair + 1)
            left, right = index + 1, pair + 1

    def _text(self, index: int, pair: int) -> str | None:
        ours = self.left.prose[slice(*self.left_words[index])]
        theirs = self.right.prose[slice(*self.right_words[pair])]
        return None if ours == theirs else ours

    def _difference(self, a: int, b: int, c: int, d: int) -> Difference:
        left, right = _cover(self.left_words, a, b), _cover(self.right_words, c, d)
        return Difference(left, right, self.left.cut(left), self.right.cut(right))


def carried(
    edits: Iterable[Edit], left: Document, right: Document
) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
    """Return the edits of `left` as edits of `right`, and those that its words do not allow.

    Where the two are not one talk, none is allowed.
    """
    twins = pair(left, right)
    over, missed = [], []
    for edit in edits:
        moved = twins.mirror(edit) if twins else None
        if moved is None:
            missed.append(edit)
        else:
            over.append(moved)
    return tuple(over), tuple(missed)


def pair(left: Document, right: Document) -> Twins | None:
    """Return two documents as twins, or None where they are not one talk.

    Speaker labels are left out: subtitles seldom have them.
    """
    ours, ours_bare = _words(left)
    theirs, theirs_bare = _words(right)
    shorter = min(len(ours), len(theirs))
    if not shorter or len(ours) * len(theirs) > MOST:
        return None
    from rapidfuzz.distance import Levenshtein

    pairs = array("q", [-1]) * len(ours)
    for block in Levenshtein.opcodes(ours_bare, theirs_bare):
        if block.tag == "equal":
            for step in range(block.src_end - block.src_start):
                pairs[block.src_start + step] = block.dest_start + step
    if len(pairs) - pairs.count(-1) < ALIKE * shorter:
        return None
    return Twins(left, right, ours, theirs, pairs)


def _words(document: Document) -> tuple[list[tuple[int, int]], list[int]]:
    """Return place and bare hash of each word that is spoken."""
    found = words_of([document.prose], [0])
    labels = [
        span
        for segment, span in zip(document.segments, document.spans, strict=True)
        if segment.role is Role.SPEAKER
    ]
    ends = [span.end for span in labels]
    places, bare = [], []
    for start, end, word in zip(found.start, found.end, found.bare, strict=True):
        near = bisect_right(ends, start)
        if near == len(labels) or end <= labels[near].start:
            places.append((start, end))
            bare.append(word)
    return places, bare


def _cover(words: Sequence[tuple[int, int]], first: int, last: int) -> Span:
    if first < last:
        return Span(words[first][0], words[last - 1][1])
    at = words[first][0] if first < len(words) else (words[-1][1] if words else 0)
    return Span(at, at)


def _narrow(edit: Edit) -> Edit:
    """Return the edit without the words it keeps at its ends: they may stand on other lines."""
    before, after = (re.findall(r"\s*\S+\s*", text) for text in (edit.before, edit.after))
    if len(before) < 2 or not after or "".join(before) != edit.before:
        return edit
    head = tail = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    start = edit.span.start + len("".join(before[:head]))
    old = "".join(before[head : len(before) - tail])
    new = "".join(after[head : len(after) - tail])
    if old.strip() and new.strip() and old[-1:].isspace() and new[-1:].isspace():
        old, new = old.rstrip(), new.rstrip()
    return Edit(Span(start, start + len(old)), old, new)


def _moved(edit: Edit, left: Span, ours: str, right: Span, theirs: str) -> Edit | None:
    """Carry an edit over from `ours` to `theirs`, which hold the same words."""
    if ours == theirs:
        return Edit(edit.span.shift(right.start - left.start), edit.before, edit.after)
    if "".join(ours.split()) != "".join(theirs.split()):
        return None
    start, end = edit.span.start - left.start, edit.span.end - left.start
    if not edit.before.strip():
        return None  # white space between words is each file's own
    leading = len(edit.before) - len(edit.before.lstrip())
    trailing = len(edit.before) - len(edit.before.rstrip())
    solid = [at for at, char in enumerate(theirs) if not char.isspace()]
    first = sum(not c.isspace() for c in ours[: start + leading])
    count = sum(not c.isspace() for c in ours[start + leading : end - trailing])
    begin, finish = solid[first], solid[first + count - 1] + 1
    after = edit.after[leading : len(edit.after) - trailing or None]
    if edit.after[:leading].strip() or (trailing and edit.after[-trailing:].strip()):
        after = edit.after.strip()
    return Edit(Span(right.start + begin, right.start + finish), theirs[begin:finish], after)
