"""What is shown, in which order, and where the editor stands.

The one thing to know: the editor never moves by himself. When places come in or the filter
changes he stays on his place if it is still shown; only an answer or a key takes him on.
"""

from __future__ import annotations

from collections.abc import Callable

from transcript_fix.ledger import Verdict
from transcript_fix.model import Applicability
from transcript_fix.review.board import Board
from transcript_fix.review.groups import Form, Group
from transcript_fix.review.places import Place
from transcript_fix.review.query import Query, View, parse


class Walk:
    """The rows that pass the filter. `group` and `index` are where the editor stands, if anywhere.

    `confidence` gives a group's confidence (0 to 1), which moves with the answers.
    """

    def __init__(
        self, board: Board, confidence: Callable[[Group], float], query: Query | None = None
    ) -> None:
        self.board = board
        self.confidence = confidence
        self.query = query or Query()
        self.rows: list[Group] = []
        self.group: Group | None = None
        self.index: int | None = None
        self._shown: dict[Form, tuple[int, ...]] = {}
        self._row_of: dict[Form, int] = {}

    @property
    def place(self) -> Place | None:
        """The place where the editor is."""
        return None if self.index is None else self.board.places[self.index]

    def shown(self, group: Group) -> tuple[int, ...]:
        """Return the places of a group that pass the filter."""
        return self._shown.get(group.form, ())

    def row(self, group: Group | None) -> int:
        """Return the row of a group, or -1."""
        return -1 if group is None else self._row_of.get(group.form, -1)

    def undecided(self, group: Group) -> tuple[int, ...]:
        """Return the places of a group that a capital letter would answer."""
        return tuple(i for i in self.shown(group) if self.board.waits(i))

    def arrange(self) -> None:
        """Sort and filter anew: the surest and most frequent first."""
        groups = self.board.groups.values()
        for group in groups:
            group.confidence = self.confidence(group)
        self.rows = []
        self._shown = {}
        for group in sorted(groups, key=Group.rank):
            passing = self._passing(group)
            if passing:
                self._shown[group.form] = passing
                self.rows.append(group)
        self._row_of = {g.form: n for n, g in enumerate(self.rows)}
        self._stay()

    def filter(self, text: str) -> None:
        """Show only what passes the filter. Raises UserError for one that is wrong."""
        self.query = parse(text)
        self.arrange()

    def _passing(self, group: Group) -> tuple[int, ...]:
        if not self.query.terms:
            return tuple(group.places)
        passes, places = self.query.passes, self.board.places
        return tuple(i for i in group.places if passes(places[i], self._view(i, group)))

    def _view(self, index: int, group: Group) -> View:
        verdict = self.board.verdict(index)
        states = {verdict.value, "undecided" if self.board.waits(index) else "decided"}
        if self.board.written(index):
            states.add("written")
        return View(frozenset(states), group.confidence)

    def _stay(self) -> None:
        group = self.group
        if group is not None and group.form in self._row_of:
            if self.index not in self._shown[group.form]:
                self.index = self._first_waiting(group)
            return
        self.group = self.index = None
        if self.rows:
            first = next((g for g in self.rows if self.waiting(g)), self.rows[0])
            self.go(self._row_of[first.form])

    def go(self, row: int) -> None:
        """Stand on the group in a row, at its first place that waits."""
        if self.rows:
            self.group = self.rows[min(max(row, 0), len(self.rows) - 1)]
            self.index = self._first_waiting(self.group)

    def step_group(self, by: int) -> None:
        """Go `by` groups down (or up)."""
        self.go(self.row(self.group) + by)

    def step_place(self, by: int = 1) -> None:
        """Walk the places of this group, round and round."""
        if self.group is not None and self.index is not None:
            shown = self.shown(self.group)
            self.index = shown[(shown.index(self.index) + by) % len(shown)]

    def step_file(self, by: int) -> None:
        """Go to the first place that waits in the next (or earlier) file, in order of path."""
        if self.place is None:
            return
        firsts: dict[str, tuple[Group, int]] = {}
        for group in self.rows:
            for index in self.shown(group):
                path = self.board.places[index].path
                if self.board.waits(index) or path == self.place.path:
                    firsts.setdefault(path, (group, index))
        paths = sorted(firsts)
        if len(paths) > 1:
            path = paths[(paths.index(self.place.path) + by) % len(paths)]
            self.group, self.index = firsts[path]

    def to_end(self, *, last: bool = False) -> None:
        """Go to the first (or last) group with something undecided."""
        rows = reversed(self.rows) if last else iter(self.rows)
        group = next((g for g in rows if self.waiting(g)), None)
        if group is not None:
            self.go(self.row(group))

    def stand(self, index: int) -> None:
        """Stand on a place."""
        index = self.board.leader.get(index, index)
        group = self.board.groups.get(self.board.places[index].form)
        if group is not None and index in self._shown.get(group.form, ()):
            self.group, self.index = group, index

    def waiting(self, group: Group) -> bool:
        """Return whether something shown in a group waits for an answer."""
        if not group.undecided:
            return False
        return any(self.board.waits(i) for i in self.shown(group))

    def _first_waiting(self, group: Group) -> int:
        shown = self.shown(group)
        fresh = next((i for i in shown if self.board.verdict(i) is Verdict.OPEN), None)
        if fresh is None:
            fresh = next((i for i in shown if self.board.waits(i)), shown[0])
        return fresh

    def advance(self) -> None:
        """Go on to what waits: in this group, in the groups below, from the top; put off last."""
        if self.group is None or self.index is None:
            return
        shown = self.shown(self.group)
        at = shown.index(self.index) if self.index in shown else -1
        for index in shown[at + 1 :] + shown[: max(at, 0)]:
            if self.board.verdict(index) is Verdict.OPEN:
                self.index = index
                return
        row = self.row(self.group)
        for wanted in (Verdict.OPEN, Verdict.LATER):
            for group in self.rows[row + 1 :] + self.rows[: row + 1]:
                if group.tally[wanted] and any(
                    self.board.verdict(i) is wanted and i != self.index for i in self.shown(group)
                ):
                    self.go(self.row(group))
                    return

    def surest(self, least: float | None = None, rule: str | None = None) -> tuple[Group, ...]:
        """Return the groups that a list of many shows: the safe ones that wait.

        With `least`, also all that are at least so sure (0 to 1); with `rule`, all of that rule.
        """
        return tuple(g for g in self.rows if self.waiting(g) and self._listed(g, least, rule))

    def _listed(self, group: Group, least: float | None, rule: str | None) -> bool:
        if rule is not None:
            return group.rule == rule
        if least is None:
            return group.applicability is Applicability.SAFE and group.fix is not None
        safe = group.applicability is Applicability.SAFE
        return safe or self.confidence(group) >= least
