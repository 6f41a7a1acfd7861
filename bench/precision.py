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
from transcript_fix import arbitrate, checkers
from transcript_fix.config import Profile, Settings
from transcript_fix.model import Document, Finding, Kind, Segment, Span
from transcript_fix.unknown import sort_of, sorter, unknown_word

PACKAGE = Path(arbitrate.__file__).parent
UNMATCHED = {"corrections": 0.33}
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
    rules: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    kinds: defaultdict[str, list[list[float]]] = defaultdict(list)
    kind_of: dict[str, Kind] = {}
    with ExitStack() as stack:
        settings = Settings(profile=Profile.EDITED, engines=("lingotweaker", "harper"))
        asks = [
            stack.enter_context(checkers.checker(name).start(settings))
            for name in ("codespell", "lingotweaker", "harper")
        ]
        for unit in units:
            for key, kind, right, error in _judged(unit, asks):
                weight = 1.0 if error else UNMATCHED.get(unit.source.split("/")[0], 1.0)
                row = rules[key]
                row[0] += right
                row[1] += error
                row[2] += weight
                kind_of[key] = kind
    for key, row in rules.items():
        if row[2] < arbitrate.EVIDENCE:
            kinds[kind_of[key].value].append(row)
    priors = {k.value: _prior(kinds[k.value]) for k in Kind}
    data = {
        "about": " ".join((__doc__ or "").split()),
        "columns": "first suggestion right, an error at that place, seen (weighted)",
        "kinds": priors,
        "rules": {k: [r[0], r[1], round(r[2], 2)] for k, r in sorted(rules.items())},
    }
    (PACKAGE / "precision.json").write_text(json.dumps(data, indent=1) + "\n", "utf-8")


def _prior(rows: Iterable[list[float]]) -> list[float]:
    """Return what a rare rule of a kind is worth: right, error; itself drawn to a third, a half."""
    right, error, seen = (sum(r[i] for r in rows) for i in range(3)) if rows else (0, 0, 0)
    return [round((right + 10 * 0.33) / (seen + 10), 3), round((error + 10 * 0.5) / (seen + 10), 3)]


def _judged(unit: sets.Unit, asks: list[Any]) -> Iterator[tuple[str, Kind, bool, bool]]:
    scorer = _matcher()
    text = unit.text
    document = Document("unit", (Segment(text, Span(0, len(text))),))
    judge = sorter(document, frozenset())
    human = [{"start": e.start, "end": e.end, "new": e.new} for e in unit.edits]
    for finding in arbitrate.ordered(document, [f for ask in asks for f in ask(document)]):
        kept = judge(finding)
        if kept is None:
            continue
        claim = {
            "start": kept.span.start,
            "end": kept.span.end,
            "replacements": list(kept.suggestions),
        }
        met = scorer.match(text, human, [claim])[0] if human else []
        yield _key(document, kept), kept.kind, any(m[1] for m in met), any(m[0] for m in met)


def _key(document: Document, finding: Finding) -> str:
    if unknown_word(finding):
        return f"unknown:{sort_of(document, finding)}"
    return finding.rule


_SCORER: list[Any] = []


def _matcher() -> Any:
    if not _SCORER:
        sys.path.insert(0, str(sets.EVAL / "corrections"))
        _SCORER.append(importlib.import_module("score"))
    return _SCORER[0]


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
    scorer = _matcher()
    units = [u for u in sets.corrections() if u.free]
    for unit in [*units, *sets.post_edits()]:
        human = [{"start": e.start, "end": e.end, "new": e.new} for e in unit.edits]
        for rule, lints in linter.organized_lints(unit.text, language="plaintext").items():
            for lint in lints:
                claim = {"start": lint.span.start, "end": lint.span.end, "replacements": []}
                seen[rule] += 1
                met[rule] += bool(human) and any(
                    m[0] for m in scorer.match(unit.text, human, [claim])[0]
                )
    return seen, met


if __name__ == "__main__":
    main()
