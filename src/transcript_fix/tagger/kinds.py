"""Kinds of tags: what an editor would call the mistake, and what has a threshold of its own.

The one thing to know: the word in a tag decides ("the" put in is an article, "of" a preposition);
a deletion is a kind by itself, as the tag does not hold the word.
"""

from __future__ import annotations

from functools import cache

from transcript_fix.rule import words
from transcript_fix.tagger.tags import (
    APPEND,
    CASES,
    DELETE,
    HYPHEN,
    JOIN,
    NOUNS,
    OWNERS,
    REPLACE,
    UNHYPHEN,
    VERBS,
)

PARTICLES = words("to of in on at for with by from about into as up out off")
"""Small words before a noun or behind a verb."""
_WORDS = {
    "article": frozenset(("a", "an", "the")),
    "preposition": PARTICLES,
    "verb": words(
        "am is are was were be been being has have had do does did will would can could should"
    ),
}
KINDS = (
    "article",
    "preposition",
    "verb",
    "number",
    "word",
    "needless",
    "mark",
    "case",
    "space",
    "own",
)


@cache
def kind(tag: str) -> str:
    """Return the kind of a tag, one of KINDS; KEEP and OTHER have none ("")."""
    by_form = {
        DELETE: "needless",
        **dict.fromkeys(CASES, "case"),
        **dict.fromkeys((JOIN, HYPHEN, UNHYPHEN), "space"),
        **dict.fromkeys(NOUNS, "number"),
        **dict.fromkeys(VERBS, "verb"),
        **dict.fromkeys(OWNERS, "own"),
    }
    if not tag.startswith((APPEND, REPLACE)):
        return by_form.get(tag, "")
    word = tag.removeprefix(APPEND).removeprefix(REPLACE)
    if not word[0].isalnum():
        return "mark"
    return next((name for name, some in _WORDS.items() if word in some), "word")
