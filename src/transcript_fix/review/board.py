"""All places of a review with what stands about each: verdicts, groups, twins, counts.

The one thing to know: a twin (the same words and neighbours in `ep1.txt` and `ep1.vtt`) is
answered with its leader and is never counted or shown by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from transcript_fix.ledger import Entry, Mark, Spot, Standing, Verdict
from transcript_fix.model import Document, Span
from transcript_fix.review.groups import DECIDED, Form, Group, begin
from transcript_fix.review.places import Place, neighbours, twin_stem


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review is, in places."""

    decided: int
    total: int
    accepted: int
    later: int


class Board:
    """The places by index. `have` is what stands in the file now, `past` marks places that are
    only known from the ledger and already written."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self.places: list[Place] = []
        self.verdicts: list[Verdict] = []
        self.have: list[str] = []
        self.past: list[bool] = []
        self.groups: dict[Form, Group] = {}
        self.leader: dict[int, int] = {}
        self.followers: dict[int, list[int]] = {}
        self.by_spot: dict[Spot, int] = {}
        self.by_path: dict[str, list[int]] = {}
        self._twins: dict[tuple[str, str, int, Form], int] = {}
        self._tally: Counter[Verdict] = Counter()
        self._behind: set[int] = set()
        self._ignored: set[tuple[str, ...]] = set()
        self._ignoring: tuple[Entry, ...] = ()

    def add(self, place: Place, *, have: str | None = None, past: bool = False) -> int:
        """Take in a place and return its index; one that is known is brought up to date."""
        if not past:
            place = self._unwritten(place)
        known = self.by_spot.get(place.spot)
        if known is not None:
            self._leave(known)
            self.places[known] = place
            self.stands(known, place.before if have is None else have)
            self.past[known] = past
            self.verdicts[known] = self._verdict(known)
            self._enter(known)
            return known
        index = len(self.places)
        self.places.append(place)
        self.have.append(place.before if have is None else have)
        self.past.append(past)
        self.by_spot[place.spot] = index
        self.by_path.setdefault(place.path, []).append(index)
        self.verdicts.append(self._verdict(index))
        if not past:
            self._joins_twin(index, place)
        self._enter(index)
        self._compare(index)
        return index

    def weigh(self, index: int, place: Place) -> None:
        """Note how sure a place is now and who says so; it stays where it is, its form the same."""
        old = self.places[index]
        self.places[index] = replace(old, confidence=place.confidence, engines=place.engines)
        if self._counted(index):
            group = self.groups[old.form]
            group.engines |= dict.fromkeys(place.engines)
            group.measured = max(self.places[i].confidence for i in group.places)
            if index == group.first:
                group.message = place.finding.message

    def drop(self, index: int) -> None:
        """Take a place out of sight: its words are no longer there. Indexes stay as they are."""
        self._leave(index)
        self._behind.discard(index)
        self.past[index] = True
        self.by_spot.pop(self.places[index].spot, None)
        self.by_path[self.places[index].path].remove(index)

    def _counted(self, index: int) -> bool:
        return not self.past[index] and index not in self.leader

    def _enter(self, index: int) -> None:
        if self._counted(index):
            place, verdict = self.places[index], self.verdicts[index]
            group = self.groups.get(place.form)
            if group is None:
                group = self.groups[place.form] = begin(index, place)
            group.add(index, place, verdict)
            self._tally[verdict] += 1

    def _leave(self, index: int) -> None:
        if self._counted(index):
            group = self.groups[self.places[index].form]
            group.places.remove(index)
            group.tally[self.verdicts[index]] -= 1
            self._tally[self.verdicts[index]] -= 1
            if not group.places:
                del self.groups[group.form]

    def refresh(self, indexes: Iterable[int]) -> None:
        """Look up the verdicts of places again, after the ledger changed."""
        for index in indexes:
            self._compare(index)
            old, new = self.verdicts[index], self._verdict(index)
            if old is new:
                continue
            self.verdicts[index] = new
            if self._counted(index):
                tally = self.groups[self.places[index].form].tally
                for counter in (tally, self._tally):
                    counter[old] -= 1
                    counter[new] += 1

    def refresh_all(self) -> None:
        """Look up every verdict again."""
        self.refresh(range(len(self.places)))

    def verdict(self, index: int) -> Verdict:
        """Return what stands about a place."""
        return self.verdicts[index]

    def waits(self, index: int) -> bool:
        """Return whether a place waits for an answer, put off or not."""
        return self.verdicts[index] in (Verdict.OPEN, Verdict.LATER)

    def mark(self, index: int) -> Mark | None:
        """Return what the ledger holds about a place."""
        return self.standing.marks.get(self.places[index].spot)

    def want(self, index: int) -> str:
        """Return what should stand at a place."""
        mark = self.mark(index)
        if mark is not None and mark.verdict is Verdict.ACCEPT and mark.after is not None:
            return mark.after
        return self.places[index].before

    def stands(self, index: int, words: str) -> None:
        """Note what stands at a place in the file now."""
        self.have[index] = words
        self._compare(index)

    def _compare(self, index: int) -> None:
        if self.want(index) == self.have[index]:
            self._behind.discard(index)
        elif self.by_spot.get(self.places[index].spot) == index:
            self._behind.add(index)

    def pending(self) -> dict[str, list[int]]:
        """Return the places where the file is not yet as the answers say, by path."""
        out: dict[str, list[int]] = {}
        for index in sorted(self._behind):
            out.setdefault(self.places[index].path, []).append(index)
        return out

    @property
    def behind(self) -> int:
        """How many changes wait to be written."""
        return len(self._behind)

    def written(self, index: int) -> bool:
        """Return whether a change at this place is in the file."""
        return self.have[index] != self.places[index].before

    def with_twins(self, indexes: Iterable[int]) -> Iterator[int]:
        """Yield the places and, after each, the twins that are answered with it."""
        for index in indexes:
            yield index
            yield from self.followers.get(index, ())

    def progress(self) -> Progress:
        """Return how far the review is."""
        tally = self._tally
        return Progress(
            sum(tally[v] for v in DECIDED),
            sum(tally.values()),
            tally[Verdict.ACCEPT],
            tally[Verdict.LATER],
        )

    def move(self, index: int, span: Span, document: Document) -> None:
        """Note where a place stands in its file as it is now."""
        left, right = neighbours(document, span)
        start = document.source_span(span).start
        self.places[index] = replace(
            self.places[index],
            span=span,
            start=start,
            end=start + len(span),
            left=left,
            right=right,
            line=document.line_column(span.start)[0],
        )

    def _unwritten(self, place: Place) -> Place:
        """Give a place another number where an earlier one of its name is already mended.

        Its key may now mean the next of several equal places, which nobody has answered.
        """
        nth = place.nth
        while (place.path, place.key, nth) in self.standing.written:
            nth += 1
        return place if nth == place.nth else replace(place, nth=nth)

    def _joins_twin(self, index: int, place: Place) -> None:
        stem = twin_stem(place.path)
        if stem is None:
            return
        leader = self._twins.setdefault((stem, place.key, place.nth, place.form), index)
        if leader != index and not self.past[leader]:
            self.leader[index] = leader
            self.followers.setdefault(leader, []).append(index)

    def _verdict(self, index: int) -> Verdict:
        mark = self.mark(index)
        if mark is not None and not self._says_other(index, mark):
            return mark.verdict
        if self._ignores() and self._is_ignored(self.places[index]):
            return Verdict.IGNORE
        return Verdict.OPEN

    def _says_other(self, index: int, mark: Mark) -> bool:
        """Return whether a "no" was to another suggestion than the one that is made now."""
        return mark.verdict is Verdict.REJECT and mark.fix != self.places[index].fix

    def _ignores(self) -> bool:
        entries = self.standing.ignores
        if entries is not self._ignoring:
            self._ignoring = entries
            self._ignored = {scope_key(e.data) for e in entries}
        return bool(entries)

    def _is_ignored(self, place: Place) -> bool:
        rule, before = place.finding.rule, place.before
        keys = {("rule", rule), ("everywhere", rule, before), ("file", place.path, rule, before)}
        return not self._ignored.isdisjoint(keys)


def scope_key(data: dict[str, str]) -> tuple[str, ...]:
    """Return what an ignore of more than one place is about."""
    scope, rule, before = data["scope"], data["rule"], data.get("before", "")
    if scope == "rule":
        return scope, rule
    if scope == "everywhere":
        return scope, rule, before
    return scope, data.get("path", ""), rule, before
