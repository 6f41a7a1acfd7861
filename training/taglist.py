"""Make the list of tags: those of form, then words to put in by how often they are needed.

Run: python -m training.taglist --texts FOLDER --runs FOLDER. The one thing to know: a tag's number
is its line, so a list once trained on never changes.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from random import Random

from training.examples import texts
from transcript_fix.tagger.place import TAGS
from transcript_fix.tagger.tags import FIXED, KEEP

EXAMPLES, LEAST, MOST = 120_000, 4, 1_800


def read(runs: Path) -> tuple[str, ...]:
    """Return the tags in the order of their numbers."""
    return tuple((runs / TAGS).read_text("utf-8").splitlines())


def main() -> None:
    """Count tags in examples and write the frequent ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--runs", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--examples", type=int, default=EXAMPLES)
    given = parser.parse_args()
    counted: Counter[str] = Counter()
    for example in texts(given.texts).examples(Random(given.seed), given.examples):
        counted.update(example.tags)
    worded = [t for t, n in counted.most_common() if n >= LEAST and t not in FIXED]
    given.runs.mkdir(parents=True, exist_ok=True)
    tags = [*FIXED, *worded[: MOST - len(FIXED)]]
    (given.runs / TAGS).write_text("\n".join(tags) + "\n", "utf-8")
    errors = counted.total() - counted[KEEP]
    covered = sum(counted[tag] for tag in tags) - counted[KEEP]
    print(f"{len(tags)} tags cover {covered / errors:.4f} of {errors} errors")
    for tag in FIXED:
        print(f"{tag:12} {counted[tag]}")


if __name__ == "__main__":
    main()
