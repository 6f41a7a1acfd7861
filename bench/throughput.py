"""Words per second of a whole `check`, everything on, beside language-tool-python on a warm server.

    python bench/throughput.py [--words 50000] [--only-ours]

Both read the same text (human-edited speech with speakers' labels) on this machine, in this run.
Ours is the pipeline in process: format, every default engine, arbitration. The one thing to
know: both are warmed up on another text first, and neither start is timed (see coldstart.py).
"""

from __future__ import annotations

import argparse
import lzma
import random
import tempfile
import time
from pathlib import Path

import sets
from transcript_fix import checkers, pipeline
from transcript_fix.config import Settings


def main() -> None:
    """Print the figures and the ratio."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--words", type=int, default=50_000)
    arguments.add_argument("--only-ours", action="store_true")
    given = arguments.parse_args()
    text, other = transcript(given.words, seed=21), transcript(4_000, seed=22)
    words, seconds, issues = ours(text, other)
    print(f"{'ours, everything on':38}{words:>8} words  {words / seconds:>8,.0f} words/s  {issues}")
    if not given.only_ours:
        import languagetool_baseline

        figure = languagetool_baseline.warm(text, warm_up=other)
        name = "language-tool-python, warm server"
        print(f"{name:38}{figure.words:>8} words  {figure.rate:>8,.0f} words/s  {figure.findings}")
        print(f"ratio {words / seconds / figure.rate:.2f} (target: at least 1.2)")


def ours(text: str, warm_up: str) -> tuple[int, float, str]:
    """Return words, seconds and a line on what each stage took."""
    settings = Settings()
    with tempfile.TemporaryDirectory() as folder, pipeline.start(settings) as run:
        paths = [Path(folder) / name for name in ("warm.txt", "text.txt")]
        for path, content in zip(paths, (warm_up, text), strict=True):
            path.write_text(content, "utf-8")
        pipeline.check(pipeline.read(paths[0], settings), run)
        start = time.perf_counter()
        source = pipeline.read(paths[1], settings)
        issues = pipeline.check(source, run)
        seconds = time.perf_counter() - start
        stages = []
        for name, check in run.checks:
            start = time.perf_counter()
            count = len(list(check(source.document)))
            stages.append(f"{name} {time.perf_counter() - start:.1f} s ({count})")
    return len(text.split()), seconds, f"{len(issues)} issues; " + ", ".join(stages)


def transcript(words: int, seed: int) -> str:
    """Return paragraphs of speech under two speakers' labels, `words` long."""
    with lzma.open(sets.SHARED / "train" / "speech.txt.xz", "rt", encoding="utf-8") as f:
        paragraphs = f.read().splitlines()
    random.Random(seed).shuffle(paragraphs)
    out: list[str] = []
    count = 0
    for index, paragraph in enumerate(paragraphs):
        if count >= words:
            break
        out.append(f"{('Anna', 'Boris')[index % 2]}: {paragraph}")
        count += len(paragraph.split())
    return "\n\n".join(out) + "\n"


if __name__ == "__main__":
    print("engines:", ", ".join(checkers.CHECKERS))
    main()
