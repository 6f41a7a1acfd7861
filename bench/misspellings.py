"""Is the first suggestion for a misspelt word in a sentence right? Ours beside LanguageTool.

    python bench/misspellings.py [--count 1000] [--fit]

Two sorts of misspellings in held-out edited speech: those that people made (codespell's list, CC
BY-SA 3.0) and slips of the hand (`names_slips`). Our checker runs without the engines that read
the list, or it would know the answers. The one thing to know: a misspelling counts as right only
where the whole sentence comes out as it was; one that nobody flagged counts as wrong.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import ours
from names_slips import slip
from quality import lingotweaker
from sets import paragraphs
from transcript_fix import trigram
from transcript_fix.config import Settings
from transcript_fix.typos import listed
from transcript_fix.words import zipf

_WORD = re.compile(r"[a-z]{4,}")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with one misspelt word at `start`, and the sentence as it was."""

    sort: str
    wrong: str
    right: str
    start: int
    word: str

    @property
    def typed(self) -> str:
        """The misspelt word."""
        return self.wrong[
            self.start : len(self.wrong) - len(self.right) + self.start + len(self.word)
        ]


def cases(count: int, *, fit: bool = False, seed: int = 1) -> Iterator[Case]:
    """Yield misspelt sentences, half of either sort; `fit` from other paragraphs than not."""
    chance = random.Random(seed)
    wrongs: dict[str, list[str]] = {}
    for typo, right in listed().items():
        if _WORD.fullmatch(right) and zipf(typo) < 2.5 and typo.isalpha():
            wrongs.setdefault(right, []).append(typo)
    used: Counter[str] = Counter()
    made: Counter[str] = Counter()
    for paragraph in paragraphs(fit=fit, seed=seed):
        for sentence in _SENTENCE.split(paragraph):
            case = _case(sentence, wrongs, used, chance)
            if case is None or made[case.sort] >= count // 2:
                continue
            made[case.sort] += 1
            used[case.word] += 1
            yield case
        if made.total() >= count:
            return


def _case(
    sentence: str, wrongs: dict[str, list[str]], used: Counter[str], chance: random.Random
) -> Case | None:
    if not 6 <= len(sentence.split()) <= 40:
        return None
    found = [m for m in _WORD.finditer(sentence) if _whole(sentence, m) and used[m.group()] < 3]
    typed_by_people = [m for m in found if m.group() in wrongs]
    sort = "listed" if typed_by_people and chance.random() < 0.5 else "slip"
    pool = typed_by_people if sort == "listed" else [m for m in found if zipf(m.group()) > 3]
    if not pool:
        return None
    m = chance.choice(pool)
    word = m.group()
    typo = chance.choice(wrongs[word]) if sort == "listed" else slip(word, chance)
    if zipf(typo) >= 2 or " " in typo:  # another word, or hardly a misspelling
        return None
    wrong = sentence[: m.start()] + typo + sentence[m.end() :]
    return Case(sort, wrong, sentence, m.start(), word)


def _whole(sentence: str, m: re.Match[str]) -> bool:
    around = sentence[m.start() - 1 : m.start()] + sentence[m.end() : m.end() + 1]
    return not re.search(r"[\w'’@/_-]", around)


def _first(case: Case, found: list[dict]) -> tuple[bool, bool]:
    """Return whether something was flagged at the misspelling, and mended by its first answer."""
    end = case.start + len(case.typed)
    for f in found:
        if f["start"] < end and f["end"] > case.start:
            new = f["replacements"][:1]
            mended = case.wrong[: f["start"]] + new[0] + case.wrong[f["end"] :] if new else ""
            return True, mended == case.right
    return False, False


def main() -> None:
    """Print the share of right first suggestions."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--count", type=int, default=1000)
    arguments.add_argument("--show", type=int, default=0, help="print so many of our wrong ones")
    arguments.add_argument("--fit", action="store_true", help="the part that weights are set on")
    given = arguments.parse_args()
    made = list(cases(given.count, fit=given.fit))
    engines = ("lingotweaker", "harper")
    tally: dict[tuple[str, str], Counter[str]] = {}
    for name, find in _sides(engines):
        shown = 0
        for case in made:
            flagged, right = _first(case, find(case.wrong))
            for sort in (case.sort, "all"):
                row = tally.setdefault((name, sort), Counter())
                row.update(cases=1, flagged=flagged, right=right)
            if name.startswith("ours, [c") and not right and shown < given.show:
                shown += 1
                found = [f["replacements"][:4] for f in find(case.wrong)]
                print(f"   {case.typed} for {case.word}: {found}  {case.wrong[:90]}")
    for (name, sort), row in sorted(tally.items()):
        n = row["cases"]
        shares = f"flagged {row['flagged'] / n:.1%} first right {row['right'] / n:.1%}"
        print(f"{name:22}{sort:8}{n:6} {shares}")


def _sides(engines: tuple[str, ...]) -> Iterator[tuple[str, Callable[[str], list[dict]]]]:
    yield "LanguageTool", lingotweaker()
    settings = Settings(engines=engines)
    with ours.pipeline(settings) as ask:
        yield "ours, [context]", lambda text: ours.findings(*ask(text))
    kept, trigram.available = trigram.available, lambda: False
    with ours.pipeline(settings) as ask:
        yield "ours, without", lambda text: ours.findings(*ask(text))
    trigram.available = kept


if __name__ == "__main__":
    main()
