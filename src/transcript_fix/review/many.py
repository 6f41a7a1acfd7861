"""The list of many groups: each row is to accept, to keep, or to leave open, then one key for all.

The one thing to know: lower case acts on one row, the capital on every row of its rule; the key
that opened the list is none of those that answer.
"""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from transcript_fix.printable import printable
from transcript_fix.reports.said import plural
from transcript_fix.review.bits import difference
from transcript_fix.review.forms import Sheet
from transcript_fix.review.groups import Form, Group
from transcript_fix.review.session import Session
from transcript_fix.review.widgets import GroupList, passage

Many = tuple[tuple[Group, str | None], ...]
"""Groups and their replacement; None keeps the text."""

HINTS = "abdefghilmopqrstuvwxyz123456789"
"""What changes the rows in sight: no key of the list itself is among them, nor its capital."""
KEEP, OPEN = -1, -2
"""What a row can be, beside the number of a suggestion."""
HALF = 0.5
"""A row is to accept at first if it is at least so sure."""


class Surest(Sheet[Many]):
    """What `A` lists, or `R` for a rule."""

    BARS = (None, 0.9, 0.8, 0.7, 0.6, 0.5, 0.3, 0.0)

    def __init__(self, session: Session, rule: str | None = None) -> None:
        super().__init__()
        self.session = session
        self.rule = rule
        self.bar = 0
        self.groups: tuple[Group, ...] = ()
        self.chosen: dict[Form, int] = {}

    def compose(self) -> ComposeResult:
        """Show the list."""
        with Vertical(classes="sheet", id="sure-sheet") as sheet:
            sheet.border_title = "Answer many at once"
            sheet.border_subtitle = "Esc back"
            yield Static(id="sure-head")
            yield GroupList(id="sure-list", hints=HINTS)
            yield Static(id="sure-words")
            yield Static(self._keys(), id="sure-keys")

    def _keys(self) -> Content:
        keys = [("c", "accept ✓"), ("C", "accept ✓ and keep ✗"), ("n", "keep all")]
        keys += [("letter", "change a row, capital: its rule")]
        if self.rule is None:
            keys += [("- +", "more or fewer rows"), ("0", "everything")]
        shown = [Content.assemble((key, "bold $primary"), f" {says}") for key, says in keys]
        return Content("   ").join(shown)

    def on_mount(self) -> None:
        """Fill it."""
        self.call_after_refresh(self.fill)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.call_after_refresh(self.fill)

    def fill(self, *, page: bool = False) -> None:
        """Show the groups of this bar; `page`: from the cursor on."""
        shown = self.query_one(GroupList)
        self.groups = self.session.walk.surest(self.BARS[self.bar], self.rule)
        shown.ticks = {g.form: self._tick(g) for g in self.groups}
        yes = [g for g in self.groups if self.choice(g) >= 0]
        no = sum(self.choice(g) == KEEP for g in self.groups)
        places = sum(len(self.session.walk.undecided(g)) for g in yes)
        self.query_one("#sure-head", Static).update(
            f"✓ {plural(len(yes), 'group')}, {plural(places, 'place')}   ✗ {no:,}   {self._what()}"
        )
        shown.show(self.groups, min(shown.cursor, max(len(self.groups) - 1, 0)), top=page)
        self.query_one("#sure-words", Static).update(self._words(shown.cursor), layout=False)

    def choice(self, group: Group) -> int:
        """Return what a row is now: a suggestion by its number from 0, KEEP or OPEN."""
        return self.chosen.get(group.form, self._at_first(group))

    def _at_first(self, group: Group) -> int:
        if not self._suggestions(group):
            return KEEP
        safe_list = self.BARS[self.bar] is None and self.rule is None
        return 0 if safe_list or self.session.confidence(group) >= HALF else KEEP

    def _tick(self, group: Group) -> tuple[str, str]:
        choice = self.choice(group)
        if choice >= 0:
            return "✓", self._suggestions(group)[choice]
        return ("✗" if choice == KEEP else "·"), group.fix or ""

    def _suggestions(self, group: Group) -> tuple[str, ...]:
        """Return the suggestions that every waiting place of a group has."""
        places = [self.session.board.places[i] for i in self.session.walk.undecided(group)]
        first = places[0].finding.suggestions[:4] if places else ()
        return tuple(s for s in first if all(s in p.finding.suggestions for p in places))

    def _turn(self, group: Group) -> int:
        """Return what comes next: the other of yes and no, more suggestions, open, all over."""
        number = len(self._suggestions(group))
        first = self._at_first(group)
        order = [first, *([0] if first == KEEP and number else [KEEP] if first == 0 else [])]
        order += [*range(1, number), OPEN]
        return order[(order.index(self.choice(group)) + 1) % len(order)]

    def _what(self) -> str:
        least = self.BARS[self.bar]
        if self.rule is not None:
            return f"all of the rule {printable(self.rule)}"
        if least is None:
            return "the safe ones"
        return "everything" if not least else f"safe, or at least {least:.0%} sure"

    def _words(self, row: int) -> Content:
        """Return the words round the first place of a row."""
        if row >= len(self.groups):
            return Content()
        group = self.groups[row]
        place = self.session.board.places[self.session.walk.undecided(group)[0]]
        left = printable(place.left.replace("\n", " ").partition(" ")[2] or place.left)
        right = printable(place.right.replace("\n", " ").rpartition(" ")[0] or place.right)
        choice = self.choice(group)
        after = self._suggestions(group)[choice] if choice >= 0 else place.before
        bits = difference(place.before, after)
        return Content("… " + left) + passage(bits) + Content(right + " …")

    def _answers(self) -> Many:
        return tuple(
            (g, self._suggestions(g)[c] if c >= 0 else None)
            for g in self.groups
            if (c := self.choice(g)) != OPEN
        )

    def on_key(self, event: events.Key) -> None:
        """Move, change rows, lower the bar, answer."""
        shown = self.query_one(GroupList)
        key = (event.character or "") if event.is_printable else event.key
        if key in ("c", "C", "n"):
            event.stop()
            answers = self._answers()
            if key == "c":
                answers = tuple(a for a in answers if a[1] is not None)
            elif key == "n":
                answers = tuple((g, None) for g in self.groups)
            self.dismiss(answers)
            return
        if key in ("j", "down", "k", "up", "pagedown", "pageup"):
            by = {"j": 1, "down": 1, "pagedown": shown.size.height, "pageup": -shown.size.height}
            to = shown.cursor + by.get(key, -1)
            shown.cursor = min(max(to, 0), max(len(self.groups) - 1, 0))
        elif key in ("-", "+", "=", "0") and self.rule is None:
            step = {"-": 1, "0": len(self.BARS)}.get(key, -1)
            self.bar = min(max(self.bar + step, 0), len(self.BARS) - 1)
        elif key == " " and self.groups:
            self._change(shown.cursor)
            shown.cursor = min(shown.cursor + 1, len(self.groups) - 1)
        elif (row := shown.row_of_hint(key.lower())) is not None:
            self._change(row, rule=key.isupper())
        else:
            return
        event.stop()
        self.fill(page=key in ("pagedown", "pageup"))

    def _change(self, row: int, *, rule: bool = False) -> None:
        group = self.groups[row]
        turned = self._turn(group)
        self.chosen[group.form] = turned
        for other in self.groups if rule else ():
            if other.rule == group.rule and turned < max(len(self._suggestions(other)), 0):
                self.chosen[other.form] = turned

    def on_group_list_chosen(self, message: GroupList.Chosen) -> None:
        """A click changes a row."""
        message.stop()
        self.query_one(GroupList).cursor = message.row
        self._change(message.row)
        self.fill()
