"""Which changes a sign-off lists."""

from __future__ import annotations

from pathlib import Path

from transcript_fix import pipeline
from transcript_fix.reports.changes import Sort, Text
from transcript_fix.review.documents import as_text
from transcript_fix.review.session import Session
from transcript_fix.review.signoff import between, from_ledger
from transcript_fix.review.writing import write

from .making import SETTINGS, TALK, file, review, stand_on


def listed(session: Session, path: Path) -> Text:
    source = pipeline.read(path, SETTINGS)
    return from_ledger(path.name, session.ledger, as_text(source.document, source.data, None))


def sides(text: Text) -> tuple[str, str]:
    """Return all of the text as it was and as it is."""
    old = new = ""
    for told in text.passages:
        for part in told.parts:
            old += part.text if part.sort is not Sort.NEW else ""
            new += part.text if part.sort is not Sort.OLD else ""
        old, new = old + "|", new + "|"
    return old, new


def test_made_and_proposed_changes_are_told_apart(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    session.accept(all_like_it=True)
    list(write(session, SETTINGS))
    stand_on(session, "Wechat")
    session.accept()
    text = listed(session, path)
    changes = [c for p in text.passages for c in p.changes]
    assert [(c.before, c.written) for c in changes] == [
        ("Qualcommm", True), ("Wechat", False), ("Qualcommm", True), ("Qualcommm", True),
    ]  # fmt: skip
    assert {c.by for c in changes} == {"Ana"}
    assert [p.speaker for p in text.changed] == ["Lei Jun", "Reporter", "Lei Jun"]


def test_old_and_new_are_both_told_whole(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    session.accept_groups([g for g in session.walk.rows if g.fix])
    list(write(session, SETTINGS))
    old, new = sides(listed(session, path))
    spoken = [line.partition(": ")[2] for line in TALK.strip().split("\n\n")]
    assert old == "|".join(spoken) + "|"
    assert "Qualcommm" not in new
    assert "a lot of people on WeChat" in new


def test_what_was_taken_back_is_not_listed(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    session.accept()
    session.undo()
    session.reject()
    assert listed(session, path).number == 0


def test_all_changes_since_an_earlier_copy_are_listed(tmp_path: Path) -> None:
    old = file(tmp_path, "old.txt")
    new = file(
        tmp_path, "new.txt", TALK.replace("alof of", "a lot of").replace("they they", "they")
    )
    earlier, source = pipeline.read(old, SETTINGS), pipeline.read(new, SETTINGS)
    text = between("new.txt", earlier.document, as_text(source.document, source.data, None))
    assert [(c.before, c.after) for p in text.changed for c in p.changes] == [
        ("they ", ""),
        ("alof", "a lot"),
    ]
    assert len(text.passages) == 3


def test_a_passage_that_is_gone_is_told_as_taken_out(tmp_path: Path) -> None:
    old = file(tmp_path, "old.txt")
    kept = TALK.split("\n\n")
    new = file(tmp_path, "new.txt", f"{kept[0]}\n\n{kept[2]}")
    earlier, source = pipeline.read(old, SETTINGS), pipeline.read(new, SETTINGS)
    text = between("new.txt", earlier.document, as_text(source.document, source.data, None))
    (change,) = (c for p in text.changed for c in p.changes)
    assert change.before.startswith("Did Qualcommm")
    assert change.after == ""
