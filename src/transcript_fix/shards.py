"""Files in shards, checked here or in worker processes; each row comes back as soon as it is made.

The one thing to know: workers only read. A worker that dies takes no file with it: its shard is
tried again file by file, and only a file that kills twice is given up.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import multiprocessing.util
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from pathlib import Path

from transcript_fix import pipeline
from transcript_fix.batch import ahead
from transcript_fix.config import Settings
from transcript_fix.ignores import baseline
from transcript_fix.ignores.baseline import Baseline
from transcript_fix.pipeline import Run
from transcript_fix.rows import Row, examine, failed, remembered

FILES, BYTES = 25, 400_000
"""A shard is full at so many files or bytes: enough that handing it over costs nothing beside the
engines, few enough that a kill costs little."""

Shard = tuple[str, ...]


def cut(paths: Iterable[Path]) -> Iterator[Shard]:
    """Yield the paths in shards, in order."""
    shard: list[str] = []
    size = 0
    for path in paths:
        shard.append(str(path))
        with contextlib.suppress(OSError):
            size += path.stat().st_size
        if len(shard) >= FILES or size >= BYTES:
            yield tuple(shard)
            shard, size = [], 0
    if shard:
        yield tuple(shard)


def here(paths: Iterable[Path], settings: Settings) -> Iterator[Row]:
    """Check the files in this process."""
    with _running(settings) as (run, known):
        yield from _rows(paths, run, known)


def _rows(paths: Iterable[Path], run: Run, known: Baseline | None) -> Iterator[Row]:
    """Yield what is remembered first: to hand that over to threads would take longer."""
    new = []
    for path in paths:
        if row := remembered(path, run, known):
            yield row
        else:
            new.append(path)
    yield from ahead(lambda path: examine(path, run, known), new)


def in_processes(paths: Sequence[Path], settings: Settings, jobs: int) -> Iterator[Row]:
    """Check the files in `jobs` processes; rows come in no order. Raises StartError."""
    whole = deque(cut(paths))
    single = deque[Shard]()  # of shards whose worker died
    while whole or single:
        suspects = not whole
        todo, least = (single, 1) if suspects else (whole, jobs)
        broken = yield from _pooled(todo, settings, least)
        for shard in broken:
            if not suspects:
                single.extend((path,) for path in shard)
            else:
                line = "checking this file ended the program twice. Please report it"
                yield from (failed(path, line, 2) for path in shard)


def _pooled(
    todo: deque[Shard], settings: Settings, jobs: int
) -> Generator[Row, None, tuple[Shard, ...]]:
    """Yield rows; return the shards that were under way when a worker died."""
    at_work: dict[Future[list[Row]], Shard] = {}
    spawn = multiprocessing.get_context("spawn")  # a fork would copy the engines' threads
    pool = ProcessPoolExecutor(jobs, mp_context=spawn, initializer=end_with_parent)
    try:
        while todo or at_work:
            while todo and len(at_work) < 2 * jobs:
                at_work[pool.submit(check_shard, todo[0], settings)] = todo[0]
                todo.popleft()
            for future in wait(at_work, return_when=FIRST_COMPLETED).done:
                rows = future.result()
                del at_work[future]
                yield from rows
    except BrokenProcessPool:
        return tuple(at_work.values())
    finally:
        pool.shutdown(cancel_futures=True)
    return ()


def check_shard(shard: Shard, settings: Settings) -> list[Row]:
    """Return a shard's rows, in its order; a worker's engines live as long as it does."""
    with _ONE_AT_A_TIME:
        if settings not in _RUNS:
            _RUNS[settings] = _ENDS.enter_context(_running(settings))
        run, known = _RUNS[settings]
        found = {row.path: row for row in _rows(map(Path, shard), run, known)}
        return [found[path] for path in shard]


_ONE_AT_A_TIME = threading.Lock()
_RUNS: dict[Settings, tuple[Run, Baseline | None]] = {}
_ENDS = ExitStack()


@contextlib.contextmanager
def _running(settings: Settings) -> Iterator[tuple[Run, Baseline | None]]:
    known = baseline.read(settings.baseline) if settings.baseline else None
    with pipeline.start(settings) as run:
        yield run, known


def end_with_parent() -> None:
    """Let this worker end when the process that began it is gone, however it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    multiprocessing.util.Finalize(None, _ENDS.close, exitpriority=1)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
