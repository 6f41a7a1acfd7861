"""The glossary: the right names, and all the wrong ways in which they are written.

The one thing to know: nothing in this folder reads a transcript. It works on strings, so that
the checker, the learning commands and the measurements share one matcher.
"""

from __future__ import annotations

from transcript_fix.glossary.add import add_term
from transcript_fix.glossary.entry import Glossary, Term
from transcript_fix.glossary.load import load
from transcript_fix.glossary.plain import is_safe_alias, known_in, known_words

__all__ = ["Glossary", "Term", "add_term", "is_safe_alias", "known_in", "known_words", "load"]
