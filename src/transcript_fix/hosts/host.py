"""The process of one engine, for many runs at once: a text in, its matches out, as lines of JSON.

Started by `join` as a plain file; it imports nothing of ours, so that the engine loads at once.
The one thing to know: it lets in only this user, with the token that lies beside its socket, and it
ends when nobody is there any more, so a run that was killed leaves nothing behind.

    run:  {"token": ..., "keep": seconds}     host: null, or why the engine did not load
    run:  a text                              host: {"found": matches} or {"error": line}
    run:  {"token": ..., "stop": true}        host: hangs up, and ends when the last run has gone
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

Ask = Callable[[str], Any]

FIRST_CLIENT_SECONDS = 10.0
"""How long it waits for the run that started it."""
TICK = 0.1
LONGEST_HELLO = 4096


def lingotweaker(options: dict[str, Any]) -> Ask:
    """Load LanguageTool's rules (a second and a half, 0.4 GB); several threads may ask."""
    lt_py: Any = importlib.import_module("lt_py")
    engine = lt_py.Engine("en-US", **options)
    return lambda text: list(engine.check(text))


def harper(options: dict[str, Any]) -> Ask:
    """Load Harper's dictionary (half a second, 0.2 GB); a linter takes one question at a time.

    A match is [rule, start, end, kind, message, [[kind, new words], ...]], in code points.
    """
    package: Any = importlib.import_module("harper")
    linter = package.Linter(dialect=package.Dialect[options["dialect"]])
    asked = set(options["rules"])
    linter.set_lint_config({name: name in asked for name in linter.get_lint_config()})
    lock = threading.Lock()

    def ask(text: str) -> list[list[Any]]:
        with lock:
            found = linter.organized_lints(text, language="plaintext")
        return [_plain(rule, lint) for rule, lints in found.items() for lint in lints]

    return ask


def _plain(rule: str, lint: Any) -> list[Any]:
    new = [[s.kind.name, _words(s)] for s in lint.suggestions]
    return [rule, lint.span.start, lint.span.end, str(lint.lint_kind), str(lint.message), new]


def _words(suggestion: Any) -> str:
    return "" if suggestion.kind.name == "REMOVE" else str(suggestion.replacement_text)


ENGINES = {"lingotweaker": lingotweaker, "harper": harper}


def in_this_process(engine: str, options: dict[str, Any]) -> Ask:
    """Load an engine here, where the system can have no hosts."""
    return ENGINES[engine](options)


@dataclass
class Guests:
    """Who is here. `leave_at` is when we end if nobody is (monotonic seconds)."""

    token: str
    leave_at: float
    here: int = 0
    keep: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def came(self) -> None:
        """Count one more."""
        with self.lock:
            self.here += 1

    def left(self) -> None:
        """Count one less; the last one starts the clock."""
        with self.lock:
            self.here -= 1
            self.leave_at = time.monotonic() + self.keep

    def wait(self) -> float:
        """Return how long the door may stay unwatched (seconds); 0: it is time to go."""
        with self.lock:
            return TICK if self.here else max(0.0, min(self.leave_at - time.monotonic(), 5.0))


def main() -> None:
    """Serve until nobody needs it; return at once where another does already."""
    home, name, engine, options = json.loads(sys.argv[1])
    door = Path(home) / f"{name}.sock"
    with door.with_suffix(".lock").open("ab") as lock:
        if not _taken(lock):
            return
        token = os.urandom(16).hex()
        listener = _opened(door, token)
        _step_back()
        try:
            _serve(listener, token, *_loaded(engine, options))
        finally:
            for file in (door, door.with_suffix(".token")):
                with contextlib.suppress(OSError):
                    file.unlink()
        os._exit(0)  # what is still at work works for nobody


def _taken(lock: IO[bytes]) -> bool:
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _opened(door: Path, token: str) -> socket.socket:
    """Put the token beside the door, then open it; both for this user only."""
    os.umask(0o077)
    door.unlink(missing_ok=True)
    file = door.with_suffix(".token")
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(token)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(door))
    listener.listen(64)
    return listener


def _step_back() -> None:
    """Let the run that started us reap us now: we outlive it, as nobody's zombie."""
    if os.fork():
        os._exit(0)


def _loaded(engine: str, options: dict[str, Any]) -> tuple[Ask, str | None]:
    """Return the engine, or why it does not load."""
    try:
        return ENGINES[engine](options), None
    except BaseException as error:  # a Rust panic is no Exception
        return _no_engine, f"{type(error).__name__}: {error}"
    finally:
        _give_back()


def _no_engine(text: str) -> Any:
    raise RuntimeError("it did not load")


def _give_back() -> None:
    """Give the system back what loading took and nobody needs (a fifth of all)."""
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _serve(listener: socket.socket, token: str, ask: Ask, failure: str | None) -> None:
    guests = Guests(token, time.monotonic() + FIRST_CLIENT_SECONDS)
    while wait := guests.wait():
        listener.settimeout(wait)
        try:
            connection, _ = listener.accept()
        except TimeoutError:
            continue
        connection.settimeout(None)
        guests.came()
        told = (connection, guests, ask, failure)
        threading.Thread(target=_talk, args=told, daemon=True).start()


def _talk(connection: socket.socket, guests: Guests, ask: Ask, failure: str | None) -> None:
    try:
        with connection, connection.makefile("rwb") as lines:
            if _known(connection, lines.readline(LONGEST_HELLO), guests):
                _say(lines, failure)
                for line in lines:
                    _say(lines, _answer(ask, line))
    except (OSError, ValueError, TypeError, KeyError):
        pass  # it is gone, or none of ours
    finally:
        guests.left()


def _known(connection: socket.socket, line: bytes, guests: Guests) -> bool:
    """Return whether it may ask; do what else its first line wants."""
    hello = json.loads(line)
    if hello["token"] != guests.token or not same_user(connection):
        return False
    if hello.get("stop"):
        guests.keep = 0.0
        return False
    guests.keep = max(guests.keep, float(hello.get("keep", 0)))
    return True


def same_user(connection: socket.socket) -> bool:
    """Return whether the same user is at the other end, where the system can tell (unix(7))."""
    option = getattr(socket, "SO_PEERCRED", None)
    if option is None:
        return True
    _, user, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, option, 12))
    return bool(user == os.getuid())


def _answer(ask: Ask, line: bytes) -> dict[str, Any]:
    try:
        return {"found": ask(json.loads(line))}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def _say(lines: Any, answer: object) -> None:
    lines.write(json.dumps(answer).encode() + b"\n")
    lines.flush()


if __name__ == "__main__":
    main()
