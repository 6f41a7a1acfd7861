"""Which forms English words have: plurals, verb forms, degrees. Read once, late, from a table.

`wordforms.tsv` is made by `bench/wordforms.py` from lemminflect's lexicon (MIT) and counts in
free speech (CC BY-SA 4.0, MIT). The one thing to know: a word may be noun and verb ("support");
`strict` nouns and `pure` verbs are those that speakers practically use as nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun: `strict` is mostly nothing else, `mass` not counted, `own_plural` no verb form."""

    singular: str
    plural: str
    strict: bool
    own_plural: bool
    mass: bool


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with its forms; `pure` is practically never a noun or adjective."""

    base: str
    third: str
    ing: str
    past: str
    participle: str
    pure: bool


@dataclass(frozen=True, slots=True)
class Adjective:
    """An adjective; `more`, `most` are its own degrees or "", `strict` is no noun or verb."""

    base: str
    more: str
    most: str
    strict: bool


@cache
def _rows() -> dict[tuple[str, int], dict[str, list[str]]]:
    """Return the table's rows by kind of word and number of the form that finds them."""
    found: dict[tuple[str, int], dict[str, list[str]]] = {
        (kind, form): {}
        for kind, forms in (("n", (0, 1)), ("v", (0, 1, 2, 3, 4)), ("a", (0,)))
        for form in forms
    }
    text = (resources.files("transcript_fix") / "wordforms.tsv").read_text("utf-8")
    places = {kind: [(f, d) for (k, f), d in found.items() if k == kind] for kind in "nva"}
    for line in text.splitlines():
        row = line.split("\t")
        for form, table in places[row[0]]:
            table.setdefault(row[form + 1], row)
    return found


@lru_cache(maxsize=10_000)
def _noun(form: int, word: str) -> Noun | None:
    row = _rows()["n", form].get(word)
    return Noun(row[1], row[2], "s" in row[3], "p" in row[3], "u" in row[3]) if row else None


@lru_cache(maxsize=10_000)
def _verb(form: int, word: str) -> Verb | None:
    row = _rows()["v", form].get(word)
    return Verb(row[1], row[2], row[3], row[4], row[5], row[6] == "p") if row else None


def noun(singular: str) -> Noun | None:
    """Return the noun with this singular (lower case), if it is one."""
    return _noun(0, singular)


def noun_of_plural(plural: str) -> Noun | None:
    """Return the noun with this plural (lower case), if it is one."""
    return _noun(1, plural)


def verb(base: str) -> Verb | None:
    """Return the verb with this base form (lower case), if it is one."""
    return _verb(0, base)


def verb_of_third(word: str) -> Verb | None:
    """Return the verb whose third person singular this is."""
    return _verb(1, word)


def verb_of_ing(word: str) -> Verb | None:
    """Return the verb whose -ing form this is."""
    return _verb(2, word)


def verb_of_past(word: str) -> Verb | None:
    """Return the verb whose simple past this is."""
    return _verb(3, word)


def verb_of_participle(word: str) -> Verb | None:
    """Return the verb whose past participle this is."""
    return _verb(4, word)


def verbs_of(word: str) -> tuple[Verb, ...]:
    """Return the verbs of which this is a form: those with this base first, participles last."""
    forms = (verb, verb_of_third, verb_of_ing, verb_of_past, verb_of_participle)
    return tuple(found for form in forms if (found := form(word)))


def adjective(word: str) -> Adjective | None:
    """Return the adjective with this base form, if it is one."""
    row = _rows()["a", 0].get(word)
    return Adjective(row[1], row[2], row[3], row[4] == "a") if row else None


def counted(word: str) -> Noun | None:
    """Return the noun if it is a singular that can be counted and is no mass noun."""
    found = noun(word)
    return found if found and not found.mass else None


def pure_verb(word: str) -> Verb | None:
    """Return the verb if this base form is practically never anything else."""
    found = verb(word)
    return found if found and found.pure else None


PHRASE_END = (
    r"(?=\s*(?:[.,;:?!)\n]|$)|\s+(?:in|on|at|for|from|with|by|about|into|through|as|but|that|which"
    r"|who|is|are|was|were|has|have|had|will|would|can|could|should|because|so|when|if|while|than"
    r"|then|where|and|or|to|of|not|also|we|i|you|they|he|she|it|there)\b)"
)
"""What follows the last noun of a phrase: the noun before it modifies no other noun."""
CLAUSE_START = r"(?:^|[.!?;:\n]\s+|,\s+(?:and\s+|but\s+|so\s+)?)"
"""Where a clause surely begins."""


def noun_rows() -> tuple[str, ...]:
    """Return all singulars that have a plural."""
    return tuple(_rows()["n", 0])
