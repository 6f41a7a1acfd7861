"""Print what a text's own names flag with no glossary, over published transcripts.

Run: python bench/names_own.py [PATH...]. Read the list by hand: it is where the confidence of
names/own-name, own-label and own-casing is from.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import names_data as data
from transcript_fix import formats
from transcript_fix.checkers import names
from transcript_fix.config import Settings
from transcript_fix.errors import UserError


def main(paths: list[str]) -> None:
    """Check every transcript under the paths and print findings and their rate."""
    rules: Counter[str] = Counter()
    words = 0
    roots = [Path(p) for p in paths] or [data.SHARED / "corpus"]
    with names.start(Settings()) as check:
        for path in sorted(p for r in roots for p in ([r] if r.is_file() else r.rglob("*"))):
            try:
                content = path.read_bytes()
                document = formats.choose(path, content, None).read(content, str(path))
            except (UserError, OSError):
                continue
            words += len(document.prose.split())
            for finding in check(document):
                rules[finding.rule] += 1
                print(f"{path.name}: {finding.before} -> {finding.suggestions[0]} ({finding.rule})")
    print(dict(rules), words, "words,", round(1000 * sum(rules.values()) / words, 3), "per 1,000")


if __name__ == "__main__":
    main(sys.argv[1:])
