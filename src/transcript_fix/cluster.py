"""Shards of files checked by a Dask cluster: `--scheduler tcp://HOST:PORT`.

The workers need transcript-fix, and must see the files under the same paths (a network disk): only
paths go to them, and hashes, so that one who sees another file is found out. Engines start once a
worker. The one thing to know: workers only read; the run, its journal and every file that is
written stay with the process that asked.
"""

from __future__ import annotations

import contextlib
import importlib
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from transcript_fix import __version__, originals, pipeline
from transcript_fix.config import Settings
from transcript_fix.errors import EngineError, StartError, UserError
from transcript_fix.rows import Row, failed
from transcript_fix.shards import Shard, check_shard, cut

RETRIES = 3
"""How often a shard is tried again elsewhere, after its worker died or its network failed."""
AHEAD = 2
"""Shards that wait at each worker while it is busy."""
PATIENCE = 10
"""Seconds to find the scheduler, and a first worker."""

_MISSING = "--scheduler needs Dask: pip install 'transcript-fix[distributed]'"


def rows(paths: Sequence[Path], settings: Settings, address: str) -> Iterator[Row]:
    """Check the files on the cluster; rows come in no order.

    Raises UserError where there is no scheduler or no worker, StartError where no file can be
    checked there.
    """
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError:
        raise EngineError(_MISSING) from None
    with contextlib.ExitStack() as stack:
        client = stack.enter_context(_client(distributed, address))
        yield from _all(client, distributed, deque(cut(paths)), settings)


def _client(distributed: Any, address: str) -> Any:
    if not _complete(address):  # Dask would find out, and then hang for half a minute
        raise UserError(f"--scheduler is to be tcp://HOST:PORT, not {address}")
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UserError(f"no Dask scheduler answers at {address} ({error})", code=3) from None
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        client.close()
        raise UserError(f"the scheduler at {address} has no workers", code=3) from None
    return client


def _complete(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.scheme and parts.hostname and parts.port)
    except ValueError:
        return False


def _all(client: Any, distributed: Any, todo: deque[Shard], settings: Settings) -> Iterator[Row]:
    done = distributed.as_completed(loop=client.loop)
    at_work: dict[Any, Shard] = {}
    while todo or at_work:
        while todo and len(at_work) < AHEAD * max(1, len(client.nthreads())):
            shard = todo.popleft()
            asked = (shard, _digests(shard, settings), settings, __version__)
            future = client.submit(check, *asked, pure=False, retries=RETRIES)
            at_work[future] = shard
            done.add(future)
        future = next(done)
        yield from _answer(future, at_work.pop(future), distributed)


def _answer(future: Any, shard: Shard, distributed: Any) -> Iterator[Row]:
    try:
        yield from future.result()
    except StartError:
        raise
    except distributed.KilledWorker:
        line = f"{RETRIES} workers died over its shard. Please report it"
        yield from (failed(path, line, 2) for path in shard)
    except Exception as error:
        line = f"not checked: {type(error).__name__}: {error}"
        yield from (failed(path, line, 2) for path in shard)


def check(shard: Shard, digests: tuple[bytes, ...], settings: Settings, version: str) -> list[Row]:
    """Check a shard in a worker, where its files are the ones that were meant."""
    if version != __version__:
        raise StartError(f"a worker has transcript-fix {__version__}, not {version}", code=3)
    found = check_shard(shard, settings)
    return [_same(row, wanted) for row, wanted in zip(found, digests, strict=True)]


def _same(row: Row, wanted: bytes) -> Row:
    if row.digest == wanted or not wanted or row.code:
        return row
    return failed(row.path, "a worker sees another file of this name; share the folder", 2)


def _digests(shard: Shard, settings: Settings) -> tuple[bytes, ...]:
    return tuple(_digest(Path(path), settings) for path in shard)


def _digest(path: Path, settings: Settings) -> bytes:
    try:
        return originals.mark(path, pipeline.content(path), settings)
    except UserError:
        return b""
