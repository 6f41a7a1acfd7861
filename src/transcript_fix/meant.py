"""Which word was meant at a place: slips of the hand times how likely the words are in a row.

Needs the extra `[context]`; without it the order is `spelling.ranked`'s, which never reads the
sentence. The one thing to know: here suggestions are not only sorted, others are added (words run
together, words that the engine did not think of), so the first one may be nobody's but ours.

The weights were set on 3,000 misspellings in edited speech (codespell's list and slips made by
`bench/misspellings.py`; CC BY-SA and MIT) and a wide range does as well; the figures of the
held-out part are in `bench/README.md`.
"""

from __future__ import annotations

from collections.abc import Sequence

from transcript_fix import candidates, trigram, typos
from transcript_fix.glossary import lexicon
from transcript_fix.model import Document, Finding
from transcript_fix.rule import like_case
from transcript_fix.spelling import ranked, slips
from transcript_fix.words import zipf

SLIP = 9.0
"""Nats: what one slip of the hand costs against the words round it."""
CAPITAL = 3.0
"""Nats: what a capital costs that was not typed."""
PLACE = 0.1
"""Nats: what one place further down in the engine's own order costs."""
LAST_PLACE = 10
"""Where a suggestion of our own stands in the engine's order."""
OWN = 5
"""Suggestions of our own are shown among the first so many."""
WRITTEN_SMALL = 0.3
"""Share of a word's uses in small letters from which we propose it: names are the engines'."""


def suggested(document: Document, finding: Finding) -> tuple[str, ...]:
    """Return suggestions for an unknown word, the likeliest in its sentence first."""
    if not trigram.available() or not finding.before.isalpha():
        return ranked(finding.before, finding.suggestions)
    own = () if _named(document, finding) else _own(finding.before.lower())
    cased = (like_case(finding.before, w) for w in own)
    order = _ranked(document, finding, tuple(dict.fromkeys((*finding.suggestions, *cased))))
    engine = frozenset(finding.suggestions)
    return tuple(s for place, s in enumerate(order) if s in engine or place < OWN)


def chosen(
    document: Document, finding: Finding, engine: Sequence[str] | None = None
) -> tuple[str, ...]:
    """Return a list's answers for a misspelling, the likeliest in its sentence first.

    `engine` is the order of a speller at the same place, if there is one.
    """
    if not trigram.available():
        return ranked(finding.before, finding.suggestions, engine)
    return _ranked(document, finding, finding.suggestions)


def _ranked(document: Document, finding: Finding, suggestions: Sequence[str]) -> tuple[str, ...]:
    model = trigram.load()
    span, typed = finding.span, finding.before
    words, at = trigram.window(document.prose, span.start, span.end, model)
    places = {s: place for place, s in enumerate(finding.suggestions)}

    def cost(suggestion: str) -> float:
        new = [t.word for t in trigram.tokens(suggestion, model)]
        likely = model.within(words, at, new) + sum(_said(w) for w in new if not model.knows(w))
        slipped = SLIP * slips(typed.lower(), suggestion.lower())
        capital = CAPITAL * (suggestion[:1].isupper() and not typed[:1].isupper())
        return slipped + capital + PLACE * places.get(suggestion, LAST_PLACE) - likely

    return tuple(sorted(suggestions, key=cost))


def _named(document: Document, finding: Finding) -> bool:
    """Return whether a capital says that it is a name: no word of our own is one.

    Of the words that no dictionary has, most are names, and to look for words near one takes long.
    """
    span = finding.span
    _, before = trigram.window(document.prose, span.start, span.end, trigram.load())
    return before > 0 and finding.before[:1].isupper()


def _said(word: str) -> float:
    """Return how much likelier a word of edited speech is than the word list says, in nats."""
    return max(0.0, lexicon.levels(word)[0] - zipf(word)) * 2.3


def _own(word: str) -> tuple[str, ...]:
    """Return words of our own: the model knows them, and they are neither names nor misspelt."""
    model, wrongs = trigram.load(), typos.listed()
    return tuple(
        w
        for w in (*candidates.near(word), *candidates.parted(word))
        if all(map(model.knows, w.split()))
        and w not in wrongs
        and lexicon.small_share(w) >= WRITTEN_SMALL
    )
