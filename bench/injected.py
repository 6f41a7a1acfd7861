"""Wrong real words put into free text: how many are flagged, and how often right words are.

    python bench/injected.py [--count 500] [--clean 200000]

Held-out edited speech (CC BY-SA, MIT). Sorts: pairs of LanguageTool's confusion sets, words that
sound the same, words one letter away (from the word list, whether our table has them or not). The
curve moves all thresholds of the table together. The one thing to know: "flagged" means that a
finding touches the word; LanguageTool and Harper are counted by the same measure.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import confusion
import ours
from quality import lingotweaker
from sets import paragraphs
from transcript_fix import candidates
from transcript_fix.checkers import confusion as checker
from transcript_fix.config import Settings
from transcript_fix.model import Document, Segment, Span
from transcript_fix.words import zipf

SHIFTS = (-2, -1, 0, 1, 2)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with the wrong word at `start`, and what stood there."""

    sort: str
    text: str
    start: int
    wrong: str
    right: str


def main() -> None:
    """Print the curve, then the shares of every sort, ours and theirs."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--count", type=int, default=500)
    arguments.add_argument("--clean", type=int, default=200_000)
    arguments.add_argument("--show", type=int, default=0, help="print so many false flags")
    given = arguments.parse_args()
    made = list(cases(given.count))
    clean = list(_clean(given.clean))
    words = sum(len(p.split()) for p in clean)
    table = checker._pairs()
    for shift in SHIFTS:
        moved = {a: tuple((b, t + shift) for b, t in row) for a, row in table.items()}
        checker._pairs = lambda moved=moved: moved
        with checker.start(Settings()) as check:
            found = [_ours(check, c.text) for c in made]
            false = [(p, f) for p in clean for f in _ours(check, p)]
        flagged, right = _shares(made, found)
        print(
            f"thresholds {shift:+d}: flagged {flagged['all']:.1%}, right {right['all']:.1%}, "
            f"false {1000 * len(false) / words:.2f} per 1,000 clean words"
        )
        if shift == 0:
            _show(false[: given.show])
            print("  flagged, ours:        ", _row(flagged))
    checker._pairs = lambda: table
    lt = lingotweaker()
    print("  flagged, LanguageTool:", _row(_shares(made, [lt(c.text) for c in made])[0]))
    with ours.pipeline(Settings(engines=("harper",))) as ask:
        found = [ours.findings(*ask(c.text)) for c in made]
    print("  flagged, Harper:      ", _row(_shares(made, found)[0]))


def cases(count: int) -> Iterator[Case]:
    """Yield as many sentences of each sort, each with one word swapped."""
    chance = random.Random(4)
    swaps = {"listed": _others(confusion.sets("confusion_sets.txt"))}
    swaps["sound"] = _others(confusion.homophones())
    made: Counter[str] = Counter()
    sorts = ("listed", "sound", "letter")
    used: Counter[tuple[str, str]] = Counter()
    for paragraph in paragraphs(fit=False, seed=9):
        for sentence in SENTENCE.split(paragraph):
            if not 6 <= len(sentence.split()) <= 40:
                continue
            sort = sorts[made.total() % 3]
            case = _case(sentence, sort, swaps.get(sort), chance)
            if case is None or used[case.right, sort] > 2:
                continue
            used[case.right, sort] += 1
            made[sort] += 1
            yield case
            if made.total() >= count:
                return


def _others(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for wrong, right in pairs:
        table.setdefault(right, []).append(wrong)
    return table


def _case(
    sentence: str, sort: str, swaps: dict[str, list[str]] | None, chance: random.Random
) -> Case | None:
    plain = re.finditer(r"(?<![\w'’@/.-])[a-z]+(?:'[a-z]+)?(?![\w'’@/-])", sentence)
    found = [m for m in plain if (m.group() in swaps if swaps else len(m.group()) > 3)]
    if not found:
        return None
    m = chance.choice(found)
    word = m.group()
    wrongs = swaps[word] if swaps else [w for w in candidates._near(word, 1, 4.0) if len(w) > 2]
    wrongs = [w for w in wrongs if zipf(w) >= 3]
    if not wrongs:
        return None
    wrong = chance.choice(sorted(wrongs))
    return Case(sort, sentence[: m.start()] + wrong + sentence[m.end() :], m.start(), wrong, word)


def _clean(words: int) -> Iterator[str]:
    for paragraph in paragraphs(fit=False, seed=10):
        words -= len(paragraph.split())
        yield paragraph
        if words < 0:
            return


def _ours(check: Callable, text: str) -> list[dict]:
    document = Document("a.txt", (Segment(text, Span(0, len(text))),))
    return [
        {"start": f.span.start, "end": f.span.end, "replacements": list(f.suggestions)}
        for f in check(document)
    ]


def _shares(made: list[Case], found: list[list[dict]]) -> tuple[dict, dict]:
    all_, flagged, right = Counter(), Counter(), Counter()
    for case, findings in zip(made, found, strict=True):
        end = case.start + len(case.wrong)
        hits = [f for f in findings if f["start"] < end and f["end"] > case.start]
        meant = any(f["replacements"][:1] == [case.right] for f in hits)
        for sort in (case.sort, "all"):
            all_[sort] += 1
            flagged[sort] += bool(hits)
            right[sort] += meant
    return tuple({s: c[s] / all_[s] for s in all_} for c in (flagged, right))


def _row(shares: dict) -> str:
    return "  ".join(f"{sort} {share:.1%}" for sort, share in sorted(shares.items()))


def _show(false: list[tuple[str, dict]]) -> None:
    for text, f in false:
        around = text[max(0, f["start"] - 30) : f["end"] + 30]
        print(f"   {text[f['start'] : f['end']]} -> {f['replacements'][0]}: {around!r}")


if __name__ == "__main__":
    main()
