"""The review line by line: the same keys, each with Enter; for small, dumb and spoken terminals.

The one thing to know: nothing is drawn, only lines are added, so a screen reader can follow. An
empty line shows the question again and answers nothing.
"""

from __future__ import annotations

import select
import shutil
import sys
import textwrap
from collections.abc import Callable
from typing import TextIO

from transcript_fix.errors import UserError
from transcript_fix.printable import printable
from transcript_fix.reports.said import plural
from transcript_fix.review.bits import marked
from transcript_fix.review.desk import Desk, Scene, Sight, shown_path
from transcript_fix.review.feed import Ahead
from transcript_fix.review.groups import Group
from transcript_fix.review.places import visible
from transcript_fix.review.session import SCOPES
from transcript_fix.review.wording import (
    TIER,
    engine_names,
    how_many,
    nothing_left,
    title,
    verdict,
    waiting,
)
from transcript_fix.review.writing import summary

_ASCII = {"→": "->", "·": "-", "…": "...", "“": '"', "”": '"', "␣": "_", "’": "'", "↑": "Up"}
_ASCII |= {"↓": "Down"}


class Plain:
    """A line by line review on two streams."""

    def __init__(self, desk: Desk, source: TextIO, out: TextIO) -> None:
        self.desk = desk
        self.source = source
        self.out = out
        self.going = True
        self.sight = Sight.PARAGRAPH
        self._asked: object = None
        self._told: set[bool] = set()
        self._complained: set[str] = set()
        self._do: dict[str, Callable[[], str | None]] = self._actions()

    def run(self) -> int:
        """Ask until the editor quits; return the exit status."""
        self._loop()
        return self.desk.status()

    def _loop(self) -> None:
        self._say(f"transcript-fix review  {printable(self.desk.name)}")
        self._say("Type a key and Enter; ? lists the keys. Answers are saved as you give them.")
        while self.going:
            self.desk.arrive()
            if self._failed() or (not self._ready() and not self._finished()):
                continue
            walk = self.desk.session.walk
            if walk.group is None and not self.desk.feed.running:
                self._say(nothing_left(self.desk.session, len(self.desk.problems or ())))
            elif walk.group and self._asked != (walk.group.form, walk.index, self.sight):
                self._ask()
            self._answer(self._read(self._prompt()))

    def _troubles(self) -> None:
        """Say which files could not be checked, once each."""
        for path, line in (self.desk.problems or {}).items():
            if path not in self._complained:
                self._complained.add(path)
                self._say(f"Not checked: {printable(path)}: {printable(line)}")

    def _failed(self) -> bool:
        self._troubles()
        failed = self.desk.feed.failed
        if failed is not None:
            self._say(f"Not checked: {failed}")
            self.going = False
        return failed is not None

    def _ready(self) -> bool:
        """Whether there is something to ask; waits for the engines where nothing is."""
        walk = self.desk.session.walk
        if walk.group is not None and (walk.waiting(walk.group) or not self.desk.feed.running):
            return True
        if not self.desk.feed.running:
            return False
        if walk.group is None or not any(walk.waiting(g) for g in walk.rows):
            self._tell(self.desk.feed.ahead())
            while self.desk.feed.running and not self.desk.arrive(wait=1.0):
                if self._typed():
                    return True
            if walk.index is not None and not walk.board.waits(walk.index):
                walk.advance()  # he waits for it
            return False
        return True

    def _tell(self, ahead: Ahead) -> None:
        """Say once what is waited for: the engines, then the readers."""
        reading = bool(ahead.reading)
        if reading not in self._told:
            self._told.add(reading)
            self._say(f"{ahead.reading}; w and q work meanwhile" if reading else waiting(ahead))

    def _typed(self) -> bool:
        """Whether a line waits at the terminal; where nobody can say, none does."""
        try:
            return self.source.isatty() and bool(select.select([self.source], [], [], 0)[0])
        except (OSError, ValueError):
            return False

    def _finished(self) -> bool:
        return not self.desk.feed.running

    # showing

    def _ask(self) -> None:
        scene = self.desk.scene(self.sight)
        if scene is None:
            return
        session = self.desk.session
        walk, progress = session.walk, session.progress()
        self._asked = (scene.group.form, walk.index, self.sight)
        self._say(
            "",
            f"Group {walk.row(scene.group) + 1} of {len(walk.rows)}: {title(scene.group)}  "
            f"({how_many(len(walk.shown(scene.group)), len(scene.group.files))})",
            self._why(scene.group),
            printable(scene.group.message),
            "",
            self._where(scene),
        )
        if scene.problem:
            self._say(f"  {scene.problem}")
        self._wrapped(marked(scene.bits))
        if scene.after:
            self._say("becomes")
            self._wrapped(marked(scene.after))
        self._say("", self._choices())
        if walk.index is not None and not session.board.waits(walk.index):
            self._say(f"Answered: {verdict(session, walk.index)}.")
        left = waiting(self.desk.feed.ahead()) if self.desk.feed.running else ""
        done = f"{progress.decided} of {progress.total} decided"
        self._say("  ".join(x for x in (done, left) if x))

    def _why(self, group: Group) -> str:
        sure = f"{self.desk.session.confidence(group):.0%} sure"
        parts = (group.kind.value, TIER[group.applicability], sure)
        return " · ".join(
            (*parts, f"{printable(group.rule)}, by {engine_names(tuple(group.engines))}")
        )

    def _where(self, scene: Scene) -> str:
        parts = [shown_path(scene.place)]
        if scene.place.speaker:
            parts.append(printable(scene.place.speaker))
        if scene.time:
            parts.append(f"[{scene.time}]")
        parts.append(f"{scene.number} of {scene.of}")
        return "  ".join(parts)

    def _choices(self) -> str:
        choices = self.desk.session.choices()
        shown = [f"{n} {visible(c)}" for n, c in enumerate(choices, 1)]
        return "  ".join([*shown, f"{len(choices) + 1} keep as it is"])

    def _prompt(self) -> str:
        keys, walk = self.desk.keymap, self.desk.session.walk
        words = [f"{keys.shown('accept')} yes", f"{keys.shown('reject')} no"]
        if walk.group is not None and len(walk.undecided(walk.group)) > 1:
            number = len(walk.undecided(walk.group))
            words.append(f"{keys.shown('accept-all')} all {number} yes")
            words.append(f"{keys.shown('reject-all')} all {number} no")
        words += [f"{keys.shown('edit')} edit", f"{keys.shown('later')} later"]
        words += [f"{keys.shown('undo')} undo", f"{keys.shown('quit')} quit"]
        return ", ".join([*words, f"{keys.shown('help')} help"]) + " > "

    def _wrapped(self, text: str) -> None:
        width = max(min(shutil.get_terminal_size().columns, 100) - 2, 20)
        for line in text.split("\n"):
            for part in textwrap.wrap(line, width - 2, break_on_hyphens=False) or [""]:
                self._say(f"  {part}")

    def _say(self, *lines: str) -> None:
        for line in lines:
            print(self._fit(line), file=self.out)
        self.out.flush()

    def _fit(self, text: str) -> str:
        encoding = getattr(self.out, "encoding", None) or "ascii"
        try:
            text.encode(encoding)
        except (UnicodeEncodeError, LookupError):
            text = "".join(_ASCII.get(c, c) for c in text)
            text = text.encode(encoding, "backslashreplace").decode(encoding)
        return text

    def _read(self, prompt: str) -> str | None:
        """Return a line without its end, None at the end of input."""
        self.out.write(self._fit(prompt))
        self.out.flush()
        line = self.source.readline()
        return None if not line else line.rstrip("\r\n")

    # answering

    def _answer(self, line: str | None) -> None:
        if line is None:
            self._say("", "End of input. Every answer is saved; run the same command to go on.")
            self.going = False
            return
        key = line.strip()
        if not key:
            self._asked = None
            return
        try:
            if key.isdigit():
                said: str | None = self.desk.session.pick(int(key))
            else:
                name = self.desk.keymap.action({"\x12": "ctrl+r"}.get(key, key)) or key
                if name not in self._do:
                    raise UserError(f"{printable(key)!r} is no key here; ? lists the keys")
                said = self._do[name]()
        except UserError as error:
            said = str(error)
        if said:
            self._say(said[0].upper() + said[1:])
        self._offer()

    def _offer(self) -> None:
        offer = self.desk.session.offer() if self.going else None
        if offer is None:
            return
        if (self._read(f"{printable(offer.question)} y or n > ") or "").strip().lower() != "y":
            return
        try:
            if offer.rule:
                said = self.desk.session.switch_off(offer.rule)
            else:
                form = {"heard": self.desk.looks_heard(offer.before)}
                said = self.desk.make_term(offer.after, offer.before, form)
            self._say(said)
        except UserError as error:
            self._say(str(error))

    def _actions(self) -> dict[str, Callable[[], str | None]]:
        session, walk = self.desk.session, self.desk.session.walk

        def moving(step: Callable[[], None]) -> Callable[[], None]:
            def go() -> None:
                self._asked = None
                step()

            return go

        return {
            "accept": session.accept,
            "reject": session.reject,
            "accept-all": lambda: session.accept(all_like_it=True),
            "reject-all": lambda: session.reject(all_like_it=True),
            "later": session.later,
            "undo": self._again(session.undo),
            "redo": self._again(session.redo),
            "edit": self._edit,
            "editor": self._editor,
            "term": self._term,
            "ignore": self._ignore,
            "surest": self._surest,
            "rule": self._rule,
            "next": moving(lambda: walk.step_group(1)),
            "previous": moving(lambda: walk.step_group(-1)),
            "place": moving(walk.step_place),
            "place-back": moving(lambda: walk.step_place(-1)),
            "file-next": moving(lambda: walk.step_file(1)),
            "file-previous": moving(lambda: walk.step_file(-1)),
            "first": moving(walk.to_end),
            "last": moving(lambda: walk.to_end(last=True)),
            "search": lambda: self._filter("Search for"),
            "filter": lambda: self._filter("Filter"),
            "clear": lambda: self._filter(None),
            "view": self._view,
            "list": self._list,
            "why": self._explain,
            "stale": self._stale,
            "write": self._write,
            "quit": self._quit,
            "help": self._help,
        }

    def _again(self, act: Callable[[], str]) -> Callable[[], str]:
        def do() -> str:
            self._asked = None
            return act()

        return do

    def _edit(self) -> str | None:
        place = self.desk.session.place
        if place is None:
            return "there is nothing here to edit"
        text = self._read(f"Write instead of {visible(place.before)} (empty: leave it) > ")
        if not text:
            return "left"
        group = self.desk.session.walk.group
        waits = len(self.desk.session.walk.undecided(group)) if group else 0
        alike = False
        if waits > 1:
            alike = (self._read(f"In all {waits} like it? y or n > ") or "").strip() in ("y", "Y")
        return self.desk.session.edit(text, all_like_it=alike)

    def _editor(self) -> str | None:
        place = self.desk.session.place
        if place is None:
            return "there is nothing here to open"
        self._asked = None
        changed = self.desk.run_editor(place)
        return "the file was read again" if changed else "the file is as it was"

    def _term(self) -> str | None:
        place = self.desk.session.place
        if place is None:
            return "there is nothing here"
        known = place.fix or place.before
        term = self._read(f"Term, as it should be written (Enter: {visible(known)}) > ")
        if term is None:
            return "left"
        heard = self.desk.looks_heard(place.before)
        return self.desk.make_term(term.strip() or known, place.before, {"heard": heard})

    def _ignore(self) -> str | None:
        scope = self._read("Ignore where? here, file, everywhere, rule (empty: leave it) > ")
        if not scope or not scope.strip():
            return "left"
        wanted = scope.strip().lower()
        full = next((s for s in SCOPES if s.startswith(wanted)), wanted)
        return self.desk.session.ignore(full, (self._read("Why? > ") or "").strip())

    def _surest(self) -> str | None:
        return self._many(self.desk.session.walk.surest(), "no safe group is left")

    def _rule(self) -> str | None:
        group = self.desk.session.walk.group
        rule = group.rule if group is not None else ""
        return self._many(self.desk.session.walk.surest(rule=rule), "none of this rule is left")

    def _many(self, groups: tuple[Group, ...], none: str) -> str | None:
        if not groups:
            return none
        for group in groups:
            self._say(f"  {title(group)}  ({how_many(group.undecided, len(group.files))})")
        total = sum(len(self.desk.session.walk.undecided(g)) for g in groups)
        said = self._read(f"{plural(total, 'place')}: accept, keep, or empty: leave them > ")
        answer = (said or "").strip().lower()
        if answer == "accept":
            return self.desk.session.accept_groups(groups)
        return self.desk.session.reject_groups(groups) if answer == "keep" else "left"

    def _filter(self, prompt: str | None) -> str | None:
        text = "" if prompt is None else self._read(f"{prompt} (empty: everything) > ")
        self._asked = None
        self.desk.session.walk.filter((text or "").strip())
        return f"{plural(len(self.desk.session.walk.rows), 'group')} shown"

    def _view(self) -> str | None:
        order = tuple(Sight)
        self.sight = order[(order.index(self.sight) + 1) % len(order)]
        return self.sight.value

    def _list(self) -> str | None:
        walk = self.desk.session.walk
        row = max(walk.row(walk.group), 0)
        for at in range(max(row - 5, 0), min(row + 15, len(walk.rows))):
            group = walk.rows[at]
            here = ">" if at == row else " "
            left = plural(len(walk.undecided(group)), "place") + " to decide"
            self._say(f"{here} {at + 1} {title(group)}, {left}")
        return None

    def _explain(self) -> str | None:
        group = self.desk.session.walk.group
        return None if group is None else f"{printable(group.message)} {self._why(group)}"

    def _stale(self) -> str | None:
        stale = self.desk.session.stale
        if not stale:
            return "no answer is stale"
        for mark in stale:
            self._say(
                f"  {printable(mark.path)}: {visible(mark.before)} -> {visible(mark.after or '')}"
            )
        if (self._read("Forget them? yes or no > ") or "").strip() == "yes":
            return self.desk.session.drop_stale()
        return "kept; they are never applied"

    def _write(self) -> str | None:
        pending = self.desk.session.board.behind
        if not pending:
            return "nothing waits to be written"
        self._asked = None
        return summary(self.desk.write())

    def _quit(self) -> str | None:
        pending = self.desk.session.board.behind
        if pending:
            said = self._read(
                f"{plural(pending, 'change')} not written. a apply, k keep for later, "
                "t throw away, empty: go on > "
            )
            answer = "k" if said is None else said.strip().lower()
            if answer not in ("a", "k", "t"):
                return "going on"
            if answer == "a":
                self._say(summary(self.desk.write()))
            elif answer == "t":
                self._say(self.desk.session.throw_away())
        self.going = False
        return "every answer is saved"

    def _help(self) -> str | None:
        for heading, keys in self.desk.keymap.headings().items():
            self._say("", heading)
            for key, says in keys:
                self._say(f"  {key}: {says}")
        self._say("", "An empty line shows the question again. Names of actions work as keys do.")
        return None


def run(desk: Desk, source: TextIO = sys.stdin, out: TextIO = sys.stdout) -> int:
    """Review line by line; return the exit status."""
    return Plain(desk, source, out).run()
