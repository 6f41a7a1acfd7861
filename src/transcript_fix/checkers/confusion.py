"""Right words in the wrong place ("form" for "from"): pairs that are confused, read in context.

The 3-gram of the extra `[context]` is asked whether the other word of a pair would be likelier
there, and by how much; `confusion.tsv` says for each pair from which gain on to ask the editor.
The one thing to know: the table's thresholds hold back far more than they let through, and what
comes through may still be what was said. So it is a question, never done by `fix`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import resources

from transcript_fix import trigram
from transcript_fix.checkers import Check, Status
from transcript_fix.config import Settings
from transcript_fix.model import Applicability, Document, Finding, Kind, Passage, Role, Span
from transcript_fix.rule import like_case
from transcript_fix.trigram import Token, Trigram
from transcript_fix.words import zipf

NAME = "confusion"
DEFAULT = True

RULES = {
    "confusion:word": (
        "A word that is often taken for another one (form, from), where the other would be much "
        "likelier between the words round it. It may still be what was said: you decide."
    ),
    "confusion:split": "One word where two would be much likelier (everyday, every day).",
    "confusion:join": "Two words where one would be much likelier (may be, maybe).",
}
"""What its rules find, for people."""

FEWEST_WORDS = 4
"""A shorter sentence says too little."""
CONFIDENCE = ((4.0, 0.45), (2.0, 0.4), (0.0, 0.25))
"""Gain above the pair's threshold (nats) -> share of findings that people had corrected so.

Of 105 findings in free corrections (CC0, MIT, CC BY-SA), eracond and post-edits. The first are a
floor, for their editors mended only part of a text."""

DAILY = 5.5
"""Zipf value of words beside which anything may stand twice by chance (the, have)."""

_BEFORE = re.compile(r"([^\W\d_]+)\s+$")
_BEHIND = re.compile(r"\s+([^\W\d_]+)")
_IN_A_TERM = re.compile(r"[-@/_.#&]\s|\s[-@/_#&]")
_MARK = re.compile(r"[^\w\s'’]")


@contextmanager
def start(settings: Settings) -> Iterator[Check]:
    """Read the model and yield the check. Raises EngineError where the extra is missing."""
    model = trigram.load()
    pairs = _pairs()

    def check(document: Document) -> Iterator[Finding]:
        prose = _small(document.prose)
        for passage in document.passages:
            if passage.role is Role.SPEECH:
                for at, sentence in trigram.sentences(passage.text):
                    for finding in _findings(passage, at, sentence, model, pairs):
                        if not _repeated(finding.span, prose):
                            yield finding

    yield check


def status() -> Status:
    """Say whether and where the model is installed."""
    if not trigram.available():
        return Status(available=False, advice=trigram.MISSING)
    return Status(True, f"pocketsphinx {trigram.version()}", str(trigram.where()))


@lru_cache(maxsize=1)
def _pairs() -> dict[str, tuple[tuple[str, float], ...]]:
    """Return the table: a word, or two -> what may have been meant, and from which gain."""
    text = (resources.files("transcript_fix") / "confusion.tsv").read_text("utf-8")
    table: dict[str, tuple[tuple[str, float], ...]] = {}
    for line in text.splitlines():
        said, other, gain = line.split("\t")
        table[said] = (*table.get(said, ()), (other, float(gain)))
    return table


def _findings(
    passage: Passage,
    at: int,
    sentence: str,
    model: Trigram,
    pairs: dict[str, tuple[tuple[str, float], ...]],
) -> Iterator[Finding]:
    tokens = trigram.tokens(sentence, model)
    words = [t.word for t in tokens]
    if len(words) < FEWEST_WORDS:
        return
    for i in range(len(words)):
        for count in (1, 2):
            said = " ".join(words[i : i + count])
            others = pairs.get(said) if i + count <= len(words) else None
            if not others or not _as_said(sentence, tokens[i : i + count], said):
                continue
            best = _best(words, i, count, others, model)
            if best is not None:
                start, end = tokens[i].start, tokens[i + count - 1].end
                yield _finding(passage, sentence[start:end], at + start, *best)


def _as_said(sentence: str, tokens: list[Token], said: str) -> bool:
    """Return whether the words stand there plainly: in no name, with only space between."""
    start, end = tokens[0].start, tokens[-1].end
    text = sentence[start:end]
    if text[1:] != text[1:].lower() or _MARK.search(text):
        return False
    if _IN_A_TERM.search(sentence[max(0, start - 1) : start] + " " + sentence[end : end + 1]):
        return False
    capital = text[:1].isupper() and not said.startswith("i")
    return not capital or not sentence[:start].strip(" \"'“‘([")


def _best(
    words: list[str],
    at: int,
    count: int,
    others: tuple[tuple[str, float], ...],
    model: Trigram,
) -> tuple[str, float] | None:
    """Return the likeliest other wording and its gain above the threshold; None: none is."""
    near = (*words[max(0, at - 2) : at], *words[at + count : at + count + 2])
    if not any(map(model.knows, near)):
        return None
    rest = [*words[:at], *words[at + count :]]
    kept = model.within(rest, at, words[at : at + count])
    found = []
    for other, least in others:
        gain = model.within(rest, at, other.split()) - kept
        if gain >= least:
            found.append((gain, other, gain - least))
    return max(found)[1:] if found else None


def _small(prose: str) -> str:
    small = prose.lower()
    return small if len(small) == len(prose) else prose  # a capital of two letters: İ


def _repeated(span: Span, prose: str) -> bool:
    """Return whether the words stand elsewhere, too, before or behind the same rarer word."""
    start, end = span.start, span.end
    before = _BEFORE.search(prose, max(0, start - 30), start)
    behind = _BEHIND.match(prose, end)
    phrases = [prose[before.start() : end]] if before and zipf(before[1]) < DAILY else []
    if behind and zipf(behind[1]) < DAILY:
        phrases.append(prose[start : behind.end()])
    return any(prose.count(phrase) > 1 for phrase in phrases)


def _finding(passage: Passage, before: str, start: int, other: str, above: float) -> Finding:
    meant = like_case(before, other)
    if meant.startswith(("i ", "i'")):
        meant = "I" + meant[1:]
    return Finding(
        span=Span(start, start + len(before)).shift(passage.start),
        before=before,
        rule=_rule(before, other),
        engine=NAME,
        kind=Kind.WORD,
        message=f"“{meant}” would be likelier than “{before}” between these words",
        suggestions=(meant,),
        confidence=next(share for least, share in CONFIDENCE if above >= least),
        limit=Applicability.REVIEW,
    )


def _rule(before: str, other: str) -> str:
    old, new = len(before.split()), len(other.split())
    return "confusion:word" if old == new else "confusion:split" if new > old else "confusion:join"
