"""Many files: one Outcome each; a bad file never stops the rest.

The one thing to know: `find` says what a folder's transcripts are, so that check, fix and review
never disagree about it.
"""

from __future__ import annotations

import glob
import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from dataclasses import replace as with_changes
from pathlib import Path
from typing import TypeVar

from transcript_fix import archives, decide, pipeline
from transcript_fix.errors import USAGE, StartError, UnsafeResult, UserError
from transcript_fix.formats import NO_BYTES, SUFFIXES
from transcript_fix.model import Decision, Issue, Outcome, count_words
from transcript_fix.pipeline import Replace, Run, Source
from transcript_fix.recall import Known
from transcript_fix.save import save

AT_WORK = 3
"""Files that are checked at a time: two keep two cores busy, the third bridges the gaps."""
WAITING = 8
"""Files that may be done or under way while an earlier one is not: a long one holds nobody up."""

T = TypeVar("T")
Answer = Callable[[Sequence[Issue]], dict[str, Decision]]


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was read and checked (or not: then `outcome.error` says why)."""

    outcome: Outcome
    source: Source | None = None


def find(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files to work on: files as named, the transcripts in folders and in archives.

    A path with * or ? that is no file is a pattern (** for any folders). Hidden folders are passed
    over, and a folder met twice through links is read once. Raises UserError for a path that does
    not exist, and for a folder or archive without transcripts.
    """
    found: dict[Path, None] = {}
    for path in _meant(paths):
        if archives.is_archive(path):
            found |= dict.fromkeys(_inside(path))
        elif path.is_dir():
            inside = sorted(_transcripts(path))
            if not inside:
                raise UserError(f"{path}: no transcripts in this folder ({', '.join(SUFFIXES)})")
            found |= dict.fromkeys(inside)
        elif path.exists() or archives.split(path):
            found[path] = None
        else:
            raise UserError(f"{path}: there is no such file or folder")
    return tuple(found)


def _meant(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the paths, patterns replaced by what fits them, sorted."""
    for path in paths:
        if path.exists() or not glob.has_magic(str(path)):
            yield path
            continue
        fit = sorted(glob.glob(str(path), recursive=True))
        if not fit:
            raise UserError(f"{path}: no file fits this pattern")
        found = map(Path, fit)
        yield from (p for p in found if p.is_dir() or is_transcript(p) or archives.is_archive(p))


def _inside(archive: Path) -> tuple[Path, ...]:
    inside = tuple(p for p in archives.members(archive) if p.suffix.lower() in SUFFIXES)
    if not inside:
        raise UserError(f"{archive}: no transcripts in this archive ({', '.join(SUFFIXES)})")
    return inside


def is_transcript(path: Path) -> bool:
    """Return whether a file in a folder is taken for a transcript: by its suffix.

    A JSON file must also look like one: folders are full of other JSON.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES or path.name.startswith(".") or not path.is_file():
        return False  # a pipe would never end
    return suffix != ".json" or _JSON.search(_head(path)) is not None


_JSON = re.compile(rb'"(?:segments|words|utterances|transcript|results|events)"\s*:')


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(1 << 16)
    except OSError:
        return b""


def _transcripts(folder: Path) -> Iterator[Path]:
    seen = set()
    for top, folders, files in os.walk(folder, followlinks=True):
        here = os.stat(top)
        if (here.st_dev, here.st_ino) in seen:
            folders.clear()
            continue
        seen.add((here.st_dev, here.st_ino))
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        yield from filter(is_transcript, (Path(top, name) for name in files))


def check(paths: Iterable[Path], run: Run, *, skim: bool = False) -> Iterator[Checked]:
    """Check the files, in order; `skim`: see `check_one`."""
    return ahead(lambda path: check_one(path, run, skim=skim), paths)


def ahead(work: Callable[[Path], T], paths: Iterable[Path]) -> Iterator[T]:
    """Yield `work(path)` for each path, in order, while the next ones are at work.

    So the engines, which are other processes, are never idle while we read, judge and report.
    """
    pool = ThreadPoolExecutor(AT_WORK)
    window: deque[Future[T]] = deque()
    try:
        for path in paths:
            window.append(pool.submit(work, path))
            if len(window) > WAITING:
                yield window.popleft().result()
        while window:
            yield window.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def check_one(path: Path, run: Run, data: bytes | None = None, *, skim: bool = False) -> Checked:
    """Read and check one file; what goes wrong with it is a value. `data`: see `pipeline.read`.

    With `skim`, a file of which nothing is to be said is not even read where that is known: the
    outcome has no document, and there is no source. Raises StartError where no file can be.
    """
    try:
        data = pipeline.content(path) if data is None else data
        if skim and (known := pipeline.known(path, data, run)) and not _telling(known):
            exact = None if known.format in NO_BYTES else data
            return Checked(Outcome(str(path), words=known.words, data=exact))
        source = pipeline.read(path, run.settings, data=data)
        issues, remarks = pipeline.examine(source, run)
    except StartError:
        raise
    except UserError as error:
        return Checked(Outcome(str(path), error=str(error), code=error.code))
    words = count_words(s.text for s in source.document.segments)
    exact = None if source.format.NAME in NO_BYTES else source.data
    outcome = Outcome(
        str(path),
        source.document,
        issues,
        words=words,
        data=exact,
        encoding=source.encoding,
        remarks=remarks,
    )
    return Checked(outcome, source)


def _telling(known: Known) -> bool:
    return bool(known.issues or known.remarks)


def fix(
    checked: Checked, answer: Answer, *, dry: bool = False, replace: Replace = save
) -> tuple[Outcome, bytes | None]:
    """Make the edits that `answer` gives for a checked file, unless `dry`; `replace` writes it.

    Returns the outcome, and the new bytes of the file where there are edits.
    """
    source, outcome = checked.source, checked.outcome
    if source is None:
        return outcome, None
    edits = decide.edits(outcome.issues, answer(outcome.issues))
    if not edits:
        return outcome, None
    try:
        data = pipeline.mended(source, edits)
        written = not dry and pipeline.put(source, data, replace)
    except UserError as error:
        return with_changes(outcome, error=str(error), code=error.code), None
    except UnsafeResult as error:
        line = f"left as it was, by our own check: {error}. Please report this"
        return with_changes(outcome, error=line, code=USAGE), None
    return with_changes(outcome, edits=edits, written=written), data
