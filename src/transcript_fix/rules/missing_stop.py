"""A capital in mid-sentence: a full stop is missing before it, or it should be small.

The one thing to know: only words that are never names count (He, This, But), and only before a
small word, so that no title ("Ship It", "The Goal") is read as a sentence. What stands before
decides what is proposed first: behind "and" or a comma a small letter, else a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcript_fix.model import Kind, Role
from transcript_fix.rule import Hit, Rule, either, words

_FIRST = either(
    "We They He She It This That These Those There And But So Because If When Then They're We're "
    "You're It's That's There's He's She's What Or Of To At For With From Are Was Were Have Had "
    "Has Do Can Could Would Not Very My Your Our Their His Her Its Also Which Who Some Any Every "
    "Both Everything Everyone Nobody Maybe Actually Yeah Though Although While Since After Before "
    "The You Just Even Anyway Basically Obviously Rather In All"
)
_OPEN = words(
    "and but so or because then if when while although the a an of to in on at for with from as is "
    "are was were be been i we they he she my your our their its have has had do did can could "
    "would will should may might think say said says like know mean guess very really just also "
    "not than into about between"
)
"""Words that end no sentence."""

_MID = re.compile(
    rf"(?<![\w'’.@/-])(?P<before>[a-z][a-z'’]+)[ ](?P<word>{_FIRST})"
    r"(?=[ ][a-z]|['’][a-z]+[ ][a-z])"
)
_COMMA = re.compile(rf"(?<=[a-z],[ ])(?P<word>{_FIRST})(?=[ ][a-z]|['’][a-z]+[ ][a-z])")


def _missing_stop(text: str) -> Iterator[Hit]:
    for m in _MID.finditer(text):
        if m["before"] not in _OPEN:
            word, small = m["word"], _small(m["word"])
            new = (f". {word}", f", {small}", f" {small}")
            yield Hit(m.end("before"), m.end("word"), new)


def _needless_capital(text: str) -> Iterator[Hit]:
    found = [m for m in _MID.finditer(text) if m["before"] in _OPEN]
    for m in sorted((*found, *_COMMA.finditer(text)), key=lambda m: m.start("word")):
        yield Hit(m.start("word"), m.end("word"), (_small(m["word"]),))


def _small(word: str) -> str:
    return word[:1].lower() + word[1:]


rules = (
    Rule(
        name="missing-full-stop",
        kind=Kind.PUNCTUATION,
        message="A sentence seems to begin here, and no full stop stands before it.",
        find=_missing_stop,
        wrong={
            "He went home without a lawyer He said nothing.": (
                "He went home without a lawyer. He said nothing."
            ),
        },
        right=(
            "He went home. He said nothing.",
            "This is the Ship It show, and the View As features.",
            "It was called The Goal.",
        ),
        confidence=0.85,
        measured=(
            "0.017 hits per 1,000 words of good speech, 23 of 26 read are right; "
            "106 in edited texts: 23 as edited, 11 edited otherwise, 72 kept, 2 wrong"
        ),
        roles=frozenset({Role.SPEECH}),
    ),
    Rule(
        name="capital-in-mid-sentence",
        kind=Kind.CASING,
        message="This word is written small in mid-sentence.",
        find=_needless_capital,
        wrong={
            "It is a channel and All that we need.": "It is a channel and all that we need.",
            "Okay, You know what I want.": "Okay, you know what I want.",
        },
        right=("Okay. You know what I want.", 'He said, "You know it."', "Paris, The Hague and so"),
        confidence=0.8,
        measured=(
            "0.035 hits per 1,000 words of good speech, 33 of 40 read are right; "
            "27 in edited texts: 13 as edited, 4 edited otherwise, 10 kept, 3 wrong"
        ),
        roles=frozenset({Role.SPEECH}),
    ),
)
