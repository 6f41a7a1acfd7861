from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from transcript_fix import cluster, shards
from transcript_fix.config import Settings
from transcript_fix.errors import StartError, UserError

pytest.importorskip("distributed")

QUICK = Settings(engines=("house", "codespell"))
WORKERS = 4


@pytest.fixture
def archive(tmp_path: Path) -> tuple[Path, ...]:
    for n in range(400):
        text = f"A: We beleive in talk {n}, and alot of of things.\n\nB: It is is fine.\n"
        (tmp_path / f"talk-{n:03}.txt").write_text(text * 20)
    (tmp_path / "talk-050.txt").write_bytes(b"\0\1\2")
    return tuple(sorted(tmp_path.iterdir()))


@contextlib.contextmanager
def dask(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    flags = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
    with dask("scheduler", *flags) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if found := re.search(r"Scheduler at:\s+(tcp://\S+)", line):
                yield found[1]
                return


@pytest.fixture
def workers(scheduler: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[int]]:
    """Four worker processes; their numbers."""
    room = str(tmp_path_factory.mktemp("dask"))
    flags = (
        scheduler,
        "--nthreads",
        "1",
        "--no-nanny",
        "--no-dashboard",
        "--local-directory",
        room,
    )
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(dask("worker", *flags)).pid for _ in range(WORKERS)]


def in_order(rows: Iterator[shards.Row]) -> list[shards.Row]:
    return sorted(rows, key=lambda row: row.path)


def test_a_cluster_finds_what_one_process_finds_though_a_worker_dies(
    archive: tuple[Path, ...], scheduler: str, workers: list[int]
) -> None:
    alone = in_order(shards.here(archive, QUICK))
    rows = cluster.rows(archive, QUICK, scheduler)
    some = [next(rows)]
    os.kill(workers[0], signal.SIGKILL)
    some += rows
    assert in_order(iter(some)) == alone
    assert [r.path for r in alone if r.code] == [str(archive[50])]


def test_what_no_worker_can_start_ends_the_run(
    archive: tuple[Path, ...], scheduler: str, workers: list[int], tmp_path: Path
) -> None:
    broken = replace(QUICK, engines=("names",), glossary=tmp_path / "gone.yaml", cache=True)
    with pytest.raises(UserError) as caught:
        list(cluster.rows(archive[:3], broken, scheduler))
    assert "gone.yaml" in str(caught.value)


def test_no_scheduler_is_one_line(archive: tuple[Path, ...]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cluster, "PATIENCE", 1)
        with pytest.raises(UserError, match="no Dask scheduler"):
            list(cluster.rows(archive, QUICK, "tcp://127.0.0.1:9"))


@pytest.mark.parametrize("address", ["foo", "127.0.0.1:9", "tcp://127.0.0.1", "tcp://host:many"])
def test_what_is_no_address_is_one_line_at_once(archive: tuple[Path, ...], address: str) -> None:
    with pytest.raises(UserError, match="tcp://HOST:PORT"):
        list(cluster.rows(archive, QUICK, address))


def test_a_worker_of_another_version_is_refused() -> None:
    with pytest.raises(StartError, match=r"not 0\.0\.0"):
        cluster.check(("a.txt",), (b"",), QUICK, "0.0.0")


def test_a_worker_that_sees_another_file_is_found_out(archive: tuple[Path, ...]) -> None:
    from transcript_fix import __version__

    (row,) = cluster.check((str(archive[0]),), (b"another",), QUICK, __version__)
    assert "sees another file" in row.record["error"]
