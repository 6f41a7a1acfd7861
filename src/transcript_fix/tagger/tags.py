"""What may be done to a word, as tags; and what a tag makes of it.

In the manner of GECToR (Omelianchuk and others 2020): keep, delete, put a word behind, replace, and
changes of form that need no list of words. Words are in lower case in a tag; case is taken from the
place. The one thing to know: OTHER means that something is wrong and no tag of the list mends it.
"""

from __future__ import annotations

from collections.abc import Iterator

from transcript_fix import wordforms

KEEP, DELETE, OTHER = "KEEP", "DELETE", "OTHER"
APPEND, REPLACE = "APPEND ", "REPLACE "
JOIN, HYPHEN, UNHYPHEN = "JOIN", "HYPHEN", "UNHYPHEN"
"""JOIN and HYPHEN take the next word too."""
CASES = ("CAPITAL", "LOWER", "UPPER")
VERBS = ("BASE", "THIRD", "ING", "PAST", "PARTICIPLE")
NOUNS = ("PLURAL", "SINGULAR")
OWN, DISOWN = "OWN", "DISOWN"
OWNERS = (OWN, DISOWN)
FORMS = (*CASES, UNHYPHEN, *NOUNS, *VERBS, *OWNERS)
FIXED = (KEEP, DELETE, OTHER, JOIN, HYPHEN, *FORMS)
"""The tags that hold no word: first in every list, KEEP first of all."""
ENDS = frozenset((".", "?", "!", "...", "…"))
_BE = frozenset(("be", "am", "is", "are", "was", "were", "been", "being"))


def changed(word: str, tag: str) -> Iterator[str]:
    """Yield what a tag of form may make of `word`, likeliest first; nothing where it is no use."""
    if tag in CASES:
        cased = (word[:1].upper() + word[1:], word.lower(), word.upper())
        yield from _other(word, cased[CASES.index(tag)])
    elif tag == UNHYPHEN:
        yield from _other(word, word.replace("-", " "))
    elif tag in OWNERS:
        yield from _other(word, _owner(word, tag))
    else:
        small = word.lower()
        for form in _forms(small, tag):
            if form != small:
                yield in_case_of(word, form)


def _other(word: str, made: str) -> Iterator[str]:
    if made != word:
        yield made


def _owner(word: str, tag: str) -> str:
    if tag == DISOWN:
        return word[:-2] if word[-2:] in ("'s", "’s") else word
    return word if "'" in word or "’" in word else f"{word}'" if word[-1:] == "s" else f"{word}'s"


def _forms(word: str, tag: str) -> Iterator[str]:
    if tag == "PLURAL" and (noun := wordforms.noun(word)):
        yield noun.plural
    if tag == "SINGULAR" and (noun := wordforms.noun_of_plural(word)):
        yield noun.singular
    if tag not in VERBS or word in _BE:
        return
    for find in (
        wordforms.verb,
        wordforms.verb_of_third,
        wordforms.verb_of_past,
        wordforms.verb_of_participle,
        wordforms.verb_of_ing,
    ):
        if verb := find(word):
            forms = (verb.base, verb.third, verb.ing, verb.past, verb.participle)
            yield forms[VERBS.index(tag)]


def in_case_of(word: str, new: str) -> str:
    """Return `new` with a capital if `word` has one, all capitals if it is a shouted word."""
    if len(word) > 1 and word.isupper():
        return new.upper()
    return new[:1].upper() + new[1:] if word[:1].isupper() else new


def tag_between(word: str, right: str) -> str:
    """Return the tag that makes `right` of `word`: of form where one does, else a replacement."""
    if word == right:
        return KEEP
    for tag in FORMS:
        if next(changed(word, tag), None) == right:
            return tag
    return REPLACE + (right if right[:2] in ("I", "I'", "I’") else right.lower())
