"""How each house rule does: right and wrong on corrected texts, false hits on clean ones.

Run: python bench/rules.py CORRECTIONS.jsonl CLEAN.jsonl SPEECH.txt.xz [--words N] [--show RULE]
CORRECTIONS: records with `before`, `edits` (start, end, new) and `licence`; those under a
non-commercial licence are left out. SPEECH is edited speech, a paragraph a line; N words of it are
read, evenly spread. A hit there is nearly always a false one.
"""

from __future__ import annotations

import argparse
import json
import lzma
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from transcript_fix.model import Role
from transcript_fix.rule import Hit, Rule
from transcript_fix.rules import all_rules

STEP = 7
"""Every seventh paragraph of the speech is read: all shows and years are among them."""


@dataclass
class Figures:
    """What was seen of one rule. `false` are hits in clean speech, with their surroundings."""

    right: int = 0
    near: int = 0
    unmatched: int = 0
    clean: int = 0
    false: int = 0
    seconds: float = 0.0
    shown: list[str] = field(default_factory=list)


def speech_rules() -> tuple[Rule, ...]:
    """Return the rules that read speech."""
    return tuple(r for r in all_rules() if Role.SPEECH in r.roles and not r.whole)


def around(text: str, hit: Hit) -> str:
    """Return the hit in its sentence, for people."""
    first = hit.suggestions[0] if hit.suggestions else "?"
    before, after = text[max(hit.start - 45, 0) : hit.start], text[hit.end : hit.end + 35]
    return f"{before}[{text[hit.start : hit.end]} -> {first}]{after}"


def corrected(path: str, figures: dict[str, Figures]) -> None:
    """Count hits that make the editor's own edit (right), touch one (near), or neither."""
    with open(path, encoding="utf-8") as lines:
        records = [r for r in map(json.loads, lines) if "NC" not in r["licence"]]
    for record in records:
        text = record["before"]
        for rule in speech_rules():
            for hit in rule.find(text):
                verdict = judge(text, hit, record["edits"])
                row = figures[rule.name]
                setattr(row, verdict, getattr(row, verdict) + 1)
                row.shown.append(f"{verdict:9} {around(text, hit)}")


def judge(text: str, hit: Hit, edits: list[dict[str, object]]) -> str:
    """Return "right", "near" or "unmatched" for one hit in an uncorrected text."""
    touching = [e for e in edits if int(e["start"]) <= hit.end and hit.start <= int(e["end"])]  # type: ignore[call-overload]
    if not touching:
        return "unmatched"
    low = min(hit.start, *(int(e["start"]) for e in touching))  # type: ignore[call-overload]
    high = max(hit.end, *(int(e["end"]) for e in touching))  # type: ignore[call-overload]
    ours = text[low : hit.start] + hit.suggestions[0] + text[hit.end : high]
    theirs, at = "", low
    for edit in touching:
        theirs += text[at : int(edit["start"])] + str(edit["new"])  # type: ignore[call-overload]
        at = int(edit["end"])  # type: ignore[call-overload]
    theirs += text[at:high]
    return "right" if ours.split() == theirs.split() else "near"


def clean_speech(path: str, most: int) -> Iterator[str]:
    """Yield paragraphs of the speech, `most` words in all, evenly spread."""
    words = 0
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % STEP == 0:
                words += len(line.split())
                yield line.strip()
            if words >= most:
                return


def false_hits(texts: list[str], figures: dict[str, Figures], column: str) -> None:
    """Count hits in clean texts, and the time that each rule took."""
    rules = [(r, figures[r.name]) for r in speech_rules()]
    for text in texts:  # as the checker does: what a rule learns of a text serves the next one
        for rule, row in rules:
            begin = time.thread_time()
            hits = list(rule.find(text))
            row.seconds += time.thread_time() - begin
            for hit in hits:
                setattr(row, column, getattr(row, column) + 1)
                row.shown.append(f"{column:9} {around(text, hit)}")


def main() -> None:
    """Print a line a rule, and the sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corrections")
    parser.add_argument("clean")
    parser.add_argument("speech")
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--show", nargs="*", default=[])
    parser.add_argument("--most", type=int, default=40)
    args = parser.parse_args()
    figures: dict[str, Figures] = defaultdict(Figures)
    corrected(args.corrections, figures)
    with open(args.clean, encoding="utf-8") as lines:
        clean = [json.loads(line)["text"] for line in lines]
    false_hits(clean, figures, "clean")
    speech = list(clean_speech(args.speech, args.words))
    words = sum(len(t.split()) for t in speech)
    false_hits(speech, figures, "false")
    report(figures, words, sum(len(t.split()) for t in clean))
    for name in args.show or ():
        wanted = sorted(figures) if name == "all" else [name]
        for rule in wanted:
            print(f"\n== {rule}")
            print(*figures[rule].shown[: args.most], sep="\n")


def report(figures: dict[str, Figures], words: int, clean_words: int) -> None:
    """Print a line a rule: corrections right, near, unmatched; clean; false a 1,000 words."""
    print(f"{'rule':30} right near unmatched clean  false  per 1,000   us/1,000 words")
    sums: Counter[str] = Counter()
    for name in sorted(figures, key=lambda n: -figures[n].false):
        row = figures[name]
        per = 1000 * row.false / words
        cost = row.seconds / words * 1e9
        print(
            f"{name:30} {row.right:5} {row.near:4} {row.unmatched:9} {row.clean:5} "
            f"{row.false:6} {per:10.4f} {cost:10.0f}"
        )
        sums.update(right=row.right, near=row.near, unmatched=row.unmatched, clean=row.clean)
        sums.update(false=row.false)
    seconds = sum(r.seconds for r in figures.values())
    print(
        f"all: right {sums['right']}, near {sums['near']}, unmatched {sums['unmatched']}; "
        f"clean {1000 * sums['clean'] / max(clean_words, 1):.2f}, "
        f"speech {1000 * sums['false'] / max(words, 1):.3f} per 1,000 words; "
        f"{(words + clean_words) / seconds:,.0f} words/s"
    )


if __name__ == "__main__":
    main()
