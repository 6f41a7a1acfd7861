"""What a format is, and the table of them.

A format is a module here that obeys two laws, for every file it does not refuse:

    write(data, texts(read(data))) == data          nothing edited: the same bytes
    texts(read(write(data, texts))) == texts        what was put in comes out

So a format splices new words into the original bytes at known places; it never prints a file anew.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Protocol, cast

from transcript_fix.model import Document


class Format(Protocol):
    """A module in this folder. `SUFFIXES` in lower case, with the dot."""

    NAME: str
    SUFFIXES: tuple[str, ...]

    def read(self, data: bytes, path: str, encoding: str | None = None) -> Document:
        """Find the prose. `encoding` None: detect. Raises UserError where it cannot be read."""

    def write(self, data: bytes, texts: Sequence[str], encoding: str | None = None) -> bytes:
        """Put one text a segment back into `data`. Raises UserError where one cannot be encoded."""


FORMATS = ("plain", "markdown")
"""Module names, in the order in which they are asked about unknown content."""


def format_module(name: str) -> Format:
    """Return the format module called `name`."""
    return cast(Format, importlib.import_module(f"transcript_fix.formats.{name}"))
