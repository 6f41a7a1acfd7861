"""What a word that is in no dictionary is: a name, a term, the other English, or what sort of typo.

The one thing to know: only findings that say "I do not know this word" are judged here, by what
the transcript itself tells. What is known wrong (a glossary's alias, a listed typo) never is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from rapidfuzz.distance import OSA

from transcript_fix import trigram
from transcript_fix.glossary import lexicon
from transcript_fix.glossary.tokens import fold
from transcript_fix.model import Document, Finding, Kind, Role, Span
from transcript_fix.words import zipf

TERM_TIMES = 3
"""A capitalised unknown word seen so often in one document is a term, not a typo."""

JARGON_TIMES = 5
"""So is an unknown lower-case word that is no near miss of a known one."""

IN_USE = 2.8
"""Zipf value from which an unknown word is a word in use (podcasters). Measured: of 14 such words
one letter from a dictionary's word, on which two engines agreed, none was a typo."""

EDITED = 2.5
"""Zipf value in edited speech from which editors let a word stand (npm, goroutine, coinjoin) ..."""

SLIP_RATE = 3.3
"""... unless the likelier word is 2,000 times as common: so often it is mistyped (oyu, you).
Measured on 454 unknown words of corrected texts: of 137 whose first suggestion was right, one
counts as in use so; of 277 in edited speech (from which the list was made) 156 do."""

TOGETHER = 3.0
"""Nats: how much likelier the second of two words makes the first, if they often stand so (phone
lines, not net split)."""

KNOWN_START = 4.0
"""At a sentence's start a capital proves nothing; a common word one letter away does."""

VERY_COMMON = 5.0
"""Zipf value of words that people run together with others (upto, everytime)."""

_CONTRACTED = frozenset(
    ("that", "what", "it", "he", "she", "there", "here", "who", "where", "how", "let", "when")
)
_UNKNOWN = re.compile(
    r"lt:(?:MORFOLOGIK_RULE|SYMSPELL_RULE|HUNSPELL|NUMBERS_IN_WORDS)|harper:SpellCheck$"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TAIL = re.compile(r"[./_@\\#$]$|\w['’]$")
_HEAD = re.compile(r"[.:/@#]\w\w|[_(]")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]['\"”’)\]]*\s+|\n\s*|[“\"‘(\[—-]\s*)$")

Sort = Callable[[Finding], Finding | None]


def unknown_word(finding: Finding) -> bool:
    """Return whether the finding says no more than that the word is in no dictionary."""
    return _UNKNOWN.match(finding.rule) is not None


def sorter(document: Document, known: frozenset[str]) -> Sort:
    """Return a judge of findings: None for noise, else the finding, its rule's sort named.

    An unknown word comes back as rule "unknown:SORT" in `sort_of`; others come back as they are.
    `known` are words that the glossary holds right.
    """
    right = _known(document, known)
    times = Counter(_WORD.findall(document.prose))
    forms = _forms(times)

    def judge(finding: Finding) -> Finding | None:
        if not unknown_word(finding):
            return finding
        word = finding.before
        if _bare(word) in right:
            return None
        form = forms.get(_bare(word))
        if form is not None:
            other = form != _stem(word) and not word.isupper() and _in_mid_sentence(document, form)
            return _as_term(finding, form) if other else None
        what = sort_of(document, finding)
        if what in ("compound", "two-letters") and times[word] >= JARGON_TIMES:
            return None
        if what == "casing":
            return replace(finding, kind=Kind.CASING)
        return finding if what else None

    return judge


def sort_of(document: Document, finding: Finding) -> str | None:
    """Return what sort of unknown word it is, or None where it is no error at all."""
    if not finding.suggestions or _code(document, finding.span):
        return None
    word, best = _differing(finding.before, finding.suggestions[0])
    if "'" in best and best.lower().replace("'", "") == word.lower():
        plural = best.endswith("'s") and best[:-2].lower() not in _CONTRACTED
        return None if plural else "apostrophe"  # however common: im, ive; not BlackBerrys
    if " " in word and word.replace(" ", "") == best.replace(" ", ""):
        return "moved-space"
    if _let_stand(word, best):
        return None
    if best.lower() == word.lower():
        return "casing"
    if not _WORD.fullmatch(word) or word[1:] != word[1:].lower():
        return None  # not a word, camel case or an acronym
    distance = OSA.distance(word.lower(), best.lower())
    if word[:1].isupper():
        starts = _starts_sentence(document, finding.span.start)
        near = distance == 1 and zipf(best) >= KNOWN_START and zipf(word) < 2
        return "sentence-start" if starts and near else None
    if best.replace(" ", "").replace("-", "").lower() == word:
        return "split" if _very_common(best) else "compound" if _often_together(best) else None
    return None if other_english(word, best) else _typo(word, best, distance)


def _differing(before: str, suggestion: str) -> tuple[str, str]:
    """Return the parts of two hyphenated words that differ; other words come back whole."""
    old, new = before.split("-"), suggestion.split("-")
    if len(old) == 1 or len(old) != len(new):
        return before, suggestion
    pairs = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    return pairs[0] if len(pairs) == 1 else (before, suggestion)


def _very_common(best: str) -> bool:
    return min(zipf(w) for w in best.replace("-", " ").split()) >= VERY_COMMON


def _typo(word: str, best: str, distance: int) -> str | None:
    if best.isupper() and len(best) > 1:
        return None  # an acronym of other letters (txid, TID): right 0 times in 12
    if distance == 1 and zipf(word) < IN_USE:
        return "short" if len(word) <= 3 else "one-letter"
    if distance == 2 and zipf(word) == 0:
        return "two-letters"
    return None  # too far from any word to be a slip: a term


def _let_stand(word: str, best: str) -> bool:
    """Return whether editors of speech let the word stand, written so: no slip."""
    small, capital = lexicon.levels(fold(word))
    if best.lower() == word.lower():  # "olympics" is seldom written so, "npm" mostly
        return word.islower() and small >= max(EDITED, capital - 1)
    often = small if word.islower() else max(small, capital)
    return often >= max(EDITED, max(lexicon.levels(fold(best))) - SLIP_RATE)


def _often_together(best: str) -> bool:
    """Return whether two words often stand side by side, as far as `[context]` is here to tell."""
    pair = best.lower().replace("-", " ").split()
    if len(pair) != 2 or not trigram.available():
        return False
    model = trigram.load()
    if not all(map(model.knows, pair)):
        return False
    return model.logprob(pair[1], pair[0]) - model.logprob(pair[1]) >= TOGETHER


def _code(document: Document, span: Span) -> bool:
    """Return whether the word is part of a longer one: .mjs, os.Stdout, the ts of tha'ts."""
    before = document.prose[max(0, span.start - 2) : span.start]
    behind = document.prose[span.end : span.end + 3]
    return _TAIL.search(before) is not None or _HEAD.match(behind) is not None


def _known(document: Document, known: frozenset[str]) -> frozenset[str]:
    """Return words that are right here, bare: the glossary's, the labels', terms."""
    words = {_bare(w) for name in known for w in (name, *_WORD.findall(name))}
    for segment in document.segments:
        if segment.role is Role.SPEAKER:
            words |= {_bare(w) for w in _WORD.findall(segment.text)}
    return frozenset(words)


def _forms(times: Counter[str]) -> dict[str, str]:
    """Return how this document writes its terms: bare word -> the form that prevails."""
    seen: dict[str, Counter[str]] = {}
    for word, count in times.items():
        stem = _stem(word)
        seen.setdefault(stem.casefold(), Counter())[stem] += count
    return {
        bare: counts.most_common(1)[0][0]
        for bare, counts in seen.items()
        if sum(n for w, n in counts.items() if w[:1].isupper()) >= TERM_TIMES
    }


def _in_mid_sentence(document: Document, form: str) -> bool:
    """Return whether the form has capitals that no sentence's start explains."""
    if form.islower():
        return False
    if form[1:] != form[1:].lower():
        return True
    found = re.finditer(rf"\b{re.escape(form)}\b", document.prose)
    return any(not _starts_sentence(document, m.start()) for m in found)


def _as_term(finding: Finding, form: str) -> Finding:
    tail = finding.before[len(_stem(finding.before)) :]
    return replace(
        finding,
        rule="term-casing",
        kind=Kind.NAME,
        message=f"everywhere else in this text it is “{form}”",
        suggestions=(form + tail,),
    )


def _stem(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _bare(word: str) -> str:
    return _stem(word).casefold()


def _starts_sentence(document: Document, offset: int) -> bool:
    before = document.prose[max(0, offset - 12) : offset]
    return offset == 0 or _SENTENCE_START.search(before) is not None


_VARIANTS = (
    (re.compile(r"our"), "or"),
    (re.compile(r"(?<=[a-z])([iy])s(?=e|ing|ation|able)"), r"\1z"),
    (re.compile(r"re(?=s?$|d$)"), "er"),
    (re.compile(r"ll(?=ed|ing|er|ors?|ous|s?$)"), "l"),
    (re.compile(r"ll(?=ment|ful)"), "l"),
    (re.compile(r"ogue"), "og"),
    (re.compile(r"(?<=[fl])enc(?=e)"), "ens"),
    (re.compile(r"[ao]e"), "e"),
    (re.compile(r"amme"), "am"),
    (re.compile(r"dgement"), "dgment"),
    (re.compile(r"t$"), "ed"),
    (re.compile(r"wards$"), "ward"),
)


def other_english(word: str, suggestion: str) -> bool:
    """Return whether two words are the British and the American spelling of one."""
    if word.lower() == suggestion.lower() or zipf(word) <= 1.5:
        return False
    return _american(word) == _american(suggestion)


def _american(word: str) -> str:
    word = word.lower()
    for british, american in _VARIANTS:
        word = british.sub(american, word)
    return word
