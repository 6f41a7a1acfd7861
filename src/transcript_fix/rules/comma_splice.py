"""Comma splices: two whole sentences joined by a comma.

The one thing to know: speakers splice on purpose ("It's great, I love it"); only long pairs of
whole clauses are flagged, where a reader loses the thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcript_fix.model import Kind, Role
from transcript_fix.rule import Hit, Rule, either, words

_PRONOUN = "i we he she they it this there"
_VERB = (
    "am is are was were have has had will can do did don't didn't isn't aren't wasn't can't won't "
    "would could should must use need want work make take try get go come start hope like feel love"
)
_FINITE = rf"(?:{either(_VERB)}|[a-z]+ed\b)"
_SUBJECT_VERB = rf"""{either(_PRONOUN)} (?: ['’](?:m|re|s|ve|ll)
    | [ ] (?:(?:also|really|still|often|always|just|only|now|even|never)[ ])? {_FINITE} ) \b"""
_SECOND = re.compile(
    rf"""(?ix), [ ] (?P<second> {_SUBJECT_VERB}
      | (?:the(?![ ](?:more|less|better|\w+er)[ ])|this|every|our|my|his|their|its|these
      |those) [ ] (?:[\w'’-]+[ ]){{1,4}}?
        (?:is|are|was|were|will|can|has|have|had) [ ] (?!been\b)
      | (?:in|during|after|when|if|at|on|for|to) [ ] [^,.;:]{{4,60}}, [ ] {_SUBJECT_VERB}
      | (?!(?:which|who|that|what|he|she|you|and|but|or|so|as)\b) [a-z]+
        [ ] (?:can|must|will|should) [ ] (?:be|not)\b
      | thank[ ]you[ ](?:very|so|all|for|again) | please[ ] )""",
)
_FIRST_VERB = re.compile(
    r"(?i)\b(?:am|is|are|was|were|have|has|had|will|can|could|would|should|must|do|did|don't"
    r"|didn't)\b|['’](?:m|re|s|ve|ll)\b|[a-z]{3}ed\b"
)
_SUBJECT_FIRST = re.compile(
    r"""(?x) ^ (?: (?i:(?:currently|later|finally|today|meanwhile|at[ ]present),?[ ])?
      (?i:i|we|he|she|they|it|this|that|these|those|there|you|people|everyone)\b
      | (?i:the|my|our|his|her|their|its|a|an|every|each|some|many)[ ]
      | (?!\w+(?:ed|ing)\b)[A-Z][\w'’-]+[ ] )"""
)
_NOT_MAIN = words(
    "if when while as because since although though whenever after before once until unless where "
    "whether whereas even in on at for from with by to of during through without what how like who "
    "which why well yeah yes no now then so and but or okay again actually basically obviously "
    "first firstly secondly however therefore not having being let don't either neither both given "
    "according due despite besides instead unlike most perhaps maybe sometimes thanks thank "
    "compared compare based especially whatever wherever thinking looking talking just also"
)
_SUBORDINATE = re.compile(
    r"(?i)\b(?:if|when|while|because|since|although|though|whenever|until|unless|whereas|whether|as"
    r"|that|what|how|like|who|which|why|where|think|thought|thinks|know|say|says|said|mean|guess"
    r"|believe|feel|hope|see|so|too|never|no)\b|[\"“”(—–:;]| - | -- "
)
_NEGATED = re.compile(r"(?i)\bnot\b|n['’]t\b")
_ASIDE = re.compile(
    r"(?i)i[ ](?:don['’]t[ ](?:know|think)|think|guess|mean|hope(?![ ]\w+[ ]\w+[ ]\w+)"
    r"|want[ ]to[ ]say|would[ ]say)"
    r"|you[ ]know|please[ ](?:[\w'’]+[ ]?){1,2}$"
)
_BULLET = re.compile(r"[\s*•·\d.)-]*")


def _splices(text: str) -> Iterator[Hit]:
    for sentence in re.finditer(r"[^.!?\n]+", text):
        body, end = sentence.group(), sentence.end()
        if len(body) < 50 or body.count(",") > 6:
            continue
        start = _BULLET.match(text, sentence.start(), end).end()  # type: ignore[union-attr]
        for m in _SECOND.finditer(text, start, end):
            first, second = text[start : m.start()], text[m.start("second") : end]
            joined = list(re.finditer(r",[ ](?:and|but)[ ]", first))
            last = first[joined[-1].end() :] if joined else first
            if (_whole(first) or _whole(last)) and _goes_on(first, second):
                yield _split(text, m.start(), m.start("second"))
                start = m.start("second")


def _whole(first: str) -> bool:
    """Return whether `first` is surely a main clause of its own."""
    lead = first.split()
    if len(lead) < 6 or ("," in first[:-1] and len(first.rsplit(",", 1)[1].split()) < 5):
        return False
    if lead[0].lower().strip("'’") in _NOT_MAIN or not _SUBJECT_FIRST.match(first):
        return False
    return bool(_FIRST_VERB.search(first)) and not _SUBORDINATE.search(first)


def _goes_on(first: str, second: str) -> bool:
    """Return whether `second` is a statement of its own: no aside, no "not this, that"."""
    if len(second.split()) < 5 - 2 * second.startswith("thank") or _ASIDE.match(second):
        return False
    if " of which" in second[:60]:
        return False
    if first.lower().split()[:2] == second.lower().split()[:2]:
        return False  # "it's hard to find people, it's hard to keep them" is rhetoric
    contrast = second.split()[0].lower().startswith((*_PRONOUN.split(), "that"))
    return not (contrast and _NEGATED.search(first))


def _split(text: str, comma: int, second: int) -> Hit:
    end = second + len(re.match(r"[\w'’]+", text[second:]).group())  # type: ignore[union-attr]
    word = text[second:end]
    capital = word[:1].upper() + word[1:]
    return Hit(comma, end, (f". {capital}", f"; {word}", f", and {word}"))


rules = (
    Rule(
        name="comma-between-sentences",
        kind=Kind.PUNCTUATION,
        message="Two whole sentences are joined by a comma.",
        find=_splices,
        wrong={
            "The code of this project is very standardized, I use a lot of it in my own work.": (
                "The code of this project is very standardized. I use a lot of it in my own work."
            ),
        },
        right=(
            "When the code is standardized, I use a lot of it.",
            "In the year of our start, the company was small.",
            "I think the code is good, it is what we need here.",
            "It is good, I love it.",
        ),
        confidence=0.77,
        measured=(
            "0.1227 hits per 1,000 words of good speech; "
            "28 in edited texts: 0 as edited, 14 edited otherwise, 14 kept, 3 wrong"
        ),
        roles=frozenset({Role.SPEECH}),
    ),
)
