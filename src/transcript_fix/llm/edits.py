"""A sentence and the model's version of it, as the single edits between them.

The one thing to know: an edit is whole words, with nothing in it that stays. Two that touch but for
a space are one, for they hang together ("good it" -> "good. It").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transcript_fix.worddiff import Change, words_changed

LONGER, SHORTER = 1.4, 0.7
"""An answer longer or shorter than the sentence by more than this, and `SLACK`, is another text."""
SLACK = 12
"""Code points."""
MOST = 0.5
"""Share of the words that a correction may touch, in a sentence of more than `FEW` words."""
FEW = 5


@dataclass(frozen=True, slots=True)
class Edited:
    """One edit of `sentence`: `new` for the code points from `start` to `end`."""

    sentence: str
    start: int
    end: int
    new: str

    @property
    def old(self) -> str:
        """The words that would go."""
        return self.sentence[self.start : self.end]

    @property
    def around(self) -> tuple[str, str]:
        """Return old and new with all that touches them, up to white space: "$3.5" for "3"."""
        left = self.sentence.rfind(" ", 0, self.start) + 1
        right = self.sentence.find(" ", self.end)
        right = len(self.sentence) if right < 0 else right
        head, tail = self.sentence[left : self.start], self.sentence[self.end : right]
        return head + self.old + tail, head + self.new + tail

    @property
    def before(self) -> list[str]:
        """The words before it, in small letters, the nearest last."""
        return words(self.sentence[: self.start])

    @property
    def after(self) -> list[str]:
        """The words behind it, in small letters."""
        return words(self.sentence[self.end :])


def words(text: str) -> list[str]:
    """Return the words in small letters, apostrophes straight."""
    return [w.lower().replace("’", "'") for w in _WORD.findall(text)]


_WORD = re.compile(r"\w+(?:['’]\w+)*")


def another_text(sentence: str, version: str) -> bool:
    """Return whether the version is too long, too short or too different to be a correction."""
    if len(version) > LONGER * len(sentence) + SLACK:
        return True
    if len(version) < SHORTER * len(sentence) - SLACK:
        return True
    total = len(words(sentence))
    touched = sum(len(words(sentence[s:e])) or 1 for s, e, _ in words_changed(sentence, version))
    return total > FEW and touched > MOST * total


def single_edits(sentence: str, version: str) -> tuple[Edited, ...]:
    """Return the edits that make the version of the sentence, in order, apart.

    Those of white space or the form of apostrophes alone are left out.
    """
    changes = _joined(sentence, words_changed(sentence, version))
    return tuple(
        Edited(sentence, start, end, new)
        for start, end, new in changes
        if _seen(sentence[start:end]) != _seen(new)
    )


def _seen(text: str) -> list[str]:
    return text.replace("’", "'").split()


def widened(edit: Edited) -> Edited:
    """Return the edit with a word beside it, where it only puts in or takes out."""
    if edit.old.strip() and edit.new.strip():
        return _trimmed(edit)
    sentence = edit.sentence
    right = re.compile(r"\s*\w+(?:['’]\w+)*").match(sentence, edit.end)
    if right and not re.match(r"[^\w\s]", edit.new.strip() or edit.old.strip()):
        more = sentence[edit.end : right.end()]
        return _trimmed(Edited(sentence, edit.start, right.end(), edit.new + more))
    left = re.search(r"\w+(?:['’]\w+)*[^\w\s]*\s*$", sentence[: edit.start])
    if left:
        more = sentence[left.start() : edit.start]
        return _trimmed(Edited(sentence, left.start(), edit.end, more + edit.new))
    return _trimmed(edit)


def _trimmed(edit: Edited) -> Edited:
    """Return the edit without white space that stays at its ends."""
    old, new = edit.old, edit.new
    head = len(old) - len(old.lstrip())
    head = head if new[:head] == old[:head] else 0
    tail = len(old) - len(old.rstrip()) if old.strip() else 0
    tail = tail if tail and new[-tail:] == old[-tail:] and len(new) >= head + tail else 0
    return Edited(edit.sentence, edit.start + head, edit.end - tail, new[head : len(new) - tail])


def _joined(sentence: str, changes: list[Change]) -> Iterator[Change]:
    held: Change | None = None
    for start, end, new in changes:
        if held and not sentence[held[1] : start].strip():
            held = (held[0], end, held[2] + sentence[held[1] : start] + new)
        else:
            if held:
                yield held
            held = (start, end, new)
    if held:
        yield held
