"""The reviewer: an editor judges each fix in the terminal; files change only when he says so.

The one thing to know: Textual is imported by `screen` and its widgets alone, so that the line
mode and everything else start without it.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from transcript_fix.config import Settings
from transcript_fix.errors import UserError
from transcript_fix.ledger import Entry, Ledger
from transcript_fix.printable import printable
from transcript_fix.project import project_of
from transcript_fix.reports.said import plural
from transcript_fix.review.desk import Desk
from transcript_fix.review.documents import Documents
from transcript_fix.review.feed import Feed, Keep, name_in, saved_places, saved_run
from transcript_fix.review.keys import keymap
from transcript_fix.review.places import Place
from transcript_fix.review.query import parse
from transcript_fix.review.session import Session

SMALLEST = (60, 14)
"""Columns and lines below which the review goes line by line."""

Lines = Mapping[Path, Sequence[range]]
"""Which lines (from 1) of which files (resolved) are asked about."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the editor wants to review. `lines` None: everything."""

    plain: bool = False
    only: str = ""
    by: str | None = None
    follow: bool = False
    take_over: bool = False
    lines: Lines | None = None


def run(files: Sequence[Path], settings: Settings, wishes: Wishes | None = None) -> int:
    """Review the files (or one run saved by `check --save`); return the exit status.

    Raises UserError for a wrong filter or key, where there is no terminal, or where another
    reviewer is at work and nothing says whether to follow or to take over.
    """
    wishes = wishes or Wishes()
    plain, why = line_by_line(wishes)
    ledger = _ledger(files[0], wishes)
    with ExitStack() as ends:
        ends.callback(ledger.end)
        desk = open_desk(files, settings, wishes, ledger)
        ends.callback(desk.feed.stop)
        desk.feed.start()
        if plain:
            from transcript_fix.review import plain as screen_by_line

            if why:
                print(f"transcript-fix: {why}, so the review goes line by line", file=sys.stderr)
            return screen_by_line.run(desk)
        from transcript_fix.review import screen

        return screen.run(desk)


def open_desk(files: Sequence[Path], settings: Settings, wishes: Wishes, ledger: Ledger) -> Desk:
    """Return the review of these files, its feed not yet started."""
    session = Session(ledger, parse(wishes.only))
    keys = keymap(settings.review_keys)
    records = saved_run(files[0]) if len(files) == 1 else None
    if records is None:
        todo = [(name_in(ledger.project, f), f) for f in files]
        feed = Feed(todo, settings, keep=_keep(wishes.lines))
        name = (
            str(files[0]) if len(files) == 1 else f"{_shared(files)} {plural(len(files), 'file')}"
        )
    else:
        todo, places = saved_places(files[0], records, ledger.project)
        session.add(places)
        feed = Feed(todo, settings, check=False)
        name = f"{files[0]} {plural(len(todo), 'file')}"
    return Desk(name, ledger.project, settings, session, Documents(settings), feed, keys, len(todo))


def line_by_line(wishes: Wishes) -> tuple[bool, str]:
    """Return whether to go line by line, and why if the editor did not ask for it.

    Raises UserError where there is no terminal to ask in.
    """
    if wishes.plain:
        return True, ""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UserError(
            "review asks questions and needs a terminal; use check or fix in a script, "
            "or --plain to read the answers from standard input"
        )
    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        return True, "this terminal cannot draw"
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if encoding != "utf8":
        return True, "this terminal does not use UTF-8"
    size = shutil.get_terminal_size()
    if size.columns < SMALLEST[0] or size.lines < SMALLEST[1]:
        return True, f"the window is smaller than {SMALLEST[0]} by {SMALLEST[1]}"
    return False, ""


def _ledger(near: Path, wishes: Wishes) -> Ledger:
    """Return the answers of the project, open for this reviewer."""
    project = project_of(near)
    if wishes.follow:
        return Ledger(project, wishes.by, read_only=True)
    ledger = Ledger(project, wishes.by)
    other = ledger.begin(take_over=wishes.take_over)
    if other is None:
        return ledger
    choice = _ask_about(other)
    if choice == "t":
        ledger.begin(take_over=True)
        return ledger
    return Ledger(project, wishes.by, read_only=True)


def _ask_about(other: Entry) -> str:
    who = printable(other.by)
    since = f" since {other.at.replace('T', ' ')[:16]} UTC" if other.at else ""
    where = f" on {printable(str(other.data['host']))}" if "host" in other.data else ""
    told = f"{who} is reviewing this project{since}{where}"
    if not sys.stdin.isatty():
        raise UserError(f"{told}; use --follow to look on, or --take-over")
    print(f"{told}.\nf follow, read-only   t take over   q quit")
    while True:
        try:
            answer = input("> ").strip().lower()[:1]
        except EOFError:
            answer = "q"
        if answer in ("f", "t"):
            return answer
        if answer == "q":
            raise UserError("nothing was changed", code=0)


def _keep(lines: Lines | None) -> Keep | None:
    if lines is None:
        return None

    def keep(place: Place) -> bool:
        return any(place.line in r for r in lines.get(place.file.resolve(), ()))

    return keep


def _shared(files: Sequence[Path]) -> str:
    folder = os.path.commonpath([f.resolve().parent for f in files])
    return Path(os.path.relpath(folder)).as_posix() + "/"
