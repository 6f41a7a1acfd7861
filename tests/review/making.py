"""Real files with findings at every occurrence of some words, for tests of the review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from transcript_fix import archives, pipeline
from transcript_fix.arbitrate import arbitrate
from transcript_fix.config import Settings
from transcript_fix.ledger import Ledger
from transcript_fix.model import Applicability, Document, Finding, Issue, Kind, Span
from transcript_fix.review.documents import Documents, as_text
from transcript_fix.review.feed import Arrival, welcome
from transcript_fix.review.places import from_issues
from transcript_fix.review.query import Query
from transcript_fix.review.session import Session

SETTINGS = Settings()

MISTAKES: Mapping[str, tuple[str, Sequence[str], float]] = {
    "Qualcommm": ("names/wrong", ("Qualcomm", "Qualcomm's"), 0.99),
    "Wechat": ("names/casing", ("WeChat",), 0.98),
    "they they": ("doubled-word", ("they",), 0.9),
    "alof of": ("run-together-words", ("a lot of",), 0.7),
    "very unique": ("style", (), 0.3),
}

TALK = (
    "Lei Jun: We selected Qualcommm as our phone chip, and Wechat came later.\n\n"
    "Reporter: Did Qualcommm say that they they would wait?\n\n"
    "Lei Jun: There are alof of people on Wechat now. Qualcommm was very unique.\n"
)
"""Eight places in five groups: Qualcommm 3, Wechat 2, they they, alof of, and one note."""


def issues_of(
    document: Document, mistakes: Mapping[str, tuple[str, Sequence[str], float]] = MISTAKES
) -> tuple[Issue, ...]:
    """Return issues with real keys for every occurrence of the mistakes."""
    findings = []
    for words, (rule, fixes, sure) in mistakes.items():
        at = document.prose.find(words)
        while at >= 0:
            span = Span(at, at + len(words))
            engine = "names" if rule.startswith("names") else "house"
            limit = Applicability.SAFE if sure >= 0.95 else Applicability.REVIEW
            findings.append(
                Finding(
                    span, words, rule, engine, Kind.NAME, f"{rule} here", tuple(fixes), sure, limit
                )
            )
            at = document.prose.find(words, at + 1)
    return arbitrate(document, findings, SETTINGS)


def file(folder: Path, name: str = "talk.txt", text: str = TALK) -> Path:
    """Write a transcript and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def arrival(
    session: Session,
    path: Path,
    mistakes: Mapping[str, tuple[str, Sequence[str], float]] = MISTAKES,
    *,
    again: bool = False,
) -> Arrival:
    """Check a file as it is now, as the feed does."""
    source = pipeline.read(archives.newest(path), SETTINGS)
    name = path.relative_to(session.ledger.project).as_posix()
    places = from_issues(name, path, source.document, issues_of(source.document, mistakes))
    text = as_text(source.document, source.data, source.encoding)
    return Arrival(name, path, places, text, again=again)


def meet(
    session: Session,
    path: Path,
    mistakes: Mapping[str, tuple[str, Sequence[str], float]] = MISTAKES,
) -> None:
    """Check a file as it is now and let it count in the session."""
    welcome(session, Documents(SETTINGS), [arrival(session, path, mistakes)])


def review(folder: Path, *names: str, query: Query | None = None, by: str = "Ana") -> Session:
    """Open a session on files of a folder, as a restart would: from the ledger on the disk."""
    ledger = Ledger(folder, by)
    ledger.begin()
    session = Session(ledger, query)
    for name in names or ("talk.txt",):
        meet(session, folder / name)
    return session


def titles(session: Session) -> list[str]:
    """Return the words of the groups in the order in which they are asked."""
    return [g.before for g in session.walk.rows]


def stand_on(session: Session, before: str) -> None:
    """Go to the group of some words."""
    session.walk.go(titles(session).index(before))
