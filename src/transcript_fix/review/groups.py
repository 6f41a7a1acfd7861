"""Places that are alike are one question: same rule, same words, same fix, over all files.

The one thing to know: order is by tier, then confidence in steps of a tenth, then how often, so
that the surest and most frequent come first and a small change in confidence moves nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from transcript_fix.ledger import Verdict
from transcript_fix.model import Applicability, Kind
from transcript_fix.review.places import Place

Form = tuple[str, str, str | None]
DECIDED = (Verdict.ACCEPT, Verdict.REJECT, Verdict.IGNORE)


@dataclass(slots=True)
class Group:
    """One form and the indexes of its places in the session; `tally` counts their verdicts."""

    form: Form
    kind: Kind
    applicability: Applicability
    measured: float
    confidence: float
    message: str
    first: int
    places: list[int] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    engines: dict[str, None] = field(default_factory=dict)
    tally: Counter[Verdict] = field(default_factory=Counter)

    @property
    def rule(self) -> str:
        """The rule that they share."""
        return self.form[0]

    @property
    def before(self) -> str:
        """The words that they share."""
        return self.form[1]

    @property
    def fix(self) -> str | None:
        """The first suggestion that they share."""
        return self.form[2]

    @property
    def undecided(self) -> int:
        """How many places wait for an answer, those put off included."""
        return self.tally[Verdict.OPEN] + self.tally[Verdict.LATER]

    def add(self, index: int, place: Place, verdict: Verdict) -> None:
        """Take in one more place."""
        self.places.append(index)
        self.files.add(place.path)
        self.engines |= dict.fromkeys(place.engines)
        self.applicability = min(self.applicability, place.applicability)
        self.measured = max(self.measured, place.confidence)
        self.tally[verdict] += 1

    def rank(self) -> tuple[int, float, int, int]:
        """Return what groups are sorted by: the surest and most frequent first."""
        return -self.applicability, -round(self.confidence, 1), -len(self.places), self.first


def begin(index: int, place: Place) -> Group:
    """Return a group for a form met for the first time; `add` puts the place in."""
    return Group(
        place.form,
        place.finding.kind,
        place.applicability,
        place.confidence,
        place.confidence,
        place.finding.message,
        index,
    )
