"""What a transcript tells us about findings that are no errors: its names, terms and its English.

The one thing to know: only findings that say "I do not know this word" are judged here. What
is known wrong (a glossary's alias, a listed typo) is never noise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from transcript_fix.model import Document, Finding, Role
from transcript_fix.words import zipf

TERM_TIMES = 3
"""A capitalised unknown word seen so often in one document is a term, not a typo."""

IN_USE = 2.8
"""Zipf value from which an unknown word that is no listed typo is a word in use (podcasters)."""

_UNKNOWN = re.compile(r"lt:MORFOLOGIK_RULE|lt:SYMSPELL_RULE|lt:HUNSPELL|harper:SpellCheck$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]['\"”’)\]]*\s+|\n\s*|[“\"‘(\[—-]\s*)$")


def unknown_word(finding: Finding) -> bool:
    """Return whether the finding says no more than that the word is in no dictionary."""
    return _UNKNOWN.match(finding.rule) is not None


def known_words(document: Document, known: frozenset[str]) -> frozenset[str]:
    """Return the words that are right in this document, lower case: glossary, labels, terms."""
    words = {w.casefold() for name in known for w in (name, *_WORD.findall(name))}
    for segment in document.segments:
        if segment.role is Role.SPEAKER:
            words |= {w.casefold() for w in _WORD.findall(segment.text)}
    seen = Counter(_bare(w) for w in _WORD.findall(document.prose) if w[:1].isupper())
    return frozenset(words | {w for w, times in seen.items() if times >= TERM_TIMES})


def noise(document: Document, known: frozenset[str]) -> Callable[[Finding], str | None]:
    """Return a judge: why a finding is noise ("name", "term", ...), or None where it is not.

    `known` is what `known_words` returned.
    """

    def judge(finding: Finding) -> str | None:
        if not unknown_word(finding):
            return None
        word = finding.before
        if not finding.suggestions:
            return "no suggestion"
        if not _WORD.fullmatch(word):
            return "not a word"
        if _bare(word) in known:
            return "known"
        if word[1:] != word[1:].lower():
            return "camel case or acronym"
        if word[:1].isupper() and not _starts_sentence(document, finding.span.start):
            return "name"
        if other_english(word, finding.suggestions[0]):
            return "the other English"
        if zipf(word) >= IN_USE:
            return "in use"
        return None

    return judge


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word.casefold())


def _starts_sentence(document: Document, offset: int) -> bool:
    before = document.prose[max(0, offset - 12) : offset]
    return _SENTENCE_START.search(before) is not None or offset == 0


_VARIANTS = (
    (re.compile(r"our"), "or"),
    (re.compile(r"(?<=[a-z])([iy])s(?=e|ing|ation|able)"), r"\1z"),
    (re.compile(r"re(?=s?$|d$)"), "er"),
    (re.compile(r"ll(?=ed|ing|er|ors?|ous|s?$)"), "l"),
    (re.compile(r"ll(?=ment|ful)"), "l"),
    (re.compile(r"ogue"), "og"),
    (re.compile(r"(?<=[fl])enc(?=e)"), "ens"),
    (re.compile(r"[ao]e"), "e"),
    (re.compile(r"amme"), "am"),
    (re.compile(r"dgement"), "dgment"),
    (re.compile(r"t$"), "ed"),
    (re.compile(r"wards$"), "ward"),
)


def other_english(word: str, suggestion: str) -> bool:
    """Return whether two words are the British and the American spelling of one."""
    one, other = _american(word), _american(suggestion)
    return word.lower() != suggestion.lower() and one == other and zipf(word) > 1.5


def _american(word: str) -> str:
    word = word.lower()
    for british, american in _VARIANTS:
        word = british.sub(american, word)
    return word
