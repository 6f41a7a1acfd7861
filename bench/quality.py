"""Every quality figure in one run, ours beside LanguageTool's, with the targets.

    python bench/quality.py [--sets seed,dirty,clean,corrections,eracond,cweb,jfleg] [--server URL]

LanguageTool is its 6.8 server where `--server` names one, else lingotweaker with nothing switched
off but EN_ELLIPSIS, which is the same rules. The one thing to know: the sets are the development
sets of the shared folder; other texts of the same kinds decide.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import json
import os
import sys
import tempfile
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import ours
from sets import EVAL, ROOT, rows, shared_module
from transcript_fix.config import Settings

THRESHOLD = 0.1
"""A hypothesis for the F0.5 sets takes the first suggestion of every issue at least this sure.
It stands just under what a rare rule of grammar is worth (.12): rare rules beat frequent ones."""

Find = Callable[[str], list[dict]]


def main() -> None:
    """Measure what was asked for and print it."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sets", default="seed,dirty,clean,corrections,eracond,cweb")
    arguments.add_argument("--server", help="a LanguageTool server, such as http://127.0.0.1:8081")
    arguments.add_argument("--save", type=Path, help="where the scorers' full results go")
    arguments.add_argument("--engines", default="default", help="ours, such as default,tagger")
    given = arguments.parse_args()
    chosen = given.sets.split(",")
    theirs = _server(given.server) if given.server else lingotweaker()
    glossary = ROOT / "glossary.yaml"
    settings = Settings(engines=tuple(given.engines.split(",")))
    with_names = replace(settings, glossary=glossary)
    with ours.pipeline(settings) as ask, ours.pipeline(with_names) as ask_named:

        def mine(text: str) -> list[dict]:
            return ours.findings(*ask(text))

        def named(text: str) -> list[dict]:
            return ours.findings(*ask_named(text))

        print(f"{'':34}{'ours':>22}{'LanguageTool':>22}   target")
        for name in ("seed", "dirty", "clean"):
            if name in chosen:
                _translated(name, mine, theirs, named if name == "seed" else None, given.save)
        if "corrections" in chosen:
            _corrections(mine, theirs, given.save)
        for name, label, target in (
            ("eracond", "eracond-l23.dev", "+4 points"),
            ("cweb", "cweb-g.dev", "+9 points"),
            ("jfleg", "jfleg.dev", "+6 points"),
        ):
            if name in chosen:
                _gec(label, target, ask, theirs)


# ------------------------------------------------------------------------ the sets


def _translated(name: str, mine: Find, theirs: Find, named: Find | None, save: Path | None) -> None:
    targets = {
        "seed": ("26 / 22 of 52", "1"),
        "dirty": ("28% / 16%", "5"),
        "clean": ("", "3"),
    }
    sides = [
        _score_translated(find, name, save, who) for find, who in ((mine, "ours"), (theirs, "lt"))
    ]
    if named is not None:
        with_glossary = _score_translated(named, name, save, "ours-glossary")
        row = with_glossary["sure"]
        print(
            f"{'seed, found/fixed, our glossary':34}{_found(row):>22}{'':>22}   {targets[name][0]}"
        )
        print(f"{'seed, false/unjudged, glossary':34}{_false(with_glossary, name):>22}")
    if sides[0]["sure"]["total"]:
        found = [_found(s["sure"]) for s in sides]
        print(f"{name + ', sure found/fixed':34}{found[0]:>22}{found[1]:>22}   {targets[name][0]}")
    noise = [_false(s, name) for s in sides]
    print(
        f"{name + ', false (unjudged)':34}{noise[0]:>22}{noise[1]:>22}   at most {targets[name][1]}"
    )


def _found(row: dict) -> str:
    total = row["total"]
    return f"{row['found']}/{row['fixed']} {row['found'] / total:.0%}/{row['fixed'] / total:.0%}"


def _false(result: dict, name: str) -> str:
    """Return false alarms, for the seed as a count, else per 1,000 words, with the unjudged."""
    count, unjudged, words = result["false"], result["unjudged"], result["words"]
    if name == "seed":
        return f"{count} ({unjudged})"
    return f"{1000 * count / words:.1f}/1000 (+{1000 * unjudged / words:.1f})"


def _score_translated(find: Find, name: str, save: Path | None, who: str) -> dict:
    scorer = _load("translated/score.py", "score_translated")

    def run(_: str, which: str) -> tuple[list[dict], str]:
        text = Path(scorer.path(which)).read_bytes().decode("utf-8")
        found = find(text)
        for f in found:
            f.update(id=which, text=text[f["start"] : f["end"]])
        return found, text

    scorer.run = run
    extra = ["--dump-new", str((save / f"{name}.{who}.new.jsonl").resolve())] if save else []
    return _run(
        scorer, ["--prog", "-", "--sets", name, "--save", "{out}", *extra], save, f"{name}.{who}"
    )[name]


def _corrections(mine: Find, theirs: Find, save: Path | None) -> None:
    results = []
    for who, find in (("ours", mine), ("lt", theirs)):
        scorer = _load("corrections/score.py", "score_corrections")
        scorer.get_checker = lambda *_, find=find: _threadless(find)
        folder = EVAL / "corrections"
        argv = [
            "--checker",
            who,
            "--out",
            "{out}",
            "--corrections",
            str(folder / "corrections.dev.jsonl"),
        ]
        argv += ["--clean", str(folder / "clean.dev.jsonl")]
        results.append(_run(scorer, argv, save, f"corrections.{who}"))
    for what, key in (("findable, exact@1", "exact1"), ("findable, found", "detect")):
        a, b = (f"{r['all']['findable'][key]:.1%} of {r['all']['findable']['n']}" for r in results)
        print(f"{what:34}{a:>22}{b:>22}   {'above' if key == 'exact1' else ''}")
    a, b = (f"{r['clean']['flags_per_1k']:.1f}/1000" for r in results)
    print(f"{'corrections clean.dev, flags':34}{a:>22}{b:>22}   at most 5")


def _threadless(find: Find) -> Find:
    def one(text: str) -> list[dict]:
        return find(text)

    one.threads = 1  # type: ignore[attr-defined]
    return one


def _gec(label: str, target: str, ask: ours.Ask, theirs: Find) -> None:
    scorer = shared_module("gec", "score_gec")
    data = rows(f"gec/{label}.jsonl")
    our_hypotheses, their_hypotheses = [], []
    for r in data:
        text = r["text"]
        document, issues = ask(text)
        taken = tuple(
            i
            for i in issues
            if i.finding.suggestions and i.applicability and i.confidence >= THRESHOLD
        )
        our_hypotheses.append(ours.corrected(document, text, taken))
        their_hypotheses.append(_corrected(text, theirs(text)))
    scores = [scorer.score(data, h)["cs"] for h in (our_hypotheses, their_hypotheses)]
    a, b = (f"{100 * s['F']:.1f} (P{100 * s['P']:.0f} R{100 * s['R']:.0f})" for s in scores)
    gain = 100 * (scores[0]["F"] - scores[1]["F"])
    print(f"{label + ' F0.5':34}{a:>22}{b:>22}   {target}: {gain:+.1f}")


def _corrected(text: str, found: list[dict]) -> str:
    """Return `text` with the first suggestion of every match, from the end, none overlapping."""
    limit = len(text) + 1
    for f in sorted(found, key=lambda f: (f["start"], f["end"]), reverse=True):
        if f["replacements"] and f["end"] <= limit:
            text = text[: f["start"]] + f["replacements"][0] + text[f["end"] :]
            limit = f["start"]
    return text


# ------------------------------------------------------------------------ LanguageTool


def lingotweaker() -> Find:
    """Return LanguageTool's rules as they come: nothing off but the picky EN_ELLIPSIS."""
    import lt_py

    engine = lt_py.Engine("en-US", disabled_rules=["EN_ELLIPSIS"])

    def find(text: str) -> list[dict]:
        data = text.encode("utf-8")

        def point(offset: int) -> int:
            return len(data[:offset].decode("utf-8", "ignore"))

        return [
            {
                "start": point(m["offset"]),
                "end": point(m["offset"] + m["length"]),
                "replacements": m["suggestions"],
                "rule": m["rule_id"],
            }
            for m in engine.check(text)
        ]

    return find


def _server(url: str) -> Find:
    def find(text: str) -> list[dict]:
        body = urllib.parse.urlencode({"language": "en-US", "text": text}).encode()
        with urllib.request.urlopen(f"{url.rstrip('/')}/v2/check", body, timeout=120) as answer:
            matches = json.load(answer)["matches"]
        points = [i for i, c in enumerate(text) for _ in range(2 if ord(c) > 0xFFFF else 1)]
        points.append(len(text))
        return [
            {
                "start": points[m["offset"]],
                "end": points[m["offset"] + m["length"]],
                "replacements": [r["value"] for r in m["replacements"]],
                "rule": m["rule"]["id"],
            }
            for m in matches
        ]

    return find


# ------------------------------------------------------------------------ the scorers


def _load(path: str, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EVAL / path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{EVAL / path} is missing: the shared folder is not beside this project")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _run(scorer: ModuleType, argv: list[str], save: Path | None, name: str) -> dict:
    """Run a scorer's main in this process and return the results that it saves."""
    folder = save or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    out = (folder / f"{name}.json").resolve()
    before, cwd = sys.argv, Path.cwd()
    sys.argv = ["score", *(str(out) if a == "{out}" else a for a in argv)]
    text = io.StringIO()
    try:
        with contextlib.redirect_stdout(text):
            scorer.main()
    finally:
        sys.argv = before
        os.chdir(cwd)
    if save:
        (folder / f"{name}.txt").write_text(text.getvalue(), "utf-8")
    return json.loads(out.read_text("utf-8"))


if __name__ == "__main__":
    main()
