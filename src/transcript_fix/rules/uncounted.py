"""Words that English does not count: informations, an advice, much problems.

The one thing to know: speech does count some of them ("a research project", "two coffees"), so
only words are listed that edited speech practically never counts.
"""

from __future__ import annotations

import re

from transcript_fix.model import Kind
from transcript_fix.rule import Rule, either, pattern, phrases
from transcript_fix.wordforms import PHRASE_END, noun_of_plural

_MASS = (
    "information advice equipment software hardware homework furniture luggage baggage knowledge "
    "machinery jewelry scenery progress staff feedback slang evidence middleware firmware "
    "aircraft clothing electricity weather traffic"
)
_PIECE = {
    "advice": ("advice", "a piece of advice"),
    "software": ("software", "a piece of software"),
    "news": ("news", "a piece of news"),
    "equipment": ("equipment", "a piece of equipment"),
    "information": ("information", "a piece of information"),
    "furniture": ("furniture", "a piece of furniture"),
}
_NO_VERB = "information advice equipment software hardware furniture luggage knowledge"


def _plurals() -> dict[str, str]:
    words = [w for w in _MASS.split() if w not in ("progress", "evidence", "clothing", "advice")]
    return {w + "s": w for w in words} | {
        "many advices": "a lot of advice",
        "some advices": "some advice",
        "the advices": "the advice",
        "your advices": "your advice",
        "good advices": "good advice",
        "progresses in": "progress in",
        "great progresses": "great progress",
        "many progresses": "a lot of progress",
        "many researches": "a lot of research",
        "many evidences": "a lot of evidence",
        "childrens": "children",
        "datas": "data",
        "medias": "media",
        "criterias": "criteria",
        "phenomenas": "phenomena",
        "phenomenons": "phenomena",
        "peoples are": "people are",
        "many peoples": "many people",
        "most peoples": "most people",
        "some peoples": "some people",
        "feedbacks": "feedback",
        "staffs": "staff",
    }


def _piece(m: re.Match[str]) -> list[str]:
    adjective, word = m.group("adjective") or "", m.group("noun")
    first, *rest = _PIECE.get(word.lower(), (word,))
    return [adjective + first, *(f"a {adjective}{r[2:]}" for r in rest)]


def _many(m: re.Match[str]) -> list[str]:
    noun = noun_of_plural(m.group("noun").lower())
    people = m.group("noun").lower() == "people"
    return ["many"] if people or (noun and noun.own_plural and not noun.mass) else []


rules = (
    Rule(
        name="uncounted-plural",
        kind=Kind.GRAMMAR,
        message="English does not count this word: it has no plural here.",
        find=phrases(_plurals()),
        wrong={
            "He gave us many informations.": "He gave us many information.",
            "We sell softwares.": "We sell software.",
        },
        right=("He advises us.", "This evidences it.", "We sell software."),
        confidence=0.89,
        measured=(
            "0.0016 hits per 1,000 words of good speech; "
            "3 in edited texts: 3 as edited, 0 edited otherwise, 0 kept, 0 wrong"
        ),
    ),
    Rule(
        name="uncounted-with-article",
        kind=Kind.GRAMMAR,
        message="English does not count this word: it takes no “a”.",
        find=pattern(
            r"(?P<bad>an?[ ](?P<adjective>(?:good|great|useful|important|new|big|valuable)[ ])?"
            rf"(?P<noun>{either('advice information equipment furniture luggage homework news')}))"
            rf"{PHRASE_END}",
            _piece,
            starts="a an",
        ),
        wrong={"He gave me a good advice.": "He gave me good advice."},
        right=("He gave me good advice.", "an information system", "a news item"),
        confidence=0.8,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="much-with-plural",
        kind=Kind.GRAMMAR,
        message="A plural takes “many”.",
        find=pattern(
            rf"(?:too|so|as|not|have|has|are)[ ](?P<bad>much)[ ](?P<noun>[a-z]+s"
            rf"|people){PHRASE_END}",
            _many,
            starts="too so as not have has are",
        ),
        wrong={"There are too much problems in it.": "There are too many problems in it."},
        right=("There are too many problems.", "It is much less.", "There is not much news."),
        confidence=0.78,
        measured=(
            "0.0023 hits per 1,000 words of good speech; "
            "1 in edited texts: 0 as edited, 0 edited otherwise, 1 kept, 0 wrong"
        ),
    ),
    Rule(
        name="many-with-uncounted",
        kind=Kind.GRAMMAR,
        message="English does not count this word: it takes “much” or “a lot of”.",
        find=pattern(
            rf"(?P<bad>many)[ ]{either(_NO_VERB)}{PHRASE_END}", "much", "a lot of", starts="many"
        ),
        wrong={"We have not many information.": "We have not much information."},
        right=("many information systems", "There is much knowledge."),
        confidence=0.8,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
)
