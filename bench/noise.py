"""Which rules of LanguageTool and Harper speak on edited speech and never made a person's edit?

    nice python bench/noise.py [--words 1000000] [--least 5]     # half an hour

Speech is edited speech (CC BY-SA, MIT), nine tenths of it; the edits are the free corrections and
the post-edits of `sets.py`. The one thing to know: the list is for reading, since speech has
errors, too ("we schedules"): rules of learners' grammar stay on, the others are `_NEVER_RIGHT` in
`languagetool_rules.py`.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import sets
from transcript_fix import pipeline as stages
from transcript_fix.config import Settings
from transcript_fix.model import Document, Finding
from transcript_fix.unknown import unknown_word

SETTINGS = Settings(format="plain", encoding="utf-8", engines=("lingotweaker", "harper"))
BATCH = 3000
"""Words that are asked about at once."""


def main() -> None:
    """Print a line a rule: times on the speech, edits met, none met; and examples."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--words", type=int, default=1_000_000)
    arguments.add_argument("--least", type=int, default=5)
    given = arguments.parse_args()
    spoken: Counter[str] = Counter()
    shown: defaultdict[str, list[str]] = defaultdict(list)
    with stages.start(SETTINGS) as run:
        met = _met(run)
        for text in _speech(given.words):
            document, findings = _found(text, run)
            for f in findings:
                spoken[f.rule] += 1
                around = document.prose[max(0, f.span.start - 40) : f.span.end + 25]
                shown[f.rule].append(f"{f.before} -> {f.suggestions[:2]}: {around!r}")
    for rule, times in spoken.most_common():
        row = met[rule]
        if times >= given.least and not row["made"]:
            print(f"{rule:45}{times:5} met an edit {row['met']}, none {row['neither']}")
            print(*(f"      {line}" for line in shown[rule][:6]), sep="\n")


def _found(text: str, run: stages.Run) -> tuple[Document, list[Finding]]:
    document = stages.read(Path("text.txt"), SETTINGS, data=text.encode("utf-8")).document
    findings = [f for _, ask in run.checks for f in ask(document)]
    return document, [f for f in findings if not unknown_word(f)]


def _met(run: stages.Run) -> defaultdict[str, Counter[str]]:
    """Return how often each rule made a person's edit, met one, or neither."""
    met: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for unit in (*(u for u in sets.corrections() if u.free), *sets.post_edits()):
        if not unit.text.strip():
            continue
        document, findings = _found(unit.text, run)
        for f in findings:
            span = document.source_span(f.span)
            touched, made = sets.met(unit, span.start, span.end, f.suggestions)
            how = "made" if made else "met" if touched else ""
            met[f.rule][how or "neither"] += 1
    return met


def _speech(words: int) -> Iterator[str]:
    """Yield the speech in batches, `words` in all."""
    batch: list[str] = []
    size = total = 0
    for paragraph in sets.paragraphs(fit=True, seed=5):
        batch.append(paragraph)
        size += len(paragraph.split())
        if size >= BATCH:
            yield "\n\n".join(batch)
            total, size, batch = total + size, 0, []
        if total >= words:
            return


if __name__ == "__main__":
    main()
