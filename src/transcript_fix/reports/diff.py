"""What a fix changes, as a unified diff of the decoded file (of the prose, for a container)."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from transcript_fix.encoding import decode
from transcript_fix.errors import UserError
from transcript_fix.formats import Format
from transcript_fix.printable import printable

COLOURS = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}


def diff(
    path: str,
    old: bytes,
    new: bytes,
    format: Format,
    encoding: str | None = None,
    *,
    colour: bool = False,
) -> str:
    """Return a unified diff between the `old` and the `new` bytes of a file.

    Without `colour` the text is exact, so that `patch` can apply it; on a terminal escapes in the
    text are shown, not sent.
    """
    before, after = (_lines(path, data, format, encoding) for data in (old, new))
    out = list(_marked(difflib.unified_diff(before, after, f"a/{path}", f"b/{path}")))
    if colour:
        out = [_coloured(line) for line in out]
    return "".join(out)


def _lines(path: str, data: bytes, format: Format, encoding: str | None) -> list[str]:
    try:
        text = decode(data, encoding).text
    except UserError:
        text = format.read(data, path, encoding).prose
    return text.splitlines(keepends=True)


def _marked(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _coloured(line: str) -> str:
    colour = COLOURS.get(line[:1], "")
    body = printable(line.rstrip("\n"))
    return f"{colour}{body}\x1b[0m\n" if colour else f"{body}\n"
