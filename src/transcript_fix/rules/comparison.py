"""Degrees of adjectives and adverbs: more better, most easiest, as good as for as well as.

The one thing to know: "more" may count things ("more better phones"), so only words that end in
-er beside "more" are flagged.
"""

from __future__ import annotations

import re

from transcript_fix.model import Kind
from transcript_fix.rule import Rule, either, pattern, phrases
from transcript_fix.wordforms import PHRASE_END, adjective

_MORE = (
    "better worse easier faster bigger larger smaller cheaper stronger higher lower older younger "
    "longer shorter harder simpler safer greater richer cleaner closer newer wider deeper smarter "
    "happier healthier earlier later quicker slower nicer"
)
_MOST = (
    "best worst easiest fastest biggest largest smallest cheapest strongest highest lowest oldest "
    "longest shortest hardest simplest greatest richest newest earliest latest nicest"
)
_DO = "do does did doing done perform performs performed play plays played work works worked sell"
_BIG = (
    "big small large fast good bad high low strong cheap expensive old young long short hard easy "
    "important difficult powerful popular simple efficient useful famous interesting rich great"
)


def _more(m: re.Match[str]) -> list[str]:
    before = m.string[max(0, m.start() - 60) : m.start()].lower()
    if re.search(r"\b(?:more|less|better|rather|worse|any|no)\b", before):
        return []
    word = m.group("bad").lower()
    found = adjective(word)
    return [found.more if found and found.more else f"more {word}"]


rules = (
    Rule(
        name="double-comparative",
        kind=Kind.GRAMMAR,
        message="The word is a comparative already.",
        find=pattern(
            rf"(?:(?:is|are|be|become|becomes|was|were|get|much|even|a[ ]lot|far|and|become)[ ])"
            rf"(?P<bad>more[ ](?P<word>{either(_MORE)}))(?![\w'’-])(?![ ]\w+ed\b)",
            r"\g<word>",
            starts="is are be become becomes was were get much even a far and",
        ),
        wrong={"It is more better now.": "It is better now."},
        right=("It is better now.", "more and better phones", "We need more better phones."),
        confidence=0.89,
        measured=(
            "0.0027 hits per 1,000 words of good speech; "
            "1 in edited texts: 0 as edited, 1 edited otherwise, 0 kept, 0 wrong"
        ),
    ),
    Rule(
        name="double-superlative",
        kind=Kind.GRAMMAR,
        message="The word is a superlative already.",
        find=pattern(
            rf"the[ ](?P<bad>most[ ](?P<word>{either(_MOST)}))(?![\w'’-])",
            r"\g<word>",
            starts="the",
        ),
        wrong={"It is the most easiest way.": "It is the easiest way."},
        right=("It is the easiest way.",),
        confidence=0.89,
        measured=(
            "0.0000 hits per 1,000 words of good speech; "
            "1 in edited texts: 0 as edited, 1 edited otherwise, 0 kept, 0 wrong"
        ),
    ),
    Rule(
        name="as-good-as-for-well",
        kind=Kind.GRAMMAR,
        message="After a verb of doing stands the adverb: as well as.",
        find=pattern(
            rf"{either(_DO)}[ ](?:just[ ])?as[ ](?P<bad>good)[ ]as(?![ ](?:a|an)\b)",
            "well",
            starts=_DO,
        ),
        wrong={
            "We can do as good as international brands.": (
                "We can do as well as international brands."
            )
        },
        right=("We can do as good a job as they do.", "It is as good as theirs."),
        confidence=0.75,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="plain-adjective-than",
        kind=Kind.GRAMMAR,
        message="Before “than” stands a comparative.",
        find=pattern(
            rf"(?:is|are|was|were|be|much|even)[ ](?P<bad>{either(_BIG)})(?=[ ]than\b)",
            _more,
            starts="is are was were be much even",
        ),
        wrong={"It is cheap than theirs.": "It is cheaper than theirs."},
        right=("It is cheaper than theirs.", "It is no more good than bad.", "other than"),
        confidence=0.85,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="enough-before-adjective",
        kind=Kind.GRAMMAR,
        message="“Enough” stands after the adjective.",
        find=pattern(
            r"(?P<bad>enough[ ](?P<word>good|big|large|strong|fast|smart|mature|powerful|cheap"
            r"|clear|old))"
            r"(?=[ ](?:to|for)\b|\s*[.,;!?])",
            r"\g<word> enough",
            starts="enough",
        ),
        wrong={"It is not enough good to sell.": "It is not good enough to sell."},
        right=("It is good enough to sell.", "We have enough good people."),
        confidence=0.85,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="most-without-the",
        kind=Kind.GRAMMAR,
        message="A superlative takes “the”.",
        find=pattern(
            rf"(?:is|was|became|become|one[ ]of|among)(?P<bad>[ ])(?={either(_MOST)}[ ]"
            rf"(?P<noun>[a-z]+)"
            rf"{PHRASE_END}|most[ ](?:important|famous|popular|powerful|common|beautiful"
            rf"|successful|difficult"
            r"|advanced|valuable|influential|interesting)[ ](?P<noun2>[a-z]+))",
            lambda m: (
                [" the "]
                if (m.group("noun") or m.group("noun2"))
                not in ("effort", "practice", "practices", "for", "to")
                and not re.search(r"\b(?:what|which|that)\b[^.]{0,25}$", m.string[: m.start()])
                else []
            ),
            starts="is was became become one among",
        ),
        wrong={
            "It is one of biggest companies.": "It is one of the biggest companies.",
            "He is most famous writer here.": "He is the most famous writer here.",
        },
        right=("It is one of the biggest companies.", "What is most important for us"),
        confidence=0.8,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="very-before-verb",
        kind=Kind.GRAMMAR,
        message="“Very” does not stand before a verb.",
        find=pattern(
            r"(?:i|we|they|you|also|still)[ ](?P<bad>very(?:[ ]much)?)[ ](?=(?:like|love|want"
            r"|hope|agree"
            r"|enjoy|admire|respect|support|miss|need)[sd]?\b(?!-))(?<!very much )",
            "really",
            starts="i we they you also still",
        ),
        wrong={"I very like this phone.": "I really like this phone."},
        right=("I really like this phone.", "I very much like it.", "It is very like ours."),
        confidence=0.85,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="prefer-than",
        kind=Kind.GRAMMAR,
        message="English links these with another word.",
        find=phrases(
            {
                "same like": "same as",
                "the same than": "the same as",
                "same than": "same as",
                "too much expensive": "too expensive",
                "too much big": "too big",
                "too much difficult": "too difficult",
                "very much important": "very important",
                "more prefer": "prefer",
                "the more better": "the better",
                "more and more better": "better and better",
                "even more better": "even better",
                "much more better": "much better",
            }
        ),
        wrong={"It is the same like ours.": "It is the same as ours."},
        right=("It is the same as ours.",),
        confidence=0.85,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
)
