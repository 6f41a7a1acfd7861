"""tape: any place of a part, whatever the order in which it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from transcript_fix.layouts import tape
from transcript_fix.layouts.tape import Tape

WHOLE = bytes(range(256)) * 40
PLACES = st.tuples(st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE))).map(sorted)


def cut_up(size: int) -> Tape:
    def chunks() -> Iterator[bytes]:
        return (WHOLE[at : at + size] for at in range(0, len(WHOLE), size))

    return Tape(chunks)


@given(st.integers(1, 3000), st.lists(PLACES, max_size=60))
def test_a_place_is_found_in_any_order_of_asking(size: int, places: list[list[int]]) -> None:
    part = cut_up(size)
    for start, end in places:
        assert part.cut(start, end) == WHOLE[start:end]


def test_what_lies_far_behind_is_forgotten() -> None:
    unpacked = 0

    def chunks() -> Iterator[bytes]:
        nonlocal unpacked
        for number in range(64):
            unpacked += 1
            yield bytes([number]) * (tape.SLACK // 4)

    part = Tape(chunks)
    for number in range(64):
        assert part.cut(number * (tape.SLACK // 4), number * (tape.SLACK // 4) + 1) == bytes(
            [number]
        )
        assert len(part._data) <= 2 * tape.SLACK
    assert unpacked == 64


def test_going_back_and_forth_for_ever_keeps_the_part_instead() -> None:
    begun = 0

    def chunks() -> Iterator[bytes]:
        nonlocal begun
        begun += 1
        for _ in range(8):
            yield bytes(tape.SLACK)

    part = Tape(chunks)
    for _ in range(100):
        assert part.cut(7 * tape.SLACK, 7 * tape.SLACK + 1) == b"\0"
        assert part.cut(0, 1) == b"\0"
    assert begun <= tape.WAYS_BACK + 1


def test_a_pattern_is_matched_across_the_border_of_two_chunks() -> None:
    part = cut_up(3)
    assert part.behind(re.compile(rb"[\x01-\x20]+(?=\x21)"), 1) == 0x21
    assert part.behind(re.compile(rb"\x05"), 1) is None


def test_what_was_played_can_be_cut_until_it_is_forgotten() -> None:
    part, at = cut_up(100), 0
    for chunk in part.play():
        assert part.cut(at, at + len(chunk)) == chunk
        at += len(chunk)
        part.forget(at - 10)
        assert part.cut(at - 10, at) == WHOLE[at - 10 : at]
