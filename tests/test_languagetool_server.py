"""The server that we install and run, with the real jars, a real Java and real kills."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
import requests

from tests.languagetool import installed
from transcript_fix import languagetool_server as server
from transcript_fix.errors import ENGINE, EngineError
from transcript_fix.languagetool_server import jars, jvm, keeper
from transcript_fix.languagetool_server.wire import LOCK, STATE

RUN = """
import sys, time
from transcript_fix import languagetool_server as server
with server.running() as url:
    print(url, flush=True)
    time.sleep(float(sys.argv[1]))
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with LanguageTool in it, copied from this machine's own."""
    installed()
    own = jars.folder()
    base = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRANSCRIPT_FIX_CACHE", str(base))
        shutil.copytree(own, jars.folder())
    return base


@pytest.fixture
def cache(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache of this test alone: its own jars, so its own server, which goes at once."""
    monkeypatch.setenv("TRANSCRIPT_FIX_CACHE", str(tmp_path))
    monkeypatch.setenv("TRANSCRIPT_FIX_LANGUAGETOOL_IDLE", "0")
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True, copy_function=os.link)
    yield tmp_path
    for process in javas(tmp_path):  # whatever a test did, it leaves nothing behind
        process.kill()


def javas(cache: Path) -> list[psutil.Process]:
    """The running Java processes of this cache; a zombie counts too."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if any(str(cache) in word for word in process.cmdline()) and "java" in process.name():
                found.append(process)
    return found


def keepers(cache: Path) -> list[psutil.Process]:
    """The running keepers of this cache."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            words = process.cmdline()
            if str(server.home()) in words and any("keeper" in w for w in words):
                found.append(process)
    return found


def eventually(what: Callable[[], bool], seconds: float = 10.0) -> bool:
    """Return whether `what` comes true in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if what():
            return True
        time.sleep(0.05)
    return what()


@contextlib.contextmanager
def a_run(seconds: float = 60.0) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Another run of ours that uses the server; yields it and the URL that it printed."""
    words = [sys.executable, "-c", RUN, str(seconds)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def answers(url: str) -> bool:
    """Whether LanguageTool answers there."""
    with contextlib.suppress(requests.RequestException):
        return requests.get(f"{url}v2/healthcheck", timeout=5).ok
    return False


# --- installing


def test_the_pins_are_49_jars_under_60_megabytes() -> None:
    assert len(server.pinned()) == 49
    assert sum(jar.size for jar in server.pinned()) < 60_000_000
    assert len({jar.name for jar in server.pinned()}) == 49
    assert all(len(jar.sha256) == 64 for jar in server.pinned())


def test_no_dictionary_of_another_language_is_among_the_pins() -> None:
    dictionaries = [jar.artifact for jar in server.pinned() if "pos-dict" in jar.artifact]
    assert dictionaries == ["english-pos-dict"]


def test_installing_again_fetches_nothing(cache: Path) -> None:
    heard: list[tuple[int, int, str]] = []
    before = {p.name: p.stat().st_mtime_ns for p in jars.folder().iterdir()}
    assert server.install(lambda *it: heard.append(it)) == jars.folder()
    assert not heard
    assert {p.name: p.stat().st_mtime_ns for p in jars.folder().iterdir()} == before


@pytest.mark.parametrize("spoil", ["other bytes", "cut short", "gone"])
def test_a_damaged_jar_is_found_and_only_it_is_fetched_again(cache: Path, spoil: str) -> None:
    victim = next(j for j in server.pinned() if j.artifact == "unit-api")
    path = jars.folder() / victim.name
    whole = path.read_bytes()
    path.unlink()  # it is a hard link: the original must stay whole
    if spoil == "other bytes":
        path.write_bytes(b"x" + whole[1:])
    elif spoil == "cut short":
        path.write_bytes(whole[:-1])
    assert jars.damaged() == (victim,)
    with pytest.raises(EngineError, match="engines install languagetool"), server.running():
        pass
    heard: list[tuple[int, int, str]] = []
    fetched(lambda: server.install(lambda *it: heard.append(it)))
    assert path.read_bytes() == whole
    assert heard[-1][:2] == (victim.size, victim.size)
    assert [done for done, _, _ in heard] == sorted(done for done, _, _ in heard)
    assert {name for _, _, name in heard} <= {victim.name, ""}


def fetched(install: Callable[[], object]) -> None:
    """Install from the registry, or skip where it is not to be reached."""
    try:
        install()
    except EngineError as error:
        if "check the network" not in str(error):
            raise
        if os.environ.get("TRANSCRIPT_FIX_REQUIRE_LANGUAGETOOL") == "1":
            raise
        pytest.skip(f"the registry cannot be reached: {error}")


def test_without_a_network_the_install_says_so_and_keeps_what_it_had(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (jars.folder() / server.pinned()[0].name).unlink()
    for name in ("HTTPS_PROXY", "https_proxy"):  # a proxy on a port where nobody listens
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with pytest.raises(EngineError, match="check the network") as caught:
        server.install()
    assert caught.value.code == ENGINE
    assert "\n" not in str(caught.value)
    assert len(server.missing()) == 1
    assert not list(server.home().glob("fetch-*"))


def test_a_jar_with_other_contents_than_the_pin_is_never_taken(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = next(j for j in server.pinned() if j.artifact == "unit-api")
    (jars.folder() / victim.name).unlink()
    other = jars.Jar(victim.group, victim.artifact, victim.version, victim.size, "0" * 64)
    monkeypatch.setattr(jars, "pinned", lambda: (other,))
    with pytest.raises(EngineError, match="other contents"):
        fetched(jars.install)
    assert not (jars.folder() / victim.name).exists()


def test_without_the_extra_the_install_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSCRIPT_FIX_CACHE", str(tmp_path))
    monkeypatch.setitem(sys.modules, "jgo.maven", None)
    with pytest.raises(EngineError, match=r"pip install 'transcript-fix\[languagetool\]'"):
        server.install()


def test_without_an_install_running_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSCRIPT_FIX_CACHE", str(tmp_path))
    told = pytest.raises(EngineError, match="not installed: run transcript-fix engines install")
    with told, server.running():
        pass


def test_a_cache_that_cannot_be_written_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("TRANSCRIPT_FIX_CACHE", str(tmp_path / "file"))
    with pytest.raises(EngineError, match="could not be saved"):
        server.install()


# --- running


def test_the_server_listens_on_loopback_only_and_ends_with_its_only_run(cache: Path) -> None:
    with server.running() as url:
        assert url.startswith("http://127.0.0.1:")
        assert answers(url)
        (java,) = javas(cache)
        listening = [c for c in java.net_connections() if c.status == psutil.CONN_LISTEN]
        assert [c.laddr.ip.removeprefix("::ffff:") for c in listening] == ["127.0.0.1"]
        assert "-Xmx768m" in java.cmdline()
    assert eventually(lambda: not javas(cache))
    assert eventually(lambda: not (server.home() / STATE).exists())


def test_two_runs_at_once_share_one_server(cache: Path) -> None:
    with a_run() as (_, one), a_run() as (_, two), server.running() as three:
        assert one == two == three
        assert len(javas(cache)) == 1
        assert len(keepers(cache)) == 1


def test_runs_that_start_in_the_same_moment_share_one_server(cache: Path) -> None:
    words = [sys.executable, "-c", RUN, "1"]
    runs = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    urls = {run.communicate(timeout=120)[0].strip() for run in runs}
    assert len(urls) == 1
    assert urls.pop().startswith("http://127.0.0.1:")
    assert eventually(lambda: not javas(cache))


def test_the_server_stays_while_another_run_uses_it(cache: Path) -> None:
    with a_run() as (_, url):
        with server.running():
            pass
        time.sleep(1)
        assert answers(url)
    assert eventually(lambda: not javas(cache))


def test_a_killed_run_takes_its_server_with_it(cache: Path) -> None:
    with a_run() as (process, url):
        assert answers(url)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert eventually(lambda: not javas(cache), 5)
        assert eventually(lambda: not keepers(cache), 5)


def test_a_run_killed_while_java_starts_leaves_nothing(cache: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", RUN, "60"], stdout=subprocess.PIPE) as process:
        assert eventually(lambda: bool(javas(cache)))
        process.kill()
    assert eventually(lambda: not javas(cache), 15)


def test_a_killed_run_does_not_end_the_server_of_another(cache: Path) -> None:
    with server.running() as url:
        with a_run() as (process, _):
            process.send_signal(signal.SIGKILL)
            process.wait()
        time.sleep(1)
        assert answers(url)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the next keeper clears up")
def test_a_killed_keeper_takes_the_server_with_it(cache: Path) -> None:
    with server.running() as url:
        (one,) = keepers(cache)
        one.kill()
        assert eventually(lambda: not javas(cache), 5)
        assert not answers(url)
    with server.running() as url:  # and what it left lying about is in nobody's way
        assert answers(url)


def test_after_a_polite_end_the_server_waits_for_the_next_run_and_then_goes(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSCRIPT_FIX_LANGUAGETOOL_IDLE", "3")
    with server.running() as first:
        pass
    with server.running() as second:
        assert first == second
    assert answers(first)
    assert eventually(lambda: not javas(cache), 15)


def test_a_state_file_of_a_dead_keeper_is_no_obstacle(cache: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as stranger:  # its port now is another's
        port = stranger.getsockname()[1]
        (server.home() / STATE).write_text(json.dumps({"port": port, "token": "old", "java": 1}))
        with server.running() as url:
            assert answers(url)


def test_a_leftover_java_is_ended_by_the_next_keeper(cache: Path) -> None:
    java = server.java()
    assert java
    properties = server.home() / keeper.PROPERTIES
    properties.write_text(jvm.PROPERTIES)
    left = jvm.launch(java, sorted(jars.folder().glob("*.jar")), properties, long_run=False)
    (server.home() / STATE).write_text(
        json.dumps({"port": 9, "token": "old", "java": left.process.pid})
    )
    with server.running():
        assert left.process.wait(10) is not None


def test_a_taken_port_is_not_mistaken_for_our_server(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    java = server.java()
    assert java
    properties = server.home() / keeper.PROPERTIES
    properties.write_text(jvm.PROPERTIES)
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setattr(jvm, "_free_port", lambda: other.getsockname()[1])
        ours = jvm.launch(java, sorted(jars.folder().glob("*.jar")), properties, long_run=False)
        try:
            assert eventually(ours.failed, 30)
            assert not ours.started.is_set()
            assert eventually(lambda: "port" in ours.reason()), list(ours.lines)
        finally:
            ours.end()


def test_a_java_that_fails_is_one_line(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from transcript_fix.languagetool_server import client

    monkeypatch.setattr(client, "java", lambda: sys.executable)  # runs, and is no Java
    with pytest.raises(EngineError, match="did not start") as caught, server.running():
        pass
    assert "\n" not in str(caught.value)


def test_without_java_running_names_the_extra(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from transcript_fix.languagetool_server import client

    monkeypatch.setattr(client.importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EngineError, match=r"transcript-fix\[languagetool\]"), server.running():
        pass


def test_what_other_programs_tell_java_does_not_reach_ours(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:NoSuchFlag")  # no Java starts with this
    with server.running() as url:
        assert answers(url)


def test_only_one_keeper_holds_the_lock(cache: Path) -> None:
    with (server.home() / LOCK).open("a+b") as one, (server.home() / LOCK).open("a+b") as two:
        assert keeper._taken(one)
        assert not keeper._taken(two)
