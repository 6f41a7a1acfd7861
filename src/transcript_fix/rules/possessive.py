"""Names before nouns without their ’s or ending: Xiaomi core strategy, the Korea industry.

The one thing to know: many names do stand before nouns ("the Google campus"), so only nouns and
adjectives that ask whose they are count, where a clause begins.
"""

from __future__ import annotations

import re

from transcript_fix.model import Kind
from transcript_fix.rule import Rule, either, pattern, words

_WHOSE = "own core main ultimate overall biggest greatest original future next first latest"
_WHAT = (
    "strategy goal goals mission vision business product products team plan plans development "
    "value "
    "values competitiveness advantage strength idea focus task aim dream success culture founder "
    "core technology future growth brand market"
)
_NO_NAME = words(
    "the this that these those our my your his her its their a an in on at for of from and or but "
    "what which who when where why how if so as i we you he she it they there here all both each "
    "every some any no one two three yes oh well hey chief mr ms dr"
)
_COUNTRY = {
    "china": "Chinese",
    "korea": "Korean",
    "japan": "Japanese",
    "america": "American",
    "russia": "Russian",
    "france": "French",
    "germany": "German",
    "india": "Indian",
    "italy": "Italian",
    "spain": "Spanish",
    "europe": "European",
    "asia": "Asian",
    "taiwan": "Taiwanese",
    "vietnam": "Vietnamese",
    "thailand": "Thai",
    "brazil": "Brazilian",
    "mexico": "Mexican",
    "canada": "Canadian",
    "england": "English",
    "britain": "British",
    "ukraine": "Ukrainian",
    "turkey": "Turkish",
    "israel": "Israeli",
    "sweden": "Swedish",
    "finland": "Finnish",
    "poland": "Polish",
}
_PEOPLE = (
    "industry industries company companies people government culture language food economy society "
    "users user customers customer consumers consumer manufacturers manufacturer brands brand "
    "enterprises enterprise engineers developers students history army citizens president "
    "entrepreneurs"
)
_ASKS = (
    "the a an entire whole many some other most our these those several big large local famous all "
    "as like become became is are was were"
)


_CLAUSE = re.compile(r"^$|[.!?;:,\n]\s$|\b(?:that|of|because) $")


def _own(m: re.Match[str]) -> list[str]:
    name = m.group("bad")
    starts = _CLAUSE.search(m.string[max(0, m.start() - 9) : m.start()])
    if name.lower() in _NO_NAME or name.endswith("s") or not starts:
        return []
    return [f"{name}'s"]


def _nationality(m: re.Match[str]) -> list[str]:
    before = re.search(r"([\w-]+)[ ]$", m.string[: m.start("bad")])
    if before and before.group(1).lower() in ("south", "north"):
        return []
    return [_COUNTRY[m.group("bad").lower()]]


rules = (
    Rule(
        name="name-without-possessive",
        kind=Kind.GRAMMAR,
        message="Whose is it? The name takes ’s.",
        find=pattern(
            rf"(?P<bad>[A-Z][\w-]+)(?=[ ]{either(_WHOSE)}[ ]{either(_WHAT)}\b)", _own, flags=0
        ),
        wrong={
            "Xiaomi core strategy is to connect.": "Xiaomi's core strategy is to connect.",
        },
        right=("Xiaomi's core strategy is this.", "The core strategy is this.", "Our core team"),
        confidence=0.8,
        measured="0.0004 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="article-and-possessive",
        kind=Kind.GRAMMAR,
        message="The name stands here without ’s.",
        find=pattern(
            r"the[ ](?:(?:most|least)[ ][a-z]+|[a-z]+est|famous|new)[ ][A-Z]\w+(?P<bad>['’]s)"
            r"(?=[ ](?:screens?|phones?|products?|cars?|models?|brands?|factory|factories"
            r"|compan(?:y|ies)"
            r"|chips?|technology|technologies|laptops?|devices?|stores?|apps?|services?|team"
            r"|stocks?)\b)",
            "",
            flags=0,
        ),
        wrong={
            "It has the most expensive Sharp's screen.": "It has the most expensive Sharp screen."
        },
        right=("It has the most expensive Sharp screen.", "It has Sharp's most expensive screen."),
        confidence=0.75,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="country-for-nationality",
        kind=Kind.WORD,
        message="Before this noun stands the adjective, not the country.",
        find=pattern(
            rf"{either(_ASKS)}[ ](?P<bad>{either(' '.join(_COUNTRY))})(?=[ ]{either(_PEOPLE)}\b)",
            _nationality,
            starts=_ASKS,
        ),
        wrong={"It affects the entire Korea industry.": "It affects the entire Korean industry."},
        right=(
            "the entire Korean industry",
            "In China people use it.",
            "the South Korea company",
            "China's companies",
        ),
        confidence=0.85,
        measured="0.0004 hits per 1,000 words of good speech; none in edited texts",
    ),
)
