"""A glossary made ready for matching: all its forms by key. Built once a run.

The one thing to know: cost must grow with the text, never with text times terms, so every
question here is a dictionary or a bisection.
"""

from __future__ import annotations

import bisect
import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from transcript_fix.glossary.entry import Term
from transcript_fix.glossary.tokens import SIGN, fold, split_ending, words


class Status(enum.IntEnum):
    """What a listed form is; the lower wins where two entries claim one form."""

    RIGHT = 0
    ADMITTED = 1
    WRONG = 2
    FORBIDDEN = 3
    HEARD = 4
    FORMER = 5


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing that an entry lists; `right` is what shall stand instead."""

    text: str
    status: Status
    term: Term
    right: str


@dataclass(frozen=True, slots=True)
class Index:
    """All forms by key (`tokens.fold`), the keys in order, and what is never flagged.

    `longest` in words; `signs`: a comma, slash or ampersand stands inside some form; `edges` are
    the keys of first and last words of right forms.
    """

    forms: dict[str, tuple[Form, ...]]
    keys: list[str] = field(repr=False)
    ignored: frozenset[str] = frozenset()
    longest: int = 4
    signs: bool = False
    edges: frozenset[str] = frozenset()

    @property
    def spelled(self) -> list[str]:
        """Keys of right forms whose entries want near misses by spelling."""
        return [k for k, v in self.forms.items() if any(_wants(f) and f.term.fuzzy for f in v)]

    @property
    def sounding(self) -> list[str]:
        """Keys of right forms whose entries want near misses by sound."""
        return [k for k, v in self.forms.items() if any(_wants(f) and f.term.phonetic for f in v)]

    def begins(self, key: str) -> bool:
        """Return whether some key begins with `key`, or is it."""
        at = bisect.bisect_left(self.keys, key)
        return at < len(self.keys) and self.keys[at].startswith(key)


def build(terms: Iterable[Term], ignore: Iterable[str] = ()) -> Index:
    """Return the index of `terms`; `ignore` holds forms that are never flagged."""
    forms: dict[str, list[Form]] = {}
    longest, signs, edges = 3, False, set[str]()
    for term in terms:
        for form in _forms(term):
            for text in spoken(form.text):
                forms.setdefault(fold(text), []).append(form)
                longest = max(longest, len(words(text)))
            if len(form.text) > 4 and not signs:
                signs = SIGN.search(form.text) is not None
            if _wants(form) and " " in form.text:
                parts = form.text.split()
                edges |= {fold(parts[0]), fold(parts[-1])}
    table = {k: tuple(sorted(v, key=lambda f: f.status)) for k, v in forms.items()}
    ignored = frozenset(map(fold, ignore))
    keys = sorted(table.keys() | ignored)
    return Index(table, keys, ignored, longest, signs, frozenset(edges))


_SPOKEN = (("++", " plus plus"), ("#", " sharp"), (".", " dot "), ("&", " and "))


def spoken(form: str) -> Iterator[str]:
    """Yield a form as it is written, and as it is said where it holds a sign (C++, Node.js)."""
    yield form
    said = form.rstrip(".")
    for sign, word in _SPOKEN:
        said = said.replace(sign, word)
    if said != form.rstrip("."):
        yield " ".join(said.split())


def _wants(form: Form) -> bool:
    return form.status <= Status.ADMITTED


def _forms(term: Term) -> Iterator[Form]:
    yield from _inflected(Form(term.term, Status.RIGHT, term, term.term))
    body, ending = split_ending(term.term)
    if ending:  # "Lowe's": a text's own ending is put back as it is found
        yield Form(body, Status.ADMITTED, term, body)
    for text in term.admitted + term.labels:
        yield from _inflected(Form(text, Status.ADMITTED, term, text))
    groups = (
        (Status.WRONG, term.wrong),
        (Status.FORBIDDEN, term.forbidden),
        (Status.HEARD, term.heard),
        (Status.FORMER, term.was),
    )
    for status, texts in groups:
        for text in texts:
            yield from _inflected(Form(text, status, term, term.term))


def _inflected(form: Form) -> Iterator[Form]:
    """Yield a form, and its plural where the entry has one."""
    yield form
    if form.term.plural:
        status = max(form.status, Status.ADMITTED)
        yield Form(form.text + "s", status, form.term, form.right + "s")
