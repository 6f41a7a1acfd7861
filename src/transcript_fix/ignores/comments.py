"""Ignores in comments of the file: `transcript-fix: ignore[rule] reason`.

    <!-- transcript-fix: ignore[doubled-word] he stutters -->   this line; alone, the next line
    <!-- transcript-fix: ignore-begin[lt:*] he reads a poem -->
    <!-- transcript-fix: ignore-end -->
    <!-- transcript-fix: ignore-file[harper:*] a dialect -->

Without a rule all rules are meant. codespell's own `codespell:ignore word,word` is honoured.
The one thing to know: a reason must be given. An ignore without one does not count.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from transcript_fix.model import Issue, Kind, Remark, Span

MARKER = "transcript-fix:"
CODESPELL = "codespell:ignore"

_HTML = re.compile(r"<!--(.*?)-->|\{/\*(.*?)\*/\}", re.DOTALL)
_NOTE = re.compile(
    r"^NOTE(?:[ \t]+|(?:\r\n?|\n))(.*?)(?=(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)|\Z)", re.M | re.S
)
_ASS = re.compile(r"^(?:;|Comment:(?:[^,\r\n]*,){9})([^\r\n]*)", re.MULTILINE)

COMMENTS = {"markdown": _HTML, "html": _HTML, "webvtt": _NOTE, "ass": _ASS}
"""Format -> its comments. The others have none: for them there is the sidecar."""

_CODE = re.compile(r"^([`~]{3,})[^\n]*\n.*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_ORDER = re.compile(r"\s*transcript-fix:\s*([\w-]+)\s*(?:\[([^\]\n]*)\])?\s*(.*)", re.DOTALL)
_CODESPELL = re.compile(r"codespell:ignore\b(?:[ \t]+([\w,'’-]+))?")
_VOICE = re.compile(r"[^\W\d_]")
_SPELLING = frozenset({Kind.SPELLING, Kind.CASING, Kind.NAME, Kind.WORD})


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the decoded file (code points) in which something is left alone, and why.

    `rules` are names or patterns of rules ("lt:*"); none means all. `words`, where given, are the
    only ones, in lower case. `line` is the comment's own.
    """

    span: Span
    line: int
    reason: str
    rules: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()

    def covers(self, issue: Issue, place: Span) -> bool:
        """Return whether an issue at `place` (code points of the file) is left alone."""
        finding = issue.finding
        if not self.span.overlaps(place):
            return False
        if self.kinds and finding.kind not in self.kinds:
            return False
        if self.words and finding.before.strip().lower() not in self.words:
            return False
        return not self.rules or any(fnmatchcase(finding.rule, rule) for rule in self.rules)


def mentions(data: bytes) -> bool:
    """Return whether bytes may hold such a comment; a cheap look before they are decoded."""
    return b"\0" in data or MARKER.encode() in data or CODESPELL.encode() in data


def regions(
    text: str, line_starts: Sequence[int], format_name: str
) -> tuple[tuple[Region, ...], tuple[Remark, ...]]:
    """Return what the comments of a decoded file leave alone, and remarks on those that fail."""
    pattern = COMMENTS.get(format_name)
    if pattern is None:
        return (), ()
    reading = _Reading(text, line_starts, format_name)
    for comment in pattern.finditer(_without_code(text) if pattern is _HTML else text):
        inside = next(group for group in comment.groups() if group is not None)
        order = _ORDER.fullmatch(inside)
        if order:
            reading.order(comment.span(), order[1], order[2], " ".join(order[3].split()))
        elif found := _CODESPELL.search(inside):
            reading.codespell(comment.span(), found[1])
    reading.close()
    return tuple(reading.found), tuple(reading.remarks)


class _Reading:
    def __init__(self, text: str, line_starts: Sequence[int], format_name: str) -> None:
        self.found: list[Region] = []
        self.remarks: list[Remark] = []
        self._text = text
        self._starts = line_starts
        self._cues = format_name == "webvtt"
        self._open: tuple[int, int, tuple[str, ...], str] | None = None

    def order(self, at: tuple[int, int], word: str, listed: str | None, reason: str) -> None:
        rules = tuple(r for r in re.split(r"[,\s]+", listed or "") if r)
        line = self._line(at[0]) + 1
        if word == "ignore-end":
            self._end(at, line)
        elif word not in ("ignore", "ignore-begin", "ignore-file"):
            known = "ignore, ignore-begin, ignore-end and ignore-file"
            self._fail(line, f"{word!r} is no order to transcript-fix; {known} are")
        elif not _VOICE.search(reason):
            self._fail(
                line, "this ignore gives no reason, so it does not count; write why after it"
            )
        elif word == "ignore-begin":
            if self._open is not None:
                self._fail(self._open[1], "a second ignore-begin comes before its ignore-end")
            self._open = (at[1], line, rules, reason)
        else:
            span = Span(0, len(self._text)) if word == "ignore-file" else self._lines(*at)
            self.found.append(Region(span, line, reason, rules))

    def codespell(self, at: tuple[int, int], listed: str | None) -> None:
        words = frozenset(w.lower() for w in (listed or "").split(",") if w)
        line = self._line(at[0])
        span = Span(self._starts[line], self._line_end(line))
        self.found.append(Region(span, line + 1, CODESPELL, words=words, kinds=_SPELLING))

    def close(self) -> None:
        if self._open is not None:
            self._fail(self._open[1], "this ignore-begin has no ignore-end, so it does not count")

    def _end(self, at: tuple[int, int], line: int) -> None:
        if self._open is None:
            self._fail(line, "this ignore-end has no ignore-begin")
            return
        start, began, rules, reason = self._open
        self.found.append(Region(Span(start, at[0]), began, reason, rules))
        self._open = None

    def _fail(self, line: int, message: str) -> None:
        self.remarks.append(Remark("bad-ignore", message, line))

    def _lines(self, start: int, end: int) -> Span:
        """Return the comment's own line, or where it stands alone, the next one with words.

        In WebVTT that is the next cue, up to its blank line.
        """
        first, last = self._line(start), self._line(max(end - 1, start))
        own = self._text[self._starts[first] : start] + self._text[end : self._line_end(last)]
        if own.strip() and not self._cues:
            return Span(self._starts[first], self._line_end(last))
        line = last + 1
        while line < len(self._starts) and self._blank(line):
            line += 1
        if line >= len(self._starts):
            return Span(end, end)
        begin = self._starts[line]
        while self._cues and line + 1 < len(self._starts) and not self._blank(line + 1):
            line += 1
        return Span(begin, self._line_end(line))

    def _blank(self, line: int) -> bool:
        text = self._text[self._starts[line] : self._line_end(line)]
        return not _HTML.sub("", text).strip()

    def _line(self, offset: int) -> int:
        return bisect.bisect_right(self._starts, offset) - 1

    def _line_end(self, line: int) -> int:
        return self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text)


def _without_code(text: str) -> str:
    """Return the text with code as blanks: an example of a comment is no comment."""
    if "`" not in text and "~~~" not in text:
        return text
    return _CODE.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)
