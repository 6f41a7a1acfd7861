"""Whether a text is a translation of a source at all.

The one thing to know: an excerpt is, and so is a free translation. Only where most of the source
is nowhere, or its figures and Latin words are, is the answer no.
"""

from __future__ import annotations

from transcript_fix.bilingual.figure import agree_any
from transcript_fix.bilingual.held import Held, anchors, size
from transcript_fix.bilingual.language import CJK
from transcript_fix.bilingual.parts import spoken

LOST = 0.6
"""Share of the source, in characters, without a counterpart."""
FOUND, ENOUGH = 0.25, 8
"""Share of what both sides must have that they have, where there are at least so many."""


def related(held: Held) -> bool:
    """Return whether the translation seems to be one of its source."""
    lengths = [(size(c.source), spoken(c.target)) for c in held.couples if c.source]
    whole = sum(length for length, _ in lengths)
    if len(lengths) > 3 and sum(n for n, here in lengths if not here) > LOST * whole:
        return False
    found = missed = 0
    for index, couple in enumerate(held.couples):
        near = held.near(index)
        theirs = [t for c in near for t in c.target_figures]
        for figure in couple.source_figures:
            if figure.firm:
                here = agree_any(figure, theirs)
                found, missed = found + here, missed + (not here)
        if held.language in CJK:
            words = anchors(couple.source, held.language, held.terms, source=True)
            said = " ".join(c.target for c in near).lower()
            for word in (w for w in words if w.isalpha()):
                found, missed = found + (word in said), missed + (word not in said)
    return found + missed < ENOUGH or found >= FOUND * (found + missed)
