"""Years, decades and spans of time as other languages write them.

The one thing to know: "in 2000 years" may well be two thousand years, and "in 30s" half a minute.
"""

from __future__ import annotations

from transcript_fix.model import Kind
from transcript_fix.rule import Rule, any_of, either, pattern

_WORDS = (
    "two three four five six seven eight nine ten twelve fifteen twenty thirty forty fifty many "
    "several few couple"
)
_SPAN = (
    r"[ ](?P<bad>(?:year|month|week|day|hour|minute)s)"
    r"(?=[ ](?:time(?=\W*$|[.,;:!?]|[ ](?:we|i|I|you|he|she|they|it|there|the|and)\b|[ ][A-Z])"
    r"|notice|(?:work(?:ing)?[ ])?experience|worth|vacation|imprisonment|salary|pay)\b)"
)

rules = (
    Rule(
        name="year-years",
        kind=Kind.GRAMMAR,
        message="A single year takes no “year” after it.",
        find=pattern(
            r"(?:in|since|until|till|during)[ ](?!2000)(?:19\d\d|20\d\d)(?P<bad>[ ]years?)"
            r"(?=[ ]?(?:[.,;:!?)\n]|$)|[ ](?!of|ago|later|time|old|or|before|after|from|and)[a-z])",
            "",
            starts="in since until till during",
        ),
        wrong={"In 2012 and in 2013 years we earned more.": "In 2012 and in 2013 we earned more."},
        right=("in 2000 years we will see", "in 2013 we earned", "in 1950 years of history"),
        confidence=0.9,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="years-possessive",
        kind=Kind.GRAMMAR,
        message="A span of time before a noun takes an apostrophe.",
        find=any_of(
            pattern(rf"\d(?:[ ]more)?{_SPAN}", r"\g<bad>'", flags=0),
            pattern(rf"{either(_WORDS)}(?:[ ]more|[ ]of)?{_SPAN}", r"\g<bad>'", starts=_WORDS),
        ),
        wrong={
            "In 10 years time China will lead.": "In 10 years' time China will lead.",
            "He has ten years experience.": "He has ten years' experience.",
        },
        right=(
            "In 10 years' time China will lead.",
            "I spent two years experiencing it.",
            "In ten years I will be old.",
        ),
        confidence=0.91,
        measured=(
            "0.0039 hits per 1,000 words of good speech; "
            "1 in edited texts: 0 as edited, 0 edited otherwise, 1 kept, 0 wrong"
        ),
    ),
    Rule(
        name="decade-without-article",
        kind=Kind.GRAMMAR,
        message="A decade takes “the”.",
        find=pattern(
            r"(?P<bad>in|since|during|of|from|by|until)[ ]"
            r"(?=(?:(?:early|mid|late)[ -])?(?:(?:18|19|20)\d0|[6-9]0)['’]?s(?![\w-])(?!['’]))",
            lambda m: [m.group("bad") + " the"],
            starts="in since during of from by until",
        ),
        wrong={"It was like Sony in 1970s.": "It was like Sony in the 1970s."},
        right=("Sony in the 1970s", "She is in her 80s.", "It takes 30s."),
        confidence=0.9,
        measured=(
            "0.0012 hits per 1,000 words of good speech; "
            "2 in edited texts: 0 as edited, 1 edited otherwise, 1 kept, 0 wrong"
        ),
    ),
)
