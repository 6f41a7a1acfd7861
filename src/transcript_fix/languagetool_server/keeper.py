"""The process that owns LanguageTool's server: starts it, counts who uses it, ends it.

There is one a machine and install. Each run of ours holds a connection to it, which the operating
system closes however the run ends, so the one thing to know: a run that was killed is noticed at
once. When the last run said goodbye, the server stays `idle` seconds for the next; when it was
lost, none. Started as `python -m transcript_fix.languagetool_server.keeper`.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import secrets
import selectors
import signal
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from transcript_fix.languagetool_server import jvm
from transcript_fix.languagetool_server.jars import pinned
from transcript_fix.languagetool_server.jvm import Jvm
from transcript_fix.languagetool_server.wire import (
    GOODBYE,
    HELLO,
    HOST,
    LOCK,
    START_SECONDS,
    STATE,
)

PROPERTIES = "server.properties"
PORTS_TRIED = 5
FIRST_CLIENT_SECONDS = 10.0
TICK = 0.1


@dataclass(slots=True)
class Client:
    """One run of ours: what it has sent last, whether it knew our token, and got its answer."""

    connection: socket.socket
    heard: bytes = b""
    greeted: bool = False
    told: bool = False


@dataclass(slots=True)
class Keeper:
    """All that the loop knows. `leave_at` is when it ends if nobody comes (monotonic seconds)."""

    options: argparse.Namespace
    listener: socket.socket
    token: str
    server: Jvm
    tries: int = 1
    give_up_at: float = field(default_factory=lambda: time.monotonic() + START_SECONDS)
    leave_at: float = field(default_factory=lambda: time.monotonic() + FIRST_CLIENT_SECONDS)
    clients: list[Client] = field(default_factory=list)


def main(arguments: list[str] | None = None) -> None:
    """Keep a server until nobody needs it; return at once if another keeper does."""
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with (options.home / LOCK).open("a+b") as lock:
        if not _taken(lock):
            return
        _end_leftover(options.home)
        with _opened(options) as keeper:
            _serve(keeper)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="transcript_fix.languagetool_server.keeper")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--java", required=True)
    parser.add_argument("--idle", type=float, required=True, help="seconds")
    parser.add_argument("--long-run", action="store_true")
    return parser


@contextlib.contextmanager
def _opened(options: argparse.Namespace) -> Iterator[Keeper]:
    with socket.create_server((HOST, 0)) as listener:
        listener.setblocking(False)
        token = secrets.token_hex(16)
        (options.home / PROPERTIES).write_text(jvm.PROPERTIES, "utf-8")
        _say_where(options.home, listener, token)
        _step_back()
        keeper = Keeper(options, listener, token, _launch(options))
        try:
            _say_where(options.home, listener, token, keeper.server)
            yield keeper
        finally:
            (options.home / STATE).unlink(missing_ok=True)
            keeper.server.end()


def _step_back() -> None:
    """Let the run that started us reap us now, where it can: we outlive it, as nobody's zombie."""
    if hasattr(os, "fork") and os.fork():
        os._exit(0)


def _launch(options: argparse.Namespace) -> Jvm:
    jars = [options.home / "jars" / jar.name for jar in pinned()]
    return jvm.launch(options.java, jars, options.home / PROPERTIES, long_run=options.long_run)


def _serve(keeper: Keeper) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(keeper.listener, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select(TICK):
                if key.data is None:
                    _accept(keeper, selector)
                elif not _hear(keeper, key.data):
                    _forget(keeper, key.data, selector)
            if _is_over(keeper):
                return


def _accept(keeper: Keeper, selector: selectors.BaseSelector) -> None:
    try:
        connection, _ = keeper.listener.accept()
    except OSError:  # it was gone before we looked
        return
    client = Client(connection)
    keeper.clients.append(client)
    selector.register(connection, selectors.EVENT_READ, client)


def _hear(keeper: Keeper, client: Client) -> bool:
    """Read what a client sends; False when it is gone."""
    try:
        data = client.connection.recv(256)
        client.heard = (client.heard + data)[-256:]
        if not client.greeted and client.heard.startswith(keeper.token.encode() + b"\n"):
            client.connection.sendall(HELLO)
            client.greeted = True
    except OSError:
        return False
    return bool(data)


def _forget(keeper: Keeper, client: Client, selector: selectors.BaseSelector) -> None:
    selector.unregister(client.connection)
    client.connection.close()
    keeper.clients.remove(client)
    if client.greeted:
        polite = client.heard.endswith(GOODBYE)
        keeper.leave_at = time.monotonic() + (keeper.options.idle if polite else 0.0)


def _is_over(keeper: Keeper) -> bool:
    now = time.monotonic()
    server = keeper.server
    if server.failed():
        if server.started.is_set():
            return True  # its users see that it answers no more
        if keeper.tries < PORTS_TRIED:
            _try_again(keeper)
        elif _tell_all(keeper, {"error": server.reason()}):
            return True
    elif server.started.is_set():
        _tell_all(keeper, {"url": server.url})
    elif now >= keeper.give_up_at:
        _tell_all(keeper, {"error": f"it did not start in {START_SECONDS:.0f} s"})
        return True
    return not keeper.clients and now >= keeper.leave_at


def _try_again(keeper: Keeper) -> None:
    keeper.server.end()
    keeper.server = _launch(keeper.options)
    keeper.tries += 1
    _say_where(keeper.options.home, keeper.listener, keeper.token, keeper.server)


def _tell_all(keeper: Keeper, answer: dict[str, str]) -> bool:
    """Answer everyone who waits; return whether anyone did."""
    waiting = [c for c in keeper.clients if c.greeted and not c.told]
    for client in waiting:
        with contextlib.suppress(OSError):
            client.connection.sendall(json.dumps(answer).encode() + b"\n")
        client.told = True
    return bool(waiting)


def _say_where(home: Path, listener: socket.socket, token: str, server: Jvm | None = None) -> None:
    """Write where we listen, whole or not at all, readable by this user only."""
    state = {"port": listener.getsockname()[1], "token": token}
    if server:
        state["java"] = server.process.pid
    new = home / f"{STATE}.new"
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(state, file)
    os.replace(new, home / STATE)


def _end_leftover(home: Path) -> None:
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        state = json.loads((home / STATE).read_text("utf-8"))
        jvm.end_leftover(int(state["java"]), home / "jars")


def _taken(lock: IO[bytes]) -> bool:
    """Take the lock for as long as this process lives; False where another has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
