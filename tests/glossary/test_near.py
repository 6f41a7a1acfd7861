"""Near forms: looked up, never scanned for, and none is lost by that."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from transcript_fix.glossary import near

NAMES = st.lists(st.text("abcde", min_size=4, max_size=14), min_size=1, max_size=30)


@settings(max_examples=300, deadline=None)
@given(NAMES, st.data())
def test_the_index_finds_all_that_a_scan_finds(names: list[str], data: st.DataObject) -> None:
    table = near.build(names, ())
    name = data.draw(st.sampled_from(names))
    form = data.draw(
        st.lists(st.sampled_from("abcde"), min_size=3, max_size=15).map("".join) | edited(name)
    )
    found = set(near._spelled(table, form))
    for other in names:  # letters off as insertions, deletions and changes, as the index promises
        off = near.OSA.distance(form, other)
        plain = _levenshtein(form, other)
        if off and plain <= near.most_off(len(other)):
            assert other in found


def edited(name: str) -> st.SearchStrategy[str]:
    at = st.integers(0, len(name) - 1)
    return st.tuples(at, st.sampled_from("abcde"), st.integers(0, 2)).map(
        lambda e: name[: e[0]] + e[1] * (e[2] > 0) + name[e[0] + (e[2] < 2) :]
    )


def _levenshtein(a: str, b: str) -> int:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(a, b)


@pytest.mark.parametrize("at", range(7))
def test_a_swap_is_found_wherever_it_is(at: int) -> None:
    name = "qualcomm"
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    many = [
        name,
        *(f"{a}{b}filler{b}" for a in "abcdefghijklmnopqrstu" for b in "abcdefghijklmnopqrstu"),
    ]
    table = near.build(many, ())
    assert len(table.keys) > near.FEW
    if swapped != name:
        assert name in [n.key for n in near.find(table, swapped)]


def test_a_sound_is_found_however_it_is_spelled() -> None:
    table = near.build((), ["kubectl", "wuille"])
    (one,) = near.find(table, "cubecuddle")
    assert (one.key, one.sound) == ("kubectl", 1.0)


def test_a_short_sound_proves_nothing() -> None:
    table = near.build((), ["baidu"])
    assert near.find(table, "but") == []


def test_an_entry_without_near_misses_has_none() -> None:
    table = near.build(["xiaomi"], ())
    assert near.find(table, "golang") == []
    assert near.find(near.build((), ()), "xaiomi") == []


def test_few_forms_are_measured_more_loosely() -> None:
    table = near.build(["jupyter"], ())
    (one,) = near.find(table, "jupiter")
    assert one.off == OSA.distance("jupiter", "jupyter") == 1
    assert 0 < one.alike < 1
