from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from transcript_fix import runs

ENGINES = ("--engine", "house", "--engine", "codespell")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    (folder / "talks").mkdir(parents=True)
    (folder / ".git").mkdir()
    for n in range(90):
        text = f"Lei Jun: We beleive in talk {n}, and alot of things.\n\nReporter: It is is fine.\n"
        (folder / "talks" / f"{n:02}.txt").write_text(text * 40)
    (folder / "talks" / "broken.txt").write_bytes(b"\0\1\2")
    return folder


def run(folder: Path, *args: str, cache: bool = True) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "transcript_fix", "batch", "talks", *ENGINES, *args]
    if not cache:
        command.append("--no-cache")
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=180)


def found(file: Path) -> object:
    return json.loads(file.read_text())


def test_a_batch_says_what_was_found_where(project: Path) -> None:
    done = run(project, "--save", "run.json")
    assert done.returncode == 2  # one file could not be checked
    assert "talks/broken.txt: this is a binary file" in done.stdout
    for part in ("by rule", "by speaker", "Lei Jun", "by file", "90 files", "1 file not checked"):
        assert part in done.stdout
    assert "transcript-fix review asks you about them" in done.stdout
    files = found(project / "run.json")["files"]
    assert len(files) == 91
    assert {f["path"] for f in files} == {f"talks/{p.name}" for p in (project / "talks").iterdir()}


def test_a_saved_batch_is_what_check_saves(project: Path) -> None:
    run(project, "--save", "batch.json")
    check = [sys.executable, "-m", "transcript_fix", "check", "talks", *ENGINES]
    subprocess.run([*check, "--save", "check.json"], cwd=project, capture_output=True, timeout=180)
    batch = found(project / "batch.json")
    for file in batch["files"]:
        for finding in file["findings"]:
            del finding["left"], finding["right"]
    assert batch == found(project / "check.json")


def test_kill_and_go_on_comes_to_the_same(project: Path) -> None:
    shutil.copytree(project, project.with_name("undisturbed"))
    run(project.with_name("undisturbed"), "--save", "run.json", cache=False)
    command = [sys.executable, "-m", "transcript_fix", "batch", "talks", *ENGINES, "--no-cache"]
    for rows in (0, 10):
        process = subprocess.Popen(
            command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while _kept(project) < rows and process.poll() is None:
            time.sleep(0.01)
        time.sleep(0.2)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert _kept(project) >= 10
    run(project, "--save", "run.json", cache=False)
    undisturbed = project.with_name("undisturbed") / "run.json"
    assert found(project / "run.json") == found(undisturbed)


def test_only_what_is_not_done_is_checked_again(project: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        from transcript_fix import config
        from transcript_fix.commands.batch import Wanted, _left, _what, batch
        from transcript_fix.commands.files import named

        settings = config.load(Path("talks"), chosen={"engines": ["house"]})
        paths = [Path("talks")]
        assert batch(paths, settings, Wanted()) == 2
        number = _unended(project)
        (project / "talks" / "03.txt").write_text("Changed since.")
        with runs.opened(project, _what(paths, settings)) as again:
            assert again.number == number
            left = [p.name for p in _left(again, named(paths, None), settings)]
    assert left == ["03.txt", "broken.txt"]


def _kept(project: Path) -> int:
    file = project / ".transcript-fix" / runs.NAME
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(file)) as db:
        kept: int = db.execute("SELECT COUNT(*) FROM files").fetchone()[0]
        return kept
    return 0


def _unended(project: Path) -> int:
    with sqlite3.connect(project / ".transcript-fix" / runs.NAME) as db:
        db.execute("UPDATE runs SET ended = NULL")
        number: int = db.execute("SELECT MAX(id) FROM runs").fetchone()[0]
    db.close()
    return number


def test_jobs_come_to_the_same(project: Path) -> None:
    run(project, "--save", "one.json", cache=False)
    run(project, "--save", "two.json", "--jobs", "2", cache=False)
    assert found(project / "one.json") == found(project / "two.json")


def test_killing_the_batch_leaves_no_worker(project: Path) -> None:
    command = [sys.executable, "-m", "transcript_fix", "batch", "talks", "--jobs", "2", *ENGINES]
    process = subprocess.Popen(
        command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    workers: list[psutil.Process] = []
    until = time.monotonic() + 30
    while len(workers) < 2 and process.poll() is None and time.monotonic() < until:
        children = psutil.Process(process.pid).children()
        workers = [p for p in children if "spawn_main" in " ".join(p.cmdline())]
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert workers
    _, alive = psutil.wait_procs(workers, timeout=20)
    assert not alive


def test_ctrl_c_says_that_nothing_was_lost(project: Path) -> None:
    command = [sys.executable, "-m", "transcript_fix", "batch", "talks", *ENGINES, "--no-cache"]
    process = subprocess.Popen(
        command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    until = time.monotonic() + 30
    while not _kept(project) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said == (
        "transcript-fix: interrupted; nothing was lost: run the same command again to go on\n"
    )


def test_what_is_no_archive_is_one_line(project: Path) -> None:
    done = run(project, "nowhere")
    assert done.returncode == 2
    assert done.stderr.strip().count("\n") == 0
