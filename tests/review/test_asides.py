"""What is ignored in a review is ignored by every other run, until it is taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.review.making import SETTINGS, TALK, file, issues_of, review, stand_on
from transcript_fix import pipeline
from transcript_fix.errors import UserError
from transcript_fix.ignores import Sifter, read


def checked(path: Path) -> dict[str, int]:
    """Return how often each mistake is found by a run that knows nothing of the review."""
    source = pipeline.read(path, SETTINGS)
    found = issues_of(source.document)
    left, _ = Sifter(SETTINGS).sift(source.document, source.data, source.format.NAME, found)
    words = [i.finding.before for i in left]
    return {w: words.count(w) for w in words}


ALL = {"Qualcommm": 3, "Wechat": 2, "they they": 1, "alof of": 1, "very unique": 1}


@pytest.mark.parametrize(
    ("scope", "here", "elsewhere"), [("here", 2, 1), ("file", 0, 1), ("everywhere", 0, 0)]
)
def test_it_goes_as_far_as_the_editor_says(
    tmp_path: Path, scope: str, here: int, elsewhere: int
) -> None:
    path = file(tmp_path)
    other = file(tmp_path, "b.txt", "Lei Jun: Qualcommm again.\n")
    session = review(tmp_path, "talk.txt")
    stand_on(session, "Qualcommm")
    session.ignore(scope, "a nickname")
    assert checked(path).get("Qualcommm", 0) == here
    assert checked(path)["Wechat"] == 2
    assert checked(other).get("Qualcommm", 0) == elsewhere
    (entry,) = read(tmp_path / ".transcript-fix/ignore.yaml").entries
    assert (entry.reason, entry.by) == ("a nickname", "Ana")


def test_a_rule_is_off_everywhere(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    stand_on(session, "they they")
    session.ignore("rule", "she stutters")
    assert checked(path) == {k: v for k, v in ALL.items() if k != "they they"}


def test_taken_back_it_is_found_again_and_done_again_it_is_not(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    stand_on(session, "alof of")
    session.ignore("file")
    session.undo()
    assert checked(path) == ALL
    session.redo()
    assert "alof of" not in checked(path)


def test_a_place_is_still_ignored_after_edits_elsewhere(tmp_path: Path) -> None:
    path = file(tmp_path)
    session = review(tmp_path)
    stand_on(session, "alof of")
    session.ignore("here")
    path.write_text("A new line.\n\n" + TALK + "\nAnn: And alof of it.\n", "utf-8")
    assert checked(path)["alof of"] == 1


def test_a_broken_file_of_ignores_is_told_and_the_answer_counts(tmp_path: Path) -> None:
    file(tmp_path)
    session = review(tmp_path)
    aside = tmp_path / ".transcript-fix/ignore.yaml"
    aside.write_text("ignore: [\n", "utf-8")
    stand_on(session, "alof of")
    with pytest.raises(UserError, match=r"ignore\.yaml"):
        session.ignore("here")
    assert aside.read_text("utf-8") == "ignore: [\n"
    assert session.progress().decided == 1
