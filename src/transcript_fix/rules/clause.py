"""How clauses are joined: although ... but, comma splices, questions inside a sentence.

The one thing to know: speakers splice on purpose ("It's great, I love it"); only long pairs of
whole clauses are flagged, where a reader loses the thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcript_fix.model import Kind, Role
from transcript_fix.rule import Hit, Rule, either, pattern, words
from transcript_fix.wordforms import verb_of_participle

_ASK = "know knows knew understand tell see wonder wondered explain remember sure idea ask asked"
_BE = "is are was were"
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
_NAME_OR_DATE = re.compile(r"(?:\b(?:19|20)\d\ds?|[a-z] [A-Z][a-z]{2,})$")
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
    Rule(
        name="which-without-comma",
        kind=Kind.PUNCTUATION,
        message="After a name or a date, a comma stands before “which”.",
        find=pattern(
            r"[ ]which(?=[ ](?:is|are|was|were|has|have|had|led|made|helps?|can|will|became"
            r"|affects?|means|does)\b)",
            lambda m: [", which"] if _NAME_OR_DATE.search(m.string[: m.start()][-40:]) else [],
            flags=0,
        ),
        wrong={"It was like Sony which led the market.": "It was like Sony, which led the market."},
        right=("It was like Sony, which led the market.", "the book which is here"),
        confidence=0.7,
        measured="0.0105 hits per 1,000 words of good speech; none in edited texts",
        roles=frozenset({Role.SPEECH}),
    ),
    Rule(
        name="although-but",
        kind=Kind.GRAMMAR,
        message="“Although” and “but” do the same work: one is enough.",
        find=pattern(
            r"(?:(?<=[.!?][ ])|(?<=^)|(?<=\n))(?:although|though|even[ ]though|despite)[ ]"
            r"[^.?!;\n]{8,110}?,[ ]"
            r"(?P<bad>but[ ])",
            "",
            starts="although though even despite",
        ),
        wrong={"Although it was cheap, but it was good.": "Although it was cheap, it was good."},
        right=("Although it was cheap, it was good.", "It was good, although cheap, but sold."),
        confidence=0.8,
        measured=(
            "0.0023 hits per 1,000 words of good speech; "
            "1 in edited texts: 0 as edited, 1 edited otherwise, 0 kept, 0 wrong"
        ),
    ),
    Rule(
        name="because-so",
        kind=Kind.GRAMMAR,
        message="“Because” and “so” do the same work: one is enough.",
        find=pattern(
            r"(?:(?<=[.!?][ ])|(?<=^)|(?<=\n))(?:because|since)[ ](?!of\b)[^.?!;,\n]{8,110}?,[ ]"
            r"(?P<bad>so[ ])(?=(?:i|we|you|he|she|they|it|the|this|our)\b)",
            "",
            starts="because since",
        ),
        wrong={"Because it was cheap, so we sold many.": "Because it was cheap, we sold many."},
        right=(
            "Because it was cheap, we sold many.",
            "We sold it because it was cheap, so they came.",
        ),
        confidence=0.6,
        measured="0.0055 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="question-inside-sentence",
        kind=Kind.GRAMMAR,
        message="Inside a sentence the subject stands before the verb.",
        find=pattern(
            rf"{either(_ASK)}[ ](?:(?:me|us|him|them|you|about|exactly)[ ])?(?P<ask>what|where"
            rf"|who|how|why|when)"
            rf"[ ](?P<bad>(?P<verb>{either(_BE)})[ ](?P<subject>it|this|that|he|she|they|we"
            rf"|i))(?=[ ]?[.,;])",
            r"\g<subject> \g<verb>",
            starts=_ASK,
        ),
        wrong={"I don't know what is it.": "I don't know what it is."},
        right=("I don't know what it is.", "Do you know what is it that he wants?"),
        confidence=0.75,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="how-is-it-called",
        kind=Kind.GRAMMAR,
        message="English asks this with “what”.",
        find=pattern(
            r"(?P<bad>how)(?=[ ](?:(?:is|are)[ ](?:it|this|that|they|these)[ ]called|(?:do"
            r"|does|did)[ ]"
            r"(?:you|we|they|it)[ ](?:call[ ](?:it|this|that)|look[ ]like)|(?:it|he|she|this"
            r"|that|they)"
            r"[ ]looks?[ ]like))",
            "what",
            starts="how",
        ),
        wrong={"How is it called in English?": "What is it called in English?"},
        right=("How is it made?", "What does it look like?"),
        confidence=0.75,
        measured="0.0008 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="will-after-time-word",
        kind=Kind.GRAMMAR,
        message="After this word English uses the present.",
        find=pattern(
            r"(?:after|before|until|as[ ]soon[ ]as|unless)[ ](?P<who>i|we|you|they)[ ]"
            r"(?P<bad>will[ ])(?=[a-z])",
            "",
            starts="after before until as unless",
        ),
        wrong={"As soon as we will start, it works.": "As soon as we start, it works."},
        right=("As soon as we start, it works.", "We will start after lunch."),
        confidence=0.75,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="there-have",
        kind=Kind.GRAMMAR,
        message="English says “there is”, “there are”.",
        find=pattern(
            r"there[ ](?P<bad>have|has)(?=[ ](?P<many>many|several|some|lots|two|three|four"
            r"|a[ ]lot|no|few|an?)\b)",
            lambda m: (
                ["is" if m.group("many").lower() in ("a", "an", "no") else "are"]
                if re.search(
                    r"(?i)(?:^|[.!?,;\n] |\b(?:that|because|and|but|so|if|now) )$",
                    m.string[: m.start()],
                )
                else []
            ),
            starts="there",
        ),
        wrong={"In China, there have many factories.": "In China, there are many factories."},
        right=(
            "There are many factories.",
            "People there have many cars.",
            "There have been many.",
        ),
        confidence=0.85,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="perfect-with-past-time",
        kind=Kind.GRAMMAR,
        message="With a time that is over, English uses the simple past.",
        find=pattern(
            r"(?:i|we|you|they|he|she|it)(?P<bad>(?:[ ](?:have|has)|['’](?:ve|s))[ ](?!been\b"
            r"|had\b|got\b)(?P<verb>[a-z]+))"
            r"(?=[ ](?!since\b)(?:(?!since\b|if\b|that\b|who\b|which\b|for\b|from\b"
            r"|what\b)[\w'’-]+[ ]){0,5}?"
            r"(?:(?:\d+|one|two|three|four|five|ten|several|many|a[ ]few|some)[ ](?:years?"
            r"|months?|weeks?|days?)"
            r"[ ]ago|yesterday|last[ ](?:year|month|week))\s*(?:[.,;!?]|$))",
            lambda m: _simple_past(m.group("verb")),
            starts="i we you they he she it i've we've you've they've",
        ),
        wrong={"I have joined the company two years ago.": "I joined the company two years ago."},
        right=(
            "I joined the company two years ago.",
            "I have worked on it since two years ago.",
            "It has been two years.",
        ),
        confidence=0.75,
        measured="0.0023 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="present-with-since",
        kind=Kind.GRAMMAR,
        message="With “since”, English uses the perfect: have been doing.",
        find=pattern(
            r"(?P<who>i|we|you|they|he|she|it)(?P<bad>(?:[ ](?P<be>am|is|are)|['’](?:m|re"
            r"|s))[ ](?P<verb>[a-z]+ing))"
            r"(?=[ ](?:(?!that\b|who\b|which\b|and\b|but\b|because\b)[\w'’-]+[ ]){0,4}?since[ ]"
            r"(?:(?:19|20)\d\d|(?:\d+|two|three|many)[ ]years|last[ ]|childhood|the[ ]beginning))",
            lambda m: [
                (" has been " if m.group("who").lower() in ("he", "she", "it") else " have been ")
                + m.group("verb")
            ],
            starts="i we you they he she it i'm we're you're they're he's she's it's",
        ),
        wrong={"I am working here since 2015.": "I have been working here since 2015."},
        right=("I have been working here since 2015.", "He is coming, since he asked."),
        confidence=0.8,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
)


def _simple_past(participle: str) -> list[str]:
    found = verb_of_participle(participle.lower())
    return [" " + found.past] if found else []
