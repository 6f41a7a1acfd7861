"""One review at work, whatever the screen: session, texts, engines behind, and what keys do.

The one thing to know: the thread that shows the screen owns all of this; engines only fill the
feed's queue, and `arrive` empties it.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from transcript_fix.config import GLOSSARY, Settings
from transcript_fix.errors import USAGE, UserError
from transcript_fix.ledger import Verdict
from transcript_fix.model import Span
from transcript_fix.printable import printable
from transcript_fix.review.bits import Bit, Look, passage_bits, window
from transcript_fix.review.documents import Documents, Text
from transcript_fix.review.feed import Arrival, Feed, welcome
from transcript_fix.review.groups import Group
from transcript_fix.review.keys import Keymap
from transcript_fix.review.places import Place, locate
from transcript_fix.review.session import Session
from transcript_fix.review.writing import Written, write
from transcript_fix.words import is_common


class Sight(StrEnum):
    """How much of the text is shown round a place."""

    PARAGRAPH = "paragraph"
    FILE = "whole file"
    BOTH = "before and after"


@dataclass(frozen=True, slots=True)
class Scene:
    """The place at hand, ready to show. `number` of `of` like it; `bits` in the order of reading.

    `after` are the bits of the same text as it would be, in the sight "before and after".
    """

    group: Group
    place: Place
    number: int
    of: int
    time: str | None
    bits: tuple[Bit, ...]
    after: tuple[Bit, ...] = ()
    problem: str | None = None


@dataclass
class Desk:
    """What a screen needs. `project` keeps the answers; `name` is what is reviewed."""

    name: str
    project: Path
    settings: Settings
    session: Session
    documents: Documents
    feed: Feed
    keymap: Keymap
    total_files: int = 0
    problems: dict[str, str] | None = None
    code: int = 0

    def arrive(self, wait: float = 0.0) -> bool:
        """Let what the engines found count; return whether anything came."""
        came = self.feed.take(wait)
        for arrival in came:
            if arrival.error:
                self.problems = {**(self.problems or {}), arrival.path: arrival.error}
                self.code = max(self.code, arrival.code)
        if came:
            welcome(self.session, self.documents, came)
        return bool(came)

    def text(self, place: Place) -> Text:
        """Return the text of a place. Raises UserError if it cannot be read."""
        return self.documents.get(place.path, place.file)

    def scene(self, sight: Sight = Sight.PARAGRAPH, new: str | None = None) -> Scene | None:
        """Return what to show now. `new` is a replacement that is only being written."""
        walk = self.session.walk
        if walk.group is None or walk.index is None:
            return None
        index, group = walk.index, walk.group
        place = self.session.board.places[index]
        shown = walk.shown(group)
        number = shown.index(index) + 1 if index in shown else 1
        try:
            text = self.text(place)
        except UserError as error:
            return Scene(group, place, number, len(shown), None, (), problem=str(error))
        span = self._stand(index, text)
        if span is None:
            problem = "the file changed: these words are no longer there"
            return Scene(group, place, number, len(shown), None, (), problem=problem)
        whole = Span(0, len(text.document.prose))
        within = whole if sight is Sight.FILE else window(text.document, span)
        will = self._will_be(index, new)
        bits = passage_bits(text.document, within, self.session.board, place.path, index, will)
        after: tuple[Bit, ...] = ()
        if sight is Sight.BOTH:
            bits, after = _sides(bits)
        return Scene(group, place, number, len(shown), text.time(span), bits, after)

    def _stand(self, index: int, text: Text) -> Span | None:
        board = self.session.board
        place = board.places[index]
        span = locate(text.document, place, board.have[index])
        if span is not None and (place.span != span or not (place.left or place.right)):
            board.move(index, span, text.document)
        return span

    def _will_be(self, index: int, new: str | None) -> str | None:
        if new is not None:
            return new
        board = self.session.board
        if board.verdict(index) in (Verdict.REJECT, Verdict.IGNORE):
            return None
        if board.verdict(index) is Verdict.ACCEPT:
            return board.want(index)
        return board.places[index].fix

    # what takes more than the session

    def write(self) -> list[Written]:
        """Write what is accepted; return how each file came out."""
        results = []
        for result in write(self.session, self.settings):
            self.documents.forget(result.path)
            if result.error:
                self.code = max(self.code, USAGE)
            results.append(result)
        self.session.walk.arrange()
        return results

    def make_term(self, term: str, wrong: str, form: Mapping[str, Any]) -> str:
        """Put a term into the glossary and take it wherever `wrong` waits, in one act.

        `form` holds what `glossary.add_term` takes beside: type, case, inflect, and "heard" (True:
        the wrong form is a real word, so it is only ever asked).
        """
        from transcript_fix.glossary import add_term

        term = term.strip()
        if not term:
            raise UserError("a term needs a word")
        path = self.settings.glossary or self.project / GLOSSARY
        more = dict(form)
        heard = bool(more.pop("heard", False))
        said = (wrong,) if wrong and wrong != term else ()
        extra = {k: v for k, v in more.items() if v}
        add_term(
            path,
            term,
            wrong=() if heard else said,
            heard=said if heard else (),
            **extra,
        )
        return self.session.term(wrong, term)

    def looks_heard(self, wrong: str) -> bool:
        """Return whether a wrong form is all ordinary words, so that it may be right elsewhere."""
        return bool(wrong.split()) and all(is_common(w) for w in wrong.split())

    def editor_command(self, place: Place) -> list[str]:
        """Return the command that opens a file at its line in the editor's own program.

        Raises UserError where $VISUAL and $EDITOR are not set.
        """
        wanted = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not wanted:
            raise UserError("set $EDITOR to the program that should open the file")
        command = shlex.split(wanted)
        program = Path(command[0]).name
        if program in ("code", "codium", "subl", "zed"):
            wait = [] if "--wait" in command or "-w" in command else ["--wait"]
            goto = ["--goto"] if program.startswith("cod") else []
            return [*command, *wait, *goto, f"{place.file}:{place.line}"]
        if program in ("notepad", "notepad.exe", "gedit", "open"):
            return [*command, str(place.file)]
        return [*command, f"+{place.line}", str(place.file)]

    def run_editor(self, place: Place) -> bool:
        """Open the file in the editor's program, wait, and return whether the file changed."""
        command = self.editor_command(place)
        if not place.file.is_file():
            raise UserError("it is inside an archive; unpack it to open it in an editor")
        before = place.file.read_bytes()
        try:
            subprocess.run(command, check=False)
        except OSError as error:
            raise UserError(f"{command[0]}: cannot be started ({error.strerror})") from None
        if place.file.read_bytes() == before:
            return False
        self.reread(place)
        return True

    def reread(self, place: Place) -> None:
        """Find the places of a file again after somebody changed it."""
        self.documents.forget(place.path)
        text = self.text(place)
        welcome(self.session, self.documents, [Arrival(place.path, place.file, text=text)])

    def status(self) -> int:
        """Return the exit status: 0 nothing waits, 1 something does, or what went wrong."""
        if self.feed.failed is not None:
            return self.feed.failed.code
        if self.code:
            return self.code
        progress = self.session.progress()
        waits = progress.decided < progress.total or self.session.board.behind > 0
        return 1 if waits or self.feed.running else 0


def _sides(bits: tuple[Bit, ...]) -> tuple[tuple[Bit, ...], tuple[Bit, ...]]:
    """Return the bits before and after, each without the other's words."""
    news, olds = (Look.NEW, Look.DONE_NEW), (Look.OLD, Look.DONE_OLD)
    before = tuple(b for b in bits if b.look not in news)
    after = tuple(b for b in bits if b.look not in olds)
    return before, after


def shown_path(place: Place) -> str:
    """Return the file and line of a place."""
    return f"{printable(place.path)}:{place.line}"
