"""The translation held against its source: couples of text that say the same.

The one thing to know: a couple is small (a sentence or a cue), and languages put things in another
order. So every check looks at the couples beside it (`near`) before it says that something lacks.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from transcript_fix.bilingual import cjk, western
from transcript_fix.bilingual.align import Bead, Side, by_length, by_time, ratio
from transcript_fix.bilingual.figure import Figure
from transcript_fix.bilingual.language import CJK, SCRIPT, language_of
from transcript_fix.bilingual.parts import Part, cues, paragraphs, sentences
from transcript_fix.glossary.entry import Term
from transcript_fix.model import Applicability, Document, Finding, Kind, Span

ENGINE = "bilingual"


@dataclass(frozen=True)
class Couple:
    """A piece of the source and what it became; either may be empty.

    `start`..`end` is the piece of the translation in code points of its prose.
    """

    source: str
    target: str
    start: int
    end: int
    language: str = field(repr=False)

    @cached_property
    def source_figures(self) -> tuple[Figure, ...]:
        """The figures of the source."""
        return tuple(read_figures(self.source, self.language))

    @cached_property
    def target_figures(self) -> tuple[Figure, ...]:
        """The figures of the translation, in code points of `target`."""
        return tuple(western.figures(self.target, "en"))


@dataclass(frozen=True)
class Held:
    """A translation and its couples. `rate`: characters of English for one of the source."""

    document: Document
    couples: tuple[Couple, ...]
    language: str
    rate: float
    reach: int
    terms: tuple[Term, ...] = ()

    @cached_property
    def forms(self) -> tuple[tuple[str, Term], ...]:
        """The forms of the terms in the source's language, the longest first."""
        rows = [(form, term) for term in self.terms for form in term.source]
        return tuple(sorted(rows, key=lambda row: -len(row[0])))

    def near(self, index: int) -> Sequence[Couple]:
        """Return the couple and those beside it."""
        return self.couples[max(0, index - self.reach) : index + self.reach + 1]

    def expected(self, source: str) -> float:
        """Return how many characters of English a piece of the source should become."""
        return size(source) * self.rate

    def foreign(self, couple: Couple) -> bool:
        """Return whether a couple's translation is in the source's letters: that is told once."""
        letters = SCRIPT.get(self.language)
        return letters is not None and re.search(rf"[{letters}]{{4}}", couple.target) is not None

    def finding(
        self, place: tuple[int, int], rule: str, kind: Kind, message: str, source: str,
        *, suggestions: tuple[str, ...] = (), confidence: float,
    ) -> Finding:  # fmt: skip
        """Return a finding at a place in the prose; one with a suggestion may be asked."""
        span = Span(*place)
        limit = Applicability.REVIEW if suggestions else Applicability.NOTE
        return Finding(
            span, self.document.cut(span), f"{ENGINE}/{rule}", ENGINE, kind, message, suggestions,
            confidence, limit, source,
        )  # fmt: skip


def hold(source: Document, target: Document, terms: Iterable[Term] = ()) -> Held:
    """Lay a translation beside its source."""
    language = language_of(source.prose)
    terms = tuple(t for t in terms if t.source)
    left, right = cues(source), cues(target)
    beads = by_time(left, right) if left and right else None
    if beads is None:
        left, right, beads = _by_length(source, target, language, terms)
    couples = tuple(_couple(source, target, left, right, bead, language) for bead in beads)
    reach = 2 if right and right[0].clock else 1
    return Held(target, couples, language, _rate(couples, language), reach, terms)


def size(text: str) -> int:
    """Return the length of a text in characters, white space left out."""
    return sum(not c.isspace() for c in text)


def read_figures(text: str, language: str) -> Iterator[Figure]:
    """Return the figures of a text in the source's language."""
    return cjk.figures(text, language) if language in CJK else western.figures(text, language)


def quote(text: str, room: int = 48, at: int = 0) -> str:
    """Return a piece of a text round `at`, in quotes, on one line."""
    flat = " ".join(text.split())
    at = len(" ".join(text[:at].split()))
    if len(flat) > room:
        start = max(0, min(at - room // 2, len(flat) - room))
        end = start + room
        flat = ("…" if start else "") + flat[start:end].strip() + ("…" if end < len(flat) else "")
    return f"“{flat}”"


USUAL = 3
"""Couples that the usual rate of a language counts for."""


def usual(language: str) -> float:
    """Return how many characters of English a character usually becomes: our samples' medians."""
    return {"zh": 3.0, "ja": 2.0, "ko": 2.2}.get(language, 0.95)


def _by_length(
    source: Document, target: Document, language: str, terms: tuple[Term, ...]
) -> tuple[tuple[Part, ...], tuple[Part, ...], tuple[Bead, ...]]:
    """Lay paragraphs beside each other, then the sentences in them."""
    left, right = paragraphs(source), paragraphs(target)
    first = ratio(left, right, usual(language))
    whole = _aligned(left, right, language, terms, first)
    rate = _rate([_couple(source, target, left, right, bead, language) for bead in whole], language)
    if abs(rate - first) > 0.15 * first:
        whole = _aligned(left, right, language, terms, rate)
    parts: tuple[list[Part], list[Part]] = ([], [])
    beads: list[Bead] = []
    for bead in whole:
        inner = tuple(
            [s for i in indexes for s in sentences(side[i])]
            for side, indexes in ((left, bead.source), (right, bead.target))
        )
        base = len(parts[0]), len(parts[1])
        found = _aligned(inner[0], inner[1], language, terms, rate)
        if not inner[0]:
            found = (Bead(range(0), range(len(inner[1]))),)
        beads += [_moved(b, base) for b in found]
        parts[0].extend(inner[0])
        parts[1].extend(inner[1])
    return tuple(parts[0]), tuple(parts[1]), tuple(beads)


def _moved(bead: Bead, by: tuple[int, int]) -> Bead:
    a, b = bead.source, bead.target
    return Bead(range(a.start + by[0], a.stop + by[0]), range(b.start + by[1], b.stop + by[1]))


def _aligned(
    left: Sequence[Part], right: Sequence[Part], language: str, terms: tuple[Term, ...],
    rate: float,
) -> tuple[Bead, ...]:  # fmt: skip
    ours = [anchors(p.text, language, terms, source=True) for p in left]
    theirs = [anchors(p.text, "en", terms, source=False) for p in right]
    often = Counter(a for found in (*ours, *theirs) for a in found)
    few = {a for a, times in often.items() if times <= max(4, (len(left) + len(right)) // 6)}
    return by_length(
        Side(left, [a & few for a in ours]), Side(right, [a & few for a in theirs]), rate
    )


_LATIN = re.compile(r"[A-Za-zÀ-ɏ][\w'’-]*[A-Za-zÀ-ɏ\d]")


def anchors(text: str, language: str, terms: Sequence[Term], *, source: bool) -> frozenset[str]:
    """Return what the other side of a text must hold too: figures, names, Latin words."""
    found = set()
    for figure in read_figures(text, language):
        if figure.firm:
            found |= {f"{low:.6g}" for low, _ in figure.readings}
    if source and language not in (*CJK, "ru"):
        words = (m[0] for m in _LATIN.finditer(text) if m[0][0].isupper() and m.start())
    else:
        words = (m[0] for m in _LATIN.finditer(text))
    found |= {re.sub(r"['’]s$", "", w).lower() for w in words}
    for term in terms:
        forms = term.source if source else (term.term, *term.admitted)
        if any(form in text for form in forms):
            found.add(f"={term.term}")
    return frozenset(found)


def _couple(
    source: Document, target: Document, left: Sequence[Part], right: Sequence[Part], bead: Bead,
    language: str,
) -> Couple:  # fmt: skip
    ours, theirs = left[bead.source.start : bead.source.stop], right[slice(
        bead.target.start, bead.target.stop)]  # fmt: skip
    said = "\n".join(p.text for p in ours)
    if not theirs:
        after = right[bead.target.start].start if bead.target.start < len(right) else None
        at = len(target.prose) if after is None else after
        return Couple(said, "", at, at, language)
    start, end = theirs[0].start, theirs[-1].end
    return Couple(said, target.prose[start:end], start, end, language)


def _rate(couples: Iterable[Couple], language: str) -> float:
    """Return the median of what a character of the source became, a short text's near the usual."""
    pairs = [(size(c.source), size(c.target)) for c in couples if c.source and c.target]
    shares = [b / a for a, b in pairs if a]
    return statistics.median([*shares, *[usual(language)] * USUAL])
