"""The parts of the review screen: the top line, the list of groups, the passage, the key line.

The one thing to know: they only draw. The list draws the rows that are in sight, so ten thousand
groups cost no more than twenty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.widgets import Checkbox, Static

from transcript_fix.ledger import Verdict
from transcript_fix.model import Applicability
from transcript_fix.review.bits import Bit, Look
from transcript_fix.review.groups import Form, Group
from transcript_fix.review.places import visible
from transcript_fix.review.session import ARROW

LOOKS = {
    Look.PLAIN: "",
    Look.SPEAKER: "bold $primary",
    Look.NEAR: "bold $foreground",
    Look.OLD: "strike $text-error on $error-muted",
    Look.NEW: "bold $text-success on $success-muted",
    Look.KEPT: "bold $text-warning on $warning-muted",
    Look.DONE_OLD: "strike dim $text-error",
    Look.DONE_NEW: "$text-success",
    Look.OTHER: "underline $text-warning",
}
_BRACKETS = {
    Look.OLD: ("[-", "-]", "$text-error on $error-muted"),
    Look.NEW: ("{+", "+}", "$text-success on $success-muted"),
    Look.DONE_OLD: ("[-", "-]", "dim $text-error"),
    Look.DONE_NEW: ("{+", "+}", "dim $text-success"),
}


REPLY_WITHIN = 0.05
"""Seconds between two bytes of a terminal's answer, at most."""


def passage(bits: Iterable[Bit]) -> Content:
    """Return the bits in colour, and in brackets for those who see none."""
    parts: list[Content | str | tuple[str, str]] = []
    for bit in bits:
        opening, closing, dim = _BRACKETS.get(bit.look, ("", "", ""))
        style = LOOKS[bit.look]
        words = (bit.text, style) if style else bit.text
        parts += [(opening, dim), words, (closing, dim)] if dim else [words]
    return Content.assemble(*parts)


def clickable(text: str, action: str, style: str = "") -> Content:
    """Return words that do something when they are clicked; `action` as Textual writes it."""
    return Content.styled(text, style).stylize(Style.from_meta({"@click": action}))


def fit(text: str, width: int) -> str:
    """Return the text in exactly so many columns, shortened with an ellipsis."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    cut = set_cell_size(text, width - 1).rstrip() + "…"
    return set_cell_size(cut, width)


class GroupList(ScrollView, can_focus=False):
    """The groups in order, one a line, the current one marked.

    With `hints` each row in sight has a letter of its own, and `ticks` hold its sign and words.
    """

    COMPONENT_CLASSES = {  # noqa: RUF012  Textual's own form
        "groups--row",
        "groups--cursor",
        "groups--done",
        "groups--old",
        "groups--new",
        "groups--count",
        "groups--yes",
        "groups--no",
        "groups--wait",
    }

    class Chosen(Message):
        """A row was clicked."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    def __init__(self, *, id: str | None = None, hints: str = "") -> None:
        super().__init__(id=id)
        self.hints = hints
        self.rows: Sequence[Group] = ()
        self.cursor = 0
        self.ticks: dict[Form, tuple[str, str]] = {}
        self._styles: dict[tuple[str, bool], RichStyle] = {}
        self._lines: list[object] = []

    def show(self, rows: Sequence[Group], cursor: int, *, top: bool = False) -> None:
        """Show these rows with the cursor on one of them; `top`: that row first, if it can be."""
        if len(rows) != len(self.rows) or self.virtual_size.height != len(rows):
            self.virtual_size = Size(1, len(rows))
        self.rows = rows
        self.cursor = cursor
        if top:
            self.scroll_to(y=cursor, animate=False, force=True, immediate=True)
        elif 0 <= cursor < len(rows) and self.size.height:
            self.scroll_to_region(
                Region(0, max(cursor - 1, 0), 1, 3), animate=False, force=True, immediate=True
            )
        self._redraw()

    def _redraw(self) -> None:
        """Draw the lines that look other than before, no more."""
        top, width = int(self.scroll_offset.y), self.size.width
        lines = [self._looks(row) for row in range(top, top + self.size.height)]
        if len(lines) != len(self._lines):
            self.refresh()
        else:
            pairs = enumerate(zip(lines, self._lines, strict=True))
            changed = [Region(0, y, width, 1) for y, (new, old) in pairs if new != old]
            if changed:
                self.refresh(*changed)
        self._lines = lines

    def _looks(self, row: int) -> object:
        if row >= len(self.rows):
            return None
        group = self.rows[row]
        tick = self.ticks.get(group.form)
        return group.form, len(group.places), row == self.cursor, self._sign(row, group), tick

    def row_of_hint(self, hint: str) -> int | None:
        """Return the row in sight that has this letter, if one has."""
        at = self.hints.find(hint) if len(hint) == 1 else -1
        row = int(self.scroll_offset.y) + at
        return row if 0 <= at < self.size.height and row < len(self.rows) else None

    def _hint(self, row: int) -> str:
        at = row - int(self.scroll_offset.y)
        return f"{self.hints[at]} " if 0 <= at < len(self.hints) else "  "

    def notify_style_update(self) -> None:
        """Forget the colours of the theme before."""
        self._styles.clear()
        super().notify_style_update()

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the mouse."""
        row = event.y + int(self.scroll_offset.y)
        if 0 <= row < len(self.rows):
            self.post_message(self.Chosen(row))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        row = y + int(self.scroll_offset.y)
        width = self.scrollable_content_region.width
        if row >= len(self.rows):
            return Strip.blank(width, self._style("row", False))
        return Strip(self._segments(row, width)).adjust_cell_length(width)

    def _segments(self, row: int, width: int) -> list[Segment]:
        group, here = self.rows[row], row == self.cursor
        sign, sign_style = self._sign(row, group)
        tail = f" {len(group.places):,} in {len(group.files):,} f " if width >= 34 else " "
        if width >= 34 and len(group.places) == 1:
            tail = " once "
        hint = self._hint(row) if self.hints else ""
        room = max(width - 4 - len(tail) - len(hint), 4)
        done = not group.undecided
        body = "done" if done else "row"
        segments = [
            Segment("▌" if here else " ", self._style("yes" if here else "row", here)),
            Segment(hint, self._style("count", here)),
            Segment(f"{sign} ", self._style(sign_style, here)),
        ]
        fix = self.ticks[group.form][1] if group.form in self.ticks else group.fix
        old, new = visible(group.before), "" if group.fix is None else visible(fix or "")
        if not new:
            segments.append(Segment(fit(old, room), self._style("done" if done else "old", here)))
        else:
            old_room = min(cell_len(old), max(room - cell_len(new) - 3, (room - 3) // 2))
            segments += [
                Segment(fit(old, old_room), self._style("done" if done else "old", here)),
                Segment(f" {ARROW} ", self._style(body, here)),
                Segment(
                    fit(new, room - old_room - 3), self._style("done" if done else "new", here)
                ),
            ]
        segments.append(Segment(" ", self._style(body, here)))
        segments.append(Segment(tail, self._style("count", here)))
        return segments

    def _sign(self, row: int, group: Group) -> tuple[str, str]:
        if self.hints:
            sign = self.ticks.get(group.form, ("·", ""))[0]
            return sign, {"✓": "yes", "✗": "no"}.get(sign, "count")
        tally = group.tally
        if not group.undecided:
            yes, no = tally[Verdict.ACCEPT], tally[Verdict.REJECT] + tally[Verdict.IGNORE]
            return ("✓", "yes") if not no else ("✗", "no") if not yes else ("±", "yes")
        if tally[Verdict.LATER] and not tally[Verdict.OPEN]:
            return "…", "wait"
        if group.undecided < len(group.places):
            return "◦", "wait"
        if group.applicability is Applicability.SAFE:
            return " ", "row"
        return ("?", "wait") if group.applicability is Applicability.REVIEW else ("·", "count")

    def _style(self, name: str, here: bool) -> RichStyle:
        style = self._styles.get((name, here))
        if style is None:
            style = self.get_component_rich_style(f"groups--{name}", partial=name != "row")
            base = self.get_component_rich_style("groups--cursor" if here else "groups--row")
            style = base + style if name != "row" else base
            self._styles[name, here] = style
        return style


class Line(Static):
    """One line of parts; those at the end of the list give way first in a narrow window."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left: tuple[Content, ...] = ()
        self._right: tuple[Content, ...] = ()

    def show(self, left: Sequence[Content], right: Sequence[Content] = ()) -> None:
        """Show parts at the left and, as far as there is room, at the right."""
        self._left, self._right = tuple(left), tuple(right)
        self._draw()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self._draw()

    def _draw(self) -> None:
        width = self.size.width
        if not width:
            return
        right = Content("  ").join(self._right)
        shown: list[Content] = []
        used = right.cell_length
        for part in self._left:
            if used + part.cell_length + 2 > width and shown:
                break
            shown.append(part)
            used += part.cell_length + 2
        left = Content("  ").join(shown)
        gap = max(width - left.cell_length - right.cell_length, 1)
        self.update((left + " " * gap + right).truncate(width, ellipsis=True), layout=False)


def put(part: Static, content: Content) -> None:
    """Show a text; lay the screen out anew only where its height changes.

    A layout costs more than all the rest that a key does.
    """
    shown = part.visual
    if isinstance(shown, Content) and shown.is_same(content):
        return
    width = part.size.width
    fits = width > 0 and part.size.height == (content.get_height({}, width) if content else 0)
    part.update(content, layout=not fits)


class Words(Static):
    """The passage; it says when its height is known, for only then can one scroll to a word."""

    def __init__(self, settled: Callable[[], None], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._settled = settled

    def on_resize(self) -> None:
        """Tell."""
        self._settled()


class Reply:
    """Tells a terminal's late answer to a query ("ESC [ ? 2026 ; 2 $ y") from keys.

    On a slow line such an answer can arrive in pieces and would be read as keys, "y" among them.
    """

    def __init__(self) -> None:
        self._escaped = -1.0
        self._inside = False

    def swallows(self, event: events.Key) -> bool:
        """Return whether a key is part of an answer; nobody types `[` so soon after Esc."""
        late = event.time - self._escaped > REPLY_WITHIN
        if event.key == "escape":
            self._escaped, self._inside = event.time, False
            return False
        if late:
            self._inside = False
        elif event.character in ("[", "]", "P", "O") and not self._inside:
            self._inside = True
            return True
        if self._inside:
            self._escaped = event.time
            self._inside = not (event.character or "").isalpha()
            return True
        return False


class Tick(Checkbox):
    """A box with a tick in it, or nothing: to be told apart without colours too."""

    BUTTON_INNER = " "

    def watch_value(self) -> None:
        """Put the tick in or take it out."""
        self.BUTTON_INNER = "✓" if self.value else " "
        super().watch_value()
