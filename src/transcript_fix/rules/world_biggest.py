"""A place before a superlative without its possessive: "the world biggest".

The one thing to know: "the world most people know" is good English, so "most" needs its adjective.
"""

from __future__ import annotations

from transcript_fix.model import Kind
from transcript_fix.rule import Rule, pattern

_TOP = (
    r"(?:biggest|largest|best|fastest|greatest|highest|longest|tallest|richest|smallest|oldest"
    r"|strongest|cheapest|hottest|busiest|deepest|finest|youngest|leading|number one|no\. ?1"
    r"|first (?!and|time|place|thing|step)[a-z]+|(?:second|third)[- ](?:biggest|largest)"
    r"|(?:most|least) (?:famous|popular|important|advanced|powerful|valuable|expensive|populous"
    r"|successful|beautiful|influential|innovative|respected|trusted|visited|widely|efficient))"
)

rules = (
    Rule(
        name="world-biggest",
        kind=Kind.GRAMMAR,
        message="A place before a superlative takes ’s.",
        find=pattern(
            r"(?:the|become|becoming|as)[ ]"
            rf"(?P<bad>world|country|nation|industry|city|continent)[ ](?={_TOP}\b)",
            r"\g<bad>'s",
            starts="the become becoming as",
        ),
        wrong={
            "China has become the world biggest producer.": (
                "China has become the world's biggest producer."
            )
        },
        right=("the world's biggest producer", "the world most people know"),
        confidence=0.9,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
)
