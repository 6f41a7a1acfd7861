"""What we are measured against: language-tool-python with a real LanguageTool 6.8.

`warm(text)` is one client with one warm server, the text in pieces of 600 words. `cold(text)` is a
new process in which language-tool-python starts its own server on the same 49 jars, checks the
text, and ends it. The one thing to know: nothing of transcript-fix runs here but the install.

    python bench/languagetool_baseline.py samples/lei-jun-xiaomi.txt
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from transcript_fix import languagetool_server as ours
from transcript_fix.languagetool_server import jvm

WORDS = 600
"""Words in a piece."""

COLD = """
import sys, language_tool_python
text = sys.stdin.read()
with language_tool_python.LanguageTool("en-US", language_tool_download_version="6.8") as tool:
    print(len(tool.check(text)))
"""


@dataclass(frozen=True)
class Figure:
    """Words checked, findings, and wall time in seconds."""

    words: int
    findings: int
    seconds: float

    @property
    def rate(self) -> float:
        """Words per second."""
        return self.words / self.seconds


def pieces(text: str, words: int = WORDS) -> list[str]:
    """Return the text cut at line ends into pieces of at least `words` words."""
    out: list[str] = []
    batch: list[str] = []
    count = 0
    for line in text.splitlines(keepends=True):
        batch.append(line)
        count += len(line.split())
        if count >= words:
            out.append("".join(batch))
            batch, count = [], 0
    return [*out, "".join(batch)] if count else out


def warm(text: str, language: str = "en-US", warm_up: str | None = None) -> Figure:
    """Time language-tool-python over one warm server, tiers on, one client.

    `warm_up` (default: the whole text, once) is checked before, and not timed. The server caches
    sentences, so every sentence of the warm-up is another than those that are timed.
    """
    from language_tool_python import LanguageTool

    with _own_server() as url:
        tool = LanguageTool(language, remote_server=url)
        for piece in pieces(_varied(warm_up or text)):
            tool.check(piece)
        parts = pieces(text)
        start = time.perf_counter()
        found = sum(len(tool.check(piece)) for piece in parts)
        seconds = time.perf_counter() - start
    return Figure(len(text.split()), found, seconds)


def cold(text: str) -> Figure:
    """Time a new process in which language-tool-python starts its server and checks the text."""
    with _layout() as environment:
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", COLD],
            input=text,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        seconds = time.perf_counter() - start
    return Figure(len(text.split()), int(done.stdout), seconds)


@contextlib.contextmanager
def _own_server() -> Iterator[str]:
    """Start a server for this measurement alone, with tiers on; yield its URL."""
    jars, java = ours.install(), ours.java()
    assert java
    with tempfile.TemporaryDirectory() as name:
        properties = Path(name) / "server.properties"
        properties.write_text(jvm.PROPERTIES, "utf-8")
        paths = [jars / jar.name for jar in ours.pinned()]
        server = jvm.launch(java, paths, properties, long_run=True)
        try:
            assert server.started.wait(60), server.reason()
            yield server.url
        finally:
            server.end()


def _varied(text: str) -> str:
    return re.sub(r"([.!?])", r" also\1", text)


@contextlib.contextmanager
def _layout() -> Iterator[dict[str, str]]:
    """Lay the installed jars out as language-tool-python wants them; yield the environment."""
    jars = ours.install()
    java = ours.java()
    assert java
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "LanguageTool-6.8"
        (root / "libs").mkdir(parents=True)
        for jar in ours.pinned():
            server = jar.artifact == "languagetool-server"
            target = root / ("" if server else "libs") / f"{jar.artifact}.jar"
            target.symlink_to(jars / jar.name)
        # Java looks for libs/ beside the jar itself, not beside a link to it
        server_jar = root / "languagetool-server.jar"
        data = server_jar.read_bytes()
        server_jar.unlink()
        server_jar.write_bytes(data)
        path = f"{Path(java).parent}{os.pathsep}{os.environ['PATH']}"
        yield {**os.environ, "LTP_PATH": name, "PATH": path}


def main(paths: list[str]) -> None:
    """Print both figures for the texts named."""
    text = "\n\n".join(Path(p).read_text("utf-8") for p in paths)
    for name, figure in (("cold", cold(text)), ("warm, one client", warm(text))):
        print(
            f"language-tool-python, {name}: {figure.words:,} words, {figure.findings} findings, "
            f"{figure.seconds:.2f} s, {figure.rate:,.0f} words/s"
        )


if __name__ == "__main__":
    main(sys.argv[1:] or ["samples/lei-jun-xiaomi.txt"])
