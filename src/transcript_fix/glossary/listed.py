"""Judging a window whose key some entry lists: right, to be mended, or nothing to say.

The one thing to know: a right form in another case or spacing is wrong only where what stands
there is no ordinary English of its own ("next" is never NeXT).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transcript_fix.glossary import lexicon
from transcript_fix.glossary.entry import Case
from transcript_fix.glossary.index import Form, Status
from transcript_fix.glossary.match import MOST, Match, closed
from transcript_fix.glossary.ordinary import is_safe_alias
from transcript_fix.glossary.tokens import fold
from transcript_fix.model import Applicability, Kind

SLIP = -1.2
"""log10 of how often a name is written in the wrong case or spacing, measured on corrections."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A window of a text: its words with single spaces, its place, and what is round it.

    `chance` is the Zipf value of its standing there by chance; `prior` that of the term.
    """

    text: str
    start: int
    end: int
    words: int
    chance: float
    prior: float
    begins: bool
    capitals: bool
    follows: str
    separators: str = ""


def is_right(form: Form, seen: Seen) -> bool:
    """Return whether the window is this right form, written as its entry allows."""
    if form.status > Status.ADMITTED:
        return False
    right = form.text
    if seen.text == right or (seen.text + seen.follows).startswith(right):
        return True
    if _straight(seen.text) == _straight(right):
        return True
    if form.term.case is Case.EXACT or seen.text.casefold() != right.casefold():
        return False
    if form.term.case is Case.ANY or (seen.text.isupper() and seen.capitals):
        return True
    return seen.text[1:] == right[1:] and right[:1].islower() and seen.begins


def _straight(text: str) -> str:
    return text.replace("’", "'").replace("‑", "-").replace("‐", "-").rstrip(".!?")


def mend(forms: Sequence[Form], seen: Seen) -> Match | None:
    """Return the finding for a window that is none of its right forms, or None."""
    for form in forms:
        match = _listed(form, seen) if form.status > Status.ADMITTED else _folded(form, seen)
        if match is not None:
            return match
    return None


_SAID = {
    Status.WRONG: ("wrong", "is listed as a wrong form of"),
    Status.FORBIDDEN: ("forbidden", "is not wanted here; the glossary has"),
    Status.HEARD: ("heard", "may be misheard for"),
}


def _listed(form: Form, seen: Seen) -> Match | None:
    if form.status is Status.FORMER:
        return _former(form, seen)
    new = form.right
    if fold(form.text) == fold(new) and form.text != seen.text:
        return None  # wrong: [Wechat] says nothing about "wechat"
    word, said = _SAID[form.status]
    limit = MOST[form.term.autofix]
    sure = form.status is not Status.HEARD and is_safe_alias(seen.text)
    if not sure:
        limit = min(limit, Applicability.REVIEW)
    if not sure and seen.chance > seen.prior:
        return None  # said far more often than the name: "that" is never asked for Dat
    if not sure and seen.chance > seen.prior - 1.0:
        limit = Applicability.NOTE
    return _match(form, seen, new, word, Kind.NAME, f"“{seen.text}” {said} {new}", sure, limit)


def _former(form: Form, seen: Seen) -> Match | None:
    if form.term.since is None:
        return None
    said = f"“{seen.text}” is called {form.right} since {form.term.since}"
    return _match(form, seen, form.right, "former", Kind.NAME, said, False, Applicability.NOTE)


def _folded(form: Form, seen: Seen) -> Match | None:
    """Return the finding for a right form in another case or spacing, if it is one."""
    right = form.text
    same = seen.text.casefold() == right.casefold()
    if form.term.case is Case.ANY and same:
        return None
    if seen.chance > seen.prior + SLIP + (_fame(seen.text) if same else 0.0):
        return None
    sure = _sure(seen, right)
    limit = min(MOST[form.term.autofix], Applicability.SAFE if sure else Applicability.REVIEW)
    rule, kind = ("casing", Kind.CASING) if same else ("spacing", Kind.SPACING)
    return _match(form, seen, right, rule, kind, f"the glossary writes {right}", sure, limit)


def _fame(text: str) -> float:
    """Return how much likelier a small word is meant as the name (log10), by its use at large.

    "bitcoin" is mostly the name, "sharp" mostly the adjective; a word that is capitalised oddly
    (JStor) is meant as the name whatever its use.
    """
    parts = text.split()
    if len(parts) > 1:  # a phrase is likelier than its words by chance ("garbage collection")
        return -1.5 if all(lexicon.ordinary(p) for p in parts) else 9.0
    if _odd(text) or not lexicon.ordinary(text):
        return 9.0
    share = lexicon.small_share(fold(text))
    return 0.8 if share < 0.6 else -0.4 if share > 0.9 else 0.0


def _odd(text: str) -> bool:
    """Return whether a word's capitals are like no ordinary word's (JStor, WebPack)."""
    return not (text.islower() or text[1:].islower() or text.isupper())


def _sure(seen: Seen, right: str) -> bool:
    """Return whether the form can be nothing but the term: no word, nor a phrase of words."""
    if seen.text.isupper() and not right.isupper():
        return False
    if _odd(seen.text) and " " not in right:
        return False  # somebody meant those capitals
    keys = [fold(w) for w in seen.text.replace("-", " ").split()]
    if len(keys) == 1:
        small, _ = lexicon.levels(keys[0])
        if len(keys[0]) < 4:
            return small < 1.0
        return small < 2.5 or lexicon.small_share(keys[0]) < 0.02
    return any(max(lexicon.levels(k)) < 2.0 and len(k) > 2 for k in keys) or (
        seen.text.casefold() == right.casefold() and seen.chance < 0
    )


def _match(
    form: Form, seen: Seen, new: str, rule: str, kind: Kind, said: str, sure: bool,
    limit: Applicability,
) -> Match:  # fmt: skip
    return Match(
        seen.start, closed(seen.end, seen.follows, new), (new,), f"names/{rule}", kind, said,
        CONFIDENCE[rule][not sure], limit, form.term,
    )  # fmt: skip


CONFIDENCE = {
    "wrong": (0.99, 0.5),
    "forbidden": (0.99, 0.5),
    "heard": (0.5, 0.5),
    "former": (0.3, 0.3),
    "casing": (0.97, 0.58),
    "spacing": (0.83, 0.71),
}
"""Share of findings that are right: where the form can be nothing else, and where it may be a word.

Casing and spacing are measured by bench/names.py on the free part of corrections.dev with a file's
own terms. Second figures: what the editor himself did (76 of 131, 53 of 75). First figures: read by
hand (48 of 48 and 4 of 4, by the rule of succession), since he left some of them, such as
Javascript, throughout. The others are judgement: what is listed is meant, what is heard may be.
"""
