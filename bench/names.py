"""Measure the names: own terms, a shared glossary learned earlier, slips, and what is automatic.

Run: python bench/names.py [own|shared|slips|safe ...]. Each part prints our figures beside a plain
rapidfuzz scan (75), an unguarded one (65) and an unguarded phonetic match, all in the same run.
Needs ../shared; `slips` needs the package pytickersymbols, whose company names it takes.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import names_data as data
import names_plain as plain
from names_slips import KINDS, slip
from transcript_fix.glossary import Glossary, Term, learn, load, scan, suggest
from transcript_fix.glossary.entry import Autofix, Place
from transcript_fix.glossary.tokens import fold
from transcript_fix.model import Applicability

Finder = Callable[[str], list[dict[str, Any]]]


def engines(terms: Sequence[str], whole: Glossary | None = None) -> dict[str, Finder]:
    """Return the ways of finding that are compared, each for the same terms."""
    matcher = scan.matcher(whole or data.glossary(terms))
    codes = plain.coded(terms)
    return {
        "transcript-fix": lambda text: data.findings(text, matcher),
        "plain fuzzy 75": lambda text: plain.fuzzy(text, terms, 75),
        "unguarded fuzzy 65": lambda text: plain.fuzzy(text, terms, 65),
        "unguarded phonetic": lambda text: plain.phonetic(text, codes),
    }


def own(sample: int = 40) -> None:
    """Each file's own right forms as its glossary."""
    print("\nown terms: exact first suggestion / flags per 1,000 clean words")
    score, cases = data.scorer(), data.cases()
    terms = data.own_terms(cases)
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[str] = Counter()
    for case in cases:
        finders = engines(terms[case.file])
        kinds = [_kinds(case, i) for i in range(len(case.edits))]
        for group in kinds:
            total.update(group)
        for name, find in finders.items():
            matched, _ = score.match(case.text, case.edits, find(case.text))
            for group, (_, exact, _) in zip(kinds, matched, strict=True):
                right.update((name, kind) for kind in group if exact)
    clean = data.clean()
    files = random.Random(1).sample(sorted(terms), sample)
    flags: Counter[str] = Counter()
    for file in files:
        for name, find in engines(terms[file]).items():
            flags[name] += sum(len(find(text)) for text in clean)
    words = sum(len(t.split()) for t in clean) * sample
    order = ["listed", "listed, free", "listed, NC", "all", *sorted(k for k in total if "/" in k)]
    print(f"{'':20}" + "".join(f"{k:>22}" for k in order) + f"{'flags':>10}")
    for name in engines(["x"]):
        row = "".join(
            f"{right[name, k]:>9}/{total[k]} {right[name, k] / total[k]:5.1%}".rjust(22)
            for k in order
        )
        print(f"{name:20}{row}{1000 * flags[name] / words:10.3f}")


def _kinds(case: data.Case, at: int) -> list[str]:
    kinds = ["all", f"name/{case.edits[at]['sub']}"]
    if data.nameable(case.rights[at]):
        kinds += ["listed", "listed, free" if case.free else "listed, NC"]
    return kinds


def earlier() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the corrections before and after the median date of each repository."""
    by_repo: dict[str, list[dict[str, Any]]] = {}
    for record in data._read("corrections.dev.jsonl"):
        by_repo.setdefault(record["repo"], []).append(record)
    first, second = [], []
    for records in by_repo.values():
        records.sort(key=lambda r: r["date"])
        cut = records[len(records) // 2]["date"]
        first += [r for r in records if r["date"] < cut]
        second += [r for r in records if r["date"] >= cut]
    return first, second


def learned(records: Sequence[dict[str, Any]], count: int = 1000) -> Glossary:
    """Return a glossary of the terms most corrected and most frequent in `records`."""
    taught = learn.learned(p for r in records for p in learn.pairs(r["before"], r["after"]))
    wanted = suggest.suggest([(r["path"], r["after"]) for r in records], least=1)
    weight: Counter[str] = Counter()
    entries: dict[str, Term] = {}
    place = Place("bench", 1, 1)
    for one in taught:
        key = fold(one.term)
        weight[key] += 5 * one.count
        wrong = tuple(f for f, _ in one.safe)
        heard = tuple(f for f, _ in one.heard)
        entries.setdefault(key, Term(one.term, place, wrong=wrong, heard=heard))
    for proposal in wanted:
        weight[fold(proposal.term)] += proposal.count
        unread = Term(proposal.term, place, autofix=Autofix.REVIEW)  # as `suggest --write` does
        entries.setdefault(fold(proposal.term), unread)
    return Glossary(Path("bench"), tuple(entries[k] for k, _ in weight.most_common(count)))


def shared() -> None:
    """The 1,000 most common terms learned from the earlier half, tested on the later one."""
    first, second = earlier()
    known = learned(first)
    terms = [t.term for t in known.terms]
    print(f"\nshared glossary: {len(terms)} terms learned from {len(first)} earlier corrections")
    score, clean = data.scorer(), data.clean()
    words = sum(len(t.split()) for t in clean)
    for name, find in engines(terms, known).items():
        right, total, listed, all_ = 0, 0, 0, 0
        for record in second:
            edits = [e for e in record["edits"] if e["kind"] == "name" and e["scored"]]
            if not edits:
                continue
            matched, _ = score.match(record["before"], edits, find(record["before"]))
            for edit, (_, exact, _) in zip(edits, matched, strict=True):
                held = data.right_form(record["before"], edit) in terms
                total, right = total + held, right + (exact and held)
                all_, listed = all_ + 1, listed + exact
        flags = sum(len(find(text)) for text in clean)
        print(
            f"{name:20} of those in the glossary {right}/{total} {right / total:.1%}; "
            f"of all names {listed}/{all_} {listed / all_:.1%}; flags {1000 * flags / words:.2f}"
        )


def slips(count: int = 300) -> None:
    """Slips put into company names that we did not choose, in the middle of clean sentences."""
    from pytickersymbols import PyTickerSymbols  # type: ignore[import-untyped]

    chance = random.Random(1)
    every = sorted({s["name"] for s in PyTickerSymbols().get_all_stocks()})
    names = chance.sample([n for n in every if sum(c.isalpha() for c in n) >= 4], count)
    clean = data.clean()
    long = [t for t in clean if len(t.split()) > 20]
    texts = []
    for name in names:
        for kind in KINDS:
            wrong = slip(name, chance, kind)
            if wrong == name or (kind == "join" and " " not in name):
                continue
            words = chance.choice(long).split(" ")
            at = chance.randrange(5, len(words) - 5)
            texts.append(
                (kind, name, wrong, " ".join(words[:at]) + " ", " " + " ".join(words[at:]))
            )
    print(f"\nslips in {count} company names: found / right first of those / false per 1,000 words")
    total = sum(len(t.split()) for t in clean)
    for engine, find in engines(names).items():
        found: Counter[str] = Counter()
        right: Counter[str] = Counter()
        tried: Counter[str] = Counter()
        for kind, name, wrong, before, after in texts:
            text = before + wrong + after
            start, end = len(before), len(before) + len(wrong)
            hits = [f for f in find(text) if f["start"] < end and f["end"] > start]
            mended = [text[: f["start"]] + f["replacements"][0] + text[f["end"] :] for f in hits]
            tried[kind] += 1
            found[kind] += bool(hits)
            right[kind] += before + name + after in mended
        false = sum(len(find(text)) for text in clean)
        kinds = "  ".join(
            f"{k} {found[k] / tried[k]:.0%}/{right[k] / max(found[k], 1):.0%}" for k in KINDS
        )
        print(
            f"{engine:20} {found.total() / tried.total():.1%} / "
            f"{right.total() / max(found.total(), 1):.1%} / {1000 * false / total:.2f}    {kinds}"
        )


def safe() -> None:
    """Print every automatic fix on the development texts, for reading: none may be wrong."""
    print("\nautomatic fixes on development text")
    first, second = earlier()
    cases = data.cases()
    score = data.scorer()
    root = Path(__file__).resolve().parents[1]
    for title, known in (("learned", learned(first)), ("ours", load(root / "glossary.yaml"))):
        matcher = scan.matcher(known)
        seen: Counter[tuple[str, str]] = Counter()
        texts = [*data.clean(), *(r["after"] for r in second), *_translated()]
        for text in texts:
            seen.update(_automatic(text, matcher))
        print(f"{title} glossary, {len(texts)} reviewed texts:", dict(seen))
    judged: Counter[str] = Counter()
    unmatched: Counter[tuple[str, str]] = Counter()
    terms = data.own_terms(cases)
    for case in cases:
        matcher = scan.matcher(data.glossary(terms[case.file]))
        found = [
            f for f in data.findings(case.text, matcher) if f["match"].limit is Applicability.SAFE
        ]
        _, used = score.match(case.text, case.edits, found)
        for at, one in enumerate(found):
            judged["as the editor did" if at in used else "editor left it"] += 1
            if at not in used:
                unmatched[case.text[one["start"] : one["end"]], one["replacements"][0]] += 1
    print("own terms:", dict(judged), dict(unmatched))


def _automatic(text: str, matcher: scan.Matcher) -> list[tuple[str, str]]:
    return [
        (text[f["start"] : f["end"]], f["replacements"][0])
        for f in data.findings(text, matcher)
        if f["match"].limit is Applicability.SAFE
    ]


def _translated() -> list[str]:
    folder = data.SHARED / "eval" / "translated"
    return [p.read_text("utf-8") for p in sorted(folder.glob("*/*.txt"))]


if __name__ == "__main__":
    for part in sys.argv[1:] or ("own", "shared", "slips", "safe"):
        {"own": own, "shared": shared, "slips": slips, "safe": safe}[part]()
