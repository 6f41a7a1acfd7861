"""The sheets that lie over the review: help, term, ignore, the surest, filter, stale, quit.

The one thing to know: no sheet does anything; each is dismissed with what the editor wants (None:
nothing), and the key that opened it never confirms it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Checkbox, Input, OptionList, Select, Static
from textual.widgets.option_list import Option

from transcript_fix.errors import UserError
from transcript_fix.printable import printable
from transcript_fix.reports.said import plural
from transcript_fix.review.keys import Keymap
from transcript_fix.review.places import visible
from transcript_fix.review.query import parse
from transcript_fix.review.session import SCOPES, Session
from transcript_fix.review.widgets import Tick, clickable

T = TypeVar("T")
ESCAPE: list[BindingType] = [Binding("escape", "leave", "leave", show=False)]


class Sheet(ModalScreen[T | None]):
    """A sheet that Esc puts away."""

    BINDINGS: ClassVar[list[BindingType]] = ESCAPE

    def action_leave(self) -> None:
        """Leave without doing anything."""
        self.dismiss(None)


class Help(Sheet[None]):
    """Every key."""

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self.keymap = keymap

    def compose(self) -> ComposeResult:
        """Show the keys under their headings."""
        lines: list[Content] = []
        for heading, keys in self.keymap.headings().items():
            if lines:
                lines.append(Content())
            lines.append(Content.styled(heading, "bold $primary"))
            for key, says in keys:
                lines.append(Content.assemble((f"  {key:<14}", "bold"), says))
        lines += [
            Content(),
            Content.styled("Marks in the list", "bold $primary"),
            Content("  ✓ accepted   ✗ kept   ± both   … later   ◦ begun   ? to judge   · note"),
            Content(),
            Content.styled(
                "Lower case acts on this place, the capital on every one like it. Answers are "
                "saved as you give them; files change only with w, or with apply in the menu of q.",
                "$foreground 75%",
            ),
        ]
        with VerticalScroll(classes="sheet", id="help-sheet") as sheet:
            sheet.border_title = "Keys"
            sheet.border_subtitle = "Esc back · ↑ ↓ scroll"
            yield Static(Content("\n").join(lines), id="help-body")

    def on_key(self, event: events.Key) -> None:
        """Any of the keys that come to mind puts it away."""
        if event.key in ("q", "enter", "question_mark"):
            event.stop()
            self.dismiss(None)


class Choice(Sheet[str]):
    """A question with a few answers, a key each."""

    def __init__(self, title: str, text: str, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.heading = title
        self.text = text
        self.answers = answers

    def compose(self) -> ComposeResult:
        """Show the question and its keys."""
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = self.heading
            sheet.border_subtitle = "Esc back"
            yield Static(Content(self.text))
            lines = [
                clickable(f"  {key}  ", f"screen.answer('{key}')", "bold $primary") + says
                for key, says in self.answers
            ]
            yield Static(Content("\n").join([Content(), *lines]))

    def on_key(self, event: events.Key) -> None:
        """Take the answer whose key it is."""
        if any(event.character == key for key, _ in self.answers):
            event.stop()
            self.dismiss(event.character)

    def action_answer(self, key: str) -> None:
        """Take an answer by the mouse."""
        self.dismiss(key)


@dataclass(frozen=True, slots=True)
class TermWish:
    """What the term form was filled with; `form` is what `Desk.make_term` takes."""

    term: str
    wrong: str
    form: dict[str, Any]


TYPES = ("company", "person", "product", "place", "term", "acronym")
CASES = ("smart", "exact", "any")


class TermForm(Sheet[TermWish]):
    """Term, wrong or heard form, case, inflection."""

    BINDINGS: ClassVar[list[BindingType]] = [*ESCAPE, Binding("ctrl+s", "save", "save")]

    def __init__(self, term: str, wrong: str, heard: bool, alike: int, file: str) -> None:
        super().__init__()
        self.term, self.wrong, self.heard, self.alike, self.file = term, wrong, heard, alike, file

    def compose(self) -> ComposeResult:
        """Show the form."""
        with VerticalScroll(classes="sheet") as sheet:
            sheet.border_title = "Make it a term"
            sheet.border_subtitle = "Enter save · Tab next field · Esc back"
            yield Static("The right form", classes="label")
            yield Input(self.term, id="term", compact=True)
            yield Static("The wrong form", classes="label")
            yield Input(self.wrong, id="wrong", compact=True)
            yield Tick(
                "it is also a real word, so ask each time", self.heard, id="heard", compact=True
            )
            with Horizontal(classes="row"):
                with Vertical(classes="row"):
                    yield Static("What it is", classes="label")
                    yield Select([(t, t) for t in TYPES], prompt="—", id="type", compact=True)
                with Vertical(classes="row"):
                    yield Static("Case", classes="label")
                    yield Select(
                        [(c, c) for c in CASES],
                        value="smart",
                        allow_blank=False,
                        id="case",
                        compact=True,
                    )
            with Horizontal(classes="row"):
                yield Tick("possessive (Xiaomi’s)", True, id="possessive", compact=True)
                yield Tick("plural (Xiaomis)", False, id="plural", compact=True)
            yield Static(
                f"Goes into {printable(self.file)} and settles {plural(self.alike, 'place')} here.",
                classes="hint",
            )

    def on_mount(self) -> None:
        """Begin with the term."""
        self.query_one("#term", Input).focus()

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Save what the form holds."""
        term = self.query_one("#term", Input).value.strip()
        if not term:
            return
        kind, case = self.query_one("#type", Select).value, self.query_one("#case", Select).value
        inflect = {n: self.query_one(f"#{n}", Checkbox).value for n in ("possessive", "plural")}
        form = {
            "type": kind if isinstance(kind, str) else None,
            "case": case if isinstance(case, str) and case != "smart" else None,
            "inflect": None if inflect == {"possessive": True, "plural": False} else inflect,
            "heard": self.query_one("#heard", Checkbox).value,
        }
        self.dismiss(TermWish(term, self.query_one("#wrong", Input).value, form))


class IgnoreForm(Sheet[tuple[str, str]]):
    """Where to ignore, and why."""

    SAYS: ClassVar[dict[str, str]] = {
        "here": "here: only this place",
        "file": "file: these words by this rule, in this file",
        "everywhere": "everywhere: these words by this rule, in every file",
        "rule": "rule: all that this rule finds",
    }

    def __init__(self, words: str, rule: str, counts: dict[str, int]) -> None:
        super().__init__()
        self.words, self.rule, self.counts = words, rule, counts

    def compose(self) -> ComposeResult:
        """Show scopes and the reason."""
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = f"Ignore {visible(self.words)}"
            sheet.border_subtitle = "↑ ↓ where · Tab why · Enter ignore · Esc back"
            yield OptionList(
                *(Option(f"{self.SAYS[s]}  ({self.counts[s]:,})", id=s) for s in SCOPES),
                id="facets",
            )
            yield Static(f"Why? (rule {printable(self.rule)})", classes="label")
            yield Input(placeholder="a few words for whoever asks later", id="why", compact=True)

    def on_mount(self) -> None:
        """Begin with the scopes."""
        self.query_one(OptionList).focus()
        self.query_one(OptionList).highlighted = 0

    @on(OptionList.OptionSelected)
    def to_reason(self) -> None:
        """Go on to the reason."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def save(self, event: Input.Submitted) -> None:
        """Ignore."""
        at = self.query_one(OptionList).highlighted or 0
        self.dismiss((SCOPES[at], event.value.strip()))


class FilterForm(Sheet[str]):
    """The filter as words, and what there is to filter by."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """Show the filter and the values."""
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = "Show only"
            sheet.border_subtitle = "Enter show · ↑ ↓ and Enter add a line · Esc back"
            yield Input(
                self.session.walk.query.text,
                placeholder="kind:name speaker:Lei confidence:>=80 -rule:x words",
                id="filter",
                compact=True,
            )
            yield Static("", classes="problem", id="filter-problem")
            yield OptionList(*(Option(text, id=term) for term, text in self._facets()), id="facets")

    def on_mount(self) -> None:
        """Begin with the words."""
        self.query_one("#filter", Input).focus()

    def on_key(self, event: events.Key) -> None:
        """The down key goes to the values."""
        if event.key == "down" and self.query_one("#filter", Input).has_focus:
            event.stop()
            self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def add(self, event: OptionList.OptionSelected) -> None:
        """Put a value into the filter, or take it out."""
        entry, term = self.query_one("#filter", Input), str(event.option.id)
        text = entry.value
        entry.value = text.replace(term, "").strip() if term in text else f"{text} {term}".strip()
        entry.focus()

    @on(Input.Submitted)
    def save(self, event: Input.Submitted) -> None:
        """Show what passes, unless the filter is wrong."""
        try:
            parse(event.value)
        except UserError as error:
            self.query_one("#filter-problem", Static).update(Content(str(error)))
            return
        self.dismiss(event.value)

    def _facets(self) -> list[tuple[str, str]]:
        board, counts = self.session.board, Counter[str]()
        for group in board.groups.values():
            for index in group.places:
                place = board.places[index]
                counts[f"state:{board.verdict(index).value}"] += 1
                counts[f"tier:{place.applicability.name.lower()}"] += 1
                counts[f"kind:{place.finding.kind.value}"] += 1
                counts[_term("rule", place.finding.rule)] += 1
                counts[_term("file", place.path)] += 1
                for engine in place.engines:
                    counts[f"engine:{engine}"] += 1
                if place.speaker:
                    counts[_term("speaker", place.speaker)] += 1
        order = ("state", "tier", "kind", "engine", "speaker", "rule", "file")
        ranked = sorted(counts, key=lambda t: (order.index(t.partition(":")[0]), -counts[t], t))
        return [(t, f"{counts[t]:>7,}  {printable(t)}") for t in ranked[:400]]


def _term(field: str, value: str) -> str:
    return f'{field}:"{value}"' if " " in value else f"{field}:{value}"


class Stale(Sheet[str]):
    """The answers whose words are gone."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """List them."""
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = "Stale answers, never applied"
            sheet.border_subtitle = "d forget them · Esc back" if self.session.stale else "Esc back"
            lines = [
                Content.assemble(
                    (printable(m.path), "dim"),
                    f"  {visible(m.before)} → {visible(m.after or '')}",
                )
                for m in self.session.stale
            ]
            yield Static(Content("\n").join(lines) if lines else "There is none.", id="stale-list")

    def on_key(self, event: events.Key) -> None:
        """Forget them."""
        if event.character == "d" and self.session.stale:
            event.stop()
            self.dismiss("forget")


class Busy(ModalScreen[None]):
    """Something that takes a moment; no key does anything meanwhile."""

    def __init__(self, says: str, work: Callable[[], None]) -> None:
        super().__init__()
        self.says, self.work = says, work

    def compose(self) -> ComposeResult:
        """Say what is going on."""
        with Vertical(classes="sheet"):
            yield Static(self.says)

    def on_mount(self) -> None:
        """Begin, off the screen's thread."""
        self.run_worker(self._run, thread=True)

    def _run(self) -> None:
        try:
            self.work()
        finally:
            self.app.call_from_thread(self.dismiss, None)


def scope_counts(session: Session) -> dict[str, int]:
    """Return how many places each scope of an ignore would settle."""
    walk, board = session.walk, session.board
    group, place = walk.group, walk.place
    if group is None or place is None:
        return dict.fromkeys(SCOPES, 0)
    rule = [i for g in board.groups.values() if g.rule == group.rule for i in g.places]
    waits = [i for i in rule if board.waits(i)]
    words = [i for i in waits if board.places[i].before == group.before]
    here = [i for i in words if board.places[i].path == place.path]
    return {"here": 1, "file": len(here), "everywhere": len(words), "rule": len(waits)}
