"""LanguageTool itself: a server that the user names, or one that we run on loopback.

The one thing to know: the server counts in UTF-16 units. What language-tool-python makes of that
is wrong behind an emoji and races between threads, so the conversion is ours, and each place is
compared with the server's own quotation of it.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future

from transcript_fix import languagetool_server as server
from transcript_fix.background import in_background
from transcript_fix.checkers import Check, Status
from transcript_fix.config import Settings
from transcript_fix.languagetool_rules import asked, finding, off
from transcript_fix.languagetool_server.ask import Ask, Match, address, asker, timeout, trouble
from transcript_fix.model import Document, Finding
from transcript_fix.pieces import Piece, pieces

NAME = "languagetool"
DEFAULT = False

IN_FLIGHT = 4
"""Requests at a time: on two cores four clients get 1.8 times the words a second of one."""


@contextlib.contextmanager
def start(settings: Settings) -> Iterator[Check]:
    """Join or start the server and yield the check.

    Raises EngineError (one line) where it is not installed, dead, slow, or answers rubbish: then
    the text is not checked. Raises UserError for a `languagetool_url` that is none.
    """
    with contextlib.ExitStack() as stack:
        named = settings.languagetool_url
        url = stack.enter_context(server.running()) if named is None else address(named)
        ask = asker(url, settings.language, off(settings))

        def check(document: Document) -> Iterator[Finding]:
            for piece, matches in _in_order(ask, pieces(document), url):
                yield from _findings(matches, document, piece, settings)

        yield check


def status() -> Status:
    """Say whether our own server is installed and with which Java, without starting it."""
    java, missing, home = server.java(), server.missing(), str(server.home())
    version = f"{server.VERSION}, language-tool-python {_version('language_tool_python')}"
    if java and not missing:
        return Status(available=True, version=f"{version}, Java at {java}", where=home)
    advice = f"run {server.INSTALL}" if java else f"it needs Java: {server.EXTRA}"
    advice += "; or name a server of yours with --languagetool-url"
    return Status(available=False, version=version, where=home, advice=advice)


def code_points(text: str) -> Callable[[int], int | None]:
    """Return a map from offsets in UTF-16 units of `text` to code points.

    It gives None for an offset inside a character or outside the text.
    """
    size = len(text)
    if text.isascii() or max(text) <= "\uffff":
        return lambda offset: offset if 0 <= offset <= size else None
    table: list[int | None] = []
    for index, char in enumerate(text):
        table += (index,) if char <= "\uffff" else (index, None)
    table.append(size)
    return lambda offset: table[offset] if 0 <= offset < len(table) else None


def _version(package: str) -> str:
    return importlib.metadata.version(package)


def _in_order(ask: Ask, parts: Iterable[Piece], url: str) -> Iterator[tuple[Piece, list[Match]]]:
    """Yield each piece with its matches, some requests ahead; the first goes alone.

    A server that just started loads its rules for the first, once.
    """
    window: deque[tuple[Piece, Future[list[Match]]]] = deque()
    allowed = 1
    for piece in parts:
        window.append((piece, in_background(ask, piece.text)))
        if len(window) >= allowed:
            yield _answered(window, url)
            allowed = IN_FLIGHT
    while window:
        yield _answered(window, url)


def _answered(
    window: deque[tuple[Piece, Future[list[Match]]]], url: str
) -> tuple[Piece, list[Match]]:
    piece, future = window.popleft()
    try:
        return piece, future.result(timeout())
    except TimeoutError as error:
        raise trouble(url, error, timeout()) from None


def _findings(
    matches: Iterable[Match], document: Document, piece: Piece, settings: Settings
) -> Iterator[Finding]:
    point = code_points(piece.text)
    for match in matches:
        rule, category = match["rule"], match["rule"]["category"]["id"]
        start, end = point(match["offset"]), point(match["offset"] + match["length"])
        if start is None or end is None or not _quotes(match, piece.text[start:end]):
            continue  # no place that we could show
        if not asked(rule["id"], category, settings):
            continue
        made = finding(
            document,
            piece,
            start,
            end,
            rule=rule["id"],
            category=category,
            issue_type=rule.get("issueType", ""),
            message=match.get("message", ""),
            suggestions=[r["value"] for r in match.get("replacements", ())],
            engine=NAME,
        )
        if made is not None:
            yield made


def _quotes(match: Match, words: str) -> bool:
    """Return whether the server's own quotation of the place is these words."""
    context = match.get("context")
    if not context:
        return True
    point = code_points(context["text"])
    start, end = point(context["offset"]), point(context["offset"] + context["length"])
    return start is not None and context["text"][start:end].split() == words.split()
