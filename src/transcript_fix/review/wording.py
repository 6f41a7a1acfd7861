"""What both screens say about a place, a group and the progress, in plain words.

The one thing to know: everything from a file or an engine goes through `printable` here.
"""

from __future__ import annotations

from transcript_fix.ledger import Verdict
from transcript_fix.model import Applicability
from transcript_fix.printable import printable
from transcript_fix.reports.said import plural
from transcript_fix.review.feed import Ahead
from transcript_fix.review.groups import Group
from transcript_fix.review.places import visible
from transcript_fix.review.session import ARROW, Session

TIER = {
    Applicability.SAFE: "safe",
    Applicability.REVIEW: "to judge",
    Applicability.NOTE: "only a note",
}
ENGINES = {
    "names": "your glossary",
    "house": "house rules",
    "codespell": "codespell's list",
    "lingotweaker": "LanguageTool's rules",
    "languagetool": "LanguageTool",
    "harper": "Harper",
    "confusion": "words in context",
    "tagger": "the tagger",
    "judge": "the judge",
    "llm": "your language model",
    "ledger": "an earlier answer",
}
SAID = {
    Verdict.OPEN: "not answered yet",
    Verdict.ACCEPT: "accepted",
    Verdict.REJECT: "kept as it is",
    Verdict.LATER: "put off",
    Verdict.IGNORE: "ignored",
}


def title(group: Group) -> str:
    """Return 'Qualcommm → Qualcomm'."""
    if group.fix is None:
        return visible(group.before)
    return f"{visible(group.before)} {ARROW} {visible(group.fix)}"


def how_many(places: int, files: int) -> str:
    """Return '12 in 6 files', '3 in this file', or 'once'."""
    if places == 1:
        return "once"
    return f"{places:,} in {files:,} files" if files > 1 else f"{places:,} in one file"


def engine_names(names: tuple[str, ...]) -> str:
    """Return who says so, in words."""
    return ", ".join(printable(ENGINES.get(n, n)) for n in names)


def verdict(session: Session, index: int) -> str:
    """Return what was said about a place, in words."""
    said = session.board.verdict(index)
    if said is Verdict.ACCEPT:
        want = session.board.want(index)
        place = session.board.places[index]
        text = "accepted" if want == place.fix else f"accepted as {visible(want)}"
        return text + (", in the file" if session.board.have[index] == want else "")
    if session.board.written(index):
        return "taken back: w puts the old words into the file again"
    return SAID[said]


def waiting(ahead: Ahead) -> str:
    """Return how much is still to check, '' when all is done."""
    if ahead.done >= ahead.total:
        return ""
    if ahead.reading:
        which = f", file {ahead.done + 1:,} of {ahead.total:,}" if ahead.total > 1 else ""
        return f"{ahead.reading}{which}"
    if not ahead.done and ahead.checking:
        return f"the engines begin, {plural(ahead.total, 'file')} to check"
    doing = "checking" if ahead.checking else "looking up places in"
    text = f"{doing} {ahead.done}/{ahead.total} files"
    if ahead.seconds is not None:
        text += f", {duration(ahead.seconds)} left"
    return text


def duration(seconds: float) -> str:
    """Return '40 s' or '3 min'."""
    if seconds < 90:
        return f"{max(round(seconds), 1)} s"
    return f"{round(seconds / 60)} min"


def nothing_left(session: Session, unchecked: int = 0) -> str:
    """Return what to do when no question is left; `unchecked` files could not be read."""
    if unchecked:
        return f"Nothing more to ask, but {plural(unchecked, 'file')} could not be checked."
    pending = session.board.behind
    if pending:
        return f"All is answered. {plural(pending, 'change')} wait to be written: w writes them."
    return "All is answered, and the files are as you said."
