"""Make `precision.json` (what a rule is worth) and `harper_rules.txt` (which are asked).

    python bench/precision.py harper     # about 8 minutes
    python bench/precision.py table      # about 5 minutes, after the first

Texts, all free (see `sets.py`): corrections.dev without javascript.info (CC0, MIT, CC BY-SA),
post-edits with hter at most .15 (CC0), and human-edited speech (CC BY-SA, MIT), where every
finding counts as false. eracond is left out, so that it can be reported. The one thing to know:
the editors of the corrections mended only part of their texts, so there a finding that meets no
correction counts as a third of a false one.
"""

from __future__ import annotations

import importlib
import json
import lzma
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import sets
import truth
from transcript_fix import arbitrate, checkers, pipeline
from transcript_fix.confidence import AGREED, table_name
from transcript_fix.config import Profile, Settings
from transcript_fix.model import Document, Finding, Kind, Span
from transcript_fix.unknown import sort_of, sorter, unknown_word

PACKAGE = Path(arbitrate.__file__).parent
ENGINES = ("house", "codespell", "lingotweaker", "harper", "confusion")
UNMATCHED = {"corrections": 0.33}
FEWEST = 5
"""Findings from which a rule with a figure of its own is measured anew."""
COLUMNS = (
    "first suggestion right as people corrected or as we read, of findings; an error that people "
    "corrected at that place, of findings (where they mended only part, others count a third)"
)
SPEECH_WORDS = 120_000
RARE_PER_MILLION = 2.0
"""A rule of Harper that fires no more often on edited speech is kept untested: nobody says it."""

EXCLUDED = ("Style and Redundancy", "Initialisms", "Regionalisms and Dialect", "Proper Nouns")
SPELLING = {"SpellCheck"}
TOO_EAGER = {"SplitWords", "LongSentences", "AvoidContractions", "EllipsisLength"}
PRINTS = {"LookingForwardTo", "ChickenAndEgg"}  # to standard output, in 0.2.0


def main() -> None:
    """Make what the first argument names."""
    {"harper": harper_rules, "table": table}[sys.argv[1]]()


# ------------------------------------------------------------------------ the table


def table() -> None:
    """Write precision.json."""
    units = [u for u in sets.corrections() if u.free]
    units += [*sets.post_edits(), *sets.speech(SPEECH_WORDS)]
    settings = Settings(profile=Profile.EDITED, engines=ENGINES[1:])
    with ExitStack() as stack:
        asks = [stack.enter_context(checkers.checker(n).start(settings)) for n in ENGINES]
        found = ((unit, [f for ask in asks for f in ask(document(unit))]) for unit in units)
        data = measured(found, truth.Judge(truth.FREE))
    (PACKAGE / "precision.json").write_text(json.dumps(data, indent=1) + "\n", "utf-8")


def measured(
    found: Iterable[tuple[sets.Unit, list[Finding]]], judge: truth.Judge
) -> dict[str, Any]:
    """Return the table for texts and what the engines found in them."""
    rules: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    kind_of: dict[str, Kind] = {}
    for unit, findings in found:
        for kept, name, at in _kept(unit, findings) if findings else ():
            key = name or table_name(kept)
            said = judge.of(unit, kept, at, truth.group_of(kept, name))
            rules[key][0] += said.right
            rules[key][1] += 1
            rules[key][2] += said.met
            rules[key][3] += 1 if said.met else UNMATCHED.get(unit.source.split("/")[0], 1)
            kind_of[key] = kept.kind
    rare: defaultdict[str, list[list[float]]] = defaultdict(list)
    for key, row in list(rules.items()):
        if " " not in key:
            if row[3] < arbitrate.EVIDENCE:
                rare[kind_of[key].value].append(row)
        elif row[1] < FEWEST:
            del rules[key]
    return {
        "about": " ".join((__doc__ or "").split()),
        "columns": COLUMNS,
        "kinds": {k.value: _prior(rare[k.value]) for k in Kind},
        "rules": {k: [round(n, 2) for n in row] for k, row in sorted(rules.items())},
    }


def _prior(rows: Iterable[list[float]]) -> list[float]:
    """Return what a rare rule of a kind is worth: right, met; itself drawn to a third, a half."""
    right, of, met, seen = (sum(r[i] for r in rows) for i in range(4)) if rows else (0, 0, 0, 0)
    return [round((right + 10 * 0.33) / (of + 10), 3), round((met + 10 * 0.5) / (seen + 10), 3)]


def document(unit: sets.Unit) -> Document:
    """Return the unit as the product reads it: no code, no links."""
    settings = Settings(format="plain", encoding="utf-8")
    return pipeline.read(Path("unit.txt"), settings, data=unit.text.encode()).document


def _kept(unit: sets.Unit, findings: list[Finding]) -> Iterator[tuple[Finding, str | None, Span]]:
    """Yield the findings that are no noise, finer names that some have, and places in the text.

    Where a house rule or a list of typos speaks, an engine's rule is not asked: it is counted for
    what it is worth alone.
    """
    text = document(unit)
    judge = sorter(text, frozenset())
    sorted_out = [f for f in map(judge, arbitrate.ordered(text, findings)) if f is not None]
    spelled = {(f.span, f.suggestions[:1]) for f in sorted_out if unknown_word(f)}
    ours = [f.span for f in findings if f.engine in ENGINES[:2]]
    for kept in sorted_out:
        if kept.engine not in ENGINES[:2] and any(kept.span.overlaps(s) for s in ours):
            continue
        name = f"unknown:{sort_of(text, kept)}" if unknown_word(kept) else None
        if kept.engine == "codespell" and (kept.span, kept.suggestions[:1]) in spelled:
            name = AGREED
        yield kept, name, text.source_span(kept.span)


# ------------------------------------------------------------------------ Harper's rules


def harper_rules(words: int = 1_500_000) -> None:
    """Write harper_rules.txt: rules that hardly ever fire on edited speech, or were right."""
    harper: Any = importlib.import_module("harper")
    linter = harper.Linter()
    groups = dict(_groups(linter.get_structured_lint_config(), ""))
    default = harper.get_default_lint_config()
    asked = {
        r
        for r, on in default.items()
        if on
        and groups.get(r, "?").split("/")[0] not in EXCLUDED
        and r not in TOO_EAGER | SPELLING | PRINTS
        and not r.startswith("Expand")  # spoken short forms
    }
    linter.set_lint_config({r: r in asked for r in default})
    fired = Counter[str]()
    for text in _speech(words):
        for rule, lints in linter.organized_lints(text, language="plaintext").items():
            fired[rule] += len(lints)
    seen, met = _met(linter)
    most = RARE_PER_MILLION * words / 1_000_000
    rare = {r for r in asked if fired[r] <= most and (fired[r] or seen[r])}
    proven = {r for r in asked if seen[r] >= 3 and met[r] >= seen[r] / 2}
    lines = [
        "# Harper's rules that are asked, made by bench/precision.py: of those that fired at all,",
        f"# the ones that fire at most {RARE_PER_MILLION:g} times in a million words of speech,",
        "# and those of which half the findings met a human correction. SpellCheck is asked only",
        "# where no other engine spells.",
        *sorted(rare | proven),
    ]
    (PACKAGE / "harper_rules.txt").write_text("\n".join(lines) + "\n", "utf-8")
    print(len(rare), "rare,", len(proven), "proven:", " ".join(sorted(proven)))


def _groups(node: Any, label: str) -> Iterator[tuple[str, str]]:
    for setting in node["settings"]:
        if "Bool" in setting:
            yield setting["Bool"]["name"], label
        elif "Group" in setting:
            group = setting["Group"]
            yield from _groups(group["child"], f"{label}/{group['label']}".strip("/"))


def _speech(words: int) -> Iterator[str]:
    with lzma.open(sets.SHARED / "train" / "speech.txt.xz", "rt", encoding="utf-8") as f:
        paragraphs = f.read().splitlines()
    random.Random(11).shuffle(paragraphs)
    batch: list[str] = []
    size = total = 0
    for paragraph in paragraphs:
        batch.append(paragraph)
        size += len(paragraph.split())
        if size > 800:
            yield "\n\n".join(batch)
            total, size, batch = total + size, 0, []
        if total > words:
            return


def _met(linter: Any) -> tuple[Counter[str], Counter[str]]:
    """Return how often each rule fired on corrected texts, and how often it met a correction."""
    seen: Counter[str] = Counter()
    met: Counter[str] = Counter()
    units = [u for u in sets.corrections() if u.free]
    for unit in [*units, *sets.post_edits()]:
        for rule, lints in linter.organized_lints(unit.text, language="plaintext").items():
            for lint in lints:
                seen[rule] += 1
                met[rule] += sets.met(unit, lint.span.start, lint.span.end)[0]
    return seen, met


if __name__ == "__main__":
    main()
