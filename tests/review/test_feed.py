"""Findings come in the background; what was saved is looked up in the files as they are."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from transcript_fix import review as reviewing
from transcript_fix.checkers import judge
from transcript_fix.config import Settings
from transcript_fix.errors import UserError
from transcript_fix.ledger import Ledger
from transcript_fix.review.feed import Feed, saved_places, saved_run
from transcript_fix.review.places import Place
from transcript_fix.review.wording import waiting

RULES = frozenset({"run-together-words", "doubled-word"})
HOUSE = Settings(engines=("house",), rules_on=RULES)


def test_the_first_findings_can_be_judged_while_the_rest_are_checked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Lei Jun: There are alof of shops.\n")
    (tmp_path / "b.txt").write_text("Lei Jun: Here they they are.\n")
    ledger = Ledger(tmp_path, "Ana")
    ledger.begin()
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    desk = reviewing.open_desk(files, HOUSE, reviewing.Wishes(), ledger)
    go_on = threading.Event()

    def second_takes_long(place: Place) -> bool:
        return place.path == "a.txt" or go_on.wait(20)

    desk.feed = Feed([(f.name, f) for f in files], HOUSE, keep=second_takes_long)
    desk.feed.start()
    while not desk.arrive(wait=0.5):
        pass
    assert desk.feed.running
    assert waiting(desk.feed.ahead()).startswith("checking 1/2 files, ")
    desk.session.accept()
    assert desk.status() == 1
    go_on.set()
    while desk.feed.running:
        desk.arrive(wait=0.5)
    assert desk.session.progress().total == 2
    assert desk.session.progress().accepted == 1


def test_a_bad_file_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe\x00\x00\x01binary\x00")
    (tmp_path / "b.txt").write_text("Lei Jun: Here they they are.\n")
    ledger = Ledger(tmp_path, "Ana")
    ledger.begin()
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    desk = reviewing.open_desk(files, HOUSE, reviewing.Wishes(), ledger)
    desk.feed.start()
    while desk.feed.running:
        desk.arrive(wait=0.5)
    assert set(desk.problems or {}) == {"a.txt"}
    assert desk.session.progress().total == 1
    desk.session.accept()
    assert desk.status() == 2


ON_SIDE = (
    "Yesterday he walked along and stood on side of the road. He has two phones."
    " Here they they are.\n"
)


@pytest.mark.skipif(not judge.status().available, reason=judge.status().advice)
def test_the_review_begins_while_the_judge_still_reads(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ON_SIDE)
    ledger = Ledger(tmp_path, "Ana")
    ledger.begin()
    settings = Settings(engines=("house", "judge"), rules_off=frozenset({"bare-noun"}))
    desk = reviewing.open_desk([tmp_path / "a.txt"], settings, reviewing.Wishes(), ledger)
    desk.feed.start()
    while not desk.arrive(wait=0.5):
        assert desk.feed.running
    first = [g.before for g in desk.session.walk.rows]
    assert "they they" in first
    assert not any(rule.startswith("judge:") for rule, _, _ in desk.session.board.groups)
    desk.session.walk.go(first.index("they they"))
    desk.session.accept()
    said = set[str]()
    while desk.feed.running:
        said.add(waiting(desk.feed.ahead()))
        desk.arrive(wait=0.01)
    assert any(line.startswith("judge: 0 of 3 sentences") for line in said)
    assert desk.session.progress().accepted == 1
    (group,) = (g for g in desk.session.walk.rows if g.rule == "judge:article-missing")
    assert (group.before, group.fix) == ("on side", "on the side")


@pytest.mark.skipif(not judge.status().available, reason=judge.status().advice)
def test_the_judge_alone_says_how_far_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ON_SIDE)
    feed = Feed([("a.txt", tmp_path / "a.txt")], Settings(engines=("judge",), cache=False))
    feed.start()
    said = set[str]()
    while feed.running:
        said.add(waiting(feed.ahead()))
        feed.take(wait=0.01)
    assert "judge: 0 of 3 sentences" in said


def record(**changes: object) -> dict[str, object]:
    plain: dict[str, object] = {
        "start": 19,
        "end": 26,
        "text": "alof of",
        "rule": "run-together-words",
        "engines": ["house"],
        "kind": "spelling",
        "message": "two words",
        "suggestions": ["a lot of"],
        "confidence": 0.9,
        "applicability": "safe",
        "key": "0123456789abcdef",
        "line": 1,
        "column": 20,
        "speaker": "Lei Jun",
    }
    return plain | changes


def saved(folder: Path, *findings: dict[str, object], version: object = 1) -> Path:
    run = folder / "run.json"
    files = [{"path": str(folder / "a.txt"), "words": 6, "findings": list(findings)}]
    run.write_text(json.dumps({"version": version, "files": files}))
    return run


def test_a_saved_run_is_known_by_what_it_holds(tmp_path: Path) -> None:
    assert saved_run(saved(tmp_path, record())) is not None
    whisper = tmp_path / "talk.json"
    whisper.write_text('{"text": "hello", "segments": []}')
    assert saved_run(whisper) is None
    with pytest.raises(UserError, match="another version"):
        saved_run(saved(tmp_path, version=9))


@pytest.mark.parametrize("broken", [{"kind": "nonsense"}, {"start": -4}, {"confidence": "high"}])
def test_a_broken_run_is_refused_in_one_line(tmp_path: Path, broken: dict[str, object]) -> None:
    run = saved(tmp_path, record(**broken))
    records = saved_run(run)
    assert records is not None
    with pytest.raises(UserError, match="not a run saved by check --save"):
        saved_places(run, records, tmp_path)
