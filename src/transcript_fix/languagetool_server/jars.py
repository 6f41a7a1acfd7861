"""The 49 jars of LanguageTool for English: which, where they lie, and how they get there.

The one thing to know: an install is complete when every pinned jar is there with its pinned
SHA-256. A jar gets its name only after that was checked, so half a download is never an install,
and `install` run again fetches only what is missing or damaged.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from transcript_fix.errors import EngineError
from transcript_fix.project import cache_folder

VERSION = "6.8"
"""LanguageTool's version."""

Progress = Callable[[int, int, str], None]
"""Called with bytes done, bytes in all, and the name of the jar in hand; from the same thread."""

INSTALL = "transcript-fix engines install languagetool"
EXTRA = "pip install 'transcript-fix[languagetool]'"


@dataclass(frozen=True, slots=True)
class Jar:
    """One pinned jar; `size` in bytes, `sha256` in lower-case hex."""

    group: str
    artifact: str
    version: str
    size: int
    sha256: str

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.artifact}-{self.version}.jar"


@cache
def pinned() -> tuple[Jar, ...]:
    """Return the jars that make up LanguageTool, as pinned in jars.lock."""
    lines = _lock().splitlines()
    return tuple(_jar(line) for line in lines if line and not line.startswith("#"))


def home() -> Path:
    """Return the folder of our LanguageTool: in the user's cache, or in $TRANSCRIPT_FIX_CACHE.

    Its name holds a digest of the pins: other pins are another install and another server.
    """
    digest = hashlib.sha256(_lock().encode()).hexdigest()[:8]
    return cache_folder().absolute() / "languagetool" / f"{VERSION}-{digest}"


def folder() -> Path:
    """Return the folder that holds the jars and nothing else."""
    return home() / "jars"


def missing() -> tuple[Jar, ...]:
    """Return the jars that are not there in full size: a quick look for messages."""
    return tuple(jar for jar in pinned() if _size(folder() / jar.name) != jar.size)


def damaged() -> tuple[Jar, ...]:
    """Return the jars that are missing or do not have their SHA-256 (reads 47 MB, 0.1 s)."""
    return tuple(jar for jar in pinned() if not _is_right(folder() / jar.name, jar))


def install(progress: Progress | None = None) -> Path:
    """Fetch what is missing of LanguageTool into the user's cache and return the jars' folder.

    47 MB, once; a second call fetches nothing. `progress(done, total, name)` hears bytes of this
    call, for a bar: `lambda done, total, name: bar.update(task, completed=done, total=total)`.
    Raises EngineError (one line) without the extra, the network, room on the disk, or where a
    file is not what was pinned; what was fetched until then is kept.
    """
    wanted = damaged()
    if wanted:
        with _complaining():
            folder().mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix="fetch-", dir=home()) as staging:
                _fetch(wanted, Path(staging), progress)
    return folder()


def _fetch(wanted: tuple[Jar, ...], staging: Path, progress: Progress | None) -> None:
    try:
        from jgo.maven import MavenContext, PythonResolver
    except ImportError:
        raise EngineError(f"LanguageTool is fetched with jgo: install the extra: {EXTRA}") from None
    total = sum(jar.size for jar in wanted)
    done = 0

    @contextmanager
    def hear(name: str, _size: int) -> Iterator[Callable[[int], None]]:
        def more(count: int) -> None:
            nonlocal done
            done += count
            if progress:
                progress(min(done, total), total, name)

        yield more

    context = MavenContext(resolver=PythonResolver(progress_callback=hear), repo_cache=staging)
    for jar in wanted:
        _place(jar, context)
    if progress:
        progress(total, total, "")


def _place(jar: Jar, context: Any) -> None:
    path = context.project(jar.group, jar.artifact).at_version(jar.version).artifact().resolve()
    if not _is_right(path, jar):
        raise EngineError(
            f"{jar.name} came with other contents than LanguageTool {VERSION} has; "
            f"nothing of it is used. Try again: {INSTALL}"
        )
    target = folder() / jar.name
    if target.is_dir():
        shutil.rmtree(target)
    os.replace(path, target)


@contextmanager
def _complaining() -> Iterator[None]:
    import requests

    again = f"then run again: {INSTALL}"
    try:
        yield
    except requests.RequestException as error:
        reason = type(error).__name__
        raise EngineError(
            f"LanguageTool could not be fetched ({reason}): check the network, {again}"
        ) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise EngineError(
            f"LanguageTool could not be saved in {home()} ({reason}): make room there or set "
            f"TRANSCRIPT_FIX_CACHE to another folder, {again}"
        ) from None
    except RuntimeError:  # jgo: no repository had it, or refused it
        raise EngineError(
            f"LanguageTool could not be fetched: the jar repository refused it; check the network "
            f"or proxy, {again}"
        ) from None


@cache
def _lock() -> str:
    return resources.files(__package__).joinpath("jars.lock").read_text("utf-8")


def _jar(line: str) -> Jar:
    sha256, size, coordinate = line.split()
    group, artifact, version = coordinate.split(":")
    return Jar(group, artifact, version, int(size), sha256)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _is_right(path: Path, jar: Jar) -> bool:
    if _size(path) != jar.size:
        return False
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == jar.sha256
    except OSError:
        return False
