"""One thing where several are meant, or the other way round.

The one thing to know: a noun before another noun stays singular ("many project managers"), so a
noun counts only where its phrase ends.
"""

from __future__ import annotations

import re

from transcript_fix.model import Kind
from transcript_fix.rule import Rule, any_of, either, pattern, words
from transcript_fix.wordforms import PHRASE_END, adjective, counted, noun_of_plural, verb_of_past

_NUMBERS = "two three four five six seven eight nine ten twelve fifteen twenty thirty fifty hundred"
_MANY = f"many several few various numerous countless {_NUMBERS}"
_EITHER_WAY = words(
    "hour gig gigabit gigabyte megabyte terabyte byte does amount text ground hundred "
    "kind sort type folk couple million billion thousand dozen percent bit foot pound series head "
    "yuan dollar fish sheep deer aircraft craft species offspring data media staff one fold"
)
_ABSTRACT = ("ity", "ment", "tion", "sion", "ance", "ence", "age", "ing", "ism", "cy", "ary", "xt")
_BEFORE_NAMES = words(
    "top level day number version type layer tier part phase step stage chapter page to by small "
    "that your our this the a"
)
_COUNTS = words("few couple dozen hundred thousand million billion lot bunch ton zillion many")
_GROUPS = words(
    "team group family company class crew community audience band committee board panel"
)


def _named(m: re.Match[str]) -> bool:
    """Return whether the number is a name: "Level 5", "type two", "nine to five"."""
    number = m.group().split()[0].lower()
    before = m.string[max(0, m.start() - 20) : m.start()].split()[-1:]
    if not before or not (number.isdigit() or number in _NUMBERS.split()):
        return False
    return before[0].lower() in _BEFORE_NAMES or (before[0][0].isupper() and before[0].isalnum())


def _plural(m: re.Match[str]) -> list[str]:
    word = m.group("bad").lower()
    noun = counted(word)
    if not noun or word in _EITHER_WAY or word == noun.plural:
        return []
    return [noun.plural]


def _strict_plural(m: re.Match[str]) -> list[str]:
    if not m.group("bad").islower() or verb_of_past(m.group("bad")) or _named(m):
        return []
    noun = counted(m.group("bad").lower())
    return _plural(m) if noun and noun.strict else []


def _singular(m: re.Match[str]) -> list[str]:
    word = m.group("bad")
    noun = None if word in ("ways", "does", "commons") else noun_of_plural(word)
    if not noun or not noun.own_plural or adjective(word) or counted(word) or noun.mass:
        return []
    return [noun.singular]


_BEFORE_HUNDREDS = (
    "are have has were with by for of from in and to attract attracted serve served reach reached"
)
_PLAIN_ADJECTIVES = words(
    "new good great big large small different other important famous main major key young old "
    "local foreign domestic technical common similar specific difficult interesting useful"
)
_ADJ = rf"(?:{either(' '.join(sorted(_PLAIN_ADJECTIVES)))}[ ])?"


def _only_adjectives(found: str) -> bool:
    """Return whether adjectives and names alone stand between "a" and the noun."""
    return all(
        word[0].isupper()
        or word in _PLAIN_ADJECTIVES
        or (word not in _COUNTS and (a := adjective(word)) and a.strict)
        for word in found.split()
    )


def _second(m: re.Match[str]) -> list[str]:
    return _strict_plural(m) if _is_plural(m.group("first")) else []


_MANY_ALL = f"{_MANY} other all different"
_PAIR = r"[ ](?P<first>[a-z]+s)[ ](?:and|or)[ ](?P<bad>[a-z]+)(?=\s*(?:[.,;:?!)\n]|$))"


def _one_less(m: re.Match[str]) -> list[str]:
    return [m.group("bad")[:-1]]


_BEFORE_OTHER = (
    "in with for of to from by and about on at or between help use using see learn has have had "
    "like as than through against among are were meet met join joined"
)
_SMALL = _NUMBERS.replace(" hundred", "")
_MILLIONS = r"(?P<bad>(?:hundred|thousand|million|billion|trillion)s)(?:[ ]of)?(?=[ ]\w)"

rules = (
    Rule(
        name="many-singular",
        kind=Kind.GRAMMAR,
        message="More than one is meant: the noun takes its plural.",
        find=pattern(
            rf"(?:{either(_MANY)})[ ]{_ADJ}(?P<bad>[a-z]+){PHRASE_END}",
            _strict_plural,
            starts=_MANY,
        ),
        wrong={
            "There are many company in China.": "There are many companies in China.",
            "We met several good teacher there.": "We met several good teachers there.",
        },
        right=(
            "There are many company cars.",
            "Many a company has tried.",
            "Both company and user are happy.",
            "There are many companies in China.",
        ),
        confidence=0.82,
        measured=(
            "0.0055 hits per 1,000 words of good speech; "
            "5 in edited texts: 1 as edited, 4 edited otherwise, 0 kept, 0 wrong"
        ),
    ),
    Rule(
        name="number-singular",
        kind=Kind.GRAMMAR,
        message="More than one is meant: the noun takes its plural.",
        find=pattern(
            rf"(?<=[a-z][ ])(?!0?1 |1[5-9]\d\d|20\d\d)\d{{1,5}}[ ]{_ADJ}"
            rf"(?P<bad>[a-z]+){PHRASE_END}",
            _strict_plural,
            flags=0,
        ),
        wrong={"We entered 7 country in Asia.": "We entered 7 countries in Asia."},
        right=(
            "We entered 7 countries.",
            "A 7 country tour.",
            "1 user",
            "It was 2012 and we left.",
        ),
        confidence=0.8,
        measured=(
            "0.0016 hits per 1,000 words of good speech; "
            "1 in edited texts: 0 as edited, 1 edited otherwise, 0 kept, 0 wrong"
        ),
    ),
    Rule(
        name="these-singular",
        kind=Kind.GRAMMAR,
        message="“These” and “those” take a plural.",
        find=pattern(
            rf"(?:these|those)[ ]{_ADJ}(?P<bad>[a-z]+){PHRASE_END}",
            _strict_plural,
            starts="these those",
        ),
        wrong={"These company are good.": "These companies are good."},
        right=("These kind of things happen.", "These are good.", "These company cars"),
        confidence=0.82,
        measured=(
            "0.0039 hits per 1,000 words of good speech; "
            "3 in edited texts: 1 as edited, 2 edited otherwise, 0 kept, 0 wrong"
        ),
    ),
    Rule(
        name="this-plural",
        kind=Kind.GRAMMAR,
        message="A plural takes “these”.",
        find=pattern(
            rf"(?P<this>(?P<bad>this))[ ](?P<noun>[a-z]+s|people|children|women|men){PHRASE_END}",
            lambda m: ["these"] if _is_plural(m.group("noun")) else [],
            starts="this",
        ),
        wrong={"This companies are good.": "These companies are good."},
        right=(
            "This means a lot.",
            "This series is good.",
            "This works for us.",
            "These companies",
        ),
        confidence=0.82,
        measured=(
            "0.0023 hits per 1,000 words of good speech; "
            "1 in edited texts: 1 as edited, 0 edited otherwise, 0 kept, 0 wrong"
        ),
    ),
    Rule(
        name="one-of-singular",
        kind=Kind.GRAMMAR,
        message="After “one of the” stands a plural.",
        find=pattern(
            r"one(?<!day one)(?<!stage one)(?<!part one)(?<!step one)(?<!phase one)[ ]of[ ]"
            r"(?:the|our|my|your|his|their|these|those)[ ]"
            rf"(?:(?:most|very)[ ][a-z]+[ ]|[a-z]+est[ ]|{_ADJ})(?P<bad>[a-z]+){PHRASE_END}",
            lambda m: [] if m.group("bad").lower() in _GROUPS else _strict_plural(m),
            starts="one",
        ),
        wrong={
            "It is one of the most important thing in life.": (
                "It is one of the most important things in life."
            ),
        },
        right=("It is one of the most important things.", "one of the team is here"),
        confidence=0.85,
        measured="0.0016 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="other-singular",
        kind=Kind.GRAMMAR,
        message="“Other” alone takes a plural.",
        find=pattern(
            rf"{either(_BEFORE_OTHER)}[ ]other[ ]{_ADJ}(?P<bad>[a-z]+){PHRASE_END}",
            _strict_plural,
            starts=_BEFORE_OTHER,
        ),
        wrong={"We learn from other company.": "We learn from other companies."},
        right=(
            "We learn from other companies.",
            "some other way",
            "every other day",
            "in other company cars",
        ),
        confidence=0.85,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="kinds-of-singular",
        kind=Kind.GRAMMAR,
        message="More than one is meant: the noun takes its plural.",
        find=pattern(
            r"(?:(?:all|many|different|various|several|other|lots)[ ](?:kinds|types|sorts)[ ]of"
            rf"|lots[ ]of|plenty[ ]of|a[ ](?:number|variety|series|couple)[ ]of)[ ]{_ADJ}"
            rf"(?P<bad>[a-z]+){PHRASE_END}",
            lambda m: [] if m.group("bad").endswith(_ABSTRACT) else _strict_plural(m),
            starts="all many different various several other lots plenty a",
        ),
        wrong={"We solved all kinds of problem there.": "We solved all kinds of problems there."},
        right=("all kinds of problems", "a number of user accounts", "plenty of time"),
        confidence=0.75,
        measured="0.0043 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="a-plural",
        kind=Kind.GRAMMAR,
        message="“A” and “an” take a singular.",
        find=pattern(
            rf"(?:a|an|(?<!\w )A)(?<!of a)[ ](?P<adjectives>(?:[\w-]+[ ]"
            rf"){{0,2}})(?P<bad>[a-z]+s){PHRASE_END}",
            lambda m: _singular(m) if _only_adjectives(m.group("adjectives")) else [],
            starts="a an",
            flags=0,
        ),
        wrong={"It is a good products for us.": "It is a good product for us."},
        right=("It is a good series.", "a few products", "a sales team", "a means to an end"),
        confidence=0.78,
        measured=(
            "0.0055 hits per 1,000 words of good speech; "
            "3 in edited texts: 1 as edited, 2 edited otherwise, 0 kept, 0 wrong"
        ),
    ),
    Rule(
        name="every-plural",
        kind=Kind.GRAMMAR,
        message="“Every”, “each” and “another” take a singular.",
        find=pattern(
            rf"(?:every|each|another)[ ](?P<bad>[a-z]+s){PHRASE_END}",
            _singular,
            starts="every each another",
        ),
        wrong={"We met every users of ours.": "We met every user of ours."},
        right=("every two years", "each other's phones", "another series"),
        confidence=0.8,
        measured="0.0008 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="plural-and-singular",
        kind=Kind.GRAMMAR,
        message="More than one is meant: this noun takes its plural, too.",
        find=any_of(
            pattern(rf"{either(_MANY_ALL)}{_PAIR}", _second, starts=_MANY_ALL),
            pattern(rf"(?<=[a-z][ ])(?!0?1 )\d{{1,5}}{_PAIR}", _second, flags=0),
        ),
        wrong={"It entered 7 countries and region.": "It entered 7 countries and regions."},
        right=("It entered 7 countries and regions.", "two cats and a dog."),
        confidence=0.75,
        measured="0.0008 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="millions-after-number",
        kind=Kind.GRAMMAR,
        message="After a number the word stays singular.",
        find=any_of(
            pattern(rf"\d[ ]{_MILLIONS}", _one_less, flags=0),
            pattern(rf"{either(_SMALL)}[ ]{_MILLIONS}", _one_less, starts=_SMALL),
        ),
        wrong={"It has 5 millions users.": "It has 5 million users."},
        right=("It has 5 million users.", "There are millions of users."),
        confidence=0.85,
        measured="0.0012 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="hundred-of",
        kind=Kind.GRAMMAR,
        message="Without a number before it, it takes a plural.",
        find=pattern(
            rf"{either(_BEFORE_HUNDREDS)}[ ](?P<bad>hundred|thousand|million|billion|dozen)"
            r"(?=[ ]of[ ](?!the|them|us|these|those|my|our|an?)\b)",
            r"\g<bad>s",
            starts=_BEFORE_HUNDREDS,
        ),
        wrong={"It is used by million of people.": "It is used by millions of people."},
        right=("a hundred of them", "It is used by millions of people.", "the hundred of us"),
        confidence=0.85,
        measured="0.0004 hits per 1,000 words of good speech; none in edited texts",
    ),
)


def _is_plural(word: str) -> bool:
    noun = None if word.lower() == "does" else noun_of_plural(word.lower())
    return word.lower() in ("people", "children") or bool(
        noun and noun.own_plural and not noun.mass and noun.plural != noun.singular
    )
