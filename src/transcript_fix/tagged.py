"""How likely a change that the tagger proposes is right: its own two likelihoods, and the 3-gram's.

`worth.json`, beside the weights, holds a logistic regression a kind of change, fitted by
`bench/tagger_fit.py` on texts that the weights were not trained on. The one thing to know: a kind
that is not in it does not hold what it promises and is never told.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from transcript_fix.logistic import Weights, chance, read
from transcript_fix.tagger.decode import Change
from transcript_fix.tagger.kinds import kind
from transcript_fix.trigram import Trigram, gain

if TYPE_CHECKING:  # it needs numpy and onnxruntime, which only who checks has to have
    from transcript_fix.tagger.tagging import Tagger

NAME = "worth.json"
MOST = 12.0
"""Nats beyond which a gain says no more."""
_EDGE = 1e-4


@dataclass(frozen=True, slots=True)
class Told:
    """A change, its kind (see `tagger.kinds`), and how likely it is what a person would make."""

    change: Change
    kind: str
    right: float


def told(
    tagger: Tagger,
    counts: Trigram,
    table: Mapping[str, Weights],
    texts: Sequence[str],
    allowed: Callable[[str], bool] = lambda _: True,
) -> Iterator[list[Told]]:
    """Yield, text by text, the changes that are likely enough, in order.

    `allowed` says of the words that a change takes away whether they may be changed.
    """
    for text, found in zip(texts, tagger.proposed(texts), strict=True):
        made = (_told(counts, table, text, c) for c in found if allowed(text[c.start : c.end]))
        yield [t for t in made if t is not None]


def _told(counts: Trigram, table: Mapping[str, Weights], text: str, change: Change) -> Told | None:
    what = sort(change)
    weights = table.get(what)
    if weights is None:
        return None
    values = features(change, gain(text, change.start, change.end, change.after, counts))
    right = chance(weights.values, values)
    return Told(change, what, right) if right >= weights.least else None


def sort(change: Change) -> str:
    """Return the kind of a change; of several tags the first that is no mere casing decides."""
    kinds = [kind(tag) for tag in change.tag.split(" + ")]
    return next((k for k in kinds if k != "case"), kinds[0])


def features(change: Change, gained: float) -> tuple[float, ...]:
    """Return what the chance of a change hangs on; the first is always 1."""
    return (1.0, _logit(change.likely), _logit(change.wrong), min(gained, MOST))


def _logit(p: float) -> float:
    p = min(max(p, _EDGE), 1 - _EDGE)
    return math.log(p / (1 - p))


def weights(folder: Path) -> dict[str, Weights]:
    """Return the measured weights by kind, from the folder of the tagger's files.

    Raises OSError where the file is missing, ValueError where it is broken.
    """
    return read(json.loads((folder / NAME).read_text("utf-8"))["kinds"])
