"""What the rest of the tool may know of a glossary without matching: its words."""

from __future__ import annotations

from pathlib import Path

from transcript_fix.glossary.entry import Glossary
from transcript_fix.glossary.load import load
from transcript_fix.glossary.ordinary import is_safe_alias
from transcript_fix.glossary.tokens import words
from transcript_fix.words import is_common


def known_words(glossary: Glossary) -> frozenset[str]:
    """Return forms and words that no engine may call misspelled, as they are written.

    Whole right forms, and their single words unless they are ordinary ones ("The" in a title).
    """
    found: set[str] = set()
    for form in glossary.right_forms():
        found.add(form)
        found.update(w for w in words(form) if not w.islower() or not is_common(w))
    return frozenset(found)


def known_in(file: Path | None) -> frozenset[str]:
    """Return `known_words` of a glossary's file; none where there is no file. Raises as `load`."""
    return known_words(load(file)) if file else frozenset()


__all__ = ["is_safe_alias", "known_in", "known_words"]
