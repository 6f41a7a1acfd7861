"""Real processes; the engine is Harper, which loads soonest."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from transcript_fix import hosts
from transcript_fix.errors import EngineError, StartError
from transcript_fix.hosts import Host, join, place

pytestmark = pytest.mark.skipif(not hosts.possible(), reason="this system has no such sockets")

OPTIONS = {"dialect": "AMERICAN", "rules": ["OpenCompounds"]}
TEXT = "There are alot of them."


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder where nobody else's hosts are."""
    with tempfile.TemporaryDirectory(prefix="tf-", ignore_cleanup_errors=True) as name:
        monkeypatch.setenv(place.FOLDER_VARIABLE, name)
        monkeypatch.delenv(join.KEEP_VARIABLE, raising=False)
        yield Path(name)
        for process in processes(Path(name)):
            process.kill()


def processes(room: Path) -> list[psutil.Process]:
    """The hosts that meet their runs in a folder."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            line = process.cmdline()
            if any("host.py" in word for word in line) and str(room) in line[-1]:
                found.append(process)
    return found


def one(room: Path) -> psutil.Process:
    (process,) = processes(room)
    return process


def gone(room: Path, seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while processes(room) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not processes(room)


def harper(keep: float = 0, **more: object) -> Host:
    return Host("harper", "1", {**OPTIONS, **more}, keep)


def test_two_runs_share_one_host_which_ends_with_the_second(room: Path) -> None:
    with closing(harper()) as first:
        assert first.ask(TEXT)[0][0] == "OpenCompounds"
        with closing(harper()) as second:
            assert second.ask(TEXT) == first.ask(TEXT)
            assert one(room)
    assert gone(room)


def test_other_settings_are_another_host(room: Path) -> None:
    with closing(harper()) as first, closing(harper(dialect="BRITISH")) as second:
        first.ask(TEXT)
        second.ask(TEXT)
        assert len(processes(room)) == 2


def test_it_waits_for_the_next_run_only_where_it_was_asked_to(room: Path) -> None:
    with closing(harper(keep=1)) as first:
        first.ask(TEXT)
        there = one(room)
    time.sleep(0.5)
    with closing(harper()) as second:
        second.ask(TEXT)
        assert one(room) == there
    assert hosts.stop() == 1
    assert gone(room)


def test_the_wait_ends(room: Path) -> None:
    with closing(harper(keep=0.01)) as first:
        first.ask(TEXT)
    assert processes(room)
    assert gone(room)
    assert not list(room.glob("*.sock")) + list(room.glob("*.token"))


def test_it_is_nobodys_zombie(room: Path) -> None:
    with closing(harper()) as host:
        host.ask(TEXT)
    assert gone(room)
    time.sleep(0.1)
    children = psutil.Process().children()
    assert not [p for p in children if p.status() == psutil.STATUS_ZOMBIE]


def test_a_run_that_is_killed_leaves_nothing(room: Path) -> None:
    code = (
        "import os, signal\n"
        "from transcript_fix.hosts import Host\n"
        f"Host('harper', '1', {OPTIONS!r}).ask('Yes.')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == -signal.SIGKILL
    assert gone(room)


def test_a_host_that_is_killed_is_started_again(room: Path) -> None:
    with closing(harper()) as host:
        host.ask(TEXT)
        first = one(room)
        first.kill()
        assert host.ask(TEXT)[0][0] == "OpenCompounds"
        assert first not in processes(room)


def test_a_text_that_kills_fails_alone(room: Path) -> None:
    """The host dies whenever one text is asked; others, asked at the same time, are answered."""
    stop = threading.Event()
    long = f"{TEXT} " * 5000  # seconds of work: no answer comes before the kill

    def murder() -> None:
        while not stop.is_set():
            for process in processes(room):
                process.kill()
            time.sleep(0.02)

    with closing(harper()) as host:
        host.ask(TEXT)
        killer = threading.Thread(target=murder)
        killer.start()
        try:
            with pytest.raises((EngineError, StartError), match="harper"):
                host.ask(long)
        finally:
            stop.set()
            killer.join()
        assert host.ask(TEXT)


def test_answers_come_in_order(room: Path) -> None:
    texts = [f"{'Good morning. ' * n}There are alot of them." for n in range(20)]
    with closing(harper()) as host:
        places = [found[0][1] for found in host.each(texts)]
    assert places == [t.index("alot") for t in texts]


def test_an_engine_that_does_not_load_says_why(room: Path) -> None:
    with closing(harper(dialect="MARTIAN")) as host, pytest.raises(StartError, match="MARTIAN"):
        host.ask(TEXT)


def test_nobody_comes_in_without_the_token(room: Path) -> None:
    with closing(harper()) as host:
        host.ask(TEXT)
        (door,) = room.glob("*.sock")
        assert door.with_suffix(".token").stat().st_mode & 0o777 == 0o600
        strangers: tuple[object, ...] = ({"token": "0" * 32}, {}, [], {"token": "é"})
        for hello in strangers:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.connect(str(door))
                connection.sendall(json.dumps(hello).encode() + b"\n" + json.dumps(TEXT).encode())
                connection.settimeout(10)
                assert connection.recv(100) == b""


def test_a_folder_that_others_may_open_is_not_used(room: Path) -> None:
    room.chmod(0o755)
    assert place.folder() != room
    with closing(harper()) as host:
        assert host.ask(TEXT)
    assert not processes(room)
    assert hosts.stop() == 0


def test_a_folder_of_somebody_else_is_not_used(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert not place.ours(room)


def test_a_host_that_says_nothing_is_left_for_one_of_our_own(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(join, "PATIENCE", 0.5)
    with closing(harper()) as first:
        first.ask(TEXT)
        stuck = one(room)
        stuck.suspend()
        try:
            with closing(harper()) as second:
                assert second.ask(TEXT)
        finally:
            stuck.resume()


def test_minutes_in_the_environment_come_before_those_in_the_settings(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(join.KEEP_VARIABLE, "0")
    with closing(harper(keep=5)) as host:
        host.ask(TEXT)
    assert gone(room)


def test_half_a_character_is_no_error(room: Path) -> None:
    with closing(harper()) as host:
        assert host.ask(f"\ud800 {TEXT} \udfff")[0][1] == 2 + TEXT.index("alot")
