"""Words of quantity: most of users, almost people, no any, one and half.

The one thing to know: "most of us" and "all of them" are right; only a bare plural noun is wrong.
"""

from __future__ import annotations

import re

from transcript_fix.model import Kind
from transcript_fix.rule import Rule, either, pattern, phrases
from transcript_fix.wordforms import PHRASE_END, noun_of_plural

_SOME = "most some many few several all"
_NEED_A = (
    "lot of|large number of|great deal of|wide range of|wide variety of|great number of"
    "|small number of|huge number of|large amount of|huge amount of|series of|great many of"
)
_HAS_ARTICLE = (
    "a an the this that these those whole awful great large small vast overwhelming huge good big "
    "any some no what such every each another my our your his her their its one quite same silent "
    "simple absolute super clear wide substantial significant sheer long entire first second last "
    "next new world tv complete time very pretty really so such far"
)


def _of_noun(m: re.Match[str]) -> list[str]:
    word = m.group("noun").lower()
    noun = noun_of_plural(word)
    if word != "people" and not (noun and noun.own_plural and not noun.mass):
        return []
    return [" ", " of the "]


def _article(m: re.Match[str]) -> list[str]:
    before = re.search(r"([\w'’-]+)[ ]$", m.string[: m.start()])
    if before and (
        before.group(1).lower() in _WITH_ARTICLE or before.group(1)[-2:] in ("'s", "’s")
    ):
        return []
    if m.string[max(0, m.start() - 2) : m.start()] == ", ":
        return []
    if before and not before.group(1).islower() and m.start() > len(before.group()):
        return []
    return (
        [f"the {m.group()}", f"a {m.group()}"]
        if "major" in m.group().lower()
        else [f"a {m.group()}"]
    )


_WITH_ARTICLE = frozenset(_HAS_ARTICLE.split())

rules = (
    Rule(
        name="most-of-plural",
        kind=Kind.GRAMMAR,
        message="Without “the”, the noun follows at once: most users, or most of the users.",
        find=pattern(
            rf"{either(_SOME)}(?P<bad>[ ]of[ ])(?=(?P<noun>[a-z]+s|people){PHRASE_END})",
            _of_noun,
            starts=_SOME,
        ),
        wrong={"Most of users are happy.": "Most users are happy."},
        right=("Most of the users are happy.", "Most of us are happy.", "all of us"),
        confidence=0.8,
        measured="0.0004 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="majority-without-article",
        kind=Kind.GRAMMAR,
        message="An article is missing.",
        find=pattern(
            rf"(?:majority of|{_NEED_A})(?=[ ]\w)",
            _article,
            starts="majority lot large great wide small huge",
        ),
        wrong={
            "It is big and majority of the goods are good.": (
                "It is big and the majority of the goods are good."
            ),
            "There are lot of people.": "There are a lot of people.",
        },
        right=("The majority of the goods", "a whole lot of people", "the vast majority of users"),
        confidence=0.85,
        measured="0.0016 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="almost-people",
        kind=Kind.GRAMMAR,
        message="“Almost” stands before “all” or “every”.",
        find=pattern(
            r"(?P<bad>almost)[ ](?=(?:people|companies|users|customers|products|countries"
            r"|of[ ]the)\b)",
            lambda m: ["most" if m.string[m.end() :].startswith("of") else "almost all", "most"],
            starts="almost",
        ),
        wrong={"Almost people use it.": "Almost all people use it."},
        right=("Almost all people use it.", "Almost everyone"),
        confidence=0.8,
        measured="0.0004 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="no-any",
        kind=Kind.GRAMMAR,
        message="“No” needs no “any”.",
        find=phrases(
            {
                "no any": "no",
                "one and half": "one and a half",
                "two and half": "two and a half",
                "three and half": "three and a half",
                "half of hour": "half an hour",
                "the others companies": "the other companies",
                "others people": "other people",
                "others companies": "other companies",
                "each others": "each other",
                "another people": "other people",
                "another things": "other things",
                "another companies": "other companies",
            }
        ),
        wrong={"There is no any problem.": "There is no problem."},
        right=("There is no problem.", "no, any problem"),
        confidence=0.85,
        measured="0.0008 hits per 1,000 words of good speech; none in edited texts",
    ),
)
