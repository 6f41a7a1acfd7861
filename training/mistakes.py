"""Errors as hurried translators and listeners make them: for each kind, what may go wrong where.

A maker gets right words and a place, and returns a `Slip` or None. The one thing to know: a slip
that leaves good English now and then ("the friends" -> "friends") is meant: how often it does is
what the tagger learns from, since such places stand unharmed in far more sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Protocol

from training import confusions as known
from transcript_fix import wordforms
from transcript_fix.rule import words
from transcript_fix.tagger.kinds import PARTICLES
from transcript_fix.tagger.tags import ENDS, in_case_of
from transcript_fix.words import zipf


@dataclass(frozen=True, slots=True)
class Slip:
    """The right words from `start` to `end` were written as `wrong`."""

    start: int
    end: int
    wrong: tuple[str, ...]


class Maker(Protocol):
    """Makes one kind of error at a place, or None."""

    __name__: str

    def __call__(self, words: Sequence[str], i: int, random: Random, /) -> Slip | None: ...


_ARTICLES = frozenset(("a", "an", "the"))
_PREPOSITIONS = known.sets(known.PREPOSITIONS)
_SOUNDS = known.sets(known.SOUNDS)
_WORDS = known.sets(known.WORDS)
_DERIVED = known.sets(known.DERIVED)
_MODALS = words("can could will would should must may might to did does don't didn't")
_CLAUSES = words("because which so and but when if that for in to with")
_BE = {"is": ("are", "was"), "are": ("is", "were"), "was": ("were", "is"), "were": ("was", "are")}
_HAVE = {"has": ("have",), "have": ("has",), "does": ("do",), "doesn't": ("don't",)}
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def article_lost(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """An article is missing, as Chinese and Russian have none."""
    small = words[i].lower()
    if small not in _ARTICLES or i + 1 == len(words) or not words[i + 1][0].isalnum():
        return None
    plural = words[i + 1][-1] == "s"
    if small == "the" and plural and random.random() < 0.6:
        return None
    following = words[i + 1]
    if words[i][0].isupper():
        following = following[0].upper() + following[1:]
    return Slip(i, i + 2, (following,))


def article_needless(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """An article where none belongs: before a plural, a mass noun or a name."""
    if i == 0 or words[i - 1].lower() not in PARTICLES | {"and", "is", "are", "have", "make"}:
        return None
    small = words[i].lower()
    noun = wordforms.noun(small)
    if wordforms.noun_of_plural(small) or (noun and noun.mass):
        return Slip(i, i, ("the" if random.random() < 0.8 else "a",))
    named = words[i][0].isupper() and len(words[i]) > 2 and "'" not in small
    return Slip(i, i, ("the",)) if named and random.random() < 0.3 else None


def article_wrong(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """a for the, the for a, a for an."""
    small = words[i].lower()
    if small not in _ARTICLES:
        return None
    others = {"a": ("an", "the"), "an": ("a", "a", "the"), "the": ("a", "a", "this")}[small]
    return Slip(i, i + 1, (in_case_of(words[i].lower(), random.choice(others)),)) if i else None


def noun_number(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """A plural that lost its s, or a singular (a mass noun above all) that got one."""
    small = words[i].lower()
    if noun := wordforms.noun_of_plural(small):
        return Slip(i, i + 1, (in_case_of(words[i], noun.singular),))
    found = wordforms.noun(small)
    if not found or (not found.strict and random.random() < 0.7):
        return None
    if found.mass or random.random() < 0.35:
        return Slip(i, i + 1, (in_case_of(words[i], found.plural),))
    return None


def possessive_lost(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """company's -> company, or companys, companies."""
    word = words[i]
    if word[-2:] not in ("'s", "’s") or word.lower()[:-2] in known.SMALL | {"let", "here", "how"}:
        return None
    return Slip(i, i + 1, (word[:-2] + ("s" if random.random() < 0.2 else ""),))


def preposition_wrong(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """In for on, of for for."""
    if others := _PREPOSITIONS.get(words[i].lower()):
        return Slip(i, i + 1, (in_case_of(words[i], random.choice(others)),))
    return None


def preposition_lost(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """listen to me -> listen me."""
    return Slip(i, i + 1, ()) if i and words[i] in PARTICLES else None


def preposition_needless(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """discuss it -> discuss about it."""
    extra = i and known.VERBS_WITH_A_NEEDLESS_PREPOSITION.get(words[i - 1].lower())
    if extra and words[i][0].isalpha() and words[i] not in PARTICLES:
        return Slip(i, i, (extra,))
    return None


def agreement(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """it goes -> it go; they are -> they is."""
    small = words[i].lower()
    if others := _BE.get(small) or _HAVE.get(small):
        return Slip(i, i + 1, (in_case_of(words[i], others[0]),))
    if verb := wordforms.verb_of_third(small):
        return Slip(i, i + 1, (in_case_of(words[i], verb.base),))
    before = words[i - 1].lower() if i else ""
    if before in ("we", "they", "i", "you", "people") and (found := wordforms.verb(small)):
        return Slip(i, i + 1, (found.third,))
    return None


def verb_form(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """After an auxiliary, to or a preposition: can go -> can went, to do -> to doing."""
    before = words[i - 1].lower() if i else ""
    small = words[i].lower()
    if before in _MODALS and (verb := wordforms.verb(small)):
        return _another(words, i, (verb.third, verb.past, verb.ing, verb.ing), random)
    if before in PARTICLES | {"is", "are", "was", "am", "be", "start", "keep", "stop"} and (
        verb := wordforms.verb_of_ing(small)
    ):
        return _another(words, i, (verb.base, verb.base, verb.participle), random)
    if before in ("have", "has", "had", "been", "be", "is", "are", "was", "were", "being") and (
        verb := wordforms.verb_of_participle(small)
    ):
        return _another(words, i, (verb.base, verb.past, verb.ing, verb.third), random)
    return None


def tense(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """A past told in the present; rarely sure from one sentence, so it is made seldom."""
    small = words[i].lower()
    if verb := wordforms.verb_of_past(small):
        return _another(words, i, (verb.base, verb.base, verb.third), random)
    return Slip(i, i + 1, (in_case_of(words[i], _BE[small][1]),)) if small in _BE else None


def _another(words: Sequence[str], i: int, forms: Sequence[str], random: Random) -> Slip | None:
    others = [form for form in forms if form != words[i].lower()]
    return Slip(i, i + 1, (in_case_of(words[i], random.choice(others)),)) if others else None


def derivation(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """response -> respond, quickly -> quick."""
    small = words[i].lower()
    if others := _DERIVED.get(small):
        return Slip(i, i + 1, (in_case_of(words[i], random.choice(others)),))
    if small[-2:] == "ly" and zipf(small[:-2]) > 3:
        return Slip(i, i + 1, (words[i][:-2],))
    if len(small) > 3 and zipf(small) > 3.5 and zipf(f"{small}ly") > 3.5 and random.random() < 0.3:
        return Slip(i, i + 1, (f"{words[i]}ly",))
    return None


def word_lost(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """A small word is missing."""
    return Slip(i, i + 1, ()) if i and words[i] in known.SMALL else None


def word_twice(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """they they."""
    small = words[i].lower()
    if small in known.SMALL or small in _ARTICLES:
        return Slip(i, i + 1, (words[i], small))
    return None


def word_needless(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """Although it rains, but we go."""
    extra = known.NEEDLESS.get(words[i - 1].lower()) if i else None
    return Slip(i, i, (extra,)) if extra and words[i][0].isalpha() else None


def word_wrong(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """many for much, say for tell."""
    if others := _WORDS.get(words[i].lower()):
        return Slip(i, i + 1, (in_case_of(words[i], random.choice(others)),))
    return None


def misheard(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """their for there."""
    if others := _SOUNDS.get(words[i].lower()):
        return Slip(i, i + 1, (in_case_of(words[i], random.choice(others)),))
    return None


def splice(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """A sentence runs on: a comma for a full stop, or nothing at all."""
    if words[i] != "." or i + 1 == len(words) or not words[i + 1][0].isupper():
        return None
    following = words[i + 1]
    if zipf(following) > 4.5 and following not in ("I", "I'm", "I've", "I'll", "I'd"):
        following = following.lower()
    return Slip(i, i + 2, (",", following) if random.random() < 0.75 else (following,))


def false_end(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """A sentence ends too early: Because it rained. We stayed."""
    if words[i] == "," and i + 1 < len(words) and words[i + 1][0].isalpha():
        return Slip(i, i + 2, (".", words[i + 1][0].upper() + words[i + 1][1:]))
    if i > 3 and words[i] in _CLAUSES and words[i - 1][0].isalpha():
        return Slip(i, i + 1, (".", words[i].capitalize()))
    return None


def mark_lost(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """A comma or a question mark is missing."""
    if words[i] == "?":
        return Slip(i, i + 1, (".",))
    return Slip(i, i + 1, ()) if words[i] == "," else None


def typo(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """A key too many, too few, beside, or two in the wrong order."""
    word = words[i]
    if len(word) < 4 or not word.isalpha() or not word.islower():
        return None
    at = random.randrange(1, len(word) - 1)
    near = next((row for row in _KEYS if word[at] in row), "e")
    beside = near[max(near.index(word[at]) - 1, 0)] if word[at] in near else "e"
    made = random.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + beside + word[at + 1 :],
        )
    )
    return Slip(i, i + 1, (made,)) if made != word else None


def parted(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """some thing; e commerce."""
    word = words[i]
    if "-" in word[1:-1]:
        parts = word.split("-")
        return Slip(i, i + 1, tuple(parts)) if len(parts) == 2 and all(parts) else None
    if len(word) < 6 or not word.isalpha():
        return None
    at = random.randrange(2, len(word) - 2)
    if zipf(word[:at]) > 4.5 and zipf(word[at:]) > 4.5:
        return Slip(i, i + 1, (word[:at], word[at:]))
    return None


def run_together(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """alot, infact, everyday."""
    if i + 1 == len(words) or words[i].lower() not in known.SMALL | _ARTICLES | {"every", "any"}:
        return None
    if len(words[i]) + len(words[i + 1]) > 8 or not words[i + 1].isalpha():
        return None
    return Slip(i, i + 2, (words[i] + words[i + 1],))


def casing(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """i think; a sentence that begins small; a Noun with a capital."""
    word = words[i]
    starts = i == 0 or words[i - 1] in ENDS
    if word[0].isupper() and (starts or word == "I" or word[:2] == "I'"):
        return Slip(i, i + 1, (word[0].lower() + word[1:],))
    if word[0].isupper() and word[1:].islower() and zipf(word) > 3.2:
        return Slip(i, i + 1, (word.lower(),))
    if len(word) > 4 and wordforms.noun(word) and random.random() < 0.2:
        return Slip(i, i + 1, (word.capitalize(),))
    return None


def apostrophe(words: Sequence[str], i: int, random: Random) -> Slip | None:
    """dont; it's for its."""
    if words[i].lower().replace("’", "'") in known.APOSTROPHES:
        return Slip(i, i + 1, (words[i].replace("'", "").replace("’", ""),))
    return None


MAKERS: dict[Maker, float] = {
    article_lost: 20, article_needless: 6, article_wrong: 5, noun_number: 10, possessive_lost: 8,
    preposition_wrong: 7, preposition_lost: 4, preposition_needless: 2, agreement: 6, verb_form: 6,
    tense: 2, derivation: 5, word_lost: 8, word_twice: 1, word_needless: 3, word_wrong: 5,
    misheard: 4, splice: 16, false_end: 8, mark_lost: 2, typo: 4, parted: 1.5, run_together: 0.7,
    casing: 3, apostrophe: 1,
}  # fmt: skip
"""How often each is made, next to the others, where it may be made. By the marks of the seed."""
