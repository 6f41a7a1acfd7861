"""Where a countable noun ends a phrase, and whether the phrase has its "a", "the" or "my".

The one thing to know: the same reading serves the rule that looks for bare nouns and the script
that counts, in edited speech, which nouns never stand bare.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from transcript_fix.rule import word_places, words
from transcript_fix.wordforms import adjective, noun, noun_of_plural

LINKS = {
    "prep": "in with for from of at into about during through within under without",
    "verb": (
        "have has had having make makes made making get gets got getting give gives gave given "
        "giving take takes took taken taking build builds built building develop develops "
        "developed "
        "developing create creates created creating join joins joined joining enter enters entered "
        "entering use uses used using need needs needed want wants wanted become becomes became "
        "start starts started starting buy buys bought buying sell sells sold selling find finds "
        "found finding provide provides provided providing produce produces produced producing "
        "write writes wrote written writing submit submits submitted submitting fix fixes fixed "
        "fixing choose chooses chose chosen choosing solve solves solved solving improve improves "
        "improved improving launch launches launched launching found see saw meet met finish "
        "finished open opened bring brings brought lead led establish established set "
        "add adds added adding send sends sent sending receive receives received receiving "
        "design designs "
        "designed designing implement implements implemented implementing form formed reach "
        "reached offer offers offered offering include includes included including hold held"
    ),
    "be": "is was be been are were become became",
    "to": "to",
    "as": "as",
    "place": "after before by on over around behind near against towards toward across via inside",
}
"""Kinds of words before a noun phrase. Counted apart: "by hand" is right, "by user" is not."""
_LINK_OF = {word: link for link, found in LINKS.items() for word in found.split()}
_DETERMINERS = words(
    "the a an my our your their his her its this that these those every each some any no another "
    "one both either neither which what whose whatever such all enough more most many much several "
    "few first last next less two three four five six ten same"
)
_NO_MODIFIER = (
    words(
        "and or just like really very actually then so kind sort type form right well yeah "
        "okay now "
        "here there out up down back off how why who when where if as than not also too even only "
        "still never always again maybe let go try ever quite rather bit lot able is was are be "
        "chapter section page version step day part level phase stage type number example said"
    )
    | _DETERMINERS
    | frozenset(_LINK_OF)
) - words("open set lead used given")
_VAGUE = words(
    "kind sort type kinds sorts types form forms piece bit lot style curse amount level pair lack "
    "years year time end front part degree rate point matter number word sense plenty term terms "
    "couple loss instead because outside out inside"
)
_END = re.compile(
    r"[ \t]*(?:[.,;:?!)\n]|$)|[ \t]+(?:in|on|at|for|from|with|by|about|into|through|as|but"
    r"|that|which|who"
    r"|is|are|was|were|has|have|had|will|would|can|could|should|because|so|when|if|while|where|and"
    r"|not|also|we|they|he|named|called|to)(?![\w'’-])",
)
_PAIR = re.compile(r"[ \t]+(?:and|or)[ ](?!so\b)")
_OF = re.compile(r"[ \t]+of[ ](?!course\b)")
ACRONYMS = words("pr api url sdk cli gui ceo cto cfo cpu gpu id pdf app")
"""Countable words that are written in capitals; the lexicon has none."""
_PLAIN = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A phrase that ends in a known noun: `start`, `end` without its determiner, code points.

    `link` is what stands before it (a key of LINKS; "&" added where "and" follows, "=" for "of").
    `modified`: 0 for the noun alone, 1 with adjectives, 2 with a name. `determiner` is in lower
    case, or None where there is none.
    """

    start: int
    end: int
    noun: str
    link: str
    modified: int
    determiner: str | None


def noun_phrases(
    text: str, known: Callable[[frozenset[str]], frozenset[str]]
) -> Iterator[NounPhrase]:
    """Yield the phrases that end in one of the nouns; `known` picks them from a text's words."""
    present, places = word_places(text)
    for word in known(present):
        for at in places[word]:
            end = at + len(word)
            follows = _follows(text, end)
            if follows is None or (follows and adjective(word)):
                continue  # "local and temporary strife"
            if text[at].islower() or word in ACRONYMS:
                found = _phrase(text, at, end, word)
                if found:
                    yield replace(found, link=found.link + follows)


def _follows(text: str, end: int) -> str | None:
    """Return what ends the phrase: "&" for "and", "=" for "of", "" for the rest, else None."""
    if _PAIR.match(text, end):
        return "&"
    if _OF.match(text, end):
        return "="
    return "" if _END.match(text, end) else None


def _phrase(text: str, at: int, end: int, word: str) -> NounPhrase | None:
    before = _words_before(text, at)
    start, modified, index = at, 0, 0
    while index < min(2, len(before)) and (kind := _modifier(before[index][0])):
        modified, start = max(modified, kind), before[index][1]
        index += 1
    if index >= len(before):
        return None
    head = before[index][0].lower()
    determiner = None
    if head in _DETERMINERS or head.endswith(("'s", "’s", "s'", "s’")):
        determiner = head
        index += 1
        if index >= len(before):
            return None
        head = before[index][0].lower()
    link = _LINK_OF.get(head)
    if not link or (link == "verb" and _attribute(before[index + 1 :])):
        return None
    if determiner is None and _idle(text, before, index, word, end):
        return None
    return NounPhrase(start, end, word, link, modified, determiner)


def _attribute(before: list[tuple[str, int]]) -> bool:
    """Return whether the verb is part of the phrase: "the written history"."""
    word = before[0][0].lower() if before else ""
    return word in _DETERMINERS or word.endswith(("'s", "’s"))


def _words_before(text: str, at: int) -> list[tuple[str, int]]:
    """Return up to four words before `at` with their starts, nearest first; a mark ends it."""
    found: list[tuple[str, int]] = []
    while len(found) < 4 and at and text[at - 1] == " ":
        start = text.rfind(" ", max(0, at - 40), at - 1) + 1
        word = text[start : at - 1]
        if not _PLAIN.fullmatch(word):
            break
        found.append((word, start))
        at = start
    return found


def _idle(text: str, before: list[tuple[str, int]], index: int, word: str, end: int) -> bool:
    """Return whether the noun stands bare for a good reason: "kind of X", "from X to X"."""
    head, at = before[index][0].lower(), before[index][1]
    left = _PLAIN.findall(text[max(0, at - 25) : at].lower())
    right = _PLAIN.findall(text[end : end + 15].split("\n")[0].lower())
    if head == "of" and left and left[-1] in _VAGUE:
        return True
    pair = "from" in left or "between" in left or (head == "from" and right[:1] == ["to"])
    return pair or word in left[-1:] or word in right[:2]


def _modifier(word: str) -> int:
    """Return 1 for an adjective or a noun before a noun, 2 for a name, 0 for anything else."""
    low = word.lower()
    if low in _NO_MODIFIER or "'" in word or "’" in word or low.isdigit():
        return 0
    if word[0].isupper():
        return 2
    if "-" in word or adjective(low):
        return 1
    found = noun(low)
    if found and not noun_of_plural(low):
        return 1
    return 0
