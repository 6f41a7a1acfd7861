"""LanguageTool's Java process: its command line, its start on a free port, its end.

The one thing to know: a port that was free a moment ago may be taken by now, and then somebody
else answers on it. Only the line that our own process prints says that the server is ours.
"""

from __future__ import annotations

import collections
import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from transcript_fix.languagetool_server.wire import HOST

STARTED = "Server started"
REFUSED = "Could not start"

FLAGS = (
    "-Xmx768m",  # 333 MB in use on long texts; without a bound it takes 1.3 GB
    "-XX:+UseSerialGC",
    "-XX:-UsePerfData",
    "-Xshare:auto",
    "-Djava.net.preferIPv4Stack=true",  # "localhost" is 127.0.0.1 and nothing else
    "-Djava.awt.headless=true",
)
SHORT_RUN = "-XX:TieredStopAtLevel=1"
"""The quick compiler only: starts sooner, half as fast once warm."""

LINES = 400
"""Printed lines that are kept: a Java error and where it came from, whole."""

PROPERTIES = """\
cacheSize=2000
cacheTTLSeconds=600
pipelineCaching=true
maxPipelinePoolSize=8
pipelineExpireTimeInSeconds=3600
textCheckerQueueSize=1000
"""
"""The server's settings: keep parsed rules between requests, and sentences it has seen; let many
runs wait their turn (by default the ninth that waits is turned away)."""


@dataclass(frozen=True, slots=True)
class Jvm:
    """A started process; `lines` are the last that it printed (kept in memory only)."""

    process: subprocess.Popen[str]
    port: int
    started: threading.Event = field(default_factory=threading.Event)
    lines: collections.deque[str] = field(default_factory=lambda: collections.deque(maxlen=LINES))

    @property
    def url(self) -> str:
        """Where it listens; only true once `started` is set."""
        return f"http://{HOST}:{self.port}/"

    def failed(self) -> bool:
        """Whether the process has ended, or said that it could not start."""
        return self.process.poll() is not None or any(REFUSED in s for s in self.lines)

    def reason(self) -> str:
        """Return the line that best says why it failed."""
        lines = list(self.lines)
        told = [s for s in lines if REFUSED in s]
        told += [s for s in lines if "Error" in s or "Exception" in s]
        return (told or lines or ["it printed nothing"])[0].strip()

    def end(self, seconds: float = 3.0) -> None:
        """End the process and wait for it: first asked, then killed."""
        self.process.terminate()
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def launch(java: str, jars: Sequence[Path], properties: Path, *, long_run: bool) -> Jvm:
    """Start the server on a free loopback port; `Jvm.started` is set when it answers there."""
    port = _free_port()
    flags = FLAGS if long_run else (*FLAGS, SHORT_RUN)
    classpath = os.pathsep.join(map(str, jars))
    main = ("org.languagetool.server.HTTPServer", "--port", str(port), "--config", str(properties))
    # from the main thread: the kernel's promise to end it holds while that thread lives
    process = subprocess.Popen(
        [java, *flags, "-cp", classpath, *main],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=properties.parent,
        env={k: v for k, v in os.environ.items() if k not in _JAVA_VARIABLES},
        text=True,
        encoding="utf-8",
        errors="replace",
        preexec_fn=_die_with_parent(),
    )
    jvm = Jvm(process, port)
    threading.Thread(target=_listen, args=(jvm,), daemon=True).start()
    return jvm


_JAVA_VARIABLES = frozenset({"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH"})
"""What others set for other Java programs: it would change our memory bound or class path."""


def _listen(jvm: Jvm) -> None:
    assert jvm.process.stdout is not None
    with jvm.process.stdout as lines:
        for line in lines:
            jvm.lines.append(line)
            if STARTED in line:
                jvm.started.set()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _die_with_parent() -> Callable[[], None] | None:
    """Return what the child does before it becomes Java: on Linux, ask to die with its parent."""
    if sys.platform != "linux":
        return None
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def ask() -> None:
        libc.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(1)

    return ask


def end_leftover(pid: int, jars: Path) -> None:
    """Kill process `pid` if it is a LanguageTool of ours: its keeper was killed where no kernel
    ends the child with it."""
    import psutil

    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        if any(str(jars) in word for word in process.cmdline()):
            process.kill()
            process.wait(5)
