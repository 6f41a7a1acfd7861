"""Glossaries of other tools: read into entries, written as their own files.

A format is a module here with `NAME`, `FILES` (what it writes, the first is what it reads) and
`read`, `write`. The one thing to know: most tools know less than we do, so what a format cannot
say is left out of the export, and docs/glossary.md says what that is.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import Protocol, cast

from transcript_fix.errors import UserError
from transcript_fix.glossary.add import Entry
from transcript_fix.glossary.entry import Glossary
from transcript_fix.glossary.ordinary import is_safe_alias


class Exchange(Protocol):
    """A module in this folder."""

    NAME: str
    FILES: tuple[str, ...]

    def read(self, text: str, name: str) -> list[Entry]:
        """Return the entries in a file's text. Raises UserError that begins with `name`."""

    def write(self, glossary: Glossary) -> tuple[str, ...]:
        """Return the text of each of `FILES`."""


EXCHANGES = ("tbx", "csv", "vale", "prh", "cspell", "codespell", "hunspell", "whisper")
"""Module names; csv is `table` here, since `csv` is Python's own."""
LARGEST = 50_000_000
"""Bytes of a file that is imported."""


def exchange(name: str) -> Exchange:
    """Return the exchange module called `name`."""
    module = "table" if name == "csv" else name
    return cast(Exchange, importlib.import_module(f"{__name__}.{module}"))


def decode(data: bytes, name: str) -> str:
    """Return the text of a file that is UTF-8. Raises UserError for anything else."""
    if len(data) > LARGEST:
        raise UserError(f"{name}: {len(data) / 1e6:.0f} MB is too large to import")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise UserError(f"{name}: UTF-16; save it as UTF-8 and import it again")
    if b"\0" in data[:4096]:
        raise UserError(f"{name}: a binary file, or UTF-16; save it as UTF-8 text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UserError(f"{name}:{line}: not UTF-8; save it as UTF-8 and import it again") from None


def entry(
    term: str, unsure: Iterable[str] = (), *, person: bool = False, **lists: Iterable[str]
) -> Entry:
    """Return an entry; of the `unsure` forms those that are real words go under `heard`."""
    forms: dict[str, list[str]] = {k: list(v) for k, v in lists.items()}
    for form in unsure:
        forms.setdefault("wrong" if is_safe_alias(form) else "heard", []).append(form)
    kept = {k: tuple(dict.fromkeys(f for f in v if f != term)) for k, v in forms.items()}
    return Entry(term, {k: v for k, v in kept.items() if v}, {}, person)


__all__ = ["EXCHANGES", "Entry", "Exchange", "decode", "entry", "exchange"]
