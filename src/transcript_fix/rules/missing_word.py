"""A subject or a little word that is missing: because is, when encounter, found that.

The one thing to know: Chinese and other languages leave the subject out where English cannot, but
spoken English does, too, at the start of a sentence ("Sounds good"): only the middle is looked at.
"""

from __future__ import annotations

import re

from transcript_fix.model import Kind, Role
from transcript_fix.rule import Rule, either, pattern, words
from transcript_fix.wordforms import pure_verb

_OPENING = (
    "In With After When Through By At During Later Before On From For Since As Then Finally Until "
    "Recently Currently Afterwards Gradually Eventually Now Today Meanwhile Because Although While"
)
_DID = (
    "found learned learnt felt realized realised decided started began discovered got made wanted "
    "understood knew became saw thought joined came went met submitted received saw chose took "
    "tried contributed participated completed continued gave wrote"
)
_ALSO = "also then finally gradually just still even successfully officially slowly"
_NOT_WHEN = words("needed let compared related combined")
_NEED = "need way plan plans chance time desire intention ability right"


def _ing(m: re.Match[str]) -> list[str]:
    word = m.group("bad").lower()
    found = pure_verb(word) if m.group("bad").islower() and word not in _NOT_WHEN else None
    return [found.ing, f"I {word}", f"you {word}"] if found else []


def _to(m: re.Match[str]) -> list[str]:
    word = m.group("bad")
    return [f"to {word}"] if word.islower() and pure_verb(word) else []


rules = (
    Rule(
        name="clause-without-subject",
        kind=Kind.GRAMMAR,
        message="The subject is missing: who or what is it?",
        find=pattern(
            r"(?<!even )(?P<bad>(?P<link>because|although|unless|if)[ ]"
            r"(?P<verb>is|was|can|will|has|isn['’]t|wasn['’]t|can['’]t)[ ])(?=[a-z])",
            r"\g<link> it \g<verb> ",
            starts="because although unless if",
        ),
        wrong={"We chose it because is cheap.": "We chose it because it is cheap."},
        right=("We chose it because it is cheap.", "The problem though is the price."),
        confidence=0.85,
        measured=(
            "0.0000 hits per 1,000 words of good speech; "
            "2 in edited texts: 0 as edited, 1 edited otherwise, 1 kept"
        ),
    ),
    Rule(
        name="sentence-without-subject",
        kind=Kind.GRAMMAR,
        message="The subject is missing: who did it?",
        find=pattern(
            rf"(?:(?<=[.!?][ ])|(?<=^)|(?<=\n)){either(_OPENING)}\b[^,.;:?!\n]{{3,90}}(?P<bad>,[ ]"
            rf"(?P<rest>(?:{either(_ALSO)}[ ])?{either(_DID)}))(?=[ ](?:that|a|an|the|it|to|out|my"
            r"|our|some|many|more|very|how|in|into|on)\b)",
            r", I \g<rest>",
            r", we \g<rest>",
            flags=0,
            as_is=True,
        ),
        wrong={
            "After reading the code, found that it was good.": (
                "After reading the code, I found that it was good."
            ),
        },
        right=(
            "After reading the code, I found that it was good.",
            "He came, found the book, and left.",
        ),
        confidence=0.8,
        measured=(
            "0.0000 hits per 1,000 words of good speech; "
            "1 in edited texts: 0 as edited, 0 edited otherwise, 1 kept"
        ),
        roles=frozenset({Role.SPEECH}),
    ),
    Rule(
        name="hope-without-subject",
        kind=Kind.GRAMMAR,
        message="The subject is missing: who can, who will?",
        find=pattern(
            r"(?:I|we|they|We|They)[ ](?:(?:also|really|all|still|just)[ ])?"
            r"hope(?P<bad>(?P<that>[ ]that)?[ ](?P<verb>can|could|will))(?=[ ][a-z])",
            lambda m: [
                f"{m.group('that') or ''} {who} {m.group('verb')}"
                for who in ("we" if m.group()[0] in "wW" else "I", "it")
            ],
            starts="i we they",
            flags=0,
        ),
        wrong={"I hope can help them.": "I hope I can help them."},
        right=("I hope I can help them.", "I hope that it will help."),
        confidence=0.75,
        measured="0.0017 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="when-with-plain-verb",
        kind=Kind.GRAMMAR,
        message="The subject is missing, or the -ing form is meant.",
        find=pattern(
            r"(?:when|while)[ ](?P<bad>[a-z]+)(?=[ ](?:the|a|an|my|our|your|it|them|this|these|new"
            r"|some|any|problems|issues)\b)",
            _ing,
            starts="when while",
        ),
        wrong={"I laughed when encounter this bug.": "I laughed when encountering this bug."},
        right=("I laughed when encountering this bug.", "It is fine when needed the most."),
        confidence=0.8,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="noun-without-to",
        kind=Kind.GRAMMAR,
        message="“To” is missing before the verb.",
        find=pattern(
            rf"(?:no|any|a|the|every|enough)[ ]{either(_NEED)}[ ](?P<bad>[a-z]+)(?=[ ](?:the|a|an"
            r"|my|our|your|it|them|this|these|new|some|any|more)\b)",
            _to,
            starts="no any a the every enough",
        ),
        wrong={"There is no need write the code.": "There is no need to write the code."},
        right=("There is no need to write the code.", "At the time people liked it."),
        confidence=0.85,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
)
