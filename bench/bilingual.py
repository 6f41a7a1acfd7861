"""The bilingual check on samples/bilingual: seeded errors found by kind, and false alarms.

Run: python bench/bilingual.py [--rounds N] [--pairs FOLDER]. Measured in one run: the errors
seeded in the samples; the correct translations; the same said otherwise (numbers in other forms,
cues and sentences cut and joined otherwise), which must raise nothing; and errors put in at random,
with what each rule's first suggestion was worth. With --pairs, a fifth: translations that are taken
to be correct, NAME.en.txt beside NAME.de.txt and the like.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from transcript_fix import glossary
from transcript_fix.bilingual import western
from transcript_fix.bilingual.figure import Figure, Sort
from transcript_fix.bilingual.held import hold
from transcript_fix.bilingual.marks import marks
from transcript_fix.bilingual.names import names
from transcript_fix.bilingual.numbers import numbers
from transcript_fix.bilingual.passages import passages
from transcript_fix.bilingual.rewrite import in_english, rewritten
from transcript_fix.formats import choose
from transcript_fix.model import Document, Finding

HERE = Path(__file__).parent.parent / "samples" / "bilingual"
PAIRS = (("battery", "zh.srt", "en.srt"), ("heat", "de.txt", "en.txt"))
TERMS = glossary.load(HERE / "glossary.yaml").terms


def read(data: bytes, name: str) -> Document:
    """Read a document from bytes."""
    return choose(Path(name), data).read(data, name)


def check(source: Document, target: Document) -> list[Finding]:
    """Return what the bilingual check finds."""
    held = hold(source, target, TERMS)
    return [f for ask in (numbers, names, passages, marks) for f in ask(held)]


def near(finding: Finding, target: Document, wrong: str, source: str) -> bool:
    """Return whether a finding is about an error: at its words, or told of its source."""
    if wrong and not finding.rule.endswith("unpaired"):
        at = target.prose.replace("\n", " ").find(wrong)
        stop = at + len(wrong)
        return finding.span.start < stop + 2 and at - 2 < finding.span.end
    flat = " ".join(finding.source.split())
    return source[:12] in flat or flat in source


def seeded() -> None:
    """Print what is found of the seeded errors, by kind."""
    seen, hit, fixed, extra = Counter[str](), Counter[str](), Counter[str](), 0
    for stem, ours, theirs in PAIRS:
        source = read((HERE / f"{stem}.{ours}").read_bytes(), f"{stem}.{ours}")
        target = read((HERE / f"{stem}-errors.{theirs}").read_bytes(), f"{stem}-errors.{theirs}")
        errors = json.loads((HERE / f"{stem}-errors.json").read_text("utf-8"))
        found = check(source, target)
        told: set[int] = set()
        for error in errors:
            seen[error["kind"]] += 1
            about = [f for f in found if near(f, target, error["wrong"], error["source"])]
            hit[error["kind"]] += bool(about)
            told |= {id(f) for f in about}
            fixed[error["kind"]] += any(_mends(target, f, error) for f in about)
            if not about:
                print(f"    missed: {error['kind']}: {error['wrong'] or error['source'][:60]}")
        for finding in (f for f in found if id(f) not in told):
            extra += 1
            print(f"    extra: {finding.rule} {finding.before!r}: {finding.message}")
    print("seeded errors: kind, found of all, mended by the first suggestion")
    for kind in seen:
        print(f"  {kind:14}{hit[kind]:3} of {seen[kind]:2}  {fixed[kind]:3}")
    print(f"  {'all':14}{hit.total():3} of {seen.total():2}  {fixed.total():3}   extra: {extra}")


def _mends(target: Document, finding: Finding, error: dict[str, str]) -> bool:
    prose, span = target.prose, finding.span
    if not finding.suggestions:
        return False
    mended = prose[: span.start] + finding.suggestions[0] + prose[span.end :]
    return " ".join(error["right"].split()) in " ".join(mended.split())


def correct() -> Iterator[tuple[Document, Document, bytes, str]]:
    """Yield source, correct translation, its bytes and its name, for each sample."""
    for stem, ours, theirs in PAIRS:
        data = (HERE / f"{stem}.{theirs}").read_bytes()
        source = read((HERE / f"{stem}.{ours}").read_bytes(), f"{stem}.{ours}")
        yield source, read(data, f"{stem}.{theirs}"), data, f"{stem}.{theirs}"


def figures_of(text: str) -> list[Figure]:
    """Return the firm figures of a text that a translator might write otherwise."""
    words = re.sub(r"^(?:\d+|.*-->.*)$", lambda m: "_" * len(m[0]), text, flags=re.MULTILINE)
    found = western.figures(words, "en")
    return [f for f in found if f.firm and f.exact and f.sort is not Sort.MONTH]


def otherwise(chance: random.Random, figure: Figure) -> str:
    """Return a figure in another form that means the same."""
    value = figure.value
    if figure.sort is Sort.YEAR or not value.is_integer():
        return figure.text
    forms = [figure.text, f"{int(value):,}", str(int(value))]
    forms += [in_english(value)] if value >= 1e6 else []
    forms += [f"{value / 1e3:g} thousand"] if value >= 1e4 and value < 1e6 else []
    forms += [f"{value / 1e6:g}m"] if value >= 1e6 else []
    return chance.choice(forms)


def restated(chance: random.Random, text: str) -> str:
    """Return a translation with its figures in other forms."""
    for figure in reversed(figures_of(text)):
        if chance.random() < 0.5:
            new = otherwise(chance, figure)
            text = text[: figure.start] + new + text[figure.end :]
    return text


def joined(chance: random.Random, text: str) -> str:
    """Return subtitles with some cues joined, or paragraphs with some sentences run together."""
    if "-->" not in text:
        return re.sub(r"\. (?=[A-Z])", lambda m: "; " if chance.random() < 0.2 else m[0], text)
    cues = [c.split("\n", 2) for c in text.strip().split("\n\n")]
    out: list[list[str]] = []
    for cue in cues:
        if out and chance.random() < 0.2 and not re.match(r"[A-Z ]+:", cue[2]):
            begin, end = out[-1][1].split(" --> ")[0], cue[1].split(" --> ")[1]
            out[-1] = [out[-1][0], f"{begin} --> {end}", f"{out[-1][2]}\n{cue[2]}"]
        else:
            out.append(cue)
    return "\n\n".join("\n".join(c) for c in out) + "\n"


def false_alarms(rounds: int) -> None:
    """Print false alarms on correct translations, as they are and said otherwise."""
    chance = random.Random(6)
    for name, change in (("as they are", None), ("other forms of numbers", restated),
                         ("cut otherwise", joined)):  # fmt: skip
        count, words, rules = 0, 0, Counter[str]()
        for source, target, data, path in correct():
            for _ in range(rounds if change else 1):
                text = change(chance, data.decode()) if change else data.decode()
                target = read(text.encode(), path)
                found = check(source, target)
                words += len(target.prose.split())
                count += len(found)
                rules.update(f.rule for f in found)
        share = 1000 * count / words
        said = f"{count:4} in {words:7} words: {share:.2f} per 1,000"
        print(f"false alarms, {name:24}{said}  {dict(rules)}")


Break = Callable[[random.Random, str], tuple[str, int] | None]


def tenfold(chance: random.Random, text: str) -> tuple[str, int] | None:
    """Put noughts too many or too few into a figure."""
    return _changed(chance, text, lambda f: f.value * chance.choice((0.1, 10, 100)),
                    lambda f: f.value >= 1000 and f.sort is Sort.NUMBER)  # fmt: skip


def other_value(chance: random.Random, text: str) -> tuple[str, int] | None:
    """Change a figure to another of its size."""
    return _changed(chance, text, lambda f: _near(chance, f),
                    lambda f: f.value > 10 and f.sort is not Sort.YEAR)  # fmt: skip


def _near(chance: random.Random, figure: Figure) -> float:
    return float(round(figure.value * chance.choice((0.6, 0.7, 1.3, 1.4))))


def other_year(chance: random.Random, text: str) -> tuple[str, int] | None:
    """Change a year."""
    return _changed(chance, text, lambda f: f.value + chance.choice((-10, -3, 1, 7, 10)),
                    lambda f: f.sort is Sort.YEAR)  # fmt: skip


def _changed(
    chance: random.Random, text: str, new: Callable[[Figure], float], fit: Callable[[Figure], bool]
) -> tuple[str, int] | None:
    able = [f for f in figures_of(text) if fit(f) and (f.text[0].isdigit() or f.text[0].isalpha())]
    figure = chance.choice(able)
    value = rewritten(figure, new(figure))
    if not value or value == figure.text:
        return None
    return text[: figure.start] + value + text[figure.end :], figure.start


def dropped(chance: random.Random, text: str) -> tuple[str, int] | None:
    """Leave out a cue or a paragraph."""
    blocks = text.strip().split("\n\n")
    index = chance.randrange(1, len(blocks) - 1)
    if len(blocks[index].split("\n", 2)[-1]) < 30:
        return None
    at = len("\n\n".join(blocks[:index]))
    return "\n\n".join(blocks[:index] + blocks[index + 1 :]) + "\n", at


def dropped_sentence(chance: random.Random, text: str) -> tuple[str, int] | None:
    """Leave out a sentence of a paragraph."""
    if "-->" in text:
        return None
    able = list(re.finditer(r"(?<=\. )[A-Z][^.?!\n]{30,}\. ", text))
    found = chance.choice(able)
    return text[: found.start()] + text[found.end() :], found.start()


def other_name(chance: random.Random, text: str) -> tuple[str, int] | None:
    """Put one company in another's place."""
    companies = [t.term for t in TERMS if t.type == "company"]
    able = list(re.finditer("|".join(companies), text))
    found = chance.choice(able)
    new = chance.choice([c for c in companies if c != found[0]])
    return text[: found.start()] + new + text[found.end() :], found.start()


def stated(chance: random.Random, text: str) -> tuple[str, int] | None:
    """Make a question a statement."""
    able = [m.start() for m in re.finditer(r"\?", text)]
    at = chance.choice(able)
    return text[:at] + "." + text[at + 1 :], at


def recall(rounds: int) -> None:
    """Print how many of random errors are found near their place, and mended."""
    kinds: tuple[Break, ...] = (
        tenfold, other_value, other_year, other_name, dropped, dropped_sentence, stated,
    )  # fmt: skip
    rules: dict[str, list[int]] = {}
    print("random errors: kind, found, mended, tried, other findings")
    for kind in kinds:
        chance = random.Random(8)
        tried = found = mended = other = 0
        for source, _, data, path in correct():
            for _ in range(rounds):
                text = data.decode()
                done = kind(chance, text)
                if done is None:
                    continue
                target = read(done[0].encode(), path)
                tried += 1
                at = done[1]
                about = [f for f in check(source, target) if abs(_place(target, f) - at) < 180]
                found += bool(about)
                other += max(len(about) - 1, 0)
                right = [f for f in about if _mend(done[0], target, f).split() == text.split()]
                mended += bool(right)
                for finding in about:
                    row = rules.setdefault(finding.rule, [0, 0, 0])
                    row[0] += 1
                    row[1] += bool(finding.suggestions)
                    row[2] += finding in right
        shares = f"{found / max(tried, 1):5.0%} {mended / max(tried, 1):5.0%}"
        print(f"  {kind.__name__:18}{shares} {tried:5} {other:4}")

    print("by rule: findings, with a suggestion, right at once")
    for rule, (told, offered, right_) in sorted(rules.items()):
        print(f"  {rule:28}{told:4} {offered:4} {right_:4}")


def pairs(folder: Path) -> None:
    """Print what is found in translations that are taken to be correct."""
    for target_file in sorted(folder.glob("*.en.*")):
        stem = target_file.name.partition(".")[0]
        target = read(target_file.read_bytes(), str(target_file))
        words = len(target.prose.split())
        for file in sorted(f for f in folder.glob(f"{stem}.*") if f != target_file):
            before = time.process_time()
            found = check(read(file.read_bytes(), str(file)), target)
            seconds = time.process_time() - before
            rules = dict(Counter(f.rule for f in found))
            share = (
                f"{1000 * len(found) / words:.2f} per 1,000 words, {words / seconds:.0f} words/s"
            )
            print(f"  {file.name:16}{len(found):4} findings, {share}  {rules}")


def _place(target: Document, finding: Finding) -> int:
    return target.source_span(finding.span).start


def _mend(text: str, target: Document, finding: Finding) -> str:
    place = target.source_span(finding.span)
    new = finding.suggestions[0] if finding.suggestions else finding.before
    return text[: place.start] + new + text[place.end :]


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--pairs", type=Path)
    asked = parser.parse_args()
    rounds = asked.rounds
    seeded()
    false_alarms(rounds)
    recall(rounds)
    if asked.pairs:
        pairs(asked.pairs)


if __name__ == "__main__":
    sys.exit(main())
