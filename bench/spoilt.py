"""Mistakes as translators make them, put into good speech: how many do the house rules find?

    python bench/spoilt.py SPEECH.txt.xz [--words N] [--show FAMILY]

For each family (an article dropped, a plural made singular ...) one place in a paragraph is spoilt,
at random. Found: a hit that was not there before touches the place; fixed: its first suggestion
gives the old text back. Hits on the untouched text, nearly all false, stand at the end. The one
thing to know: the weights of comma splices were made from other paragraphs, the nouns that do not
stand bare from these, too.
"""

from __future__ import annotations

import argparse
import lzma
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rules import speech_rules
from transcript_fix.rule import Hit, either
from transcript_fix.wordforms import (
    adjective,
    noun,
    noun_of_plural,
    verb,
    verb_of_ing,
    verb_of_participle,
    verb_of_third,
)

STEP, OFFSET = 21, 3
MOST = 300
"""Places spoilt for each family, at most."""
REACH = 12
"""Code points beside the place in which a hit still counts."""

Spoil = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of mistake: where it can be made, and what becomes of the group "x" there."""

    name: str
    where: re.Pattern[str]
    spoil: Spoil


def _word(m: re.Match[str]) -> str:
    return m.group("x").lower()


def _drop(m: re.Match[str]) -> str:
    return ""


def _singular(m: re.Match[str]) -> str | None:
    found = noun_of_plural(_word(m))
    return found.singular if found and found.own_plural and not found.mass else None


def _plural(m: re.Match[str]) -> str | None:
    found = noun(_word(m))
    return found.plural if found and not found.mass else None


def _verb(form: str) -> Spoil:
    def spoil(m: re.Match[str]) -> str | None:
        found = verb(_word(m))
        return getattr(found, form) if found and found.base not in ("be", "do", "have") else None

    return spoil


def _base(lookup: Callable[[str], object]) -> Spoil:
    return lambda m: getattr(lookup(_word(m)), "base", None)


def _past(m: re.Match[str]) -> str | None:
    found = verb_of_participle(_word(m))
    return found.past if found else None


def _adjective(m: re.Match[str]) -> str | None:
    word = _word(m)[:-2]
    return word if adjective(word) and adjective(m.group("next").lower()) else None


def _comma(m: re.Match[str]) -> str:
    first = m.group("first")
    return ", " + (first if first.split("'")[0].split("’")[0] == "I" else first.lower())


def _preposition(m: re.Match[str]) -> str:
    wrong = {"in": "on", "on": "in", "at": "in", "of": "from", "for": "to", "with": "to"}
    return wrong.get(_word(m), "of")


_MANY = either("many several few various these those two three four five six ten other different")
_ADJ = "(?:(?:new|good|different|other|big|great|small|important|interesting|common) )?"
_END = r"(?=[.,;:?!]| (?:in|on|at|for|from|with|by|that|which|who|is|are|was|and|to|of)\b)"
_WHO = either("I you we they he she it people")
_MODAL = either("can could will would should must can't couldn't won't wouldn't")
_OBJECT = either("the a an my our your their it this that them")
_WANT = "(?:want|need|able|going|have|try|how) to"
_HAVE = "(?:have|has|had|haven't|hasn't|I've|we've)"
_GOVERNS = either(
    "interested depend depends focus focused based responsible different similar familiar consists "
    "participate participated capable listen listening aware proud related opposed contribute "
    "contributed deal dealing invest invested believe rely relies suffer afraid full belongs refer "
    "refers concerned involved connected attached exposed"
)
_BEGIN = r"(?:^|[.] )"
FAMILIES = tuple(
    Family(name, re.compile(where), spoil)
    for name, where, spoil in (
        ("article dropped", "(?<=[a-z] )(?P<x>(?:the|an?) )(?=[a-z])", _drop),
        ("many: singular", rf"\b{_MANY} {_ADJ}(?P<x>[a-z]+s){_END}", _singular),
        ("digits: singular", rf"\b\d{{1,4}} {_ADJ}(?P<x>[a-z]+s){_END}", _singular),
        ("other: singular", rf" (?:in|with|from|of|for|and) other (?P<x>[a-z]+s){_END}", _singular),
        ("a, every: plural", rf"\b(?:an?|every|each|this) {_ADJ}(?P<x>[a-z]+){_END}", _plural),
        ("modal + past", rf"\b{_WHO} {_MODAL} (?P<x>[a-z]+)\b", _verb("past")),
        ("modal + -ing", rf"\b{_WHO} {_MODAL} (?P<x>[a-z]+)\b", _verb("ing")),
        ("to + past", rf"\b{_WANT} (?P<x>[a-z]+)\b", _verb("past")),
        ("have + past", rf"\b{_HAVE} (?P<x>[a-z]+)\b", _past),
        ("have + plain", rf"\b{_HAVE} (?P<x>[a-z]+ed)\b", _base(verb_of_participle)),
        ("by, for + plain", rf" (?:by|for|of) (?P<x>[a-z]+ing) {_OBJECT}\b", _base(verb_of_ing)),
        ("he, it + plain", r"\b(?:[Hh]e|[Ss]he|[Ii]t) (?P<x>[a-z]+s)\b", _base(verb_of_third)),
        ("comma splice", r"(?<=[a-z]{2})(?P<x>\. (?P<first>[A-Z][\w'’]*))(?= [a-z])", _comma),
        ("adverb: adjective", r"\b(?P<x>[a-z]+ly) (?P<next>[a-z]+)\b", _adjective),
        ("because it: because", r"\b(?:because|although|if)(?P<x> it)(?= (?:is|was|can)\b)", _drop),
        ("the same: same", r"\b(?:in|at|is|of|for) (?P<x>the )(?=(?:same|whole) [a-z])", _drop),
        ("the most: most", r"\b(?:is|was|of) (?P<x>the )(?=most [a-z]+ [a-z]+)", _drop),
        ("people who: which", r"\b(?:people|someone|person) (?P<x>who)\b", lambda m: "which"),
        ("preposition", rf"\b{_GOVERNS} (?P<x>in|on|at|of|for|with|to|from)\b", _preposition),
        (
            "Although, but",
            rf"{_BEGIN}(?:Although|Though) [^,.]{{10,80}}, (?P<x>)",
            lambda m: "but ",
        ),
    )
)


def paragraphs(path: str, most: int) -> Iterator[str]:
    """Yield paragraphs of the speech, `most` words in all."""
    count = 0
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % STEP == OFFSET and count < most:
                count += len(line.split())
                yield line.strip()


def hits(text: str) -> list[Hit]:
    """Return all hits of the house rules in a text."""
    return [hit for rule in speech_rules() for hit in rule.find(text)]


def spoilt(kind: Family, text: str, chance: random.Random) -> tuple[str, str, int, int] | None:
    """Return a sentence, the same spoilt, and where; None where there is no place for it."""
    places = [(m, kind.spoil(m)) for m in kind.where.finditer(text)]
    places = [(m, new) for m, new in places if new is not None and new != m.group("x")]
    if not places:
        return None
    m, new = chance.choice(places)
    low, high = m.span("x")
    start = max(text.rfind(mark, 0, m.start() + 1) + 2 for mark in (". ", "? ", "! "))
    start = 0 if start < 2 else start
    ends = [at + 1 for mark in (". ", "? ", "! ") if (at := text.find(mark, high)) >= 0]
    end = min(ends, default=len(text))
    bad = text[start:low] + (new or "") + text[high:end]
    return text[start:end], bad, low - start, low - start + len(new or "")


def measure(kind: Family, texts: list[str], shown: list[str]) -> Counter[str]:
    """Spoil one place in each text, and count what is found and fixed there."""
    chance, seen = random.Random(kind.name), Counter[str]()
    for text in texts:
        made = spoilt(kind, text, chance) if seen["made"] < MOST else None
        if made is None or not made[0].strip():
            continue
        good, bad, low, high = made
        before = {(good[h.start : h.end], h.suggestions) for h in hits(good)}
        fresh = [h for h in hits(bad) if (bad[h.start : h.end], h.suggestions) not in before]
        fresh = [h for h in fresh if h.start <= high + REACH and h.end >= low - REACH]
        mended = any(bad[: h.start] + h.suggestions[0] + bad[h.end :] == good for h in fresh)
        seen.update(made=1, found=bool(fresh), fixed=mended)
        shown.append(f"{len(fresh)} {mended:d} {bad[max(0, low - 60) : high + 40]}")
    return seen


def main() -> None:
    """Print a line a family, and hits on the untouched text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("speech")
    parser.add_argument("--words", type=int, default=200_000)
    parser.add_argument("--show", help="print the places of this family")
    args = parser.parse_args()
    texts = list(paragraphs(args.speech, args.words))
    print(f"{'family':24} made found fixed")
    for kind in FAMILIES:
        if args.show in (None, kind.name):
            shown: list[str] = []
            seen = measure(kind, texts, shown)
            made = max(seen["made"], 1)
            print(
                f"{kind.name:24} {made:4} {seen['found'] / made:5.0%} {seen['fixed'] / made:5.0%}"
            )
            if args.show:
                print(*shown, sep="\n")
    words = sum(len(t.split()) for t in texts)
    count = sum(len(hits(t)) for t in texts)
    print(f"untouched: {1000 * count / words:.2f} hits in 1,000 words, of {words:,}")


if __name__ == "__main__":
    main()
