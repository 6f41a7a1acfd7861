"""Which forms are ordinary words, so that no glossary entry may touch them by itself.

The one thing to know: 60 % of the wrong forms that editors correct are real words (Jupiter for
Jupyter), so "is it a word" decides more than "how alike are they".
"""

from __future__ import annotations

import re

from transcript_fix.glossary import lexicon
from transcript_fix.glossary.tokens import fold
from transcript_fix.words import zipf

RARE = 2.0
"""Zipf value (once in ten million words) below which a form is no word of English."""
ODD = -1.0
"""Zipf value of a phrase that nobody says (once in ten thousand million words)."""
SHORT = 4
"""Code points: a shorter word proves nothing about the form that it stands in."""
_STOP = """
a an the and or but nor so if as than that this these those there here it its i you he she
we they me him her us them my your his our their who whom whose which what when where why how
is are was were be been being am do does did has have had will would shall should can could
may might must not no yes of in on at to by for from with without into onto over under about
after before between through during against up down out off again then once just also very
too all any both each few more most other some such only own same s t ll re ve d m
"""
STOP = frozenset(_STOP.split())
"""Words at whose edge no near miss begins or ends ("Xiaomi is" is none)."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def is_safe_alias(form: str) -> bool:
    """Return whether `form` can stand for nothing else, so that it may be mended unasked.

    True where one of its words, four code points or more, is no word of English at all, or where
    the words together are said by nobody ("Qual comm").
    """
    words = _WORD.findall(form)
    if any(len(w) >= SHORT and _often(w) < RARE for w in words):
        return True
    if len(words) < 2 or any(w.lower() in STOP for w in words):
        return False
    return lexicon.phrase_chance([_often(w) for w in words]) < ODD


def _often(word: str) -> float:
    return max(zipf(word), *lexicon.levels(fold(word)), 0.0)
