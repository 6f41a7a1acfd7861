"""Function words said or typed twice.

The one thing to know: "that that", "had had", "is is", "very very" and "no no" are good English or
good speech, so only words that never double are listed.
"""

from __future__ import annotations

import re

from transcript_fix.model import Applicability, Kind
from transcript_fix.rule import Rule, either, pattern

_NEVER = (
    "the a an they we of from has can will would could should these those my your our their its "
    "than and or"
)
_SELDOM = "it you i he she as be have if this with by are were because but which who then"


def _doubled(found: str) -> str:
    return (
        rf"(?P<bad>(?P<first>{either(found)})(?:[ \t]+|[ \t]*\n)(?P<again>(?P=first)))(?![\w'’-])"
    )


def _once(m: re.Match[str]) -> list[str]:
    """Return the word once; "boolean AND and", "plan A a lot" and "drop the The" are left alone."""
    first, again = m.group("first"), m.group("again")
    starts = re.search(r"(?:^|[.!?:\n][\"”’)]?\s+)$", m.string[max(0, m.start() - 4) : m.start()])
    if first == again and (first.islower() or first == "I"):
        return [first]
    return [first] if again.islower() and first[1:] == again[1:] and starts else []


def _repeated(m: re.Match[str]) -> list[str]:
    before = m.string[max(0, m.start() - 40) : m.start()]
    return [""] if re.search(rf"\b{m.group('same')}$", before) else []


rules = (
    Rule(
        name="doubled-word",
        kind=Kind.DUPLICATE,
        message="The word stands twice.",
        find=pattern(_doubled(_NEVER), _once, starts=_NEVER),
        wrong={
            "Nokia announced that they they have to give up.": (
                "Nokia announced that they have to give up."
            ),
            "The the end": "The end",
        },
        right=(
            "I know that that is so.",
            "He had had enough.",
            "It is very very good.",
            "No no.",
            "a boolean AND and more",
            "take plan A a lot",
        ),
        confidence=0.95,
        measured=(
            "0.0144 hits per 1,000 words of good speech; "
            "3 in edited texts: 2 as edited, 1 edited otherwise, 0 kept, 0 wrong"
        ),
        limit=Applicability.SAFE,
    ),
    Rule(
        name="said-again-in-brackets",
        kind=Kind.DUPLICATE,
        message="The brackets only say the same again.",
        find=pattern(r"[ ]\((?P<same>\w[\w ]{2,30})\)", _repeated, flags=0),
        wrong={"We use Server Chan (Server Chan) for it.": "We use Server Chan for it."},
        right=("We use Server Chan (a service) for it.", "no (no, really)"),
        confidence=0.9,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="doubled-word-perhaps",
        kind=Kind.DUPLICATE,
        message="The word stands twice; is that meant?",
        find=pattern(_doubled(_SELDOM), _once, starts=_SELDOM),
        wrong={"It is good because because it works.": "It is good because it works."},
        right=("Thank you, you are kind.", "He goes on on Monday."),
        confidence=0.87,
        measured=(
            "0.0148 hits per 1,000 words of good speech; "
            "1 in edited texts: 1 as edited, 0 edited otherwise, 0 kept, 0 wrong"
        ),
    ),
)
