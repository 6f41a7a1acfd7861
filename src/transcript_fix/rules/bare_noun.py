"""Countable nouns without "a", "the" or a plural: "we entered global market".

`bare_nouns.tsv` is made by `bench/bare_nouns.py` from edited speech (CC BY-SA 4.0, MIT). The one
thing to know: many nouns stand bare in some phrases ("at school"), so a noun is flagged only in
the kind of phrase in which speakers practically never leave it bare.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

from transcript_fix.model import Kind, Role
from transcript_fix.nounphrase import NounPhrase, noun_phrases
from transcript_fix.rule import Hit, Rule
from transcript_fix.wordforms import noun

_VOWEL = ("a", "e", "i", "o", "u")
_LIKE_CONSONANT = ("uni", "use", "usu", "eu", "one", "once", "uti", "ubi")
_LIKE_VOWEL = ("hour", "honest", "honor", "honour", "heir")


@cache
def _table() -> dict[str, dict[tuple[str, int], str]]:
    found: dict[str, dict[tuple[str, int], str]] = {}
    text = (resources.files(__package__) / "bare_nouns.tsv").read_text("utf-8")
    for line in text.splitlines():
        word, link, modified, article = line.split("\t")
        found.setdefault(word, {})[link, int(modified)] = article
    return found


def _find(text: str) -> Iterator[Hit]:
    for phrase in noun_phrases(text, _known):
        if phrase.determiner is None:
            article = _table()[phrase.noun].get((phrase.link, phrase.modified))
            if article:
                yield Hit(phrase.start, phrase.end, _suggestions(text, phrase, article))


def _known(present: frozenset[str]) -> frozenset[str]:
    return present & _table().keys()


def _suggestions(text: str, phrase: NounPhrase, article: str) -> tuple[str, ...]:
    old = text[phrase.start : phrase.end]
    a = f"an {old}" if _sounds_like_vowel(old) else f"a {old}"
    both = [f"the {old}", a] if article == "the" else [a, f"the {old}"]
    found = noun(phrase.noun)
    if found and phrase.link != "be":
        both.append(old[: -len(phrase.noun)] + found.plural)
    elif old.isupper():
        both.append(f"{old}s")
    return tuple(both)


def _sounds_like_vowel(word: str) -> bool:
    if word.split()[0].isupper():
        return word[0] in "AEFHILMNORSX"  # spoken letter by letter
    low = word.lower()
    return low.startswith(_LIKE_VOWEL) or (
        low.startswith(_VOWEL) and not low.startswith(_LIKE_CONSONANT)
    )


rules = (
    Rule(
        name="bare-noun",
        kind=Kind.GRAMMAR,
        message="A word like “a”, “the” or “our” is missing, or the plural is meant.",
        find=_find,
        wrong={
            "It is sold in global market.": "It is sold in the global market.",
            "It is big problem for us.": "It is a big problem for us.",
        },
        right=(
            "It is sold in the global market.",
            "We met at school in person.",
            "It is a big problem for us.",
            "a kind of platform for people",
            "from company to company, in company cars",
        ),
        confidence=0.6,
        measured=(
            "made from half of the texts, tried on the rest: 0.19 hits per 1,000 words of good "
            "speech; of 53 in raw translations 26 were edited, about half of the others are wrong"
        ),
        roles=frozenset({Role.SPEECH}),
    ),
)
