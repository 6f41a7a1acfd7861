"""A verb where the noun belongs, an adjective for an adverb: a respond, high efficient.

The one thing to know: each pair names both words; nothing is guessed from endings.
"""

from __future__ import annotations

import re

from transcript_fix.model import Kind
from transcript_fix.rule import Rule, either, pattern, phrases, words
from transcript_fix.wordforms import PHRASE_END, adjective, noun, verb_of_participle

_NOUN_OF = {
    "respond": "response",
    "analyse": "analysis",
    "analyze": "analysis",
    "advise": "advice",
    "succeed": "success",
    "believe": "belief",
    "develop": "development",
    "improve": "improvement",
    "choose": "choice",
    "decide": "decision",
    "compete": "competition",
    "communicate": "communication",
    "maintain": "maintenance",
    "perform": "performance",
    "contribute": "contribution",
    "lose": "loss",
    "prove": "proof",
    "explain": "explanation",
    "understand": "understanding",
    "achieve": "achievement",
    "manage": "management",
    "invest": "investment",
    "introduce": "introduction",
    "reduce": "reduction",
    "produce": "product",
    "protect": "protection",
    "complete": "completion",
    "integrate": "integration",
    "optimize": "optimization",
    "expand": "expansion",
    "explore": "exploration",
    "promote": "promotion",
    "provide": "provision",
    "refer": "reference",
    "apologize": "apology",
    "solve": "solution",
    "suggest": "suggestion",
    "recommend": "recommendation",
    "cooperate": "cooperation",
    "collaborate": "collaboration",
    "participate": "participation",
    "popularize": "popularization",
    "globalize": "globalization",
}
_ADJECTIVE_OF = {
    "convenience": "convenient",
    "importance": "important",
    "difference": "different",
    "success": "successful",
    "happiness": "happy",
    "beauty": "beautiful",
    "difficulty": "difficult",
    "confidence": "confident",
    "patience": "patient",
    "efficiency": "efficient",
    "simplicity": "simple",
    "stability": "stable",
    "flexibility": "flexible",
    "popularity": "popular",
    "anger": "angry",
    "health": "healthy",
    "danger": "dangerous",
    "power": "powerful",
    "interest": "interesting",
    "excellence": "excellent",
    "intelligence": "intelligent",
    "independence": "independent",
    "necessity": "necessary",
    "possibility": "possible",
    "honesty": "honest",
    "surprise": "surprised",
    "satisfaction": "satisfied",
    "excitement": "excited",
    "disappointment": "disappointed",
}
_ENDS = (
    r"(?=\s*[.,;:?!]|$|[ ](?:of|from|to|for|in|and|or|is|was|will|has|that|on|with|between"
    r"|about)\b)"
)
_ADJECTIVE_ENDS = ("ive", "al", "ous", "ful", "ic", "able", "ible", "ent", "ant", "less")
_ADVERB_BEFORE = (
    "efficient effective available competitive scalable skilled recommended qualified automated "
    "integrated customized customizable compatible concurrent respected dependent optimized "
    "standardized professional technical valued configurable extensible"
)
_MASS_S = "supports helps patiences understandings attentions respects trusts loves encouragements"


_DEGREE = (
    "complete total absolute extreme incredible relative particular slight entire deep strong wide "
    "full proper recent new quick careful serious correct direct clear successful automatic"
)
_FEEL = (
    "agree like love want hope appreciate thank enjoy recommend believe need support understand "
    "admire respect care miss welcome"
)
_NO_ADJECTIVE = words("enough about there like cut shipped")


def _adverb(m: re.Match[str]) -> list[str]:
    low, after = m.group("bad").lower(), m.group("next").lower()
    found, participle = adjective(after), verb_of_participle(after)
    if after in _NO_ADJECTIVE or not m.group("next").islower():
        return []
    if (found and found.strict) or (participle and not noun(after)):
        return [
            low + "y" if low.endswith("ll") else low + "ally" if low.endswith("ic") else f"{low}ly"
        ]
    return []


def _noun(m: re.Match[str]) -> list[str]:
    return [_NOUN_OF[m.group("bad").lower()]]


rules = (
    Rule(
        name="verb-for-noun",
        kind=Kind.WORD,
        message="This is the verb; the noun is meant.",
        find=pattern(
            rf"{either('a an the my our their his her its your this')}[ ](?:(?!to\b|i\b|we\b"
            rf"|you\b|they\b)"
            rf"[a-z-]+[ ])?(?P<bad>{either(' '.join(_NOUN_OF))}){_ENDS}",
            lambda m: _noun(m) if _after_adjective(m) else [],
            starts="a an the my our their his her its your this",
        ),
        wrong={
            "It created an explosive respond from users.": (
                "It created an explosive response from users."
            ),
            "The develop of China is fast.": "The development of China is fast.",
        },
        right=("The people respond to it.", "We want them to improve.", "an explosive response"),
        confidence=0.8,
        measured="0.0008 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="noun-for-adjective",
        kind=Kind.WORD,
        message="This is the noun; the adjective is meant.",
        find=pattern(
            rf"(?:is|are|was|were|be|been|feel|felt|become|became|it's)[ ](?:very|so|too"
            rf"|really|extremely)[ ]"
            rf"(?P<bad>{either(' '.join(_ADJECTIVE_OF))})(?=\s*[.,;:?!]|$|[ ](?:to|for|and|but"
            rf"|in|because)\b)",
            lambda m: [_ADJECTIVE_OF[m.group("bad").lower()]],
            starts="is are was were be been feel felt become became it's",
        ),
        wrong={"It is very convenience for users.": "It is very convenient for users."},
        right=("It is very convenient.", "It is of great importance.", "the very beauty of it"),
        confidence=0.9,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="adjective-for-adverb",
        kind=Kind.GRAMMAR,
        message="Before an adjective stands the adverb.",
        find=pattern(
            rf"(?P<bad>high)[ ](?={either(_ADVERB_BEFORE)}\b)",
            "highly",
            starts="high",
        ),
        wrong={"It is high efficient.": "It is highly efficient."},
        right=("It is highly efficient.", "high availability", "high school"),
        confidence=0.9,
        measured="0.0004 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="adjective-before-adjective",
        kind=Kind.GRAMMAR,
        message="Before an adjective or a participle stands the adverb.",
        find=pattern(
            rf"(?:is|are|was|were|be|been|become|becomes|became|very|more|so|not)[ ]"
            rf"(?P<bad>{either(_DEGREE)})[ ](?P<next>[a-z]+){PHRASE_END}",
            _adverb,
            starts="is are was were be been become becomes became very more so not",
        ),
        wrong={
            "It is complete different.": "It is completely different.",
            "It was recent released.": "It was recently released.",
        },
        right=(
            "It is completely different.",
            "It is easy enough.",
            "You need to be careful about it.",
            "It is a complete and different thing.",
        ),
        confidence=0.85,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="very-with-verb",
        kind=Kind.GRAMMAR,
        message="“Very” stands before no verb: really, or very much.",
        find=pattern(
            rf"(?:i|we|they|you)[ ](?:(?:also|all)[ ])?(?P<bad>very)[ ](?={either(_FEEL)}\b)",
            "really",
            starts="i we they you",
        ),
        wrong={"I very agree with you.": "I really agree with you."},
        right=("I really agree with you.", "I very much agree."),
        confidence=0.9,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="support-counted",
        kind=Kind.GRAMMAR,
        message="English does not count this word here.",
        find=pattern(
            rf"(?:your|their|our|his|her|my|and|the|with|of|get|got|gave|give|many|great|full"
            rf"|all)[ ]"
            rf"(?P<bad>{either(_MASS_S)})(?=[ ](?:from|of|and[ ]help)\b|\s*[.,;!?]|$)",
            lambda m: [m.group("bad")[:-1]],
            starts="your their our his her my and the with of get got gave give many great "
            "full all",
        ),
        wrong={
            "It created a stir and supports from users.": (
                "It created a stir and support from users."
            )
        },
        right=("It supports us.", "and support from users", "and helps us grow"),
        confidence=0.75,
        measured="0.0012 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="interesting-in",
        kind=Kind.WORD,
        message="Who feels it is “interested”; what causes it is “interesting”.",
        find=pattern(
            r"(?:i['’]m|i[ ]am|i[ ]was|we['’]re|we[ ](?:are|were)|they[ ](?:are|were)"
            r"|they['’]re|you[ ]are|you['’]re"
            r"|people[ ]are)[ ](?:(?:very|so|really|also|not|always|quite)[ ]"
            r")?(?P<bad>interesting|exciting|confusing"
            r"|satisfying|disappointing|surprising)(?=[ ](?:in|about|with|to[ ](?:see|hear"
            r"|learn|know))\b)",
            lambda m: [m.group("bad")[:-3] + ("d" if m.group("bad")[-4] == "e" else "ed")],
            starts="i i'm we we're they they're you you're people",
        ),
        wrong={"I am very interesting in this.": "I am very interested in this."},
        right=("I am very interested in this.", "It is interesting in its way."),
        confidence=0.85,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="wrong-word-pair",
        kind=Kind.WORD,
        message="English says this with another word.",
        find=phrases(
            {
                "do a mistake": "make a mistake",
                "did a mistake": "made a mistake",
                "do mistakes": "make mistakes",
                "did mistakes": "made mistakes",
                "make a photo": "take a photo",
                "made a photo": "took a photo",
                "make photos": "take photos",
                "made photos": "took photos",
                "make sport": "do sport",
                "make a research": "do research",
                "made a research": "did research",
                "make researches": "do research",
                "do an effort": "make an effort",
                "do a decision": "make a decision",
                "do progress": "make progress",
                "did progress": "made progress",
                "say the truth": "tell the truth",
                "say a lie": "tell a lie",
                "say me": "tell me",
                "said me": "told me",
                "says me": "tells me",
                "said us": "told us",
                "open the tv": "turn on the TV",
                "open the light": "turn on the light",
                "close the light": "turn off the light",
                "learn knowledge": ("acquire knowledge", "gain knowledge"),
                "learned knowledge": ("acquired knowledge", "gained knowledge"),
                "learn a lot of knowledge": "gain a lot of knowledge",
                "learned a lot of knowledge": "gained a lot of knowledge",
                "rise the price": "raise the price",
                "rise prices": "raise prices",
                "rise money": "raise money",
                "rise the question": "raise the question",
                "give an advise": "give advice",
                "give advise": "give advice",
                "gave advise": "gave advice",
                "some advise": "some advice",
                "my advise": "my advice",
                "your advise": "your advice",
                "house appliances": ("household appliances", "home appliances"),
                "house appliance": ("household appliance", "home appliance"),
                "electric appliances": "electrical appliances",
                "very thank you": "thank you very much",
                "very thanks": "many thanks",
                "thanks you": "thank you",
                "thanks you for": "thank you for",
                "big thank to": "big thanks to",
                "so called as": "so-called",
                "every day life": "everyday life",
                "day by days": "day by day",
                "nowaday": "nowadays",
                "now a days": "nowadays",
                "now days": "nowadays",
                "in this days": "these days",
                "this days": "these days",
                "some times ago": "some time ago",
                "sometime ago": "some time ago",
                "a oversea": "an overseas",
                "oversea market": "overseas market",
                "oversea markets": "overseas markets",
                "oversea users": "overseas users",
            }
        ),
        wrong={"I did a mistake there.": "I made a mistake there."},
        right=("I made a mistake there.", "He said that I did."),
        confidence=0.85,
        measured="0.0008 hits per 1,000 words of good speech; none in edited texts",
    ),
)


def _after_adjective(m: re.Match[str]) -> bool:
    """Return whether no subject stands between: "the people respond" has its verb."""
    between = m.group()[: m.start("bad") - m.start()].split()[1:]
    if not between:
        return m.group("bad").lower() not in ("complete", "produce", "lose", "prove", "maintain")
    found = adjective(between[0].lower())
    return bool(found and (found.strict or found.base.endswith(_ADJECTIVE_ENDS)))
