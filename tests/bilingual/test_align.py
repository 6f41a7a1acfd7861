"""Alignment: whatever is left out, joined or shifted, the rest still finds its partner."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bilingual.texts import cues, document
from transcript_fix.bilingual.align import Bead, Side, by_length, by_time
from transcript_fix.bilingual.parts import Part
from transcript_fix.bilingual.parts import cues as cues_of


def parts(lengths: list[int], turns: bool = False) -> list[Part]:
    return [Part(0, n, "x" * n, turn=turns) for n in lengths]


def side(lengths: list[int], names: list[set[str]]) -> Side:
    return Side(parts(lengths), [frozenset(n) for n in names])


def covers(beads: tuple[Bead, ...], n: int, m: int) -> bool:
    """Return whether each part stands in one bead, in order."""
    left = [i for b in beads for i in b.source]
    right = [j for b in beads for j in b.target]
    return left == list(range(n)) and right == list(range(m))


LENGTHS = st.lists(st.integers(5, 300), min_size=1, max_size=25)


@given(LENGTHS, LENGTHS)
@settings(deadline=None)
def test_every_part_is_in_one_bead_and_in_order(ours: list[int], theirs: list[int]) -> None:
    none: list[set[str]] = [set()] * 25
    found = by_length(side(ours, none[: len(ours)]), side(theirs, none[: len(theirs)]), 1.0)
    assert covers(found, len(ours), len(theirs))


def test_parts_left_out_or_joined_do_not_lose_the_rest() -> None:
    """Over many talks: an alignment by lengths is a likely one, and one talk may be unlucky."""
    shares = [_found_again(random.Random(seed)) for seed in range(150)]
    assert sum(shares) / len(shares) >= 0.95


def _found_again(chance: random.Random) -> float:
    """Return the share of the parts that meet their source, some left out and some joined."""
    n, rate = chance.randint(8, 40), chance.uniform(0.5, 3.5)
    lengths = [chance.randint(20, 200) for _ in range(n)]
    target: list[tuple[list[int], int]] = []  # which parts of the source, and how long
    for i, length in enumerate(lengths):
        done = round(length * rate * chance.uniform(0.85, 1.15))
        fate = chance.random()
        if fate < 0.08:
            continue
        if fate < 0.2 and target:
            before, long = target.pop()
            target.append(([*before, i], long + done))
        else:
            target.append(([i], done))
    left = side(lengths, [{f"n{i}"} if i % 2 else set() for i in range(n)])
    right = side([k for _, k in target], [{f"n{i}" for i in of if i % 2} for of, _ in target])
    found = by_length(left, right, rate)
    assert covers(found, n, len(target))
    place = {j: set(b.source) for b in found for j in b.target}
    return sum(bool(place[j] & set(of)) for j, (of, _) in enumerate(target)) / len(target)


def test_a_whole_answer_left_out_is_found() -> None:
    turns = [Part(0, n, "x" * n, turn=True) for n in (60, 400, 30, 350, 50)]
    left = Side(turns, [frozenset()] * 5)
    right = Side([turns[0], turns[1], turns[3], turns[4]], [frozenset()] * 4)
    gone = [b for b in by_length(left, right, 1.0) if not b.target]
    assert [b.source for b in gone] == [range(2, 3)]


def test_cues_meet_by_their_times_however_they_are_cut() -> None:
    ours = cues_of(document(cues("甲", "乙", "丙", "丁", "戊", length=2), "a.srt"))
    theirs = cues_of(document(cues("A B", "C D", "E", length=4.1, shift=0.05), "a.srt"))
    found = by_time(ours, theirs)
    assert found is not None
    assert [(list(b.source), list(b.target)) for b in found] == [
        ([0, 1], [0]), ([2, 3], [1]), ([4], [2]),
    ]  # fmt: skip


def test_a_cue_without_a_counterpart_stands_alone() -> None:
    ours = cues_of(document(cues("甲", "乙", "丙", length=2), "a.srt"))
    theirs = (*cues_of(document(cues("A", "B", "C", length=2), "a.srt")),)
    found = by_time(ours, (theirs[0], theirs[2]))
    assert found is not None
    assert [(list(b.source), list(b.target)) for b in found] == [([0], [0]), ([1], []), ([2], [1])]


def test_times_of_another_film_are_not_believed() -> None:
    ours = cues_of(document(cues("甲", "乙", "丙", length=2), "a.srt"))
    theirs = cues_of(document(cues("A", "B", "C", length=2, shift=600), "a.srt"))
    assert by_time(ours, theirs) is None
