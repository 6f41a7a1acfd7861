"""A baseline: the findings that a project begins with, so that only new ones are reported.

The one thing to know: it only shrinks. `create` never overwrites one, `update` only takes out what
is gone, a check never writes it, and under CI (the variable CI is set) nobody does.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transcript_fix.anchor import Anchor, anchor
from transcript_fix.errors import UserError
from transcript_fix.model import Document, Issue, Outcome, Remark
from transcript_fix.project import FOLDER
from transcript_fix.save import save

VERSION = 1


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """One finding that was there: where (words and neighbours), and by which rule."""

    path: str
    anchor: Anchor
    rule: str


@dataclass(frozen=True)
class Baseline:
    """The findings of a baseline and how often each stands in its file."""

    file: Path
    known: Mapping[Known, int]

    def path_of(self, path: str) -> str:
        """Return a transcript's path as the baseline names it: from its own folder."""
        folder = self.file.resolve().parent
        folder = folder.parent if folder.name == FOLDER else folder
        return Path(os.path.relpath(Path(path).resolve(), folder)).as_posix()

    def about(self, path: str) -> list[Known]:
        """Return what is known of one file, each as often as it stands there."""
        named = self.path_of(path)
        return [k for k, times in self.known.items() if k.path == named for _ in range(times)]


def read(file: Path) -> Baseline:
    """Read a baseline. Raises UserError where there is none or it is broken."""
    try:
        data = json.loads(file.read_bytes())
        if data["version"] != VERSION:
            raise UserError(f"{file}: made by another version; baseline create makes a new one")
        known = Counter({_known(r): int(r.get("times", 1)) for r in data["findings"]})
    except FileNotFoundError:
        raise UserError(f"{file}: there is no such baseline; baseline create makes one") from None
    except OSError as error:
        raise UserError(f"{file}: cannot be read ({error.strerror})") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UserError(f"{file}: this is no baseline of transcript-fix") from None
    return Baseline(file, known)


def sift(
    baseline: Baseline, document: Document, issues: Sequence[Issue]
) -> tuple[tuple[Issue, ...], list[Known]]:
    """Return the issues that are new, and what of the baseline is gone from this file."""
    gone = baseline.about(document.path)
    places = [(issue, anchor(document, issue.span)) for issue in issues]
    for same in (Anchor.is_at, Anchor.is_near):
        left = []
        for issue, place in places:
            found = next((k for k in gone if same(place, k.anchor)), None)
            if found is None:
                left.append((issue, place))
            else:
                gone.remove(found)
        places = left
    return tuple(issue for issue, _ in places), gone


def remark(gone: Sequence[Known]) -> tuple[Remark, ...]:
    """Return what is to be said where findings of the baseline are gone."""
    if not gone:
        return ()
    what = "finding of the baseline is" if len(gone) == 1 else "findings of the baseline are"
    text = f"{len(gone)} {what} gone: transcript-fix baseline update takes them out"
    return (Remark("shrinks-baseline", text),)


def create(file: Path, outcomes: Iterable[Outcome]) -> int:
    """Write a new baseline of all that was found; return how much. Raises as `refuse` does."""
    refuse(file)
    fresh = Baseline(file, {})
    known = Counter(_all_known(fresh, outcomes))
    _write(file, None, known)
    return known.total()


def refuse(file: Path) -> None:
    """Raise UserError where `create` would: under CI, or where there is a baseline already."""
    _refuse_in_ci()
    if file.exists():
        raise UserError(
            f"{file}: there is a baseline already, and it only shrinks (baseline update); "
            "to begin anew, delete it first"
        )


def update(file: Path, gone: Iterable[Known]) -> int:
    """Take out what is gone; return how much. Raises UserError under CI."""
    _refuse_in_ci()
    old = read(file)
    less = Counter(gone)
    known = Counter(old.known) - less
    if known != Counter(old.known):
        _write(file, file.read_bytes(), known)
    return Counter(old.known).total() - known.total()


def _all_known(baseline: Baseline, outcomes: Iterable[Outcome]) -> Iterable[Known]:
    for outcome in outcomes:
        for issue in outcome.issues if outcome.document else ():
            assert outcome.document is not None
            place = anchor(outcome.document, issue.span)
            yield Known(baseline.path_of(outcome.path), place, issue.finding.rule)


def _refuse_in_ci() -> None:
    if os.environ.get("CI", "").lower() not in ("", "0", "false", "no"):
        raise UserError("a baseline is never written under CI; run this on your own machine")


def _known(record: Mapping[str, Any]) -> Known:
    place = Anchor(*(str(record.get(key, "")) for key in ("words", "left", "right")))
    return Known(str(record["path"]), place, str(record.get("rule", "")))


def _write(file: Path, old: bytes | None, known: Counter[Known]) -> None:
    """Write one finding a line, in order, so that a diff shows what changed."""
    lines = [json.dumps(_record(k, n), ensure_ascii=False) for k, n in sorted(known.items())]
    body = ",\n  ".join(lines)
    text = (
        f'{{"version": {VERSION}, "findings": [\n  {body}\n]}}\n'
        if lines
        else (f'{{"version": {VERSION}, "findings": []}}\n')
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    save(file, old, text.encode("utf-8", "surrogatepass"))


def _record(known: Known, times: int) -> dict[str, object]:
    place = known.anchor
    record: dict[str, object] = {"path": known.path, "words": place.words}
    record |= {k: v for k, v in (("left", place.left), ("right", place.right)) if v}
    record["rule"] = known.rule
    return record if times == 1 else {**record, "times": times}
