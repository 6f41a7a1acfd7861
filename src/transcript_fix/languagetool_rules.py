"""What LanguageTool's rules mean to an editor: their kind, and which are off for speech.

Both engines that speak LanguageTool (in process, and the server) build their findings here, so
the same rule has the same name and kind. The one thing to know: a rule is called
`lt:` + LanguageTool's id, without sub-rule ids, since one of the two does not report them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from transcript_fix.config import Settings
from transcript_fix.model import Applicability, Document, Finding, Kind
from transcript_fix.pieces import Piece
from transcript_fix.words import zipf

PREFIX = "lt:"
MOST_SUGGESTIONS = 8
_TAG = re.compile(r"<suggestion>(.*?)</suggestion>")

_TYPOGRAPHY = """
EN_ELLIPSIS ELLIPSIS ARROWS HYPHEN_TO_EN DASH_RULE EN_QUOTES COPYRIGHT R_SYMBOL TRADEMARK
MULTIPLICATION_SIGN CAFE_DIACRITIC EN_UNPAIRED_BRACKETS EN_UNPAIRED_QUOTES
SPACE_BEFORE_PARENTHESIS UNLIKELY_OPENING_PUNCTUATION NON_ENGLISH_CHARACTER_IN_A_WORD
EN_SPLIT_WORDS_HYPHEN QUOTATION_MARKS_COMMA COVID_19 UP_TO_DATE_HYPHEN SPURIOUS_APOSTROPHE
"""
"""Dots, arrows, dashes and quotes are the publisher's choice."""

_SPEECH = """
GONNA WANNA GOTTA GIMME CAUSE_BECAUSE KIND_OF_A ENGLISH_WORD_REPEAT_BEGINNING_RULE
SENT_START_CONJUNCTIVE_LINKING_ADVERB_COMMA SENTENCE_FRAGMENT SUBJECT_DROP ANYWAYS
TOO_LONG_SENTENCE TOO_LONG_PARAGRAPH EN_REPEATEDWORDS THERE_S_MANY THERE_IS_A_LOT_OF
PHRASE_REPETITION RB_RB_COMMA REPEATED_VERBS INTERJECTIONS_PUNCTUATION THATS_ITS
REASON_IS_BECAUSE IF_OF FEWER_LESS CONFUSION_OF_ME_I MONTH_OF_XXXX THESE_ONES
THE_HOW THE_PUNCT IN_OR_WITH_REGARDS_TO_OF MISSING_TO_BEFORE_A_VERB IN_THIS_MOMENT
ADVERB_VERB_ADVERB_REPETITION ANY_MORE
"""
"""How people speak."""

_COMMAS = """
COMMA_COMPOUND_SENTENCE COMMA_COMPOUND_SENTENCE_2 COMMA_COMPOUND_SENTENCE_3
COMMA_COMPOUND_SENTENCE_4 MISSING_COMMA_AFTER_INTRODUCTORY_PHRASE MISSING_COMMA_AFTER_YEAR
MISSING_COMMA_WITH_TOO MISSING_COMMA_WITH_NNP COMMA_THANKS FINAL_ADVERB_COMMA PRP_COMMA
THEN_WHEN_COMMA BY_DEFAULT_COMMA UNNECESSARY_COMMA I_FOR_ONE_VB_COMMA
NO_COMMA_BEFORE_INDIRECT_QUESTION
"""
"""Commas go both ways: human editors take out as many as they put in."""

_TECHNICAL = """
ETC_PERIOD EN_DATE_WEEKDAY_CURRENTYEAR A_INSTALL IN_WINDOWS LC_AFTER_PERIOD
"""

_NEVER_RIGHT = """
A_RB_NN ADJECTIVE_ADVERB ADVERB_OR_HYPHENATED_ADJECTIVE ALL_MOST_SOME_OF_NOUN
AND_SO_ONE ARE_WE_HAVE BE_I_BE_GERUND BOTH_AS_WELL_AS CA_BRAND_NEW
COLLECTIVE_NOUN_VERB_AGREEMENT_VBP DENIAL_OF_SERVICE_ATTACK EN_COMPOUNDS_SUPER_FAST IF_IS IT_IT
IN_WHO THAT_S_YOU_RE THE_SUPERLATIVE THE_THIRD_PARTY
TOO_DETERMINER YOUR_NN
"""
"""Fired 5 to 20 times each in a million words of edited speech, hardly ever on an error, and made
no edit of the people who corrected free transcripts (CC0, MIT, CC BY-SA) and translations (CC0)."""

_NAMES = "POSSESSIVE_APOSTROPHE"
"""Takes terms for possessives."""

_OFF_PREFIXES = ("EN_DIACRITICS_REPLACE_",)
"""An accent more or less is spelling that varies, and part of many names."""

OFF = frozenset(f"{_TYPOGRAPHY} {_SPEECH} {_COMMAS} {_TECHNICAL} {_NEVER_RIGHT} {_NAMES}".split())
"""Rules that are not asked unless the user turns one on (`--rule lt:GONNA`)."""

OFF_CATEGORIES = (
    "REDUNDANCY",
    "STYLE",
    "REPETITIONS_STYLE",
    "PLAIN_ENGLISH",
    "AMERICAN_ENGLISH_STYLE",
    "BRITISH_ENGLISH",
    "CREATIVE_WRITING",
    "GENDER_NEUTRALITY",
    "WIKIPEDIA",
    "TEXT_ANALYSIS",
)
"""Taste, and the other English: never an error. Kept are the rules of `NOT_TASTE`."""

NOT_TASTE = frozenset({"RECOMMENDED_COMPOUNDS", "NEEDS_FIXED", "MORE_EASY_N_CLEAR"})

_CATEGORIES = {
    "TYPOS": Kind.SPELLING,
    "CASING": Kind.CASING,
    "PROPER_NOUNS": Kind.NAME,
    "MULTITOKEN_SPELLING": Kind.NAME,
    "TYPOGRAPHY": Kind.PUNCTUATION,
    "PUNCTUATION": Kind.PUNCTUATION,
    "COMPOUNDING": Kind.PUNCTUATION,
    "CONFUSED_WORDS": Kind.WORD,
    "COLLOCATIONS": Kind.WORD,
    "NONSTANDARD_PHRASES": Kind.WORD,
    "SEMANTICS": Kind.WORD,
    "FALSE_FRIENDS": Kind.WORD,
    "GRAMMAR": Kind.GRAMMAR,
}

_RULES = {
    "ENGLISH_WORD_REPEAT_RULE": Kind.DUPLICATE,
    "PHRASE_REPETITION": Kind.DUPLICATE,
    "EN_A_VS_AN": Kind.GRAMMAR,
    "RECOMMENDED_COMPOUNDS": Kind.PUNCTUATION,
    "NEEDS_FIXED": Kind.GRAMMAR,
    "MORE_EASY_N_CLEAR": Kind.GRAMMAR,
}


def off(settings: Settings) -> tuple[str, ...]:
    """Return LanguageTool's ids of the rules not to ask, without the prefix, sorted."""
    wanted = {r.removeprefix(PREFIX) for r in settings.rules_on}
    unwanted = {r.removeprefix(PREFIX) for r in settings.rules_off if r.startswith(PREFIX)}
    return tuple(sorted((OFF - wanted) | unwanted))


def asked(rule: str, category: str, settings: Settings) -> bool:
    """Return whether the finding of this rule (LanguageTool's id) is wanted at all."""
    if PREFIX + rule in settings.rules_on:
        return True
    if rule in OFF or rule.startswith(_OFF_PREFIXES) or PREFIX + rule in settings.rules_off:
        return False
    return category not in OFF_CATEGORIES or rule in NOT_TASTE


def kind(rule: str, category: str, issue_type: str) -> Kind:
    """Return what is wrong in the editor's terms."""
    if rule in _RULES:
        return _RULES[rule]
    if issue_type.lower() == "whitespace":
        return Kind.SPACING
    if category == "MISC":  # compounds, mostly
        return Kind.PUNCTUATION if issue_type.lower() == "misspelling" else Kind.GRAMMAR
    if category in OFF_CATEGORIES:
        return Kind.STYLE
    return _CATEGORIES.get(category, Kind.GRAMMAR)


def finding(
    document: Document,
    piece: Piece,
    start: int,
    end: int,
    *,
    rule: str,
    category: str,
    issue_type: str,
    message: str,
    suggestions: Iterable[str],
    engine: str,
) -> Finding | None:
    """Return the finding for a match at `start`..`end` (code points of the piece's text).

    `rule` and `category` are LanguageTool's ids. None where the place is not in one passage.
    """
    span = piece.span(start, end)
    text = piece.text
    if span is None or _trailing_off(text, start, end, rule) or _meant(text, start, end, rule):
        return None
    before = document.cut(span)
    what = kind(rule, category, issue_type)
    return Finding(
        span=span,
        before=before,
        rule=PREFIX + rule,
        engine=engine,
        kind=what,
        message=" ".join(_TAG.sub(r"“\1”", message).split()),
        suggestions=tuple(dict.fromkeys(s for s in suggestions if s != before))[:MOST_SUGGESTIONS],
        limit=_LIMITS.get(what, Applicability.REVIEW),
    )


def _trailing_off(text: str, start: int, end: int, rule: str) -> bool:
    """Return whether a rule stumbles over the two dots of somebody who trails off.."""
    if rule == "DOUBLE_PUNCTUATION":
        return not text[start:end].strip(".")
    if rule in ("UPPERCASE_SENTENCE_START", "SENTENCE_WHITESPACE", "LC_AFTER_PERIOD"):
        return text[:start].rstrip().endswith(("..", "…"))
    return False


def _meant(text: str, start: int, end: int, rule: str) -> bool:
    """Return whether a rule stumbles over how people speak, a name, a list or code."""
    said, behind = text[start:end], text[end:]
    if rule == "ENGLISH_WORD_REPEAT_RULE":
        first, _, again = said.partition(" ")
        name = first[:1].isupper() and again[:1].isupper()
        return name or (again.isupper() and first.islower()) or first.lower() in _STRESSED
    if rule == "THIS_NNS":
        return _SORTS.search(said) is not None
    if rule == "COMMA_PARENTHESIS_WHITESPACE":  # a .gitconfig; two marks in a row
        return said == ",." or (said.strip() == "." and behind[:1].isalpha())
    if rule == "SENTENCE_WHITESPACE":  # os.Stdout, Psy.D; a missing space is before a common word
        word = said.strip()
        return zipf(word) < _BEGINS or (len(word) == 1 and word not in "AI")
    if rule == "EN_A_VS_AN":  # "A - It is", an mp3
        return _NO_WORD.match(behind) is not None
    return False


_STRESSED = frozenset(
    ("really", "very", "much", "so", "such", "long", "many", "far", "way", "too", "blah", "yada")
)
_SORTS = re.compile(r"(?:kind|sort|type)s?$")
_BEGINS = 5.3
"""Zipf value of words that begin sentences (It, So, What, Right)."""
_NO_WORD = re.compile(r"\s*(?:[^\w\s]|\w*\d)")

_LIMITS = {
    Kind.SPELLING: Applicability.SAFE,
    Kind.SPACING: Applicability.SAFE,
    Kind.STYLE: Applicability.NOTE,
}
"""The most that may be done by kind: a word changed by a machine is an editor's to accept."""
