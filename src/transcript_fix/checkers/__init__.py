"""What a checker is, and the table of them; the order of the table is the order of trust.

A checker is a module here. It is started once and called often: the engine lives as long as
the `with`. It gives findings in code points of `Document.prose` and decides nothing.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, cast

from transcript_fix.config import Settings
from transcript_fix.model import Document, Finding, Issue

Check = Callable[[Document], Iterable[Finding]]
Weigh = Callable[[Document, Sequence[Issue]], tuple[Issue, ...]]


@dataclass(frozen=True, slots=True)
class Status:
    """What `engines` prints: is it usable here, which version, where from, and if not, why."""

    available: bool
    version: str = ""
    where: str = ""
    advice: str = ""


class Checker(Protocol):
    """A module in this folder."""

    NAME: str
    DEFAULT: bool

    def start(self, settings: Settings) -> AbstractContextManager[Check]:
        """Start the engine. Raises EngineError (one line) where it is missing or fails."""

    def status(self) -> Status:
        """Say whether and where it is installed, without starting it."""


CHECKERS = (
    "names",
    "house",
    "bilingual",
    "codespell",
    "lingotweaker",
    "languagetool",
    "harper",
    "confusion",
    "tagger",
    "judge",
    "llm",
)
"""Module names, most trusted first."""

ALWAYS = ("names", "house")
ON_REQUEST = ("bilingual", "languagetool", "tagger", "judge", "llm")
"""What their own `status` and `DEFAULT` say, here as well: to import them takes a tenth of a second
that a run with everything in the cache has no use for."""

READERS = frozenset({"judge", "llm"})
"""Engines that take their time over each sentence: they can be stopped, say how far they are
(`headway`), and the reviewer begins without them."""

NO_WITNESS = frozenset({"llm"})
"""Engines whose agreement makes nobody surer: the text itself may tell them what to say."""


def checker(name: str) -> Checker:
    """Return the checker module called `name`, imported late: an engine costs time."""
    return cast(Checker, importlib.import_module(f"transcript_fix.checkers.{name}"))
