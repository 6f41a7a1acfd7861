"""Which edits are slips of English that a model may propose; all others change what was said.

The one thing to know: this is a list of what may pass, not of what may not. Each kind is one that a
hurried translator gets wrong and that leaves the speaker's statement alone. Tense, voice and the
choice of words are not among them; a preposition is only where it says the same ("in", "on", "at").
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from transcript_fix.llm.edits import Edited, words
from transcript_fix.llm.guards import MODALS, NO_NAMES, NUMBERS, starts_sentence
from transcript_fix.llm.misspelt import RARE, misspelt, same_sense
from transcript_fix.model import Kind
from transcript_fix.rule import words as listed
from transcript_fix.wordforms import (
    noun,
    noun_of_plural,
    verb,
    verb_of_ing,
    verbs_of,
)
from transcript_fix.words import zipf

ARTICLES = frozenset(("a", "an", "the"))
_PLACES = frozenset(("in", "on", "at"))
_AGREE = (
    {"is", "are", "am"}, {"was", "were"}, {"has", "have"}, {"does", "do"}, {"this", "these"},
    {"that", "those"}, {"isn't", "aren't"}, {"wasn't", "weren't"}, {"hasn't", "haven't"},
    {"doesn't", "don't"},
)  # fmt: skip
_HOMOPHONES = ({"its", "it's"}, {"then", "than"}, {"lose", "loose"})
_BE = listed("is are was were am be been being 's 're 'm")
_HAVE = frozenset(("have", "has", "had", "having"))
_BASE_AFTER = listed(
    "to can could will would shall should may might must do does did don't doesn't didn't can't "
    "couldn't won't wouldn't shouldn't mustn't cannot let's"
)
_ING_AFTER = listed("of in for by about from on at after before without with")
_ONE = listed("a an one this that each every another")
_WHOSE = listed("my your his her its our their the 's no any which what whose")
_MORE = listed("these those many several few all both some other various") | (
    NUMBERS - listed("one first second third last single half per percent")
)
_AMOUNT = frozenset(("few", "little", "bit", "lot", "couple", "number"))


def kind_of(edit: Edited) -> Kind | None:
    """Return what kind of slip the edit mends, or None where it is none that we know."""
    old, new = words(edit.old), words(edit.new)
    if old == new:
        return _marks(edit)
    if "".join(old) == "".join(new):
        return Kind.SPACING if any(zipf(w) < RARE for w in old) and _all_words(new) else None
    if not _marks_stay(edit):
        return None
    kinds = [_step(edit, *step) for step in _steps(old, new)]
    if not kinds or None in kinds:
        return None
    return next((k for k in kinds if k is Kind.GRAMMAR), kinds[0])


def related(edit: Edited) -> bool:
    """Return whether old and new are the same words in other forms: then an editor may be told."""
    old, new = words(edit.old), words(edit.new)
    if len(old) != len(new):
        return not {*old, *new} & MODALS and {*old} ^ {*new} <= _SMALL
    return all(a == b or _kin(a, b) or {a, b} <= _SMALL for a, b in zip(old, new, strict=True))


_SMALL = ARTICLES | _BE | _PLACES | listed("of to for with by from as about into that")


def _steps(old: list[str], new: list[str]) -> Iterator[tuple[str, str, int, int]]:
    """Yield old word, new word and their numbers, for each that changes."""
    for op, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            continue
        for n in range(max(i2 - i1, j2 - j1)):
            i, j = min(i1 + n, i2), min(j1 + n, j2)
            yield (old[i] if i < i2 else ""), (new[j] if j < j2 else ""), i, j


def _step(edit: Edited, old: str, new: str, i: int, j: int) -> Kind | None:
    """Return the kind of slip that one word is; `i`, `j` are its numbers in old and new."""
    all_old, all_new = words(edit.old), words(edit.new)
    before = (edit.before + all_new[:j])[-3:]
    behind = (all_old[i + bool(old) :] + edit.after)[:2]
    if not old:
        return _put_in(new, before, behind)
    if not new:
        return _taken_out(old, before, behind)
    return _changed(old, new, before, behind)


def _put_in(new: str, before: list[str], behind: list[str]) -> Kind | None:
    follows = behind[0] if behind else ""
    if new in ARTICLES and not {*before[-1:], follows} & (ARTICLES | _AMOUNT | NUMBERS):
        return Kind.GRAMMAR
    if new in ("is", "are", "was", "were", "am") and verb_of_ing(follows):
        return Kind.GRAMMAR
    if new == "to" and (found := verb(follows)) and found.pure and before and verb_like(before[-1]):
        return Kind.GRAMMAR
    return None


def _taken_out(old: str, before: list[str], behind: list[str]) -> Kind | None:
    follows = behind[0] if behind else ""
    if old == follows or before[-1:] == [old]:
        return Kind.DUPLICATE
    if old == "to" and before[-1:] and before[-1] in _BASE_AFTER - {"to"} and verb(follows):
        return Kind.GRAMMAR
    if old in ("a", "an") and _uncounted(follows):
        return Kind.GRAMMAR
    if old in ARTICLES and follows in ARTICLES | _WHOSE | _ONE:
        return Kind.GRAMMAR
    return None


def _uncounted(word: str) -> bool:
    return noun_of_plural(word) is not None or ((n := noun(word)) is not None and n.mass)


def _changed(old: str, new: str, before: list[str], behind: list[str]) -> Kind | None:
    both = {old, new}
    if both == {"a", "an"}:
        return Kind.GRAMMAR
    if both <= _PLACES or both == {"much", "many"}:
        return Kind.GRAMMAR
    if any(both <= pair for pair in _AGREE):
        return Kind.GRAMMAR if _agrees(new, before) else None
    if both in _HOMOPHONES:
        return Kind.WORD
    if old.replace("'", "") == new.replace("'", "") or new == f"{old}'s":
        return Kind.GRAMMAR if _all_words([old.replace("'s", "")]) else Kind.SPELLING
    if _number(old, new):
        return Kind.GRAMMAR if _number_fits(old, new, before) else None
    if _verb_form(old, new, before):
        return Kind.GRAMMAR
    return Kind.SPELLING if misspelt(old, new) else None


def _agrees(new: str, before: list[str]) -> bool:
    """Whether a verb can stand behind the pronoun before it, if that is one."""
    subject, bare = (before[-1:] or [""])[0], new.removesuffix("n't")
    if subject in ("he", "she", "it"):
        return bare in ("is", "was", "has", "does")
    if subject in ("we", "you", "they"):
        return bare in ("are", "were", "have", "do")
    return subject != "i" or bare in ("am", "was", "have", "do")


def _number(old: str, new: str) -> bool:
    """Whether one is the plural of the other."""
    return any((n := noun(a)) is not None and n.plural == b for a, b in ((old, new), (new, old)))


def _number_fits(old: str, new: str, before: list[str]) -> bool:
    """Whether the words before it ask for the new number: "two phone", "every phones"."""
    near, determined = {*before[-1:]}, {*before} & (_ONE | _WHOSE | _MORE | ARTICLES)
    many = bool({*before} & _MORE) or any(w.isdigit() and w != "1" for w in before)
    if (n := noun(old)) is not None and n.plural == new:
        return many or not determined
    return bool(near & _ONE) and not many


def _verb_form(old: str, new: str, before: list[str]) -> bool:
    """Whether the new form of the same verb is the one that the words before it ask for."""
    base = next((v.base for v in verbs_of(old) if v.base in {w.base for w in verbs_of(new)}), None)
    found = verb(base) if base else None
    if found is None:
        return False
    near = before[-1] if before else ""
    if near in _BASE_AFTER:
        return new == found.base
    if near in _HAVE or near.endswith("'ve"):
        return new == found.participle
    if near in _BE and old in (found.base, found.third):
        return new == found.ing
    if near in _ING_AFTER and old == found.base:
        return new == found.ing
    return {old, new} == {found.base, found.third}


def verb_like(word: str) -> bool:
    """Return whether the word is a form of a verb."""
    return bool(verbs_of(word))


def _kin(old: str, new: str) -> bool:
    """Whether two words are forms or relatives of each other."""
    if {v.base for v in verbs_of(old)} & {v.base for v in verbs_of(new)} or _number(old, new):
        return same_sense(old, new)
    common = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 99)
    return common >= 5 and same_sense(old, new)


def _all_words(found: list[str]) -> bool:
    return all(zipf(w) >= RARE for w in found)


def _marks(edit: Edited) -> Kind | None:
    """Return the kind of an edit of points, hyphens and capitals alone.

    A comma is a note: half of those that rules and models want are taste.
    """
    old, new = edit.old, edit.new
    if old.lower() == new.lower():
        return Kind.CASING if _case_fits(edit) else None
    if _points(old) == _points(new):
        return Kind.PUNCTUATION if _bare(old) == _bare(new) else None
    return Kind.PUNCTUATION if _stop_fits(edit) else None


def _case_fits(edit: Edited) -> bool:
    """Whether a capital begins a sentence, or a small word that is no name loses its own."""
    old, new = edit.old.strip(), edit.new.strip()
    if {old, new} == {"i", "I"}:
        return True
    if starts_sentence(edit):
        return old.islower() and new == old.capitalize()
    return new.islower() and new in NO_NAMES and old == new.capitalize()


def _points(text: str) -> str:
    return "".join(c for c in text if c in ".,")


def _stop_fits(edit: Edited) -> bool:
    """Whether the edit ends a sentence: at its end, or before a word that begins another."""
    if _points(edit.new) != "." or _points(edit.old) not in ("", ","):
        return False
    if not edit.after and not edit.new.partition(".")[2].strip():
        return True
    begun = edit.new.partition(".")[2].strip() or edit.sentence[edit.end :].strip()
    first = next(iter(words(begun)), "")
    said = edit.before[-1:] or [""]
    ends = noun(said[0]) is not None or not verb_like(said[0])
    return begun[:1].isupper() and first in _BEGINS and ends and len(edit.before) >= _CLAUSE


_BEGINS = listed("i we you he she it they this that these those there")
_CLAUSE = 3
"""Words: a clause that a full stop ends has at least these."""


def _marks_stay(edit: Edited) -> bool:
    """Whether only words change, and no point or comma with them."""
    return _others(edit.old) == _others(edit.new)


def _bare(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _others(text: str) -> list[str]:
    return [c for c in text if not c.isalnum() and c not in " -'’"]
