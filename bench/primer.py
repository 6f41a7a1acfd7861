"""What a change of rules does: the whole tool over the corpus, against the last recorded run.

    python bench/primer.py            what has changed in findings and bytes; exit 1 if anything
    python bench/primer.py --record   take this run as the one to compare with (then commit it)

Each file is read, checked with the default engines, fixed, verified and read again; nothing is
written into the corpus. A line of `bench/primer/findings.tsv` is a file, a rule, how far the
finding may go, the words flagged (cut at 30 code points) with the first suggestion, and how often;
one of `bench/primer/files.tsv` a file, its words, its findings, and a digest of its bytes after
`fix`, or why it was refused. `--every 10` runs a tenth of the files and compares those.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from multiprocessing import get_context
from pathlib import Path

from transcript_fix import batch, pipeline
from transcript_fix.batch import Checked
from transcript_fix.config import Settings
from transcript_fix.decide import automatic
from transcript_fix.model import Applicability, Issue
from transcript_fix.printable import printable

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
RECORDED = Path(__file__).parent / "primer"
LONGEST = 30
"""Code points of words flagged: no sentence of the corpus is kept here."""
Lines = list[str]


def main() -> int:
    """Run, compare or record; return 1 where something changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every Nth file only")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    wanted = parser.parse_args()
    if not CORPUS.is_dir():
        sys.exit("the corpus is not here (../shared/corpus)")
    every = sorted(p for p in CORPUS.rglob("*") if p.is_file())
    paths = every[:: wanted.every]
    files, findings = run(paths, wanted.workers)
    if wanted.record:
        if wanted.every != 1:
            sys.exit("only a whole run is recorded")
        RECORDED.mkdir(exist_ok=True)
        write("files.tsv", files)
        write("findings.tsv", findings)
        print(f"{len(files)} files and {len(findings)} kinds of findings recorded")
        return 0
    keys = {key(p) for p in paths}
    changed = [*compared("files.tsv", files, keys), *compared("findings.tsv", findings, keys)]
    print("\n".join(changed) or f"nothing changed in {len(files)} files")
    return 1 if changed else 0


def key(path: Path) -> str:
    """Return what a file is called in the record: its kind and the number its name begins with."""
    return f"{path.parent.name}/{path.name.partition('_')[0]}"


def run(paths: Sequence[Path], workers: int) -> tuple[Lines, Lines]:
    """Return the lines of both records, sorted. Large files first: the workers end together."""
    largest = sorted(paths, key=lambda p: -p.stat().st_size)
    shares = [largest[n::workers] for n in range(workers)]
    with get_context("spawn").Pool(workers) as pool:
        parts = pool.map(share, shares, chunksize=1)
    return sorted(x for p in parts for x in p[0]), sorted(x for p in parts for x in p[1])


def share(paths: Sequence[Path]) -> tuple[Lines, Lines]:
    """Return the lines of some files, in a process of its own."""
    files: Lines = []
    findings: Lines = []
    with pipeline.start(Settings(cache=False)) as engines:
        for path in paths:
            checked = batch.check_one(path, engines)
            files.append(f"{key(path)}\t{came_out(checked)}\n")
            counts = Counter(map(said, checked.outcome.issues))
            findings += (f"{key(path)}\t{what}\t{n}\n" for what, n in counts.items())
    return files, findings


def came_out(checked: Checked) -> str:
    """Return a file's words and findings and a digest of its bytes after `fix`, or its error."""
    outcome, data = batch.fix(checked, automatic, dry=True)
    if outcome.error or checked.source is None:
        return f"refused\t{printable(outcome.error or '')}"
    new = checked.source.data if data is None else data
    counts = f"{outcome.words} words\t{len(outcome.issues)} findings\t{len(outcome.edits)} fixed"
    return f"{counts}\t{hashlib.sha256(new).hexdigest()[:12]}"


def said(issue: Issue) -> str:
    """Return a finding as a line says it."""
    how = Applicability(issue.applicability).name.lower()
    first = f" -> {short(issue.finding.suggestions[0])}" if issue.finding.suggestions else ""
    return f"{issue.finding.rule}\t{how}\t{short(issue.finding.before)}{first}"


def short(words: str) -> str:
    """Return words in one line, cut."""
    shown = printable(words)
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"


def write(name: str, lines: Iterable[str]) -> None:
    """Write one record."""
    (RECORDED / name).write_text("".join(lines), encoding="utf-8", newline="\n")


def compared(name: str, lines: Lines, keys: set[str]) -> Lines:
    """Return what is gone ("-") and what is new ("+") in one record, of the files in `keys`."""
    path = RECORDED / name
    known = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else []
    old = [line for line in known if line.partition("\t")[0] in keys]
    shown = difflib.unified_diff(old, lines, n=0)
    return [line.rstrip("\n") for line in shown if not line.startswith(("---", "+++", "@@"))]


if __name__ == "__main__":
    sys.exit(main())
