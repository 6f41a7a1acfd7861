"""How clauses are joined: although ... but, questions inside a sentence, time and tense.

The one thing to know: two whole sentences with a comma between are in `comma_splice`.
"""

from __future__ import annotations

import re

from transcript_fix.model import Kind, Role
from transcript_fix.rule import Rule, either, pattern
from transcript_fix.wordforms import verb_of_participle

_ASK = "know knows knew understand tell see wonder wondered explain remember sure idea ask asked"
_BE = "is are was were"
_PERSONS = (
    "people person persons user users guy guys developer developers man men woman women friend "
    "friends everyone someone anyone somebody student students engineer engineers colleague "
    "colleagues customer customers contributor contributors teacher boss manager"
)
_NAME_OR_DATE = re.compile(r"(?:\b(?:19|20)\d\ds?|[a-z] [A-Z][a-z]{2,})$")
rules = (
    Rule(
        name="which-without-comma",
        kind=Kind.PUNCTUATION,
        message="After a name or a date, a comma stands before “which”.",
        find=pattern(
            r"[ ]which(?=[ ](?:is|are|was|were|has|have|had|led|made|helps?|can|will|became"
            r"|affects?|means|does)\b)",
            lambda m: [", which"] if _NAME_OR_DATE.search(m.string[: m.start()][-40:]) else [],
            flags=0,
        ),
        wrong={"It was like Sony which led the market.": "It was like Sony, which led the market."},
        right=("It was like Sony, which led the market.", "the book which is here"),
        confidence=0.7,
        measured="0.0105 hits per 1,000 words of good speech; none in edited texts",
        roles=frozenset({Role.SPEECH}),
    ),
    Rule(
        name="although-but",
        kind=Kind.GRAMMAR,
        message="“Although” and “but” do the same work: one is enough.",
        find=pattern(
            r"(?:(?<=[.!?][ ])|(?<=^)|(?<=\n))(?:although|though|even[ ]though|despite)[ ]"
            r"[^.?!;\n]{8,110}?,[ ]"
            r"(?P<bad>but[ ])",
            "",
            starts="although though even despite",
        ),
        wrong={"Although it was cheap, but it was good.": "Although it was cheap, it was good."},
        right=("Although it was cheap, it was good.", "It was good, although cheap, but sold."),
        confidence=0.8,
        measured=(
            "0.0023 hits per 1,000 words of good speech; "
            "1 in edited texts: 0 as edited, 1 edited otherwise, 0 kept, 0 wrong"
        ),
    ),
    Rule(
        name="because-so",
        kind=Kind.GRAMMAR,
        message="“Because” and “so” do the same work: one is enough.",
        find=pattern(
            r"(?:(?<=[.!?][ ])|(?<=^)|(?<=\n))(?:because|since)[ ](?!of\b)[^.?!;,\n]{8,110}?,[ ]"
            r"(?P<bad>so[ ])(?=(?:i|we|you|he|she|they|it|the|this|our)\b)",
            "",
            starts="because since",
        ),
        wrong={"Because it was cheap, so we sold many.": "Because it was cheap, we sold many."},
        right=(
            "Because it was cheap, we sold many.",
            "We sold it because it was cheap, so they came.",
        ),
        confidence=0.6,
        measured="0.0055 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="question-inside-sentence",
        kind=Kind.GRAMMAR,
        message="Inside a sentence the subject stands before the verb.",
        find=pattern(
            rf"{either(_ASK)}[ ](?:(?:me|us|him|them|you|about|exactly)[ ])?(?P<ask>what|where"
            rf"|who|how|why|when)"
            rf"[ ](?P<bad>(?P<verb>{either(_BE)})[ ](?P<subject>it|this|that|he|she|they|we"
            rf"|i))(?=[ ]?[.,;])",
            r"\g<subject> \g<verb>",
            starts=_ASK,
        ),
        wrong={"I don't know what is it.": "I don't know what it is."},
        right=("I don't know what it is.", "Do you know what is it that he wants?"),
        confidence=0.75,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="people-which",
        kind=Kind.GRAMMAR,
        message="Of people English says “who”.",
        find=pattern(
            rf"(?P<who>{either(_PERSONS)})[ ](?P<bad>which)(?=[ ](?:is|are|was|were|have|has|had"
            r"|can|will|do|does|did|want|wants|use|uses|like|need|needs|work|works|came|come)\b)",
            "who",
            starts=_PERSONS,
        ),
        wrong={"I know people which use it.": "I know people who use it."},
        right=("I know people who use it.", "people, which is good"),
        confidence=0.85,
        measured="0.0017 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="how-is-it-called",
        kind=Kind.GRAMMAR,
        message="English asks this with “what”.",
        find=pattern(
            r"(?P<bad>how)(?=[ ](?:(?:is|are)[ ](?:it|this|that|they|these)[ ]called|(?:do"
            r"|does|did)[ ]"
            r"(?:you|we|they|it)[ ](?:call[ ](?:it|this|that)|look[ ]like)|(?:it|he|she|this"
            r"|that|they)"
            r"[ ]looks?[ ]like))",
            "what",
            starts="how",
        ),
        wrong={"How is it called in English?": "What is it called in English?"},
        right=("How is it made?", "What does it look like?"),
        confidence=0.75,
        measured="0.0008 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="will-after-time-word",
        kind=Kind.GRAMMAR,
        message="After this word English uses the present.",
        find=pattern(
            r"(?:after|before|until|as[ ]soon[ ]as|unless)[ ](?P<who>i|we|you|they)[ ]"
            r"(?P<bad>will[ ])(?=[a-z])",
            "",
            starts="after before until as unless",
        ),
        wrong={"As soon as we will start, it works.": "As soon as we start, it works."},
        right=("As soon as we start, it works.", "We will start after lunch."),
        confidence=0.75,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="there-have",
        kind=Kind.GRAMMAR,
        message="English says “there is”, “there are”.",
        find=pattern(
            r"there[ ](?P<bad>have|has)(?=[ ](?P<many>many|several|some|lots|two|three|four"
            r"|a[ ]lot|no|few|an?)\b)",
            lambda m: (
                ["is" if m.group("many").lower() in ("a", "an", "no") else "are"]
                if re.search(
                    r"(?i)(?:^|[.!?,;\n] |\b(?:that|because|and|but|so|if|now) )$",
                    m.string[: m.start()],
                )
                else []
            ),
            starts="there",
        ),
        wrong={"In China, there have many factories.": "In China, there are many factories."},
        right=(
            "There are many factories.",
            "People there have many cars.",
            "There have been many.",
        ),
        confidence=0.85,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="perfect-with-past-time",
        kind=Kind.GRAMMAR,
        message="With a time that is over, English uses the simple past.",
        find=pattern(
            r"(?:i|we|you|they|he|she|it)(?P<bad>(?:[ ](?:have|has)|['’](?:ve|s))[ ](?!been\b"
            r"|had\b|got\b)(?P<verb>[a-z]+))"
            r"(?=[ ](?!since\b)(?:(?!since\b|if\b|that\b|who\b|which\b|for\b|from\b"
            r"|what\b)[\w'’-]+[ ]){0,5}?"
            r"(?:(?:\d+|one|two|three|four|five|ten|several|many|a[ ]few|some)[ ](?:years?"
            r"|months?|weeks?|days?)"
            r"[ ]ago|yesterday|last[ ](?:year|month|week))\s*(?:[.,;!?]|$))",
            lambda m: _simple_past(m.group("verb")),
            starts="i we you they he she it i've we've you've they've",
        ),
        wrong={"I have joined the company two years ago.": "I joined the company two years ago."},
        right=(
            "I joined the company two years ago.",
            "I have worked on it since two years ago.",
            "It has been two years.",
        ),
        confidence=0.75,
        measured="0.0023 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="present-with-since",
        kind=Kind.GRAMMAR,
        message="With “since”, English uses the perfect: have been doing.",
        find=pattern(
            r"(?P<who>i|we|you|they|he|she|it)(?P<bad>(?:[ ](?P<be>am|is|are)|['’](?:m|re"
            r"|s))[ ](?P<verb>[a-z]+ing))"
            r"(?=[ ](?:(?!that\b|who\b|which\b|and\b|but\b|because\b)[\w'’-]+[ ]){0,4}?since[ ]"
            r"(?:(?:19|20)\d\d|(?:\d+|two|three|many)[ ]years|last[ ]|childhood|the[ ]beginning))",
            lambda m: [
                (" has been " if m.group("who").lower() in ("he", "she", "it") else " have been ")
                + m.group("verb")
            ],
            starts="i we you they he she it i'm we're you're they're he's she's it's",
        ),
        wrong={"I am working here since 2015.": "I have been working here since 2015."},
        right=("I have been working here since 2015.", "He is coming, since he asked."),
        confidence=0.8,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
)


def _simple_past(participle: str) -> list[str]:
    found = verb_of_participle(participle.lower())
    return [" " + found.past] if found else []
