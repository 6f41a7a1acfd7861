"""How a run gets an engine: it joins the host that is there, or starts one, and asks it.

The one thing to know: a host may die in the middle of a text (a crash, a kill). Then that text is
asked once more, in a host that no other run shares; only a text that ends that one too is not
checked, and that is its file's error alone.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from hashlib import blake2b
from pathlib import Path
from typing import Any

from transcript_fix.background import in_background
from transcript_fix.errors import EngineError, StartError
from transcript_fix.hosts import host, place
from transcript_fix.hosts.line import Gone, Line, reach

START_SECONDS = 90.0
"""How long an engine may take to load on a busy machine."""
PATIENCE = 20.0
"""How long a host that we did not start may say nothing (seconds); then we start one of our own."""
CRASHES = 3
"""Hosts that end while they start, until we give up."""
AHEAD = 2
"""Texts of one document that an engine has at a time: it is never without work."""
KEEP_VARIABLE = "TRANSCRIPT_FIX_KEEP_ENGINES"
"""Environment variable: minutes, instead of those in the settings."""


_SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Half a character, which JSON can hold; it takes as many bytes as the mark that stands for it."""


class Host:
    """An engine beside us: its answers hang on `version` and `options`; `keep` is in minutes."""

    def __init__(self, engine: str, version: str, options: dict[str, Any], keep: float = 0) -> None:
        self._door = _Door(engine, version, options, _keep(keep))
        self._idle: list[Line] = []
        self._lock = threading.Lock()
        self._alone = threading.Lock()
        self._closed = False
        self._door.knock()

    def ask(self, text: str) -> Any:
        """Return the engine's matches. Raises EngineError where the text cannot be checked."""
        text = _SURROGATE.sub("\ufffd", text)
        try:
            return self._asked(text)
        except Gone:
            return self._once_more(text)

    def each(self, texts: Iterable[str]) -> Iterator[Any]:
        """Yield the matches of each text, in order, some texts ahead. Raises as `ask` does."""
        window: deque[Future[Any]] = deque()
        for text in texts:
            window.append(in_background(self.ask, text))
            if len(window) >= AHEAD:
                yield window.popleft().result()
        while window:
            yield window.popleft().result()

    def close(self) -> None:
        """Say goodbye; the host ends if nobody else is there and none was asked to wait."""
        with self._lock:
            self._closed = True
            while self._idle:
                self._idle.pop().close()
        self._door.forget()

    def _asked(self, text: str) -> Any:
        with self._lock:
            if self._closed:
                raise EngineError(f"{self._door.engine} was asked after the run had ended")
            line = self._idle.pop() if self._idle else None
        line = line or self._door.enter()
        try:
            answer = line.ask(text)
        except BaseException:
            line.close()
            raise
        with self._lock:
            self._idle.append(line)
        if self._closed:
            self.close()
        return self._found(answer)

    def _found(self, answer: Any) -> Any:
        if "error" in answer:
            raise EngineError(f"{self._door.engine} failed ({answer['error']}); try without it")
        return answer["found"]

    def _once_more(self, text: str) -> Any:
        """Ask again, alone: whoever shares a host with a text that kills must not suffer for it."""
        with (
            self._alone,
            contextlib.closing(self._door.private()) as door,
            contextlib.suppress(Gone),
            contextlib.closing(door.enter()) as line,
        ):
            return self._found(line.ask(text))
        raise EngineError(
            f"{self._door.engine} ended twice while it worked: the text is not checked; "
            "please report it, and try without this engine"
        )


def _keep(minutes: float) -> float:
    with contextlib.suppress(ValueError):
        minutes = float(os.environ.get(KEEP_VARIABLE, minutes))
    return max(minutes, 0.0) * 60


class _Door:
    """Where one host is met, and how it is started."""

    def __init__(
        self, engine: str, version: str, options: dict[str, Any], keep: float, private: str = ""
    ) -> None:
        self.engine = engine
        self._version = version
        self._options = options
        self._keep = keep
        self._home = place.folder()
        self._name = self._named(private)
        self._lock = threading.Lock()
        self._started: subprocess.Popen[bytes] | None = None
        self._first: Line | None = None

    def _named(self, private: str = "") -> str:
        """Return a name that only runs with the same engine, settings and Python share."""
        own = Path(host.__file__).read_bytes()
        what = [self._version, self._options, sys.executable, sys.version, private]
        key = blake2b(own + json.dumps(what, sort_keys=True).encode(), digest_size=8)
        return f"{self.engine}-{key.hexdigest()}"

    def private(self) -> _Door:
        """Return a door that no other run knows; its host ends with it."""
        return _Door(self.engine, self._version, self._options, 0.0, os.urandom(8).hex())

    def knock(self) -> None:
        """Let the host load while we do other things, where it does not stand there yet."""
        with self._lock:
            self._first = self._try()
            if self._first is None:
                self._started = self._launch()

    def enter(self) -> Line:
        """Return a connection to the host, which has loaded. Raises StartError where it cannot."""
        deadline = time.monotonic() + START_SECONDS
        crashes = 0
        while time.monotonic() < deadline and crashes <= CRASHES:
            with self._lock:
                line, self._first = self._first or self._try(), None
                if line is None and (self._started is None or self._started.poll() is not None):
                    crashes += bool(self._started and self._started.returncode)
                    self._started = self._launch()
                ours = self._started is not None
            if line is None:
                time.sleep(0.02)
            elif self._loaded(line, START_SECONDS if ours else PATIENCE):
                return line
            else:
                crashes += 1
        raise StartError(f"{self.engine} could not be started; try without it", code=3)

    def forget(self) -> None:
        """Let go of what was started; it lives as long as somebody is there."""
        with self._lock:
            if self._first:
                self._first.close()
            started, self._started = self._started, None
        if started:
            threading.Thread(target=started.wait, daemon=True).start()

    close = forget

    def _loaded(self, line: Line, patience: float) -> bool:
        """Return whether the engine has loaded; where nothing is heard, share no more."""
        try:
            failure = line.hear(patience)
        except TimeoutError:
            self._name = self._named(os.urandom(8).hex())
            failure = ""
        except Gone:
            failure = ""
        if failure is not None:
            line.close()
        if failure:
            raise StartError(f"{self.engine} could not load its rules: {failure}", code=3)
        return failure is None

    def _try(self) -> Line | None:
        return reach(self._home / f"{self._name}.sock", {"keep": self._keep})

    def _launch(self) -> subprocess.Popen[bytes]:
        told = json.dumps([str(self._home), self._name, self.engine, self._options])
        # -P: our modules beside the file must not stand before the standard library
        return subprocess.Popen(
            [sys.executable, "-P", host.__file__, told],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self._home,
            env={**os.environ, "MALLOC_ARENA_MAX": "2", "PYTHONPATH": _import_path()},
            start_new_session=True,  # Ctrl-C is for us; others may be using it
        )


def _import_path() -> str:
    return os.pathsep.join(p for p in sys.path if p)


def stop() -> int:
    """End the hosts that wait for this user's next run; return how many ended.

    One that is at work ends with the runs that use it.
    """
    if not place.possible() or not place.ours(place.usual()):
        return 0
    told = [door for door in place.usual().glob("*.sock") if _told_to_end(door)]
    deadline = time.monotonic() + 5.0
    while any(door.exists() for door in told) and time.monotonic() < deadline:
        time.sleep(0.02)
    return sum(not door.exists() for door in told)


def _told_to_end(door: Path) -> bool:
    line = reach(door, {"stop": True})
    if line is not None:
        line.close()
    return line is not None
