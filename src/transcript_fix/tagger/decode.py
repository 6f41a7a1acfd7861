"""From likelihoods to edits: which tags are sure enough, and what they make of the text.

The one thing to know: offsets are code points of the text as it stands, edits never overlap, and a
word with a figure in it or a rare word with a capital (a name) is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcript_fix.tagger.tags import (
    APPEND,
    CASES,
    DELETE,
    ENDS,
    HYPHEN,
    JOIN,
    KEEP,
    OTHER,
    OWN,
    REPLACE,
    changed,
    in_case_of,
)
from transcript_fix.tagger.tokens import Token
from transcript_fix.words import is_common

_CLOSING = frozenset(".,;:?!)")
_WORD_BEFORE = re.compile(r"(?<!\w)\w[\w'’-]*\s*\Z")
_WORD_BEHIND = re.compile(r"\s*\w[\w'’-]*")


@dataclass(frozen=True, slots=True)
class Change:
    """The text from `start` to `end` becomes `after`; `tag` says why.

    `likely` is how likely the tag is, `wrong` how likely that anything is wrong here (0 to 1).
    """

    start: int
    end: int
    after: str
    tag: str = KEEP
    likely: float = 1.0
    wrong: float = 1.0


def changes(words: Sequence[Token], tags: Sequence[tuple[str, float, float]]) -> Iterator[Change]:
    """Yield the changes of a text, in order. `tags` are of its start and of each word."""
    for i, (tag, likely, wrong) in enumerate(tags[: len(words) + 1]):
        adds = tag.startswith(APPEND) or tag == OWN
        if tag in (KEEP, OTHER) or (i and not adds and _fixed(words, i - 1)):
            continue
        found = _made(words, i - 1, tag)
        if found:
            yield Change(*found, tag, likely, wrong)


def changed_text(text: str, made: Sequence[Change]) -> str:
    """Return the text with its changes; of two that overlap the first counts."""
    parts, at = [], 0
    for change in _apart(made):
        parts += [text[at : change.start], change.after]
        at = change.end
    return "".join([*parts, text[at:]])


def shown(text: str, made: Sequence[Change]) -> Iterator[Change]:
    """Yield the changes as an editor is shown them: whole words, and what touches together."""
    group: list[Change] = []
    start = end = 0
    for change in _apart(made):
        first, last = _in_words(text, change)
        # the capital behind a new full stop belongs to it
        with_case = change.tag in CASES and not text[end:first].strip()
        if group and first >= end and not with_case:
            yield _together(text, start, end, group)
            group = []
        if not group:
            start, end = first, last
        group.append(change)
        end = max(end, last)
    if group:
        yield _together(text, start, end, group)


def _apart(made: Sequence[Change]) -> Iterator[Change]:
    at = 0
    for change in made:
        if change.start >= at:
            yield change
            at = change.end


def _together(text: str, start: int, end: int, group: Sequence[Change]) -> Change:
    tags = " + ".join(change.tag for change in group)
    likely = min(change.likely for change in group)
    wrong = min(change.wrong for change in group)
    after = changed_text(text[:end], group)[start:]
    while start < end and after[:1].isspace() and after[0] == text[start]:
        start, after = start + 1, after[1:]
    return Change(start, end, after, tags, likely, wrong)


def _in_words(text: str, change: Change) -> tuple[int, int]:
    """Return where the change stands, with a word beside it if it only changes what is between."""
    start, end = change.start, change.end
    if text[start:end].strip():
        return start, end
    before = _WORD_BEFORE.search(text, 0, start)
    behind = _WORD_BEHIND.match(text, end)
    if before and (not behind or change.tag in (JOIN, HYPHEN) or change.after[:1] in _CLOSING):
        start = before.start()
    if behind and (start == change.start or change.tag in (JOIN, HYPHEN)):
        end = behind.end()
    return start, end


def _fixed(words: Sequence[Token], i: int) -> bool:
    text = words[i].text
    if any(c.isdigit() for c in text):
        return True
    first = i == 0 or words[i - 1].text in ENDS
    return text[0].isupper() and not first and not is_common(text)


def _made(words: Sequence[Token], i: int, tag: str) -> tuple[int, int, str] | None:
    if tag.startswith(APPEND):
        return _appended(words, i, tag.removeprefix(APPEND))
    if i < 0:
        return None
    word = words[i]
    if tag == DELETE:
        return _without(words, i)
    if tag.startswith(REPLACE):
        return _replaced(words, i, tag.removeprefix(REPLACE))
    if tag in (JOIN, HYPHEN):
        if i + 1 == len(words) or not words[i + 1].spaced:
            return None
        return word.end, words[i + 1].start, "-" if tag == HYPHEN else ""
    new = next(changed(word.text, tag), None)
    return (word.start, word.end, new) if new else None


def _appended(words: Sequence[Token], i: int, new: str) -> tuple[int, int, str] | None:
    if i < 0:
        if not words or not new[0].isalpha():
            return None
        return words[0].start, words[0].start, f"{in_case_of(words[0].text[0], new)} "
    after = words[i].text
    if after in ENDS:
        new = new[0].upper() + new[1:]
    gap = "" if new[0] in _CLOSING else " "
    return words[i].end, words[i].end, gap + new


def _without(words: Sequence[Token], i: int) -> tuple[int, int, str]:
    if i and words[i].spaced:
        return words[i - 1].end, words[i].end, ""
    if i + 1 < len(words) and (i == 0 or words[i - 1].text[-1].isalnum() is False):
        return words[i].start, words[i + 1].start, ""
    return words[i].start, words[i].end, ""


def _replaced(words: Sequence[Token], i: int, new: str) -> tuple[int, int, str] | None:
    word = words[i]
    if word.text[0].isalnum() == new[0].isalnum():
        new = in_case_of(word.text, new)
        return None if new == word.text else (word.start, word.end, new)
    if new[0] in _CLOSING and i:  # a mark for a word stands against the word before
        return words[i - 1].end, word.end, new
    return word.start, word.end, new if word.spaced else f" {new}"
