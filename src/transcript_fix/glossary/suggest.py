"""Which terms an archive wants: its frequent names, each with the forms that are nearly it.

The one thing to know: one name in several cases is one proposal under its most frequent form, so
that a learned glossary never holds both Javascript and JavaScript.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from transcript_fix.glossary import lexicon, near
from transcript_fix.glossary.scan import begins_after, derived
from transcript_fix.glossary.tokens import GAP, HIDDEN, TOKEN, fold, split_ending

LEAST = 3
"""Times that a name must stand in the archive."""
WIDEST = 3
"""Words of a name."""
SMALL = 2
"""Times that a name must be written capital for each time that it is written small."""
SHARE = 4
"""Times that a name must be more frequent than a form taken for its variant."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A form that may stand for the term. `safe`: it is no word, and may be mended unasked."""

    form: str
    count: int
    safe: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A term that the archive wants: how often and in how many files, and one example."""

    term: str
    count: int
    files: int
    variants: tuple[Variant, ...]
    example: str


@dataclass(slots=True)
class _Seen:
    forms: Counter[str] = field(default_factory=Counter)
    files: set[str] = field(default_factory=set)
    example: str = ""

    @property
    def count(self) -> int:
        return self.forms.total()


def suggest(
    texts: Iterable[tuple[str, str]], known: frozenset[str] = frozenset(), least: int = LEAST
) -> list[Proposal]:
    """Return proposals, most frequent first. `texts` are names of files and their prose.

    `known` are keys (`tokens.fold`) that the glossary has, whose variants alone are proposed.
    """
    seen: dict[str, _Seen] = defaultdict(_Seen)
    small: Counter[str] = Counter()
    for file, text in texts:
        small.update(w for w in TOKEN.findall(text) if w.islower())
        for form, start in _names(text):
            found = seen[fold(form)]
            found.forms[form] += 1
            found.files.add(file)
            found.example = found.example or _around(text, start)
    often = {k: s for k, s in seen.items() if s.count >= least and not _part(k, s, seen)}
    variants, covered = _variants(seen, often), _covered(often)
    proposals = []
    for key, found in often.items():
        if key in variants.taken or key in covered:
            continue
        if small[key] * SMALL >= found.count:
            continue  # written small as well: no name, or one that begins small (lodash)
        term = found.forms.most_common(1)[0][0]
        cased = [(f, n) for f, n in found.forms.most_common() if f != term]
        forms = tuple(Variant(f, n, _safe(f)) for f, n in [*cased, *variants.of[key]])
        if key not in known or forms:
            proposals.append(Proposal(term, found.count, len(found.files), forms, found.example))
    return sorted(proposals, key=lambda p: (-p.count, p.term))


@dataclass(slots=True)
class _Variants:
    of: dict[str, list[tuple[str, int]]]
    taken: set[str]


def _variants(seen: dict[str, _Seen], often: dict[str, _Seen]) -> _Variants:
    """Give each rare unknown form to the frequent name that it is nearly."""
    nearby = near.build([k for k in often if len(k) >= 5], [k for k in often if len(k) >= 5])
    of: dict[str, list[tuple[str, int]]] = defaultdict(list)
    taken = set()
    for key, found in sorted(seen.items()):
        if len(key) < 5 or max(lexicon.levels(key)) >= 2.5:
            continue
        for one in near.find(nearby, key):
            if _is_variant(one, key, found, often[one.key]):
                of[one.key] += found.forms.most_common()
                taken.add(key)
                break
    return _Variants(of, taken)


def _is_variant(one: near.Near, key: str, found: _Seen, term: _Seen) -> bool:
    close = one.off == 1 or (one.alike >= 0.75 and one.sound >= 0.8)
    if not close or term.count < SHARE * found.count or _same(one.key, key):
        return False
    return _alike_in_words(found, term)


def _alike_in_words(found: _Seen, other: _Seen) -> bool:
    """Return whether neither form is the other with one more word ("GitHub UI")."""
    few, many = (set(s.forms.most_common(1)[0][0].casefold().split()) for s in (found, other))
    return not (few < many or many < few)


def _covered(often: dict[str, _Seen]) -> set[str]:
    """Return the words that stand almost only in one longer name ("Ketelsen")."""
    covered = set()
    for found in often.values():
        parts = found.forms.most_common(1)[0][0].split()
        for part in map(fold, parts if len(parts) > 1 else ()):
            if part in often and found.count >= 0.9 * often[part].count:
                covered.add(part)
    return covered


def _same(key: str, other: str) -> bool:
    return derived(key, other) or derived(other, key) or key.isdigit() or other.isdigit()


def _part(key: str, found: _Seen, seen: dict[str, _Seen]) -> bool:
    """Return whether a form of several words is its first word with a chance neighbour."""
    words = TOKEN.findall(found.forms.most_common(1)[0][0])
    if len(words) < 2:
        return False
    return found.count * 3 < min(seen[fold(w)].count if fold(w) in seen else 0 for w in words)


def _safe(form: str) -> bool:
    from transcript_fix.glossary.ordinary import is_safe_alias

    return is_safe_alias(form)


def _names(text: str) -> Iterator[tuple[str, int]]:
    """Yield names with their offsets: single ones, and runs of two or three."""
    run: list[tuple[str, int, int]] = []
    stop = 0
    for m in TOKEN.finditer(text):
        gap = text[stop : m.start()]
        begins = not stop or begins_after(gap) or HIDDEN in gap
        body, _ = split_ending(m.group())
        named = not body.islower() and body[:1].isalpha() and _named(body, begins)
        if not named or begins or not GAP.match(gap):
            yield from _runs(text, run)
            run = []
        if named:
            run.append((body, m.start(), m.start() + len(body)))
        stop = m.end()
    yield from _runs(text, run)


def _named(body: str, begins: bool) -> bool:
    if body in ("I", "I'm", "I've", "I'd", "I'll", "OK") or body.startswith(("I'", "I’")):
        return False
    if len(body) < 3 and not body.isupper():
        return False
    return not (begins and lexicon.ordinary(body.lower()))


def _runs(text: str, run: list[tuple[str, int, int]]) -> Iterator[tuple[str, int]]:
    for body, start, _ in run:
        if not lexicon.ordinary(body.lower()):
            yield body, start
    for size in range(2, WIDEST + 1):
        for at in range(len(run) - size + 1):
            start, end = run[at][1], run[at + size - 1][2]
            yield " ".join(text[start:end].split()), start


def _around(text: str, start: int) -> str:
    left, right = max(0, start - 40), start + 60
    words = " ".join(text[left:right].replace(HIDDEN, " ").split())
    return f"…{words}…"
