"""The pass over a text: listed forms first, longest first, then near ones in what is left.

The one thing to know: a window that is right is used up too, so that a short entry never fires
inside a longer right name. What is found is never scanned again.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from transcript_fix.glossary import lexicon, near, weigh
from transcript_fix.glossary.entry import Glossary
from transcript_fix.glossary.index import Form, Index, Status, build
from transcript_fix.glossary.listed import Seen, is_right, mend
from transcript_fix.glossary.match import MOST, Allows, Match, because, closed
from transcript_fix.glossary.near import Near
from transcript_fix.glossary.ordinary import STOP
from transcript_fix.glossary.tokens import GAP, SIGN, TOKEN, fold, split_ending, words
from transcript_fix.model import Applicability, Kind

WIDEST = 3
"""Words in a near form; one more where it may be a person."""
SUREST = 0.93
"""The share of the surest near forms that an editor mended just so (25 of 27, bench/names.py)."""
CACHE = 200_000
"""Forms whose near terms are remembered."""


@dataclass(slots=True, frozen=True)
class Token:
    """A distinct token. `whole` is its key with the ending; `opens`: some form begins so;
    `rare`: it may be a slip; `stop`: no near form begins or ends with it."""

    text: str
    key: str
    whole: str
    ending: str
    opens: bool
    rare: bool
    stop: bool


@dataclass(slots=True)
class Matcher:
    """A glossary ready to be asked; it remembers tokens and near forms between texts."""

    index: Index
    nearby: near.Nearby
    terms: int
    rarest: float
    tokens: dict[str, Token] = field(default_factory=dict, repr=False)
    found: dict[str, list[Near]] = field(default_factory=dict, repr=False)


def matcher(glossary: Glossary | None) -> Matcher:
    """Return the matcher of a glossary; None: of no term at all."""
    terms = glossary.terms if glossary else ()
    index = build(terms, glossary.ignore if glossary else ())
    count = len(index.spelled)
    return Matcher(
        index, near.build(index.spelled, index.sounding), count, weigh.rarest(max(count, 1))
    )


def prior(terms: int) -> float:
    """Return the Zipf value of one term of so many: one word in 50 of a text is some term."""
    return 7.3 - math.log10(max(terms, 20))


def chance_of(form: str) -> float:
    """Return the Zipf value of a form's standing in a text by chance, in the middle of it."""
    return lexicon.phrase_chance([lexicon.chance(w, fold(w)) for w in words(form)] or [-1.0])


_SPLIT = re.compile(f"({TOKEN.pattern})")
_BEGINS = re.compile(r"[.!?…:\0\"“(\[]|\n\s*\n")


def find(text: str, matcher: Matcher, allows: Allows) -> list[Match]:
    """Return what is written wrong in `text`, in order and apart."""
    reading = _Reading(text, matcher, allows)
    return sorted([*reading.listed(), *reading.near()], key=lambda m: m.start)


def begins_after(gap: str) -> bool:
    """Return whether a sentence begins after what stands between two words."""
    return _BEGINS.search(gap) is not None


_Claim = tuple[float, float, int, int, Match]
"""Likeness, likelihood, first and last token, and what is said: the likest of those that overlap
wins, since a longer form is the less likely by chance merely for being long."""


class _Reading:
    """One text under the matcher; `used` marks tokens that are settled."""

    def __init__(self, text: str, matcher: Matcher, allows: Allows) -> None:
        self.text, self.matcher, self.allows = text, matcher, allows
        self.parts = _SPLIT.split(text)
        self.starts = list(accumulate(map(len, self.parts), initial=0))
        table = matcher.tokens
        self.tokens = [table.get(t) or _token(t, matcher) for t in self.parts[1::2]]
        self.used = bytearray(len(self.tokens))
        self.met: Counter[str] = Counter()
        self.widest = max(WIDEST, min(matcher.index.longest, WIDEST + 3))

    def start(self, at: int) -> int:
        return self.starts[2 * at + 1]

    def stop(self, at: int) -> int:
        """Return where token `at` ends, its possessive ending left out."""
        return self.starts[2 * at + 2] - len(self.tokens[at].ending)

    def joined(self, at: int) -> bool:
        """Return whether token `at` and the one before it may be of one form."""
        gap = self.parts[2 * at]
        if gap in (" ", "-") or GAP.match(gap):
            return True
        return self.matcher.index.signs and SIGN.match(gap) is not None

    def begins(self, at: int) -> bool:
        return at == 0 or begins_after(self.parts[2 * at])

    def listed(self) -> Iterator[Match]:
        index = self.matcher.index
        for at in [i for i, t in enumerate(self.tokens) if t.opens]:
            if self.used[at]:
                continue
            for last, key in self._windows(at):
                verdict = self._judge(at, last, key, index)
                if verdict is None:
                    continue
                self.used[at : last + 1] = b"\1" * (last + 1 - at)
                if isinstance(verdict, Match):
                    yield verdict
                break

    def _windows(self, at: int) -> list[tuple[int, str]]:
        """Return the windows from `at` whose key some entry lists, longest first."""
        tokens, index = self.tokens, self.matcher.index
        key, head = tokens[at].key, tokens[at].whole
        found = [(at, key)] if key in index.forms or key in index.ignored else []
        most = min(max(at + index.longest, at + 3), len(tokens))
        for last in range(at + 1, most):
            if self.used[last] or not self.joined(last):
                break
            key, head = head + tokens[last].key, head + tokens[last].whole
            if not index.begins(key):
                break
            if key in index.forms or key in index.ignored:
                found.append((last, key))
        return found[::-1]

    def _judge(self, at: int, last: int, key: str, index: Index) -> Match | bool | None:
        if key in index.ignored:
            return True
        start, end = self.start(at), self.stop(last)
        forms = [f for f in index.forms[key] if self._holds(f, last, start, end)]
        if not forms:
            return None
        seen = self._seen(at, last, start, end)
        for form in forms:
            if is_right(form, seen):
                self.met[form.term.term] += 1
                return True
        return mend(forms, seen)

    def _holds(self, form: Form, last: int, start: int, end: int) -> bool:
        """Return whether an entry holds here: its ending, its scope and its neighbours."""
        if self.tokens[last].ending and not form.term.possessive:
            return False
        return self.allows(form.term, start, end)

    def _seen(self, at: int, last: int, start: int, end: int) -> Seen:
        text = " ".join(self.text[start:end].split())
        return Seen(
            text, start, end, last + 1 - at, self._chance(at, last), prior(self.matcher.terms),
            self.begins(at), text.isupper() and self._among_capitals(start, end),
            self.text[end : end + 4],
        )  # fmt: skip

    def _chance(self, at: int, last: int) -> float:
        tokens = self.tokens
        return lexicon.phrase_chance(
            [
                lexicon.chance(_bare(tokens[i]), tokens[i].key, begins=self.begins(i))
                for i in range(at, last + 1)
            ]
        )

    def _among_capitals(self, start: int, end: int) -> bool:
        """Return whether the line is set in capitals round the span."""
        text = self.text
        begin, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        rest = text[begin:start] + text[end : stop if stop >= 0 else len(text)]
        letters = [c for c in rest if c.isalpha()]
        return not letters or all(c.isupper() for c in letters)

    def near(self) -> list[Match]:
        """Return near forms in what is not settled, the likeliest of those that overlap."""
        if not self.matcher.nearby.keys:
            return []
        claims = []
        seen: set[tuple[int, int]] = set()
        for at in [i for i, t in enumerate(self.tokens) if t.rare and not self.used[i]]:
            for first, last in self._round(at):
                if (first, last) not in seen:
                    seen.add((first, last))
                    claims += self._claims(first, last)
        claims.sort(key=lambda c: (-c[0], -c[1], c[2]))
        found = []
        for _, _, first, last, match in claims:
            if not any(self.used[first : last + 1]):
                self.used[first : last + 1] = b"\1" * (last + 1 - first)
                found.append(match)
        return found

    def _round(self, at: int) -> Iterator[tuple[int, int]]:
        """Yield the windows of one to four words that hold token `at`."""
        first = at
        while True:
            last = at
            while True:
                if not (self.tokens[first].stop or self.tokens[last].stop) or first == last:
                    yield first, last
                last += 1
                if last >= len(self.tokens) or last - first > self.widest or not self._free(last):
                    break
            if not first or at - first >= self.widest or self.used[first - 1]:
                return
            if not self._free(first):
                return
            first -= 1

    def _free(self, at: int) -> bool:
        """Return whether token `at` may go on from the one before in a near form."""
        return not self.used[at] and not self.tokens[at - 1].ending and self.joined(at)

    def _claims(self, first: int, last: int) -> list[_Claim]:
        tokens = self.tokens[first : last + 1]
        key = "".join([t.key for t in tokens])
        found = self.matcher.found.get(key)
        if found is None:
            if len(self.matcher.found) > CACHE:
                self.matcher.found.clear()
            found = self.matcher.found[key] = near.find(self.matcher.nearby, key)
        if not found:
            return []
        chance = self._chance(first, last)
        best: _Claim | None = None
        for one in found:
            form = self._form(one, key, first, last)
            if form is None or (derived(key, one.key) and max(lexicon.levels(key)) > 2.5):
                continue
            terms = 1.0 if self.met.get(form.term.term) else float(self.matcher.terms)
            likely = weigh.probability(one, chance, terms, len(tokens), key)
            if likely >= weigh.LEAST and (best is None or likely > best[1]):
                best = (one.alike, likely, first, last, self._match(one, form, likely, first, last))
        return [best] if best else []

    def _form(self, one: Near, key: str, first: int, last: int) -> Form | None:
        if derived(one.key, key):
            return None
        start, end = self.start(first), self.stop(last)
        for form in self.matcher.index.forms[one.key]:
            most = max(WIDEST + form.term.person, len(words(form.text)))
            wide = last + 1 - first > most
            meant = form.term.fuzzy if one.sound < 1.0 else form.term.fuzzy or form.term.phonetic
            fits = form.status <= Status.ADMITTED and meant and not wide
            fits = fits and not self._part(form, first, last)
            if fits and self._holds(form, last, start, end):
                return form
        return None

    def _part(self, form: Form, first: int, last: int) -> bool:
        """Return whether what differs of two forms is other words ("Electronics Co, grew")."""
        here = [t.key for t in self.tokens[first : last + 1]]
        there = [fold(w) for w in words(form.text)]
        left = "".join(k for k in here if k not in there)
        right = "".join(k for k in there if k not in here)
        return near.alike(left, right) < 0.5

    def _match(self, one: Near, form: Form, likely: float, first: int, last: int) -> Match:
        start = self.start(first)
        end = closed(self.stop(last), self.text[self.stop(last) : self.stop(last) + 1], form.text)
        rule = "sounds" if one.sound == 1.0 and one.alike < 0.8 else "near"
        why = because(one, form.text)
        limit = min(MOST[form.term.autofix], Applicability.REVIEW)
        return Match(
            start, end, (form.text,), f"names/{rule}", Kind.NAME, why,
            round(min(likely, SUREST), 2), limit, form.term,
        )  # fmt: skip


def _token(text: str, matcher: Matcher) -> Token:
    body, ending = split_ending(text)
    key = fold(body)
    rare = lexicon.chance(body, key) <= matcher.rarest and len(key) > 1
    stop = text.lower() in STOP and key not in matcher.index.edges
    opens = matcher.index.begins(key)
    token = Token(text, key, fold(text) if ending else key, ending, opens, rare, stop)
    if len(matcher.tokens) > CACHE:
        matcher.tokens.clear()
    matcher.tokens[text] = token
    return token


def _bare(token: Token) -> str:
    return token.text[: len(token.text) - len(token.ending)] if token.ending else token.text


_ENDINGS = """
s es d ed ing er ers y ish ly ian ians ese n an ans ism ist ists ize izes ized ise ised like able
less ness i
"""
_SUFFIXES = frozenset(_ENDINGS.split())


def derived(short: str, long: str) -> bool:
    """Return whether `long` is `short` with an English ending, and no letter doubled by a slip."""
    ending = long[len(short) :]
    if not long.startswith(short) or ending not in _SUFFIXES:
        return False
    return ending != short[-1:] and (ending not in ("n", "an", "ans") or short[-1:] in "aeiou")
