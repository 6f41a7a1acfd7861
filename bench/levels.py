"""What each level finds and costs: default, context, judge, llm, beside LanguageTool and Harper.

    python bench/levels.py [--levels default,context,judge] [--others] [--save FOLDER]
    python bench/levels.py --cost [--levels ...] [--others] [--words N]   # on a quiet machine

`dirty` are translated interviews with every error marked, `clean` well-translated ones. The one
thing to know: these are development texts, used for no weight; other texts decide. "default" is
the bare install: the extra [context] is hidden from it. Cost is of a fresh process a level over N
words of edited speech, nothing remembered; llm's is that of the small model of `llm.py`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from pathlib import Path

import psutil

import llm
import ours
from quality import Find, _score_translated, lingotweaker
from sets import ROOT, rows, speech
from transcript_fix.config import Settings
from transcript_fix.hosts.place import FOLDER_VARIABLE, usual

LEVELS = {
    "default": ("default",),
    "context": ("default",),
    "judge": ("default", "judge"),
    "judge alone": ("judge",),
    "tagger": ("default", "tagger"),
    "tagger alone": ("tagger",),
    "judge and tagger": ("default", "tagger", "judge"),
    "llm": ("default", "llm"),
}
WARM_UP = ROOT / "samples" / "lei-jun-xiaomi.txt"
OTHERS = ("LanguageTool", "Harper")
GRAMMAR = (
    "article", "fragment", "tense", "missing-word", "extra-word", "word-choice", "word-order",
    "preposition", "agreement", "number",
)  # fmt: skip
"""Kinds of marked errors that are grammar."""
GRAMMAR_FINDINGS = frozenset({"grammar", "word", "punctuation"})
"""Kinds of our findings that say so; a comma between two sentences is punctuation with us."""


def main() -> None:
    """Measure the levels asked for and print a row each."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--levels", default="default,context,judge")
    arguments.add_argument("--others", action="store_true", help="LanguageTool and Harper, too")
    arguments.add_argument("--cost", action="store_true", help="speed and memory, not quality")
    arguments.add_argument("--words", type=int, default=3000)
    arguments.add_argument("--save", type=Path, help="where the scorers' full results go")
    arguments.add_argument("--share", type=float, default=0.2, help="of clean.dev, 20,000 words")
    arguments.add_argument("--one", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.one:
        print(json.dumps(_cost(given.one, given.words)))
        return
    for level in (*given.levels.split(","), *(OTHERS if given.others else ())):
        if given.cost:
            print(f"{level}: {_alone(level, given.words)}", flush=True)
        else:
            with _finder(level) as find:
                _quality(level, lru_cache(find), given.save, given.share)


@contextmanager
def _finder(level: str) -> Iterator[Find]:
    """Yield what finds at a level: text in, findings out."""
    if level == "LanguageTool":
        yield lingotweaker()
    elif level == "Harper":
        yield _harper()
    else:
        with ExitStack() as stack:
            settings = Settings(engines=LEVELS[level])
            if level == "default":
                stack.enter_context(_without_context())
            if level == "llm":
                url, _ = stack.enter_context(llm.named(None, 2))
                settings = Settings(engines=LEVELS[level], llm_url=url, llm_model="smollm2-135m")
            ask = stack.enter_context(ours.pipeline(settings))
            yield lambda text: ours.findings(*ask(text))


@contextmanager
def _without_context() -> Iterator[None]:
    """Hide the extra, as if it had not been installed."""
    kept = sys.modules.get("pocketsphinx")
    sys.modules["pocketsphinx"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["pocketsphinx"]
        if kept is not None:
            sys.modules["pocketsphinx"] = kept


def _harper() -> Find:
    import harper

    linter = harper.Linter()

    def find(text: str) -> list[dict]:
        return [
            {
                "start": lint.span.start,
                "end": lint.span.end,
                "replacements": [str(s.replacement_text or "") for s in lint.suggestions],
            }
            for lint in linter.lint(text)
        ]

    return find


# ------------------------------------------------------------------------ what it finds


def _quality(name: str, find: Find, save: Path | None, share: float) -> None:
    save = save or Path(tempfile.mkdtemp())
    dirty = _score_translated(find, "dirty", save, name)
    clean = _score_translated(find, "clean", save, name)
    kinds, sure = dirty["kinds"], dirty["sure"]
    print(
        f"{name}: dirty {_of((sure['total'], sure['found'], sure['fixed']))}, false "
        f"{dirty['false_per_1000_words']} a 1,000 words ({dirty['unjudged']} not judged)"
    )
    print("   by kind: " + ", ".join(f"{k} {v[1]}/{v[2]} of {v[0]}" for k, v in kinds.items()))
    counts = [kinds[k] for k in GRAMMAR if k in kinds]
    print(f"   grammar kinds: {_of(tuple(map(sum, zip(*counts, strict=True))))}")
    _grammar(name, find, save)
    print(
        f"   clean: {clean['findings']} flags, {clean['per_1000_words']} a 1,000 words, "
        f"false {clean['false']}, not judged {clean['unjudged']}"
    )
    texts = [row["text"] for row in rows("corrections/clean.dev.jsonl")]
    texts = texts[: int(share * len(texts))]
    words = sum(len(t.split()) for t in texts)
    count = sum(len(find(t)) for t in texts)
    print(f"   clean.dev: {1000 * count / words:.2f} a 1,000 words", flush=True)


def _grammar(name: str, find: Find, save: Path) -> None:
    """Print how many findings of grammar stand at a marked error, of those that are judged."""
    alone = _score_translated(_only_grammar(find), "dirty", save, f"{name}.grammar")
    hits = alone["hit_sure"] + alone["hit_style"] + alone["true_unannotated"]
    judged = hits + alone["false"]
    if alone["findings"]:
        print(
            f"   findings of grammar: {hits} of {judged} judged at an error, "
            f"{hits / max(judged, 1):.0%}; {alone['unjudged']} not judged"
        )


def _only_grammar(find: Find) -> Find:
    return lambda text: [f for f in find(text) if f.get("kind") in GRAMMAR_FINDINGS]


def _of(counts: tuple[int, ...]) -> str:
    total, found, fixed = counts
    return f"{found}/{fixed} of {total}, {found / total:.0%} / {fixed / total:.0%}"


# ------------------------------------------------------------------------ what it costs


def _alone(level: str, words: int) -> dict[str, float]:
    """Return the cost of a level in a process of its own, with engines that nobody shares."""
    command = [sys.executable, __file__, "--one", level, "--words", str(words)]
    with tempfile.TemporaryDirectory() as folder:
        place = {**os.environ, FOLDER_VARIABLE: folder}
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=place)
    return json.loads(done.stdout.splitlines()[-1])


def _cost(level: str, words: int) -> dict[str, float]:
    """Return seconds to load, words a second (wall and processor), and memory of all in MB."""
    text = "\n\n".join(u.text for u in speech(words))
    warm = 2 * len(text)  # code points: the whole of it, but for a level that takes minutes
    begin = time.perf_counter()
    with _finder(level) as find:
        find("This are a short text.")
        loaded = time.perf_counter() - begin
        find(WARM_UP.read_text("utf-8")[:warm])
        before, started = _worked(), time.perf_counter()
        find(text)
        took, worked = time.perf_counter() - started, _worked() - before
        memory = sum(p.memory_info().rss for p in _processes()) / 2**20
    count = len(text.split())
    return {
        "load seconds": round(loaded, 1),
        "words a second": round(count / took, 1),
        "words a second of processor": round(count / worked, 1),
        "MB": round(memory),
    }


def _worked() -> float:
    """Return the seconds of processor that this process and the engines beside it have had."""
    return sum(sum(p.cpu_times()[:2]) for p in _processes())


def _processes() -> Iterator[psutil.Process]:
    own = psutil.Process()
    yield own
    yield from own.children(recursive=True)
    for process in psutil.process_iter(["cmdline"]):
        told = " ".join(process.info["cmdline"] or ())
        if "hosts/host.py" in told and str(usual()) in told:
            yield process


if __name__ == "__main__":
    main()
