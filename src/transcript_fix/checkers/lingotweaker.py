"""LanguageTool's rules without Java and without a server: the `lingotweaker` package.

It runs in a process beside ours (`hosts`): while it loads (a second, 0.4 GB), the rest of the
program loads, too, and a crash of the young engine is one clear line. The one thing to know: its
offsets are UTF-8 bytes, and it has a wheel for Linux on x86-64 only. Elsewhere the default set
does without it, and only who asks for it by name gets an error.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from transcript_fix.checkers import Check, Status
from transcript_fix.config import Settings
from transcript_fix.errors import EngineError
from transcript_fix.hosts import Host
from transcript_fix.languagetool_rules import asked, finding, off
from transcript_fix.model import Document, Finding
from transcript_fix.pieces import Piece, pieces

NAME = "lingotweaker"
DEFAULT = True

_MISSING = (
    "LanguageTool's rules without Java (lingotweaker) are ready-made for Linux on x86-64 only; "
    "use --engine languagetool, or check without them"
)


@contextmanager
def start(settings: Settings) -> Iterator[Check]:
    """Start loading the rules and yield the check, which waits for them where it must.

    Raises EngineError where the package or its English data is missing; the check raises it
    where the engine dies over a text, StartError where it does not load.
    """
    if not _installed():
        raise EngineError(_MISSING)
    variant = None if settings.language == "en-US" else settings.language
    options = {"variant": variant, "disabled_rules": off(settings)}
    with closing(Host(NAME, _version(), options, settings.keep_engines)) as engine:

        def check(document: Document) -> Iterator[Finding]:
            parts = tuple(pieces(document))
            answers = engine.each(piece.text for piece in parts)
            for piece, matches in zip(parts, answers, strict=True):
                yield from _findings(matches, document, piece, settings)

        yield check


def status() -> Status:
    """Say whether and where the package is installed, without loading the rules."""
    if not _installed():
        return Status(available=False, advice=_MISSING)
    spec = importlib.util.find_spec("lt_py")
    where = str(spec.origin) if spec and spec.origin else ""
    return Status(available=True, version=_version(), where=where)


def _version() -> str:
    version = importlib.metadata.version
    return f"{version('lingotweaker')}, English data {version('lingotweaker-data-en')}"


def _installed() -> bool:
    names = ("lt_py", "lingotweaker_data_en")
    return all(importlib.util.find_spec(name) is not None for name in names)


def _findings(
    matches: list[dict[str, Any]], document: Document, piece: Piece, settings: Settings
) -> Iterator[Finding]:
    points = _CodePoints(piece.text)
    for match in matches:
        if not asked(match["rule_id"], match["category_id"], settings):
            continue
        start = points.at(match["offset"])
        end = points.at(match["offset"] + match["length"])
        if start is None or end is None:
            continue  # it split a character: no place that we could show
        made = finding(
            document,
            piece,
            start,
            end,
            rule=match["rule_id"],
            category=match["category_id"],
            issue_type=match["issue_type"],
            message=match["message"],
            suggestions=match["suggestions"],
            engine=NAME,
        )
        if made is not None:
            yield made


class _CodePoints:
    """Where the UTF-8 bytes of a text fall in its code points; None inside a character."""

    def __init__(self, text: str) -> None:
        self._ascii = text.isascii()
        self._data = b"" if self._ascii else text.encode("utf-8", "surrogatepass")
        self._size = len(text)
        self._byte, self._point = 0, 0

    def at(self, offset: int) -> int | None:
        if self._ascii:
            return offset if 0 <= offset <= self._size else None
        if not 0 <= offset <= len(self._data):
            return None
        if offset < len(self._data) and self._data[offset] & 0xC0 == 0x80:
            return None
        if offset < self._byte:
            self._byte, self._point = 0, 0
        between = self._data[self._byte : offset]
        self._point += sum(1 for b in between if b & 0xC0 != 0x80)
        self._byte = offset
        return self._point
