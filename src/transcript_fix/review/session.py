"""A review without a screen: what the editor answers and what he takes back.

The one thing to know: each answer goes to the ledger first and counts only then; the session
shows what the ledger holds and has no other memory. Nothing here touches a transcript.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from transcript_fix.errors import UserError
from transcript_fix.learn import Learned
from transcript_fix.ledger import Entry, Ledger, Mark, Verdict
from transcript_fix.reports.said import plural
from transcript_fix.review.asides import tell
from transcript_fix.review.board import Board, Progress
from transcript_fix.review.groups import Group
from transcript_fix.review.lessons import Offer, judgements, offer
from transcript_fix.review.places import Place, visible
from transcript_fix.review.query import Query
from transcript_fix.review.walk import Walk

ARROW = "→"
SAYS = {
    Verdict.ACCEPT: "accepted",
    Verdict.REJECT: "kept",
    Verdict.LATER: "put off",
    Verdict.IGNORE: "ignored",
}
SCOPES = ("here", "file", "everywhere", "rule")
_BREAKS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"


class Session:
    """Answers about the places of `board`, given where `walk` stands."""

    def __init__(self, ledger: Ledger, query: Query | None = None) -> None:
        self.ledger = ledger
        self.board = Board(ledger.standing)
        self.learned = Learned(j for e in ledger.standing.done for j in judgements(e))
        self.walk = Walk(self.board, self.confidence, query)
        self.stale: list[Mark] = []

    @property
    def place(self) -> Place | None:
        """The place where the editor is."""
        return self.walk.place

    def verdict_here(self) -> Verdict | None:
        """Return what stands about the place where the editor is."""
        return None if self.walk.index is None else self.board.verdict(self.walk.index)

    def confidence(self, group: Group) -> float:
        """Return a group's confidence (0 to 1), after what the editor answered so far."""
        return self.learned.confidence(*group.form, group.measured)

    def progress(self) -> Progress:
        """Return how far the review is."""
        return self.board.progress()

    def add(self, places: Iterable[Place]) -> None:
        """Take in places; the editor stays where he is."""
        for place in places:
            self.board.add(place)
        self.walk.arrange()

    def offer(self) -> Offer | None:
        """Return what the last step suggests to ask, at most once ever: a term, or a rule off."""
        return offer(self.ledger, self.learned)

    # answers

    def accept(self, *, all_like_it: bool = False) -> str:
        """Accept the first suggestion here, or for all like it that wait."""
        group = self._standing()
        if group.fix is None:
            raise UserError("nothing is suggested here: e writes a replacement, n keeps the text")
        return self._answer(self._targets(all_like_it), Verdict.ACCEPT, group.fix)

    def reject(self, *, all_like_it: bool = False) -> str:
        """Keep the text here, or in all like it that wait."""
        self._standing()
        return self._answer(self._targets(all_like_it), Verdict.REJECT)

    def pick(self, number: int, *, all_like_it: bool = False) -> str:
        """Take a suggestion by its number, from 1; the one after the last keeps the text."""
        self._standing()
        choices = self.choices()
        if not 1 <= number <= len(choices) + 1:
            raise UserError(f"there is no suggestion {number} here")
        if number == len(choices) + 1:
            return self.reject(all_like_it=all_like_it)
        return self._answer(self._targets(all_like_it), Verdict.ACCEPT, choices[number - 1])

    def choices(self) -> tuple[str, ...]:
        """Return the suggestions here, eight at most: as many as there are keys."""
        return () if self.place is None else self.place.finding.suggestions[:8]

    def edit(self, text: str, *, all_like_it: bool = False) -> str:
        """Replace the words here by what the editor wrote."""
        self._standing()
        if any(c in text for c in _BREAKS):
            raise UserError("a replacement must stay on one line")
        targets = self._targets(all_like_it)
        if self.place is not None and text == self.place.before:
            return self._answer(targets, Verdict.REJECT)
        return self._answer(targets, Verdict.ACCEPT, text, data={"how": "edit"})

    def later(self) -> str:
        """Put this place off to the end."""
        self._standing()
        return self._answer(self._targets(False), Verdict.LATER)

    def ignore(self, scope: str, reason: str = "") -> str:
        """Ignore here, in this file, everywhere, or all of this rule ("rule"); say why."""
        group = self._standing()
        place = self.place
        assert place is not None
        if scope not in SCOPES:
            raise UserError(f"no scope {scope!r} ({', '.join(SCOPES)})")
        if scope == "here":
            targets = self._targets(False)
        else:
            alike = [g for g in self.board.groups.values() if g.rule == group.rule]
            if scope != "rule":
                alike = [g for g in alike if g.before == group.before]
            targets = [i for g in alike for i in g.places if self.board.waits(i)]
            if scope == "file":
                targets = [i for i in targets if self.board.places[i].path == place.path]
        data = {"scope": scope, "rule": group.rule, "before": group.before, "path": place.path}
        data["reason"] = reason
        return self._answer(targets, Verdict.IGNORE, act="ignore", data=data)

    def term(self, before: str, term: str) -> str:
        """Take `term` for `before` wherever it waits, after it went into the glossary."""
        targets = [
            i
            for g in self.board.groups.values()
            if g.before == before
            for i in g.places
            if self.board.waits(i) or i == self.walk.index
        ]
        if before == term:
            return self._answer(targets, Verdict.REJECT, data={"how": "term"})
        return self._answer(targets, Verdict.ACCEPT, term, data={"how": "term"})

    def accept_groups(self, groups: Iterable[Group]) -> str:
        """Accept the first suggestion for all that waits in these groups, as one step."""
        return self.settle([(g, g.fix) for g in groups if g.fix is not None])

    def reject_groups(self, groups: Iterable[Group]) -> str:
        """Keep the text in all that waits in these groups, as one step."""
        return self.settle([(g, None) for g in groups])

    def settle(self, answers: Iterable[tuple[Group, str | None]]) -> str:
        """Answer all that waits in groups, each with its replacement (None: kept), as one step."""
        marks: list[Mark] = []
        said: Counter[Verdict] = Counter()
        places: Counter[Verdict] = Counter()
        for group, after in answers:
            verdict = Verdict.REJECT if after is None else Verdict.ACCEPT
            waits = self.walk.undecided(group)
            marks += [self._mark(t, verdict, after) for t in self.board.with_twins(waits)]
            said[verdict] += bool(waits)
            places[verdict] += len(waits)
        if not marks:
            raise UserError("nothing is chosen that could be answered so")
        label = "; ".join(
            f"{SAYS[v]} {plural(said[v], 'group')}, {plural(places[v], 'place')}"
            for v in (Verdict.ACCEPT, Verdict.REJECT)
            if said[v]
        )
        return self._record("answer", label, marks, {"how": "all"})

    def drop_stale(self) -> str:
        """Forget the answers whose place is gone."""
        marks = [
            Mark(m.path, m.key, m.nth, Verdict.OPEN, m.before, m.rule, fix=m.fix)
            for m in self.stale
        ]
        if not marks:
            raise UserError("no answer is stale")
        said = self._record("answer", f"forgot {plural(len(marks), 'stale answer')}", marks, {})
        self.stale.clear()
        return said

    def _standing(self) -> Group:
        if self.walk.group is None or self.walk.index is None:
            raise UserError("there is nothing here to answer")
        return self.walk.group

    def _targets(self, all_like_it: bool) -> Sequence[int]:
        assert self.walk.group is not None
        assert self.walk.index is not None
        if not all_like_it:
            return (self.walk.index,)
        waiting = self.walk.undecided(self.walk.group)
        if not waiting:
            raise UserError("all like it are answered; answer this one, or u to take back")
        return waiting

    def _mark(self, index: int, verdict: Verdict, after: str | None) -> Mark:
        p = self.board.places[index]
        fix = p.fix
        return Mark(
            p.path, p.key, p.nth, verdict, p.before, p.finding.rule, after, fix, p.left, p.right
        )

    def _answer(
        self,
        targets: Sequence[int],
        verdict: Verdict,
        after: str | None = None,
        *,
        act: str = "answer",
        data: dict[str, str] | None = None,
    ) -> str:
        marks = [self._mark(i, verdict, after) for i in self.board.with_twins(targets)]
        place = self.board.places[targets[0]] if targets else self.place
        assert place is not None
        what = visible(place.before)
        if after is not None:
            what += f" {ARROW} {visible(after)}"
        label = f"{SAYS[verdict]} {what}"
        if len(targets) > 1:
            label += f", {plural(len(targets), 'place')}"
        return self._record(act, label, marks, data or {})

    def _record(self, act: str, label: str, marks: list[Mark], data: dict[str, str]) -> str:
        entry = self.ledger.add(act, label=label, marks=marks, data=data)
        self._learn(entry)
        self._refresh(entry)
        self.walk.advance()
        tell(self.ledger.project, entry)
        return label

    def _learn(self, entry: Entry, times: int = 1) -> None:
        for judgement in judgements(entry):
            self.learned.add(judgement, times)

    def _refresh(self, entry: Entry) -> tuple[int, ...]:
        if entry.act == "ignore" and entry.data.get("scope") != "here":
            self.board.refresh_all()
        spots = (m.spot for m in entry.marks)
        indexes = tuple(i for i in (self.board.by_spot.get(s) for s in spots) if i is not None)
        self.board.refresh(indexes)
        return indexes

    # taking back

    def undo(self) -> str:
        """Take back the last step, whenever it was; stand where it was made."""
        done = self.ledger.standing.done
        if not done:
            raise UserError("there is nothing to take back")
        entry = done[-1]
        self.ledger.add("undo", of=entry.id)
        self._learn(entry, -1)
        label = self._return_to(entry)
        tell(self.ledger.project, entry, taken_back=True)
        return f"taken back: {label}"

    def redo(self) -> str:
        """Do again what was taken back last."""
        undone = self.ledger.standing.undone
        if not undone:
            raise UserError("there is nothing to do again")
        entry = undone[-1]
        self.ledger.add("redo", of=entry.id)
        self._learn(entry)
        label = self._return_to(entry)
        tell(self.ledger.project, entry)
        return f"done again: {label}"

    def _return_to(self, entry: Entry) -> str:
        indexes = self._refresh(entry)
        if indexes:
            self.walk.stand(indexes[0])
        return entry.label

    def throw_away(self) -> str:
        """Take back every answer that waits to be written; the files stay as they are."""
        pending = [i for indexes in self.board.pending().values() for i in indexes]
        marks = []
        for index in pending:
            written = self.board.written(index)
            verdict = Verdict.ACCEPT if written else Verdict.OPEN
            marks.append(self._mark(index, verdict, self.board.have[index] if written else None))
        if not marks:
            raise UserError("no answer waits to be written")
        return self._record("answer", f"threw away {plural(len(marks), 'answer')}", marks, {})

    # what others do

    def follow(self) -> bool:
        """Take in what another reviewer added; return whether there was anything."""
        entries = self.ledger.poll()
        if entries:
            done = self.ledger.standing.done
            self.learned = Learned(j for e in done for j in judgements(e))
            self.board.refresh_all()
        return bool(entries)

    def switch_off(self, rule: str) -> str:
        """Ignore all of a rule from now on, in this project's reviews."""
        targets = [
            i
            for g in self.board.groups.values()
            if g.rule == rule
            for i in g.places
            if self.board.waits(i)
        ]
        marks = [self._mark(i, Verdict.IGNORE, None) for i in self.board.with_twins(targets)]
        data = {"scope": "rule", "rule": rule, "reason": "rejected again and again"}
        return self._record("ignore", f"switched off {rule}", marks, data)
