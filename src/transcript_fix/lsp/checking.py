"""Checks texts that an editor has open; engines stay warm between two checks.

The one thing to know: it belongs to one thread. A changed glossary, configuration or file of
ignores begins a new run; what did not change comes from the cache.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from transcript_fix import batch, ignores, pipeline
from transcript_fix.checkers import READERS
from transcript_fix.config import Settings
from transcript_fix.errors import StartError, UserError
from transcript_fix.model import Outcome
from transcript_fix.pipeline import Run

Stamp = tuple[str, int, int]
"""A file, its size in bytes and its time in nanoseconds; zeros where it is not there."""

WARM = 3
"""Runs with different settings that are kept (several projects may be open)."""


@dataclass(frozen=True, slots=True)
class _Warm:
    run: Run
    ends: ExitStack
    stamps: tuple[Stamp, ...]


class Checking:
    """Runs by their settings; `load` gives the settings near a path."""

    def __init__(self, load: Callable[[Path], Settings]) -> None:
        self._load = load
        self._warm: dict[Settings, _Warm] = {}

    def check(self, path: Path, text: str) -> Outcome:
        """Return what is found in a text called `path`; `error` says why it was not checked."""
        try:
            run = self._run(path)
            found = batch.check_one(path, run, text.encode("utf-8", "replace"))
        except (UserError, StartError) as error:
            return Outcome(str(path), error=str(error), code=error.code)
        least = run.settings.min_confidence
        wanted = tuple(i for i in found.outcome.issues if i.confidence >= least)
        return replace(found.outcome, issues=wanted)

    def settings(self, path: Path) -> Settings:
        """Return the settings near a path. Raises UserError where they are broken."""
        settings = self._load(path)
        # what takes its time over each sentence is asked when you say so, not with every key
        engines = tuple(e for e in settings.engines if e not in READERS)
        return replace(settings, encoding="utf-8", engines=engines)

    def close(self) -> None:
        """End all engines."""
        for warm in self._warm.values():
            warm.ends.close()
        self._warm.clear()

    def _run(self, path: Path) -> Run:
        settings = self.settings(path)
        stamps = tuple(_stamp(f) for f in _hanging_on(path, settings))
        warm = self._warm.pop(settings, None)
        if warm is not None and warm.stamps != stamps:
            warm.ends.close()
            warm = None
        if warm is None:
            ends = ExitStack()
            warm = _Warm(ends.enter_context(pipeline.start(settings)), ends, stamps)
        self._warm[settings] = warm
        if len(self._warm) > WARM:
            self._warm.pop(next(iter(self._warm))).ends.close()
        return warm.run


def _hanging_on(path: Path, settings: Settings) -> tuple[Path, ...]:
    """Return the files that a run hangs on, beside its configuration."""
    aside = ignores.nearest(path.parent)
    names = () if settings.glossary is None else (settings.glossary, *_included(settings.glossary))
    return (*names, *(() if aside is None else (aside,)))


def _included(glossary: Path) -> tuple[Path, ...]:
    from transcript_fix.glossary import load

    try:
        return load(glossary).files
    except UserError:
        return ()


def _stamp(file: Path) -> Stamp:
    try:
        found = os.stat(file)
    except OSError:
        return str(file), 0, 0
    return str(file), found.st_size, found.st_mtime_ns
