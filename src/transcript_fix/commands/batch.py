"""`batch`: a whole archive checked, kept as a run, summed up and reported.

The one thing to know: nothing is written but the run's own journal and the reports that were asked
for. A run that was cut short goes on where it was, by the same command.
"""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from transcript_fix import originals, pipeline, runs, shards
from transcript_fix.cache import digest
from transcript_fix.commands import files
from transcript_fix.commands.progress import words_of
from transcript_fix.config import Settings
from transcript_fix.errors import ENGINE, UserError
from transcript_fix.printable import printable
from transcript_fix.project import project_of
from transcript_fix.recall import packed
from transcript_fix.reports.console import ask
from transcript_fix.reports.said import plural
from transcript_fix.rows import Row
from transcript_fix.save import save
from transcript_fix.tally import Tally

TOP = 10
"""Rules, names, speakers and files that the summary shows."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How to run, and what to write: files for a page, tables and the findings for `review`."""

    jobs: int = 1
    scheduler: str | None = None
    fresh: bool = False
    html: Path | None = None
    csv: Path | None = None
    parquet: Path | None = None
    save: Path | None = None
    exit_zero: bool = False


def batch(paths: Sequence[Path], settings: Settings, wanted: Wanted) -> int:
    """Check everything, keep the run, print the summary, write the reports; return the status."""
    if not paths:
        raise UserError("name the transcripts, or a folder of them")
    if files.STDIN in paths:
        raise UserError("- (standard input) is no archive; use check")
    todo = files.named(paths, None)
    originals.sure(settings, todo)
    with runs.opened(project_of(paths[0]), _what(paths, settings), fresh=wanted.fresh) as run:
        left = _left(run, todo, settings)
        if len(left) < len(todo):
            _say(f"Going on with run {run.number}: {plural(len(todo) - len(left), 'file')} done.")
        with words_of(left) as progress:
            for row in _rows(left, settings, wanted):
                run.add(row)
                progress.done(row.path, row.record["words"])
        run.end()
        tally = Tally()
        for record, code in _records(run.rows(), settings):
            tally.add(record, code)
        summary(tally, run.number)
        reports(run, settings, wanted)
    return _status(tally, wanted)


def _what(paths: Sequence[Path], settings: Settings) -> bytes:
    """Return what makes two runs the same: their paths and all that findings hang on."""
    pipeline.check_rules(settings)
    named = sorted(str(path.resolve()) for path in paths)
    return digest(pipeline.salt(settings), packed(named), packed(str(settings.baseline)))


def _left(run: runs.Batch, todo: Sequence[Path], settings: Settings) -> list[Path]:
    """Return the files that are not done, or are no longer what they were."""
    run.only({str(path) for path in todo})
    return [path for path in todo if not _done(run, path, settings)]


def _done(run: runs.Batch, path: Path, settings: Settings) -> bool:
    kept = run.done.get(str(path))
    with contextlib.suppress(UserError):
        return bool(kept) and originals.mark(path, pipeline.content(path), settings) == kept
    return False


def _rows(left: Sequence[Path], settings: Settings, wanted: Wanted) -> Iterable[Row]:
    if wanted.scheduler:
        from transcript_fix.cluster import rows as on_cluster

        return on_cluster(left, settings, wanted.scheduler)
    if wanted.jobs > 1 and len(left) > 1:
        return shards.in_processes(left, settings, wanted.jobs)
    return shards.here(left, settings)


def _records(rows: Iterable[Row], settings: Settings) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield the records with the findings that are sure enough."""
    for row in rows:
        record = row.record
        least = settings.min_confidence
        record["findings"] = [f for f in record["findings"] if f["confidence"] >= least]
        yield record, row.code


def reports(run: runs.Batch, settings: Settings, wanted: Wanted) -> None:
    """Write the files that were asked for; each is there whole or not at all."""

    def records() -> Iterator[dict[str, Any]]:
        return (record for record, _ in _records(run.rows(), settings))

    if wanted.html:
        from transcript_fix.reports.page import page

        _write(wanted.html, page(records(), f"run {run.number}"))
    if wanted.csv:
        from transcript_fix.reports.tables import csv

        _write(wanted.csv, csv(records()))
    if wanted.parquet:
        from transcript_fix.reports.tables import parquet

        _write(wanted.parquet, parquet(records()))
    if wanted.save:
        document = {"version": 1, "files": list(records())}
        _write(wanted.save, json.dumps(document, ensure_ascii=False, indent=1).encode())


def _write(file: Path, data: bytes) -> None:
    try:
        save(file, None, data)
    except UserError as error:
        raise UserError(f"{file}: {error}") from None
    _say(f"Written: {file}")


def summary(tally: Tally, number: int) -> None:
    """Print what the run came to."""
    console = _console()
    for path, error, _ in tally.errors:
        line = Text.assemble((printable(path), "bold"), ": ", (printable(error), "red"))
        console.print(line, soft_wrap=True)
    _table(console, "by rule", tally.rules)
    _table(console, "by name", tally.names)
    _table(console, "by speaker", tally.speakers)
    _table(console, "by file", tally.by_file)
    checked = f"{plural(tally.files - len(tally.errors), 'file')}, {plural(tally.words, 'word')}"
    failed = f"; {plural(len(tally.errors), 'file')} not checked" if tally.errors else ""
    degrees = ", ".join(
        f"{tally.degrees[degree]:,} {said}"
        for degree, said in (("safe", "safe"), ("review", "to review"), ("note", "notes"))
        if tally.degrees[degree]
    )
    found = f"{plural(tally.findings, 'finding')}{f' ({degrees})' if degrees else ''}"
    console.print(f"Run {number}: {found} in {checked}{failed}.", soft_wrap=True)
    if tally.findings:
        console.print(f"{ask()} asks you about them, all that are alike at once.", soft_wrap=True)


def _table(console: Console, title: str, counted: Counter[str]) -> None:
    if not counted:
        return
    console.print(Text(title, "bold"))
    for name, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:TOP]:
        console.print(Text(f"{count:>9,}  {printable(name)}"), soft_wrap=True)
    if len(counted) > TOP:
        console.print(Text(f"{'':>9}  and {len(counted) - TOP:,} more", "dim"))
    console.print()


def _status(tally: Tally, wanted: Wanted) -> int:
    codes = [code for _, _, code in tally.errors]
    if codes:
        return ENGINE if ENGINE in codes else max(codes)
    return 1 if tally.findings and not wanted.exit_zero else 0


def _console(*, error: bool = False) -> Console:
    return Console(stderr=error, highlight=False, markup=False, emoji=False)


def _say(line: str) -> None:
    _console(error=True).print(printable(line), soft_wrap=True)
