"""What each level finds and costs: the default, [context], [judge], beside LanguageTool and Harper.

    python bench/levels.py [--levels default,judge] [--others] [--cost] [--words N]

`dirty` are translated interviews with every error marked, `clean` well-translated ones. The one
thing to know: these are development texts, used for no weight; other texts decide. Cost is of a
fresh process a level over N words of edited speech, nothing remembered.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

import ours
from quality import Find, _score_translated, lingotweaker
from sets import rows, speech
from transcript_fix.config import Settings

LEVELS = {
    "default": ("default",),
    "context": ("default", "confusion"),
    "judge": ("default", "judge"),
    "judge alone": ("judge",),
    "all": ("default", "confusion", "judge"),
}
GRAMMAR = (
    "article", "fragment", "tense", "missing-word", "extra-word", "word-choice", "word-order",
    "preposition", "agreement", "number",
)  # fmt: skip
FORMS = ("article", "preposition", "agreement", "number", "missing-word", "extra-word", "tense")
NO_GRAMMAR = ("name", "casing", "spelling", "spacing", "punctuation")


def main() -> None:
    """Measure the levels asked for and print a row each."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--levels", default="default,judge")
    arguments.add_argument("--others", action="store_true", help="LanguageTool and Harper, too")
    arguments.add_argument("--cost", action="store_true", help="words a second and memory, too")
    arguments.add_argument("--words", type=int, default=3000)
    arguments.add_argument("--save", type=Path, help="where the scorers' full results go")
    arguments.add_argument("--share", type=float, default=0.2, help="of clean.dev, 20,000 words")
    arguments.add_argument("--one", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.one:
        print(json.dumps(_cost(given.one, given.words)))
        return
    for level in given.levels.split(","):
        with ours.pipeline(Settings(engines=LEVELS[level])) as ask:
            _row(level, lambda text, ask=ask: ours.findings(*ask(text)), given.save, given.share)
        if given.cost:
            command = [sys.executable, __file__, "--one", level, "--words", str(given.words)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            print(f"   {json.loads(done.stdout.splitlines()[-1])}")
    if given.others:
        _row("LanguageTool", lingotweaker(), given.save, given.share)
        with _harper() as find:
            _row("Harper", find, given.save, given.share)


def _row(name: str, find: Find, save: Path | None, share: float) -> None:
    save = save or Path(tempfile.mkdtemp())
    dirty = _score_translated(find, "dirty", save, name)
    clean = _score_translated(find, "clean", save, name)
    kinds, sure = dirty["kinds"], dirty["sure"]
    print(
        f"{name}: dirty {_of((sure['total'], sure['found'], sure['fixed']))}, false "
        f"{dirty['false_per_1000_words']} a 1,000 words ({dirty['unjudged']} not judged)"
    )
    for what, some in (("grammar kinds", GRAMMAR), ("forms alone", FORMS)):
        counts = [kinds[k] for k in some if k in kinds]
        print(f"   {what}: {_of(tuple(map(sum, zip(*counts, strict=True))))}")
    print("   by kind: " + ", ".join(f"{k} {v[1]}/{v[2]} of {v[0]}" for k, v in kinds.items()))
    print(
        f"   clean: {clean['findings']} flags, {clean['per_1000_words']} a 1,000 words, "
        f"false {clean['false']}, not judged {clean['unjudged']}"
    )
    texts = [row["text"] for row in rows("corrections/clean.dev.jsonl")]
    texts = texts[: int(share * len(texts))]
    words = sum(len(t.split()) for t in texts)
    count = sum(len(find(t)) for t in texts)
    print(f"   clean.dev: {1000 * count / words:.2f} a 1,000 words", flush=True)


def _of(counts: tuple[int, ...]) -> str:
    total, found, fixed = counts
    return f"{found}/{fixed} of {total}, {found / total:.0%} / {fixed / total:.0%}"


def _cost(level: str, words: int) -> dict[str, float]:
    """Return seconds to load, words a second (wall and processor), and memory of all in MB."""
    text = "\n\n".join(u.text for u in speech(words))
    begin = time.perf_counter()
    with ours.pipeline(Settings(engines=LEVELS[level])) as ask:
        ask("This are a short text.")
        loaded = time.perf_counter()
        before = time.process_time()
        ask(text)
        took, worked = time.perf_counter() - loaded, time.process_time() - before
        memory = sum(p.memory_info().rss for p in _processes()) / 2**20
    count = len(text.split())
    return {
        "load seconds": round(loaded - begin, 1),
        "words a second": round(count / took),
        "words a second of processor, this process": round(count / worked),
        "MB, hosts of engines among them": round(memory),
    }


def _processes() -> Iterator[psutil.Process]:
    yield psutil.Process()
    for process in psutil.process_iter(["cmdline"]):
        if any(a.endswith("hosts/host.py") for a in process.info["cmdline"] or ()):
            yield process


@contextmanager
def _harper() -> Iterator[Find]:
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

    yield find


if __name__ == "__main__":
    main()
