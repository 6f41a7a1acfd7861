"""The strings of a JSON file: where each stands, its path, and how a new text is written there.

The one thing to know: a string is changed only where it changed. What stays keeps its own escapes
(`\\u2019`, `\\/`), and what is new is escaped only if the file has no other character than ASCII.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from transcript_fix.errors import UserError
from transcript_fix.model import Span

Path = tuple[str, ...]
"""Keys from the root; an index in a list is "*", but in a list of rival readings "0", "1"."""


@dataclass(slots=True)
class JsonString:
    """A string value: `raw` is its place between the quotes in code points of the file."""

    path: Path
    text: str
    raw: Span


RIVALS = frozenset({"alternatives", "nBest", "NBest"})
"""Lists where only the first entry is the transcript and the others are other guesses."""


def strings(source: str) -> Iterator[JsonString]:
    """Yield every string value that is not a key, in the order of the file.

    Raises UserError where it is not JSON.
    """
    try:
        root = json.loads(source, object_pairs_hook=_Pairs)
    except ValueError as error:
        at = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise UserError(f"this is not valid JSON{at}") from None
    except RecursionError:
        raise UserError("this JSON is nested too deeply") from None
    places = (m.span(1) for m in _STRING.finditer(source))
    for path, text, is_key in _walk(root):
        start, end = next(places)
        if not is_key:
            yield JsonString(path, text, Span(start, end))


class _Pairs(list[tuple[str, object]]):
    """An object with all its keys, doubled ones too."""


_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)"', re.DOTALL)


def _walk(root: object) -> Iterator[tuple[Path, str, bool]]:
    """Yield every string in the order in which it stands; no recursion, so no depth limit."""
    stack: list[tuple[Path, Iterator[tuple[str | None, object]]]] = [((), iter([(None, root)]))]
    while stack:
        path, items = stack[-1]
        for key, value in items:
            if key is not None and not key.startswith("\0"):
                yield path, key, True
            here = path if key is None else (*path, key.lstrip("\0"))
            if isinstance(value, str):
                yield here, value, False
            elif isinstance(value, _Pairs):
                stack.append((here, iter(value)))
                break
            elif isinstance(value, list):
                stack.append((here, _numbered(value, here)))
                break
        else:
            stack.pop()


def _numbered(values: list[object], path: Path) -> Iterator[tuple[str, object]]:
    rivals = bool(path) and path[-1] in RIVALS
    for index, value in enumerate(values):
        yield (f"\0{index}" if rivals else "\0*"), value


_PART = re.compile(
    r"""\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}
    | \\u[\da-fA-F]{4} | \\. | [^\\]""",
    re.DOTALL | re.VERBOSE,
)
"""One character of the text, as it is written; two surrogates are one."""


def raw_places(source: str, string: JsonString, spans: list[Span]) -> list[Span]:
    """Return where spans of the string's text (code points, ascending) stand in the file."""
    start = string.raw.start
    if len(string.raw) == len(string.text):
        return [span.shift(start) for span in spans]
    parts = _PART.finditer(source, string.raw.start, string.raw.end)
    ends = [start, *(part.end() for part in parts)]
    return [Span(ends[span.start], ends[span.end]) for span in spans]


def escaped(text: str, *, ascii_only: bool) -> str:
    """Return `text` as it stands between the quotes."""
    return json.dumps(text, ensure_ascii=ascii_only)[1:-1]
