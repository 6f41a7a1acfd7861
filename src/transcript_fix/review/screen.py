"""The full-screen review: it shows what the desk holds and turns keys into what the desk does.

The one thing to know: nothing heavy runs here. Engines fill the desk's feed, which is emptied a
little at a time; a write runs in a thread behind a sheet that takes no key.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import events, on
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.theme import Theme
from textual.widgets import Input, Static

from transcript_fix.errors import UserError
from transcript_fix.ledger import TakenOver
from transcript_fix.printable import printable
from transcript_fix.reports.said import plural
from transcript_fix.review import drawing, sheets
from transcript_fix.review.bits import Look
from transcript_fix.review.desk import Desk, Scene, Sight
from transcript_fix.review.forms import (
    Busy,
)
from transcript_fix.review.keys import shown
from transcript_fix.review.many import Surest
from transcript_fix.review.places import visible
from transcript_fix.review.widgets import GroupList, Line, Reply, Words, passage, put
from transcript_fix.review.wording import (
    nothing_left,
)

WIDE = 96
"""Columns from which the list and the passage stand side by side."""
LOW = 26
"""Lines below which blank lines are left out."""

DARK = Theme(
    name="transcript-dark",
    primary="#7fb4ff",
    secondary="#c3a6ff",
    warning="#e8bd6a",
    error="#ff8a8a",
    success="#8fd694",
    accent="#7fb4ff",
    foreground="#e4e6eb",
    background="#15171c",
    surface="#1d2027",
    panel="#262a33",
    dark=True,
)
LIGHT = Theme(
    name="transcript-light",
    primary="#1f5fbf",
    secondary="#6b46c1",
    warning="#8a5a00",
    error="#b3261e",
    success="#1b6e2f",
    accent="#1f5fbf",
    foreground="#1d1f23",
    background="#fbfaf7",
    surface="#ffffff",
    panel="#ebe8e1",
    dark=False,
)


class ReviewScreen(Screen[None], inherit_bindings=False):
    """The one screen; everything else lies over it."""

    AUTO_FOCUS = ""  # no widget: keys are the screen's own

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.sight = Sight.PARAGRAPH
        self.asking: str | None = None
        self._said = ""
        self._problem = False
        self._scene: Scene | None = None
        self._reply = Reply()
        self._do = self._actions()

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield Line(id="top")
        with Horizontal(id="main"):
            with Vertical(id="list"):
                yield Static(id="list-title")
                yield GroupList(id="groups")
                yield Static("✓ yes ✗ kept … later ? to judge", id="legend", markup=False)
            with Vertical(id="detail"):
                yield Static(id="title")
                yield Static(id="meta")
                yield Static(id="why")
                yield Static(id="where")
                with VerticalScroll(id="passage", can_focus=False):
                    yield Words(self.into_sight, id="words")
                    yield Static(id="after")
                yield Static(id="choices")
        yield Static(id="status")
        with Vertical(id="ask"):
            yield Static(id="ask-label")
            yield Input(id="ask-input", compact=True, select_on_focus=False)
        yield Line(id="keys")

    def on_mount(self) -> None:
        """Begin to take in what comes."""
        self.set_focus(None)
        self.set_interval(0.1, self._arrive)
        if self.desk.session.ledger.read_only:
            self.say("following read-only: another reviewer answers")
            self.set_interval(1.0, self._follow)
        self.paint()

    def on_resize(self, event: events.Resize) -> None:
        """Choose the layout for the size."""
        self.set_class(event.size.width < WIDE, "-narrow")
        self.set_class(event.size.height < LOW, "-low")
        self.call_after_refresh(self.paint)

    # what comes by itself

    def _arrive(self) -> None:
        if self.app.screen is not self and isinstance(self.app.screen, Busy | Surest):
            return
        running, before = self.desk.feed.running, self.desk.session.progress()
        if self.desk.arrive():
            self.paint(new=self._typing())
            if before.decided == before.total < self.desk.session.progress().total and before.total:
                self.say(f"more to judge came: {self.desk.keymap.shown('first')} goes there")
        elif running or self._was_running:
            self._top()
        if self._was_running and not running:
            self._finished()
        self._was_running = running

    _was_running = True

    def _finished(self) -> None:
        if self.desk.feed.failed is not None:
            self.say(f"not checked: {self.desk.feed.failed}", problem=True)
        elif self.desk.problems:
            path, line = next(iter(self.desk.problems.items()))
            more = len(self.desk.problems) - 1
            rest = f" (and {plural(more, 'other file')})" if more else ""
            self.say(f"{path}: {line}{rest}", problem=True)
        gc.collect()
        gc.freeze()  # ten thousand places would make each later collection long
        self.paint(new=self._typing())

    def _follow(self) -> None:
        if self.desk.session.follow():
            self.paint()

    # drawing

    def say(self, text: str, *, problem: bool = False) -> None:
        """Show a line at the bottom until the next key."""
        line = "; ".join(text.splitlines())
        self._said, self._problem = line[:1].upper() + line[1:], problem
        self._status()

    def paint(self, new: str | None = None) -> None:
        """Show everything as it is now. `new` is a replacement that is only being written."""
        if not self.is_mounted:
            return
        self._top()
        self._list()
        self._detail(self.desk.scene(self.sight, new), new)
        self._status()
        self._keys()

    def _reading(self) -> bool:
        return bool(self.desk.feed.running and self.desk.feed.ahead().reading)

    def _top(self) -> None:
        left, right = drawing.top(self.desk, wide=self.size.width >= WIDE)
        self.query_one("#top", Line).show(left, right)

    def _list(self) -> None:
        walk = self.desk.session.walk
        places = sum(len(walk.shown(g)) for g in walk.rows) if walk.query.terms else None
        total = self.desk.session.progress().total
        title = f"{plural(len(walk.rows), 'group')} of {plural(places or total, 'place')}"
        self.query_one("#list-title", Static).update(title, layout=False)
        self.query_one("#groups", GroupList).show(walk.rows, max(walk.row(walk.group), 0))

    def _detail(self, scene: Scene | None, new: str | None) -> None:
        show = {
            name: self.query_one(f"#{name}", Static)
            for name in ("title", "meta", "why", "where", "words", "after", "choices")
        }
        show["after"].set_class(scene is not None and bool(scene.after), "shown")
        self._scene = scene
        if scene is None:
            for part in show.values():
                put(part, Content())
            put(show["words"], drawing.nothing(self.desk))
            return
        put(show["title"], drawing.title(self.desk, scene.group, new))
        put(show["meta"], drawing.meta(self.desk, scene.group))
        put(show["why"], Content(printable(scene.group.message)))
        put(show["where"], drawing.where(self.desk, scene, self.sight))
        if scene.problem:
            put(show["words"], Content.styled(printable(scene.problem), "$text-error"))
        else:
            put(show["words"], passage(scene.bits))
        if scene.after:
            heading = Content.styled("becomes\n", "dim")
            put(show["after"], heading + passage(scene.after))
        put(show["choices"], drawing.choices(self.desk))
        self.call_after_refresh(self.into_sight)

    def into_sight(self) -> None:
        """Scroll the passage so that the words in question are in sight."""
        scene = self._scene
        if scene is None:
            return
        scroll = self.query_one("#passage", VerticalScroll)
        width = self.query_one("#words", Static).size.width
        if not width or scroll.max_scroll_y <= 0:
            scroll.scroll_to(y=0, animate=False)
            return
        looks = (Look.OLD, Look.NEW, Look.KEPT, Look.NEAR)
        first = next((n for n, b in enumerate(scene.bits) if b.look in looks), 0)
        above = passage(scene.bits[:first]).get_height({}, width)
        scroll.scroll_to(y=max(above - max(scroll.size.height // 3, 2), 0), animate=False)

    def _status(self) -> None:
        status = self.query_one("#status", Static)
        session = self.desk.session
        said = self._said
        if not said:
            progress = session.progress()
            if progress.total and progress.decided == progress.total and not self.desk.feed.running:
                said = nothing_left(session, len(self.desk.problems or ()))
            elif progress.total and progress.decided == progress.total and self._reading():
                said = f"All is answered so far. {self.desk.keymap.shown('write')} works meanwhile."
            elif session.stale:
                key = self.desk.keymap.shown("stale")
                said = f"{plural(len(session.stale), 'answer')} went stale: {key} lists them"
        status.set_class(self._problem and bool(said), "problem")
        status.update(Content(printable(said)), layout=False)

    def _keys(self) -> None:
        if self.asking:
            line = drawing.asking_keys(self.desk, self.asking)
        else:
            line = drawing.keys(self.desk, narrow=self.has_class("-narrow"))
        self.query_one("#keys", Line).show(*line)

    # keys and the mouse

    def on_key(self, event: events.Key) -> None:
        """Do what the key does, or nothing."""
        if self.asking or self._reply.swallows(event):
            return
        character = event.character or ""
        key = character if event.is_printable and character != " " else event.key
        scroll = self.query_one("#passage", VerticalScroll)
        if key in ("pagedown", "pageup"):
            (scroll.scroll_page_down if key == "pagedown" else scroll.scroll_page_up)(animate=False)
        elif key.isdigit() and key != "0":
            self.act(lambda: self.desk.session.pick(int(key)))
        elif (name := self.desk.keymap.action(key)) is not None:
            self.act(self._do[name])
        else:
            return
        event.stop()
        event.prevent_default()

    def act(self, do: Callable[[], str | None]) -> None:
        """Do something, and show what came of it."""
        self._said, self._problem = "", False
        try:
            said = do()
        except UserError as error:
            self.say(str(error), problem=True)
            if isinstance(error, TakenOver):
                self.set_interval(1.0, self._follow)
        else:
            if said:
                undo = self.desk.keymap.shown("undo")
                self.say(f"{said}   {undo} takes it back")
        self.paint()
        if not self.asking and self.app.screen is self:
            offer = self.desk.session.offer()
            if offer is not None:
                sheets.offer(self, offer)

    def action_do(self, name: str) -> None:
        """Do what a key of the key line does, by the mouse."""
        if not self.asking:
            self.act(self._do[name])

    def action_pick(self, number: int) -> None:
        """Take a suggestion by the mouse."""
        self.act(lambda: self.desk.session.pick(number))

    @on(GroupList.Chosen)
    def on_row(self, message: GroupList.Chosen) -> None:
        """Go to the group that was clicked."""
        self.desk.session.walk.go(message.row)
        self.remove_class("-listing")
        self.paint()

    def _actions(self) -> dict[str, Callable[[], str | None]]:
        session, walk = self.desk.session, self.desk.session.walk
        return {
            "accept": session.accept,
            "reject": session.reject,
            "accept-all": lambda: session.accept(all_like_it=True),
            "reject-all": lambda: session.reject(all_like_it=True),
            "later": session.later,
            "undo": lambda: self._plain(session.undo()),
            "redo": session.redo,
            "edit": self._edit,
            "editor": lambda: sheets.editor(self),
            "term": lambda: sheets.term(self),
            "ignore": lambda: sheets.ignore(self),
            "surest": lambda: sheets.surest(self),
            "rule": lambda: sheets.rule(self),
            "next": lambda: walk.step_group(1),
            "previous": lambda: walk.step_group(-1),
            "place": walk.step_place,
            "place-back": lambda: walk.step_place(-1),
            "file-next": lambda: walk.step_file(1),
            "file-previous": lambda: walk.step_file(-1),
            "first": walk.to_end,
            "last": lambda: walk.to_end(last=True),
            "search": self._search,
            "filter": lambda: sheets.filtering(self),
            "clear": self._clear,
            "view": self._view,
            "list": self._toggle_list,
            "why": lambda: sheets.why(self),
            "stale": lambda: sheets.stale(self),
            "write": lambda: sheets.write(self),
            "quit": lambda: sheets.quit(self),
            "theme": self._theme,
            "help": lambda: sheets.every_key(self),
        }

    def _plain(self, said: str) -> None:
        self.say(f"{said}   {self.desk.keymap.shown('redo')} does it again")

    # asking for words at the bottom: the replacement, a search

    def _ask(self, what: str, label: str, value: str) -> None:
        self.asking = what
        self.query_one("#ask").add_class("shown")
        self.query_one("#ask-label", Static).update(Content(label))
        entry = self.query_one("#ask-input", Input)
        with entry.prevent(Input.Changed):
            entry.value = value
        entry.focus()
        entry.cursor_position = len(value)
        self._keys()

    def _typing(self) -> str | None:
        return self.query_one("#ask-input", Input).value if self.asking == "edit" else None

    def _asked(self) -> None:
        self.asking = None
        self.query_one("#ask").remove_class("shown")
        self.set_focus(None)
        self.paint()

    def _edit(self) -> None:
        session, walk = self.desk.session, self.desk.session.walk
        place = session.place
        if place is None or walk.group is None or walk.index is None:
            raise UserError("there is nothing here to edit")
        if session.ledger.read_only:
            raise UserError("you are only following this review")
        value = session.board.want(walk.index)
        value = place.fix if value == place.before and place.fix is not None else value
        self._ask("edit", f"Instead of {visible(place.before)}:", value)
        self.paint(new=value)

    def _search(self) -> None:
        text = self.desk.session.walk.query.text
        self._ask("search", "Search words, fixes, rules:", text)

    @on(Input.Changed, "#ask-input")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.asking == "edit":
            self.paint(new=event.value)
        elif self.asking == "search":
            try:
                self.desk.session.walk.filter(event.value)
            except UserError:
                return  # a filter half written
            self.paint()

    @on(Input.Submitted, "#ask-input")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._enter(all_like_it=False)

    def _enter(self, *, all_like_it: bool) -> None:
        what, text = self.asking, self.query_one("#ask-input", Input).value
        self._asked()
        if what == "edit":
            self.act(lambda: self.desk.session.edit(text, all_like_it=all_like_it))

    def key_ctrl_y(self) -> None:
        """Take what was written for all like it."""
        if self.asking == "edit":
            self._enter(all_like_it=True)

    def key_escape(self) -> None:
        """Leave the line at the bottom."""
        if self.asking == "search":
            self.desk.session.walk.filter("")
        if self.asking:
            self._asked()

    # what is shown

    def _clear(self) -> None:
        self.remove_class("-listing")
        if self.desk.session.walk.query.text:
            self.desk.session.walk.filter("")

    def _view(self) -> None:
        order = tuple(Sight)
        self.sight = order[(order.index(self.sight) + 1) % len(order)]

    def _toggle_list(self) -> None:
        self.toggle_class("-listing")
        self.call_after_refresh(self.paint)

    def _theme(self) -> None:
        dark = self.app.theme == DARK.name
        self.app.theme = LIGHT.name if dark else DARK.name


class ReviewApp(App[None], inherit_bindings=False):
    """The application round the screen."""

    CSS_PATH = "screen.tcss"
    TITLE = "transcript-fix review"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "command_palette", "everything by name", priority=True)
    ]

    def __init__(self, desk: Desk, *, light: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = LIGHT.name if light else DARK.name

    def on_mount(self) -> None:
        """Show the review."""
        self.main = ReviewScreen(self.desk)
        self.push_screen(self.main)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer everything that a key does, by name."""
        for action in self.desk.keymap.actions:
            keys = " ".join(shown(k) for k in action.keys)
            name = action.name

            def do(name: str = name) -> None:
                self.main.action_do(name)

            title = action.says[:1].upper() + action.says[1:]
            yield SystemCommand(title, f"{action.heading}, key {keys}", do)


def run(desk: Desk) -> int:
    """Review on the whole screen; return the exit status."""
    import os

    light = os.environ.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")
    app = ReviewApp(desk, light=light)
    app.run()
    if desk.feed.failed is not None:
        raise desk.feed.failed
    _farewell(desk)
    return desk.status()


def _farewell(desk: Desk) -> None:
    progress = desk.session.progress()
    pending = desk.session.board.behind
    print(f"{progress.decided:,} of {plural(progress.total, 'place')} decided, every answer saved.")
    if pending:
        print(f"{plural(pending, 'change')} not written yet: review again, and w writes them.")
