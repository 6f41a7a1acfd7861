"""The ledger: nothing is lost, nothing counts before it is on the disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcript_fix.errors import UserError
from transcript_fix.ledger import (
    NAME,
    Entry,
    Ledger,
    Mark,
    TakenOver,
    Verdict,
    from_line,
    to_line,
)
from transcript_fix.project import FOLDER, project_of


def mark(
    key: str = "k1", verdict: Verdict = Verdict.ACCEPT, after: str | None = "Qualcomm"
) -> Mark:
    return Mark("talk.txt", key, 0, verdict, "Qualcommm", "names/wrong", after, "Qualcomm")


def ledger(folder: Path, by: str = "Ana") -> Ledger:
    opened = Ledger(folder, by)
    assert opened.begin() is None
    return opened


def lines(folder: Path) -> list[bytes]:
    return (folder / FOLDER / NAME).read_bytes().splitlines()


def test_an_answer_is_on_the_disk_before_it_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = ledger(tmp_path)
    synced: list[bytes] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        real(handle)
        synced.append((tmp_path / FOLDER / NAME).read_bytes())
        assert ana.standing.marks == {}

    monkeypatch.setattr(os, "fsync", fsync)
    ana.add("answer", marks=[mark()])
    assert b"Qualcommm" in synced[-1]
    assert ana.standing.marks[mark().spot] == mark()


def test_an_answer_that_the_disk_refuses_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = ledger(tmp_path)
    before = (tmp_path / FOLDER / NAME).read_bytes()

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="No space left"):
        ana.add("answer", marks=[mark()])
    assert ana.standing.marks == {}
    assert (tmp_path / FOLDER / NAME).read_bytes() == before


def test_a_restart_finds_every_answer(tmp_path: Path) -> None:
    ana = ledger(tmp_path)
    ana.add("answer", label="one", marks=[mark("k1"), mark("k2", Verdict.REJECT, None)])
    ana.end()
    again = ledger(tmp_path)
    assert again.standing.marks == ana.standing.marks
    assert [e.label for e in again.standing.done] == ["one"]


def test_undo_and_redo_survive_a_restart(tmp_path: Path) -> None:
    ana = ledger(tmp_path)
    first = ana.add("answer", marks=[mark(after="Qualcomm")])
    second = ana.add("answer", marks=[mark(after="QUALCOMM")])
    ana.add("undo", of=second.id)
    ana.end()
    again = ledger(tmp_path)
    assert again.standing.marks[mark().spot].after == "Qualcomm"
    assert [e.id for e in again.standing.undone] == [second.id]
    again.add("undo", of=first.id)
    assert again.standing.marks == {}
    again.add("redo", of=first.id)
    again.add("redo", of=second.id)
    again.end()
    assert ledger(tmp_path).standing.marks[mark().spot].after == "QUALCOMM"


def test_a_new_answer_ends_what_could_be_done_again(tmp_path: Path) -> None:
    ana = ledger(tmp_path)
    first = ana.add("answer", marks=[mark()])
    ana.add("undo", of=first.id)
    ana.add("answer", marks=[mark("k2")])
    assert ana.standing.undone == []


@pytest.mark.parametrize("cut", [1, 10, 40])
def test_a_line_that_a_crash_cut_short_never_counted(tmp_path: Path, cut: int) -> None:
    ana = ledger(tmp_path)
    ana.add("answer", marks=[mark("k1")])
    ana.add("answer", marks=[mark("k2")])
    ana.end()
    path = tmp_path / FOLDER / NAME
    path.write_bytes(path.read_bytes()[:-cut])
    again = ledger(tmp_path)
    assert set(again.standing.marks) == {mark("k1").spot}
    again.add("answer", marks=[mark("k3")])
    again.end()
    third = ledger(tmp_path)
    assert set(third.standing.marks) == {mark("k1").spot, mark("k3").spot}


def test_nothing_is_ever_taken_out_of_the_file(tmp_path: Path) -> None:
    ana = ledger(tmp_path)
    seen = (tmp_path / FOLDER / NAME).read_bytes()
    for act in range(5):
        entry = ana.add("answer", marks=[mark(f"k{act}")])
        ana.add("undo", of=entry.id)
        now = (tmp_path / FOLDER / NAME).read_bytes()
        assert now.startswith(seen)
        seen = now


def test_each_line_says_who_when_what_and_about_what(tmp_path: Path) -> None:
    ledger(tmp_path, "Ana").add("ignore", label="x", marks=[mark()], data={"reason": "a nickname"})
    record = json.loads(lines(tmp_path)[-1])
    assert record["by"] == "Ana"
    assert record["at"].endswith("+00:00")
    assert record["act"] == "ignore"
    assert record["data"]["reason"] == "a nickname"
    assert record["marks"][0]["before"] == "Qualcommm"


def test_the_second_reviewer_is_told_who_is_at_work(tmp_path: Path) -> None:
    ana = ledger(tmp_path, "Ana")
    other = Ledger(tmp_path, "Bo").begin()
    assert other is not None
    assert other.by == "Ana"
    assert other.data["pid"] == os.getpid()
    ana.end()
    assert Ledger(tmp_path, "Bo").begin() is None


def test_the_one_who_follows_sees_answers_and_can_give_none(tmp_path: Path) -> None:
    ana = ledger(tmp_path, "Ana")
    bo = Ledger(tmp_path, "Bo", read_only=True)
    ana.add("answer", marks=[mark()])
    assert [e.act for e in bo.poll()] == ["answer"]
    assert bo.standing.marks == ana.standing.marks
    with pytest.raises(UserError, match="following"):
        bo.add("answer", marks=[mark("k2")])


def test_who_is_taken_over_is_told_and_loses_no_answer(tmp_path: Path) -> None:
    ana = ledger(tmp_path, "Ana")
    ana.add("answer", marks=[mark("k1")])
    bo = Ledger(tmp_path, "Bo")
    assert bo.begin(take_over=True) is None
    assert mark("k1").spot in bo.standing.marks
    with pytest.raises(TakenOver, match="Bo took over"):
        ana.add("answer", marks=[mark("k2")])
    bo.add("answer", marks=[mark("k3")])
    assert set(bo.standing.marks) == {mark("k1").spot, mark("k3").spot}


def test_a_reviewer_who_was_killed_holds_nobody_up(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from transcript_fix.ledger import Ledger;"
        "l = Ledger(Path(sys.argv[1]), 'Ana'); l.begin(); print('in', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "in\n"
    held = Ledger(tmp_path, "Bo").begin()
    assert held is not None
    assert held.by == "Ana"
    process.kill()
    process.communicate()
    assert Ledger(tmp_path, "Bo").begin() is None


def test_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / FOLDER / NAME
    path.parent.mkdir()
    path.write_text('{"v": 99, "id": 1, "act": "answer", "at": "", "by": ""}\n')
    with pytest.raises(UserError, match="newer"):
        Ledger(tmp_path)


def test_answers_live_with_the_nearest_project(tmp_path: Path) -> None:
    inner = tmp_path / "interviews" / "2015"
    inner.mkdir(parents=True)
    (tmp_path / "interviews" / "glossary.yaml").write_text("version: 1\n")
    (inner / "talk.txt").write_text("hello")
    assert project_of(inner / "talk.txt") == (tmp_path / "interviews").resolve()


def test_a_moved_answer_can_still_be_taken_back(tmp_path: Path) -> None:
    ana = ledger(tmp_path)
    step = ana.add("answer", marks=[mark("old")])
    ana.add("moved", marks=[mark("new")], data={"from": [list(mark("old").spot)]})
    assert set(ana.standing.marks) == {mark("new").spot}
    ana.add("undo", of=step.id)
    assert ana.standing.marks == {}


texts = st.text(st.characters(codec="utf-8"), max_size=20)
marks = st.builds(
    Mark,
    path=texts,
    key=texts,
    nth=st.integers(0, 5),
    verdict=st.sampled_from(Verdict),
    before=texts,
    rule=texts,
    after=st.none() | texts,
    fix=st.none() | texts,
    left=texts,
    right=texts,
)


entries = st.builds(
    Entry,
    id=st.integers(0, 99),
    act=texts,
    at=texts,
    by=texts,
    label=texts,
    marks=st.lists(marks, max_size=3).map(tuple),
    of=st.none() | st.integers(0, 9),
)


@given(entries)
def test_every_entry_is_read_back_as_it_was(entry: Entry) -> None:
    line = to_line(entry)
    assert line.count(b"\n") == 1
    assert from_line(line) == entry
