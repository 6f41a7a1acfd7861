from __future__ import annotations

import os
import signal
import tempfile
from pathlib import Path

import psutil
import pytest

from transcript_fix import shards
from transcript_fix.checkers import lingotweaker
from transcript_fix.config import Settings
from transcript_fix.hosts import place

QUICK = Settings(engines=("house", "codespell"))


@pytest.fixture
def archive(tmp_path: Path) -> tuple[Path, ...]:
    for n in range(120):
        text = f"A: We beleive in talk {n}, and alot of of things.\n\nB: It is is fine.\n"
        (tmp_path / f"talk-{n:03}.txt").write_text(text)
    (tmp_path / "talk-050.txt").write_bytes(b"\0\1\2")
    return tuple(sorted(tmp_path.iterdir()))


def test_shards_hold_every_file_once(archive: tuple[Path, ...]) -> None:
    cut = list(shards.cut(archive))
    assert [p for shard in cut for p in shard] == [str(p) for p in archive]
    assert max(map(len, cut)) == shards.FILES


def test_processes_find_what_one_process_finds(archive: tuple[Path, ...]) -> None:
    alone = sorted(shards.here(archive, QUICK), key=lambda r: r.path)
    together = sorted(shards.in_processes(archive, QUICK, 2), key=lambda r: r.path)
    assert together == alone
    assert [r.path for r in alone if "error" in r.record] == [str(archive[50])]
    assert sum(len(r.record["findings"]) for r in alone) > 200


def test_a_worker_that_is_killed_costs_no_file(archive: tuple[Path, ...]) -> None:
    alone = sorted(shards.here(archive, QUICK), key=lambda r: r.path)
    rows = shards.in_processes(archive, QUICK, 2)
    some = [next(rows)]
    workers = [p for p in psutil.Process().children() if "spawn_main" in " ".join(p.cmdline())]
    assert workers
    os.kill(workers[0].pid, signal.SIGKILL)
    some += rows
    assert sorted(some, key=lambda r: r.path) == alone


def test_no_worker_outlives_the_batch(archive: tuple[Path, ...]) -> None:
    rows = shards.in_processes(archive, QUICK, 2)
    next(rows)
    workers = [p for p in psutil.Process().children() if "spawn_main" in " ".join(p.cmdline())]
    rows.close()
    _, alive = psutil.wait_procs(workers, timeout=20)
    assert not alive


@pytest.mark.skipif(not lingotweaker.status().available, reason="no wheel for this system")
def test_an_engine_that_is_killed_costs_no_file(
    archive: tuple[Path, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(engines=("house", "lingotweaker"))
    files = archive[:40]
    with tempfile.TemporaryDirectory(prefix="tf-", ignore_cleanup_errors=True) as room:
        monkeypatch.setenv(place.FOLDER_VARIABLE, room)
        undisturbed = list(shards.here(files, settings))
        rows = shards.here(files, settings)
        some = [next(rows)]
        killed = [p for p in psutil.process_iter(["cmdline"]) if room in str(p.info["cmdline"])]
        assert killed
        for process in killed:
            process.kill()
        some += rows
    assert some == undisturbed
    assert not [r for r in some if "error" in r.record]
