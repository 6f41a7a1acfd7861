"""The strings of a JSON file: where each stands, its path, and how a new text is written there.

The one thing to know: a string is changed only where it changed. What stays keeps its own escapes
(`\\u2019`, `\\/`), and what is new is escaped only if the file has no other character than ASCII.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Callable, Sequence

from transcript_fix.errors import UserError
from transcript_fix.model import Span

Path = tuple[str, ...]
"""Keys from the root; an index in a list is "*", but in a list of rival readings "0", "1"."""
RIVALS = frozenset({"alternatives", "nBest", "NBest"})
"""Lists where only the first entry is the transcript and the others are other guesses."""


class Strings(Sequence[str]):
    """String values of a file, decoded when asked for: millions of them must fit in memory."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.paths: list[Path] = []
        self.path_of = array("l")
        self._starts = array("q")
        self._ends = array("q")

    def add(self, path: int, start: int, end: int) -> None:
        """Add the string between two quotes (code points of the file)."""
        self.path_of.append(path)
        self._starts.append(start)
        self._ends.append(end)

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, index: int) -> str:  # type: ignore[override]
        return decoded(self.source[self._starts[index] : self._ends[index]])

    def raw(self, index: int) -> Span:
        """Return where a string stands between its quotes, in code points of the file."""
        return Span(self._starts[index], self._ends[index])

    def raw_places(self, index: int, spans: Sequence[Span]) -> list[Span]:
        """Return where spans of a string's text (code points) stand in the file."""
        raw = self.raw(index)
        piece = self.source[raw.start : raw.end]
        if "\\" not in piece:
            return [span.shift(raw.start) for span in spans]
        parts = _PART.finditer(self.source, raw.start, raw.end)
        ends = [raw.start, *(part.end() for part in parts)]
        return [Span(ends[span.start], ends[span.end]) for span in spans]

    def steps(self, index: int, raw: Span) -> tuple[tuple[int, int], ...]:
        """Return where text and file fall out of step within `raw` because of escapes.

        Pairs of offsets, in the text that begins at `raw.start` and in the file.
        """
        if "\\" not in self.source[raw.start : raw.end]:
            return ()
        steps, shift = [(0, raw.start)], raw.start
        for count, part in enumerate(_PART.finditer(self.source, raw.start, raw.end), 1):
            if part.start() != shift + count - 1:
                shift = part.start() - count + 1
                steps.append((count - 1, part.start()))
        return tuple(steps)


def decoded(raw: str) -> str:
    """Return the text of what stands between two quotes."""
    return raw if "\\" not in raw else str(json.loads(f'"{raw}"'))


def escaped(text: str, *, ascii_only: bool) -> str:
    """Return `text` as it stands between the quotes."""
    return json.dumps(text, ensure_ascii=ascii_only)[1:-1]


def strings(source: str, wanted: Callable[[Path], bool]) -> Strings:
    """Return the string values (not keys) on wanted paths, in the order of the file.

    Raises UserError where it is not JSON.
    """
    _check(source)
    found = Strings(source)
    tree = _Paths(found.paths, wanted)
    for token in _TOKEN.finditer(source):
        kind = token.lastindex
        if kind == 1:
            here = tree.value()
            if tree.wants[here]:
                found.add(here, token.start(1), token.end(1))
        elif kind == 2:
            tree.key(token.group(1))
        else:
            tree.bracket(token.group(3))
    return found


def _check(source: str) -> None:
    try:
        json.loads(source, object_pairs_hook=lambda pairs: None)
    except ValueError as error:
        at = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise UserError(f"this is not valid JSON{at}") from None
    except RecursionError:
        raise UserError("this JSON is nested too deeply") from None


_TOKEN = re.compile(r'"((?:[^"\\]++|\\.)*+)"(\s*+:)?|([{}\[\]])', re.DOTALL)
"""In valid JSON a string before a colon is a key, and no bracket needs another look."""
_PART = re.compile(
    r"""\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}
    | \\u[\da-fA-F]{4} | \\. | [^\\]""",
    re.DOTALL | re.VERBOSE,
)
"""One character of the text, as it is written; two surrogates are one."""


class _Paths:
    """Where in the tree the scanner is; each path has a number and is looked at once."""

    def __init__(self, paths: list[Path], wanted: Callable[[Path], bool]) -> None:
        self._paths, self._wanted = paths, wanted
        self._numbers: dict[tuple[int, str], int] = {}
        self.wants: list[bool] = []
        self._here = self._number(-1, "")
        self._open: list[tuple[int, int]] = []
        """Path of each open bracket; how many values its list of rivals had, or -1."""

    def key(self, raw: str) -> None:
        """Go to a key of the object that is open."""
        self._here = self._number(self._open[-1][0], decoded(raw))

    def value(self) -> int:
        """Return the number of the path of the value that begins here."""
        if self._open and self._open[-1][1] >= 0:
            path, count = self._open[-1]
            self._open[-1] = (path, count + 1)
            self._here = self._number(path, str(count))
        return self._here

    def bracket(self, char: str) -> None:
        """Go into an object or a list, or out of it."""
        if char in "}]":
            self._open.pop()
            self._here = self._open[-1][0] if self._open else 0
            if self._open and self._open[-1][1] == -2:
                self._here = self._number(self._open[-1][0], "*")
            return
        here = self.value()
        if char == "{":
            self._open.append((here, -1))
            return
        path = self._paths[here]
        if path and path[-1] in RIVALS:
            self._open.append((here, 0))
        else:
            self._open.append((here, -2))
            self._here = self._number(here, "*")

    def _number(self, parent: int, key: str) -> int:
        known = self._numbers.get((parent, key))
        if known is None:
            known = self._numbers[parent, key] = len(self._paths)
            path = (*self._paths[parent], key) if parent >= 0 else ()
            self._paths.append(path)
            self.wants.append(self._wanted(path))
        return known
