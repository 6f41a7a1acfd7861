"""Set phrases that need "the" or "a", and "a" before a vowel.

The one thing to know: which nouns stand bare by themselves is counted in `bare_noun`; here are
phrases that have only one form.
"""

from __future__ import annotations

import re

from transcript_fix.model import Kind
from transcript_fix.rule import Rule, any_of, either, pattern, phrases
from transcript_fix.wordforms import (
    PHRASE_END,
    adjective,
    counted,
    noun,
    noun_of_plural,
    verb,
    verb_of_ing,
)

_FIXED: dict[str, str | tuple[str, ...]] = {
    "all over world": "all over the world",
    "around world": "around the world",
    "in whole world": "in the whole world",
    "the whole of world": "the whole world",
    "in near future": "in the near future",
    "in last few years": "in the last few years",
    "in past few years": "in the past few years",
    "in recent few years": "in recent years",
    "for last few years": "for the last few years",
    "in last two years": "in the last two years",
    "in last three years": "in the last three years",
    "in last years": "in recent years",
    "in meantime": "in the meantime",
    "with help of": "with the help of",
    "with aid of": "with the aid of",
    "in process of": "in the process of",
    "in field of": "in the field of",
    "on basis of": "on the basis of",
    "in middle of": "in the middle of",
    "at beginning of": "at the beginning of",
    "at end of": "at the end of",
    "by end of": "by the end of",
    "in end of": "at the end of",
    "most of time": "most of the time",
    "all of sudden": "all of a sudden",
    "as result": "as a result",
    "as result of": "as a result of",
    "as matter of fact": "as a matter of fact",
    "for long time": "for a long time",
    "for short time": "for a short time",
    "in short time": "in a short time",
    "since long time": "for a long time",
    "from long time": "for a long time",
    "after while": "after a while",
    "in hurry": "in a hurry",
    "take look": "take a look",
    "took look": "took a look",
    "in same way": "in the same way",
    "in right direction": "in the right direction",
    "play important role": "play an important role",
    "plays important role": "plays an important role",
    "played important role": "played an important role",
    "play role in": "play a role in",
    "plays role in": "plays a role in",
    "have chance to": "have a chance to",
    "have opportunity to": ("have the opportunity to", "have an opportunity to"),
    "had opportunity to": ("had the opportunity to", "had an opportunity to"),
    "had chance to": "had a chance to",
    "have big impact": "have a big impact",
    "make decision": "make a decision",
    "made decision": "made a decision",
    "on other side": "on the other side",
    "in other side": "on the other side",
    "in last year": "last year",
    "at last year": "last year",
    "in last month": "last month",
    "in last week": "last week",
    "in next year": "next year",
    "in next month": "next month",
    "in next week": "next week",
    "be good example": "be a good example",
    "is good example": "is a good example",
    "as good example": "as a good example",
    "it is honor": "it is an honor",
    "it's honor": "it's an honor",
    "is first time": "is the first time",
    "was first time": "was the first time",
    "it's first time": "it's the first time",
    "is same as": "is the same as",
    "are same as": "are the same as",
    "the all world": "the whole world",
}

_ABSTRACT = ("ity", "ment", "tion", "sion", "ance", "ence", "age", "ing", "ism", "cy")
_AN = r"(?:hour|honest|honou?r|heir)"
_A = r"(?:uni(?!n|m|d(?!ir))|us[ei]|usual|eu|one\b|once|utili|ubi|unanim|ukr|uter|uran|utop|uk\b)"


def _article(m: re.Match[str]) -> list[str]:
    article, word = m.group("bad"), m.group("word")
    low = word.lower()
    if len(word) < 2 or word.isupper() or any(c.isupper() for c in word[1:]):
        return []
    vowel = bool(re.match(_AN, low)) or (low[0] in "aeiou" and not re.match(_A, low))
    right = "an" if vowel else "a"
    known = low not in ("a", "an", "then") and (noun(low) or adjective(low) or verb(low))
    if not (known or (vowel and word not in ("a", "an"))):
        return []
    return [] if right == article.lower() else [right]


_BEFORE_ONLY = "in on at is was are were of from for with by to as have has had do did use via"
_ONLY_ONE = "same whole entire"
_BEST = "best biggest largest greatest smallest highest lowest fastest first latest"


def _superlative(m: re.Match[str]) -> list[str]:
    word = m.group("adjective")
    found = None if word in ("often", "likely") else adjective(word)
    known = noun(m.group("noun")) or noun_of_plural(m.group("noun"))
    return ["the most"] if found and found.strict and known else []


def _one_only(m: re.Match[str]) -> list[str]:
    word = m.group("noun")
    return [f"the {m.group('bad')}"] if counted(word) and not verb_of_ing(word) else []


rules = (
    Rule(
        name="only-one-without-article",
        kind=Kind.GRAMMAR,
        message="“Same”, “whole” and “entire” take “the”.",
        find=pattern(
            rf"(?<!all[ ])(?<!-){either(_BEFORE_ONLY)}[ ](?P<bad>{either(_ONLY_ONE)})[ ]"
            r"(?P<noun>[a-z]+)(?![\w'’-])",
            _one_only,
            starts=_BEFORE_ONLY,
        ),
        wrong={"We work in same company.": "We work in the same company."},
        right=("We work in the same company.", "Use whole grains.", "It is same-day delivery."),
        confidence=0.85,
        measured="0.0017 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="superlative-without-article",
        kind=Kind.GRAMMAR,
        message="A superlative before a noun takes “the”.",
        find=any_of(
            pattern(
                r"(?:is|was|are|were|become|became|of|as)[ ](?P<bad>most)[ ]"
                r"(?P<adjective>[a-z]+)[ ](?P<noun>[a-z]+)(?![\w'’-])",
                _superlative,
                starts="is was are were become became of as",
            ),
            pattern(
                rf"one[ ]of[ ](?P<bad>{either(_BEST)})(?=[ ][a-z]+s\b)",
                r"the \g<bad>",
                starts="one",
            ),
        ),
        wrong={
            "It is most important thing in life.": "It is the most important thing in life.",
            "It is one of biggest companies.": "It is one of the biggest companies.",
        },
        right=(
            "It is the most important thing in life.",
            "It is most often people who fail.",
            "It was most likely time to go.",
        ),
        confidence=0.85,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="phrase-without-article",
        kind=Kind.GRAMMAR,
        message="This phrase has another form in English.",
        find=phrases(_FIXED),
        wrong={
            "With aid of the internet it grew.": "With the aid of the internet it grew.",
            "It grew in last year.": "It grew last year.",
        },
        right=("With the aid of the internet it grew.", "It grew last year.", "as a result of it"),
        confidence=0.84,
        measured=(
            "0.0012 hits per 1,000 words of good speech; "
            "1 in edited texts: 0 as edited, 1 edited otherwise, 0 kept, 0 wrong"
        ),
    ),
    Rule(
        name="a-or-an",
        kind=Kind.GRAMMAR,
        message="“An” stands before a vowel sound, “a” before a consonant.",
        find=pattern(
            r"(?P<bad>an?|(?<!\w )An?)[ ](?P<word>[A-Za-z]+)", _article, starts="a an", flags=0
        ),
        wrong={"It is an recognition and a honor.": "It is a recognition and an honor."},
        right=("an hour", "a user", "a one-off", "an MP3", "an X", "a European", "an umbrella"),
        confidence=0.88,
        measured=(
            "0.0218 hits per 1,000 words of good speech; "
            "30 in edited texts: 5 as edited, 19 edited otherwise, 6 kept, 0 wrong"
        ),
    ),
    Rule(
        name="such-without-article",
        kind=Kind.GRAMMAR,
        message="A singular after “such” takes “a”.",
        find=pattern(
            r"(?<!no )(?<!any )(?<!one )(?<!some )(?<!every )(?<!first )(?<!each )(?<!only )"
            rf"(?P<bad>such)(?=[ ](?P<noun>[a-z]+){PHRASE_END})",
            lambda m: (
                [f"such {'an' if m.group('noun')[0] in 'aeio' else 'a'}"]
                if (n := counted(m.group("noun").lower()))
                and n.strict
                and not m.group("noun").endswith(_ABSTRACT)
                else []
            ),
            starts="such",
        ),
        wrong={"We had such problem in it.": "We had such a problem in it."},
        right=("There is no such thing.", "such a problem", "such care"),
        confidence=0.78,
        measured=(
            "0.0016 hits per 1,000 words of good speech; "
            "3 in edited texts: 0 as edited, 2 edited otherwise, 1 kept, 0 wrong"
        ),
    ),
    Rule(
        name="since-a-time",
        kind=Kind.GRAMMAR,
        message="“Since” names the start; a length of time takes “for”.",
        find=pattern(
            r"(?P<bad>since|during)[ ](?=(?:\d+|two|three|four|five|six|seven|eight|nine|ten"
            r"|many|several)"
            r"[ ](?:years|months|weeks|days|hours)\b(?![ ](?:ago|of|before|later)))",
            "for",
            starts="since during",
        ),
        wrong={"I have lived here since 5 years.": "I have lived here for 5 years."},
        right=("since two years ago", "I have lived here for 5 years.", "during two years of war"),
        confidence=0.8,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="in-years-ago",
        kind=Kind.GRAMMAR,
        message="“Ago” needs no preposition.",
        find=pattern(
            r"(?P<bad>(?:in|at|on)[ ])(?=(?:\d+|two|three|four|five|ten|many|several|a[ ]few)[ ]"
            r"(?:years|months|weeks|days)[ ]ago\b)",
            "",
            starts="in at on",
        ),
        wrong={"It began in five years ago.": "It began five years ago."},
        right=("It began five years ago.", "in five years"),
        confidence=0.85,
        measured="0.0004 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="years-old-before-noun",
        kind=Kind.GRAMMAR,
        message="Before a noun it is written with hyphens and without s.",
        find=pattern(
            r"(?:a|an|my|our|his|her|the|this)[ ](?P<bad>(?P<n>\d+|two|three|four|five|six"
            r"|seven|eight|nine|ten)[ -]"
            r"years?[ -]old)(?=[ ](?:boy|girl|child|kid|man|woman|son|daughter|company|startup"
            r"|project|student"
            r"|car|phone|house|brother|sister)\b)",
            lambda m: [r] if (r := f"{m.group('n')}-year-old") != m.group("bad") else [],
            starts="a an my our his her the this",
        ),
        wrong={"She has a 5 years old son.": "She has a 5-year-old son."},
        right=("She has a 5-year-old son.", "He is 5 years old."),
        confidence=0.9,
        measured="0.0004 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="day-with-in",
        kind=Kind.GRAMMAR,
        message="Days take “on”, months and years take “in”.",
        find=pattern(
            r"(?P<bad>in|at)[ ](?=(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"
            r"|Sunday)s?\b(?![ ]Night))",
            "on",
            starts="in at",
            flags=0,
        ),
        wrong={"We met in Monday.": "We met on Monday."},
        right=("We met on Monday.", "in May"),
        confidence=0.85,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="year-with-on",
        kind=Kind.GRAMMAR,
        message="Days take “on”, months and years take “in”.",
        find=pattern(
            r"(?<!\d )(?P<bad>on|at)[ ](?=(?:19[5-9]\d|20[0-3]\d)\s*(?:[.,;!?]|$|[ ](?:we|i|he"
            r"|they|the|it)\b))",
            "in",
            starts="on at",
        ),
        wrong={"We started on 2012.": "We started in 2012."},
        right=("We started in 2012.", "on 20 May 2012"),
        confidence=0.75,
        measured="0.0004 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="between-to",
        kind=Kind.GRAMMAR,
        message="“Between” is followed by “and”.",
        find=pattern(
            r"between[ ](?:\$|€|£)?\d[\d,.]*%?[ ](?P<bad>to)(?=[ ](?:\$|€|£)?\d)",
            "and",
            starts="between",
        ),
        wrong={"It costs between 10 to 20 yuan.": "It costs between 10 and 20 yuan."},
        right=("It costs between 10 and 20 yuan.", "from 10 to 20"),
        confidence=0.9,
        measured="0.0008 hits per 1,000 words of good speech; none in edited texts",
    ),
)
