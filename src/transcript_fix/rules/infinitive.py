"""A verb after a verb: missing or needless "to", and -ing where English wants it.

The one thing to know: only verbs that are never nouns are looked for ("want support" is right).
"""

from __future__ import annotations

import re

from transcript_fix.model import Kind
from transcript_fix.rule import Rule, either, pattern, phrases, words
from transcript_fix.wordforms import pure_verb, verb, verb_of_ing

_BEFORE_TO = (
    "want wants wanted try tries tried hope hopes hoped decide decides decided able "
    "continue continues expect expects expected plan plans planned willing going order"
    "intend intends agree agreed refuse refused"
)
_ING_VERBS = (
    "enjoy enjoys enjoyed avoid avoids avoided finish finished suggest suggests suggested "
    "consider considers considered quit dislike dislikes"
)
_PREPOSITIONS = "by without of for about after before from instead at"
_LET = "let lets make makes made"
_OBJECTS = "me us him them you people everyone users customers"
_TO_ING = (
    r"(?:look(?:s|ed|ing)?[ ]forward|committed|dedicated|devoted|accustomed|opposed|when[ ]"
    r"it[ ]comes"
    r"|(?:get|got|getting)[ ]used|in[ ]addition|contribut(?:e|es|ed|ing))[ ]to"
)
_TO_ING_STARTS = (
    "look looks looked looking committed dedicated devoted accustomed opposed when get got getting "
    "in contribute contributes contributed contributing"
)
_AFTER_VERB = (
    r"(?=[ ](?:the|a|an|my|our|your|their|his|its|this|that|these|it|them|us|you|more|new|up"
    r"|out)\b)"
)
_PLAIN_TO = (
    "want wants wanted need needs needed able hope hopes hoped decide decided trying tried try"
)
_VAGUE = words("kind sort type kinds sorts types bit unit")
_NOT_BARE = words("let do be have get say go think know see mean want need remember don love")


def _to(m: re.Match[str]) -> list[str]:
    word = m.group("bad").lower()
    found = m.group("bad").islower() and word not in _NOT_BARE and pure_verb(word)
    return [f"to {word}"] if found else []


def _ing(m: re.Match[str]) -> list[str]:
    word = m.group("verb").lower()
    found = pure_verb(word)
    if not found or found.past == word or (found.participle == word and word != "become"):
        return []
    return [m.group("bad")[: m.start("verb") - m.start("bad")] + found.ing]


def _bare_ing(m: re.Match[str]) -> list[str]:
    before = m.string[max(0, m.start() - 8) : m.start()].lower().split()[-1:]
    vague = before and before[0] in _VAGUE  # "kind of allow" is a way of speaking
    return (
        []
        if vague or not m.group("verb").islower() or m.group("verb").lower() in _NOT_BARE
        else _ing(m)
    )


def _as_ing(m: re.Match[str]) -> list[str]:
    found = pure_verb(m.group("verb").lower())
    return [found.ing] if found else []


rules = (
    Rule(
        name="missing-to",
        kind=Kind.GRAMMAR,
        message="“To” is missing before the verb.",
        find=pattern(
            rf"{either(_BEFORE_TO)}[ ](?P<bad>[a-z]+)(?=[ ](?!up\b)[a-z])", _to, starts=_BEFORE_TO
        ),
        wrong={"We want become the first.": "We want to become the first."},
        right=("We want to become the first.", "They want support from us.", "Try reading it."),
        confidence=0.8,
        measured=(
            "0.0027 hits per 1,000 words of good speech; "
            "1 in edited texts: 0 as edited, 1 edited otherwise, 0 kept, 0 wrong"
        ),
    ),
    Rule(
        name="let-to",
        kind=Kind.GRAMMAR,
        message="After “let” and “make” the verb stands without “to”.",
        find=pattern(
            rf"{either(_LET)}[ ]{either(_OBJECTS)}(?P<bad>[ ]to)[ ](?P<verb>[a-z]+)(?![\w'’-])",
            lambda m: [""] if pure_verb(m.group("verb").lower()) else [],
            starts=_LET,
        ),
        wrong={"It made me to think again.": "It made me think again."},
        right=("It made me think again.", "Let me go to school.", "He was made to think."),
        confidence=0.8,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="to-instead-of-ing",
        kind=Kind.GRAMMAR,
        message="This verb is followed by the -ing form.",
        find=pattern(
            rf"{either(_ING_VERBS)}[ ](?P<bad>to[ ](?P<verb>[a-z]+))(?![\w'’-])",
            _as_ing,
            starts=_ING_VERBS,
        ),
        wrong={"I enjoyed to learn with them.": "I enjoyed learning with them."},
        right=("I enjoyed working with them.", "He suggested to me that we go."),
        confidence=0.8,
        measured=(
            "0.0016 hits per 1,000 words of good speech; "
            "2 in edited texts: 0 as edited, 2 edited otherwise, 0 kept, 0 wrong"
        ),
    ),
    Rule(
        name="to-before-ing",
        kind=Kind.GRAMMAR,
        message="Here “to” is followed by the -ing form.",
        find=pattern(
            rf"{_TO_ING}[ ](?P<bad>(?P<verb>[a-z]+)){_AFTER_VERB}",
            _bare_ing,
            starts=_TO_ING_STARTS,
        ),
        wrong={
            "We are committed to improve the phone.": "We are committed to improving the phone."
        },
        right=("We are committed to improving the phone.", "We look forward to the party."),
        confidence=0.8,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="preposition-with-plain-verb",
        kind=Kind.GRAMMAR,
        message="After a preposition the verb takes its -ing form.",
        find=pattern(
            rf"{either(_PREPOSITIONS)}(?:(?<=instead)[ ]of)?[ ]"
            rf"(?P<bad>(?P<verb>[a-z]+)){_AFTER_VERB}",
            _bare_ing,
            starts=_PREPOSITIONS,
        ),
        wrong={"We grew by improve our phones.": "We grew by improving our phones."},
        right=("We grew by improving our phones.", "after we left", "of course the phone"),
        confidence=0.8,
        measured=(
            "0.0023 hits per 1,000 words of good speech; "
            "1 in edited texts: 0 as edited, 1 edited otherwise, 0 kept, 0 wrong"
        ),
    ),
    Rule(
        name="capable-to",
        kind=Kind.GRAMMAR,
        message="English links this with a preposition and the -ing form.",
        find=pattern(
            r"(?:capable[ ](?P<bad>(?P<to>to)[ ](?P<verb>[a-z]+)))(?![\w'’-])",
            lambda m: [f"of {v.ing}"] if (v := verb(m.group("verb").lower())) else [],
            starts="capable",
        ),
        wrong={"It is capable to do this.": "It is capable of doing this."},
        right=("It is capable of doing this.",),
        confidence=0.85,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="time-to-instead-of-ing",
        kind=Kind.GRAMMAR,
        message="English says “spend time doing”, “have trouble doing”.",
        find=pattern(
            r"(?:(?:spend|spent|spending|spends|waste|wasted)[ ](?:(?:a[ ]lot[ ]of|much|more"
            r"|so[ ]much|some|too"
            r"[ ]much|most[ ]of|all|(?:\d+|two|three|several|many)[ ](?:hours|days|weeks"
            r"|months|years)|my|our"
            r"|their|his|the)[ ]?)*time|(?:have|has|had)[ ](?:difficulty"
            r"|difficulties|trouble|fun))[ ](?P<bad>to[ ](?P<verb>[a-z]+))(?![\w'’-])",
            lambda m: _as_ing(m) if pure_verb(m.group("verb").lower()) else [],
            starts="spend spent spending spends waste wasted have has had",
        ),
        wrong={"We spent a lot of time to learn it.": "We spent a lot of time learning it."},
        right=("We spent a lot of time learning it.", "I have time to learn it."),
        confidence=0.75,
        measured="0.0012 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="to-with-ing",
        kind=Kind.GRAMMAR,
        message="After “to” stands the plain form.",
        find=pattern(
            rf"{either(_PLAIN_TO)}[ ]to[ ](?P<bad>[a-z]+ing)(?![\w'’-])",
            lambda m: [v.base] if (v := verb_of_ing(m.group("bad").lower())) and v.pure else [],
            starts=_PLAIN_TO,
        ),
        wrong={"We want to becoming the first.": "We want to become the first."},
        right=("We want to become the first.", "I need to bring it.", "He is going to being late"),
        confidence=0.85,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="want-that",
        kind=Kind.GRAMMAR,
        message="English says “want somebody to do it”.",
        find=phrases(
            {
                "want that you": "want you to",
                "wants that you": "wants you to",
                "wanted that you": "wanted you to",
                "want that people": "want people to",
                "want that they": "want them to",
                "wants that they": "wants them to",
                "want that we": "want us to",
                "wants that we": "wants us to",
                "want that he": "want him to",
            }
        ),
        wrong={"I want that you know it.": "I want you to know it."},
        right=("I want you to know it.", "If you want that, you can."),
        confidence=0.7,
        measured="0.0004 hits per 1,000 words of good speech; none in edited texts",
    ),
)
