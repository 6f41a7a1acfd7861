"""Where an entry holds."""

from __future__ import annotations

from datetime import date

import pytest

from transcript_fix.glossary import Term
from transcript_fix.glossary.entry import Place, Scope
from transcript_fix.glossary.scope import Setting, allows, day_of

PLACE = Place("g", 1, 1)


def holds(scope: Scope, setting: Setting, at: int = 0) -> bool:
    return allows(setting)(Term("X", PLACE, scope=scope), at, at + 1)


@pytest.mark.parametrize(
    ("pattern", "path", "yes"),
    [
        ("interviews/**", "interviews/2021/a.txt", True),
        ("interviews/**", "/home/me/interviews/a.txt", True),
        ("interviews/*.txt", "interviews/2021/a.txt", False),
        ("**/a.txt", "x/y/a.txt", True),
        ("a?.txt", "ab.txt", True),
        ("interviews/**", "myinterviews/a.txt", False),
    ],
)
def test_a_path_is_matched_from_any_folder_on(pattern: str, path: str, yes: bool) -> None:
    assert holds(Scope(paths=(pattern,)), Setting("", path)) is yes


def test_a_speaker_is_who_spoke_last_before() -> None:
    setting = Setting("", turns=((0, "Host"), (50, "Lei Jun")))
    scope = Scope(speakers=("lei jun",))
    assert not holds(scope, setting, 10)
    assert holds(scope, setting, 60)
    assert not holds(scope, Setting(""), 60)


def test_dates_are_inclusive_and_an_undated_text_is_left_alone() -> None:
    scope = Scope(since=date(2021, 1, 1), until=date(2021, 12, 31))
    assert holds(scope, Setting("", day=date(2021, 12, 31)))
    assert not holds(scope, Setting("", day=date(2022, 1, 1)))
    assert not holds(scope, Setting(""))


@pytest.mark.parametrize(
    ("path", "text", "day"),
    [
        ("talks/2021-10-28-meta.md", "", date(2021, 10, 28)),
        ("talks/20211028.txt", "", date(2021, 10, 28)),
        ("2019/05/03/x.txt", "", date(2019, 5, 3)),
        ("x.txt", "Recorded on 2020-02-29 in Beijing", date(2020, 2, 29)),
        ("x.txt", "2021-02-30 is no day", None),
        ("order-1234567890.txt", "x" * 2000 + "2020-02-29", None),
    ],
)
def test_the_date_of_a_text(path: str, text: str, day: date | None) -> None:
    assert day_of(path, text) == day


def test_neighbours_rule_an_entry_out() -> None:
    text = "the Qualcomm Stadium, Mr. Qualcomm and Qualcomm Stadiums"
    term = Term("Qualcomm", PLACE, before=("Stadium",), after=("Mr.",))
    ask = allows(Setting(text))
    starts = [4, 26, 39]
    assert [ask(term, s, s + 8) for s in starts] == [False, False, True]
