"""An apostrophe that makes another word: its for it's.

The one thing to know: "its" owns something, so only words before which nothing can be owned count
(its not, its a); "its kind of culture" and "its very core" are right.
"""

from __future__ import annotations

from transcript_fix.model import Kind
from transcript_fix.rule import Rule, either, pattern

_NOT_OWNED = either(
    "not been because gonna a an the my your our their his her that what why how where when who in "
    "at to from here there impossible obvious probably actually basically always never really just "
    "okay about both"
)
_FURTHER = (
    r"going[ ]to|sort[ ]of|up[ ]to|now[ ]*[.,;?!]|possible[ ](?:to|that|you)|hard[ ]to|easy[ ]to"
    r"|like[ ,]"
)

rules = (
    Rule(
        name="its-for-it-is",
        kind=Kind.GRAMMAR,
        message="“Its” says whose something is; “it is” has an apostrophe.",
        find=pattern(
            rf"(?<![\w-])(?P<bad>its)(?=[ ](?:{_NOT_OWNED}|{_FURTHER})(?![\w'’-]))",
            "it's",
            starts="its",
        ),
        wrong={
            "Its not clear if its up to us.": "It's not clear if it's up to us.",
            "And its a good phone.": "And it's a good phone.",
        },
        right=(
            "It's not clear.",
            "The company and its products, at its very core.",
            "Put the post-its there. Its kind of culture is rare.",
        ),
        confidence=0.85,
        measured=(
            "0.0028 hits per 1,000 words of good speech; "
            "12 in edited texts: 6 as edited, 3 edited otherwise, 3 kept, 0 wrong"
        ),
    ),
)
