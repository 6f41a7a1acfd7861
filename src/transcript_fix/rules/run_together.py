"""Words written as one that are two, and a few that are one written as two.

The one thing to know: only spellings that are no English word are listed as sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcript_fix.model import Applicability, Kind
from transcript_fix.rule import Hit, Rule, phrases

_FIXED = {
    "alof of": "a lot of",
    "alof": "a lot",
    "alotof": "a lot of",
    "alot of": "a lot of",
    "alot": "a lot",
    "allot of": "a lot of",
    "lotof": "lot of",
    "lotsof": "lots of",
    "inspite of": "in spite of",
    "inspite": "in spite",
    "inorder to": "in order to",
    "inorder": "in order",
    "infact": "in fact",
    "infront": "in front",
    "incase": "in case",
    "atleast": "at least",
    "atmost": "at most",
    "aswell": "as well",
    "aslong": "as long",
    "eventhough": "even though",
    "evenif": "even if",
    "eachother": "each other",
    "ofcourse": "of course",
    "offcourse": "of course",
    "noone": "no one",
    "upto": "up to",
    "abit": "a bit",
    "afew": "a few",
    "aslo": "also",
    "highschool": "high school",
    "thankyou": "thank you",
    "sothat": "so that",
    "suchas": "such as",
    "aswellas": "as well as",
    "inaddition": "in addition",
    "byway": "by way",
    "insome": "in some",
    "sortof": "sort of",
    "kindof": "kind of",
    "dueto": "due to",
    "nevermind that": "never mind that",
    "ontop of": "on top of",
    "apartfrom": "apart from",
    "insteadof": "instead of",
    "becauseof": "because of",
    "outof": "out of",
    "someof": "some of",
    "oneof": "one of",
    "mostof": "most of",
    "manyof": "many of",
    "allof": "all of",
    "allthe": "all the",
    "partof": "part of",
    "eachof": "each of",
    "isnot": "is not",
    "arenot": "are not",
    "wasnot": "was not",
    "werenot": "were not",
    "doesnot": "does not",
    "didnot": "did not",
    "donot": "do not",
    "hasnot": "has not",
    "havenot": "have not",
    "couldnot": "could not",
    "shouldnot": "should not",
    "wouldnot": "would not",
    "willnot": "will not",
    "mustnot": "must not",
}

_LEFT = "of in on to for with at by from and is was are that as than into"
_RIGHT = "the this that these those my your our their his"
_VERBS = (
    "become make have give take see use say tell find keep help create build develop improve "
    "provide produce know think work come start continue change learn show need"
)
_OWN = frozenset({"onhis", "todo"})
"""What looks like a join and is a name or a word of its own."""


def _joins() -> dict[str, str]:
    pairs = {left + right: f"{left} {right}" for left in _LEFT.split() for right in _RIGHT.split()}
    pairs |= {"to" + word: f"to {word}" for word in ("be", "do")}
    pairs |= {"to" + verb: f"to {verb}" for verb in _VERBS.split()}
    return {wrong: right for wrong, right in pairs.items() if wrong not in _OWN}


_PHRASES = phrases({**_joins(), **_FIXED})
_SENTENCE = re.compile(r"(?:^|[.!?:…\n][\"”’)]?\s+|[\"“‘(])$")


def _find(text: str) -> Iterator[Hit]:
    for hit in _PHRASES(text):  # "Tobe" in mid-sentence is somebody's name
        if text[hit.start].islower() or _SENTENCE.search(text[max(0, hit.start - 4) : hit.start]):
            yield hit


rules = (
    Rule(
        name="run-together-words",
        kind=Kind.SPELLING,
        message="A space is missing: these are separate words.",
        find=_find,
        wrong={
            "There are alof of factories.": "There are a lot of factories.",
            "We want tobecome the first.": "We want to become the first.",
            "Atleast it works.": "At least it works.",
        },
        right=(
            "We have a lot of time together.",
            "Go into the garden.",
            "a todo list",
            "a film by Tobe Hooper",
        ),
        confidence=0.97,
        measured=(
            "0.0016 hits per 1,000 words of good speech; "
            "5 in edited texts: 5 as edited, 0 edited otherwise, 0 kept, 0 wrong"
        ),
        limit=Applicability.SAFE,
    ),
)
