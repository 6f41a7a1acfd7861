"""Whether a word is a slip of the fingers for another.

The one thing to know: only a word that nobody uses can be one. What it was meant for is then
unknown anyway, so that putting it right changes nothing that was said; unless it gains or loses a
beginning such as "un".
"""

from __future__ import annotations

from rapidfuzz.distance import OSA

from transcript_fix.words import zipf

RARE, USUAL = 2.0, 2.5
"""Zipf values: a misspelling is rarer than the one, what was meant commoner than the other."""
LONG = 6
"""Code points from which a word may be two slips away, if it begins with the same letter."""

_AFFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis", "anti", "under", "over", "de")


def misspelt(old: str, new: str) -> bool:
    """Return whether `old` (small letters) is no word and `new` is a usual one, a slip away."""
    if not old.isalpha() or not new.isalpha() or zipf(old) >= RARE or zipf(new) < USUAL:
        return False
    distance = OSA.distance(old, new)
    near = distance == 1 or (distance == 2 and len(old) >= LONG and old[0] == new[0])
    return near and same_sense(old, new)


def same_sense(old: str, new: str) -> bool:
    """Return whether neither of two words begins or ends in a way that turns its meaning round."""
    return _affix(old) == _affix(new) and old.endswith("less") == new.endswith("less")


def _affix(word: str) -> str:
    return next((a for a in _AFFIXES if word.startswith(a)), "")
