"""The sidecar: read strictly, written without loss, and right about what it covers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ignores.found import TODAY, sifted
from transcript_fix.anchor import anchor
from transcript_fix.errors import UserError
from transcript_fix.formats import format_module
from transcript_fix.ignores import Ignore, add, entry_for, nearest, read, remove
from transcript_fix.model import Kind, Span

TALK = "We have alof of phones.\n\nThey have alof of ideas.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "talks").mkdir()
    return tmp_path


def left(project: Path, text: str = TALK, name: str = "talks/a.txt") -> list[int]:
    return sifted(project / name, text, "alof of")[0]


def test_words_are_left_alone_in_every_file(project: Path) -> None:
    add(project, [Ignore("a joke", ("alof of",))])
    assert left(project) == []
    assert left(project, name="b.txt") == []


def test_a_place_is_known_by_its_neighbours_and_not_by_its_line(project: Path) -> None:
    add(project, [Ignore("a joke", ("alof of",), "We have", "phones", "talks/a.txt")])
    assert left(project) == [3]
    assert left(project, "A new line.\n\nAnother.\n\n" + TALK) == [7]


def test_a_place_is_found_again_when_a_neighbour_was_mended(project: Path) -> None:
    add(project, [Ignore("a joke", ("alof of",), "We has", "phones", "talks/a.txt")])
    assert left(project) == [3]


def test_with_no_file_named_all_neighbours_must_be_the_same(project: Path) -> None:
    add(project, [Ignore("a joke", ("alof of",), "We has", "phones")])
    assert left(project) == [1, 3]


def test_a_path_may_have_stars(project: Path) -> None:
    add(project, [Ignore("a joke", ("alof of",), path="talks/*.txt")])
    assert left(project) == []
    assert left(project, name="b.txt") == [1, 3]


def test_a_rule_can_be_switched_off_for_one_file(project: Path) -> None:
    add(project, [Ignore("a dialect", rule="doubled-*", path="talks/a.txt")])
    assert left(project) == []
    assert left(project, name="b.txt") == [1, 3]


def test_an_entry_may_be_about_one_rule_or_one_kind(project: Path) -> None:
    add(project, [Ignore("a joke", ("alof of",), rule="other"), Ignore("x", ("of",), kind="name")])
    assert left(project) == [1, 3]
    assert sifted(project / "a.txt", TALK, "of", kind=Kind.NAME)[0] == []
    assert sifted(project / "a.txt", TALK, "of")[0] == [1, 1, 3, 3]


def test_words_in_lower_case_stand_for_capitals_too(project: Path) -> None:
    add(project, [Ignore("afrikaans", ("kopje", "McX"))])
    lines, _ = sifted(project / "a.txt", "Kopje.\nKOPJE.\nmcx.\nMcX.\n", "Kopje", "KOPJE", "mcx")
    assert lines == [3]


def test_an_entry_counts_until_its_last_day_and_is_told_after_it(project: Path) -> None:
    add(project, [Ignore("a joke", ("alof of",), until=TODAY)])
    assert left(project) == []
    add(project, [Ignore("a joke", ("phones",), until=date(2026, 11, 24))])
    lines, remarks = sifted(project / "a.txt", TALK, "phones")
    assert lines == [1]
    assert [r.rule for r in remarks] == ["expired-ignore"]
    assert "2026-11-24" in remarks[0].message


def test_an_entry_about_this_file_that_nothing_needs_is_told(project: Path) -> None:
    add(project, [Ignore("a joke", ("gone",), path="talks/a.txt"), Ignore("x", ("elsewhere",))])
    _, remarks = sifted(project / "talks/a.txt", TALK, "alof of")
    assert [r.rule for r in remarks] == ["unused-ignore"]
    assert "'gone'" in remarks[0].message
    assert sifted(project / "talks/b.txt", TALK, "alof of")[1] == ()


def test_what_an_editor_wrote_in_it_stays(project: Path) -> None:
    file = project / ".transcript-fix/ignore.yaml"
    file.parent.mkdir()
    written = "# ours\nversion: 1\n\nignore:\n# jokes\n- words: 'a b'   # his\n  reason: joke\n"
    file.write_text(written, "utf-8")
    assert add(project, [Ignore('say "why"\n', ("x\x1b y",), until=TODAY)]) == 1
    assert file.read_text("utf-8").startswith(written)
    old, new = read(file).entries
    assert replace(old, line=0) == Ignore("joke", ("a b",))
    assert replace(new, line=0) == Ignore('say "why"\n', ("x\x1b y",), until=TODAY)


def test_the_same_ignore_is_written_once(project: Path) -> None:
    entry = Ignore("a joke", ("alof of",), on=TODAY, by="ann")
    assert add(project, [entry, entry]) == 1
    assert add(project, [replace(entry, on=date(2027, 1, 1), by="bob")]) == 0


@pytest.mark.parametrize("empty", ["", "# only a remark\n", "version: 1\n", "ignore: []\n"])
def test_an_empty_file_takes_its_first_entry(project: Path, empty: str) -> None:
    file = project / ".transcript-fix/ignore.yaml"
    file.parent.mkdir()
    file.write_text(empty, "utf-8")
    assert add(project, [Ignore("a joke", ("alof of",))]) == 1
    assert [e.words for e in read(file).entries] == [("alof of",)]


def test_an_entry_is_taken_back_and_the_rest_stays(project: Path) -> None:
    file = project / ".transcript-fix/ignore.yaml"
    one, two = Ignore("a joke", ("alof of",), by="ann"), Ignore("x", ("teh", "shwo"), until=TODAY)
    add(project, [one])
    before = file.read_bytes()
    add(project, [two])
    assert remove(project, [replace(two, by="bob")]) == 1
    assert file.read_bytes() == before
    add(project, [two])
    assert remove(project, [one, Ignore("never there", ("y",))]) == 1
    assert [replace(e, line=0) for e in read(file).entries] == [two]
    assert remove(project, [two]) == 1
    assert read(file).entries == ()
    assert add(project, [one]) == 1


def test_an_entry_that_is_not_lines_of_its_own_is_left_to_the_editor(project: Path) -> None:
    file = project / ".transcript-fix/ignore.yaml"
    file.parent.mkdir()
    file.write_text("ignore: [{words: a, reason: b}, {words: c, reason: d}]\n", "utf-8")
    before = file.read_bytes()
    with pytest.raises(UserError, match="by hand"):
        remove(project, [Ignore("b", ("a",))])
    with pytest.raises(UserError, match="ends the file"):
        add(project, [Ignore("b", ("x",))])
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("scope", "lines", "elsewhere"),
    [("here", [3], [1, 3]), ("file", [], [1, 3]), ("everywhere", [], []), ("rule", [], [])],
)
def test_an_entry_is_made_of_a_place_and_how_far_it_goes(
    project: Path, scope: str, lines: list[int], elsewhere: list[int]
) -> None:
    read_ = format_module("plain").read(TALK.encode(), "a.txt")
    at = Span(8, 15)
    assert read_.cut(at) == "alof of"
    add(project, [entry_for(anchor(read_, at), "talks/a.txt", "doubled-word", scope, "")])
    assert left(project) == lines
    assert left(project, name="b.txt") == elsewhere


text = st.text(min_size=1, max_size=30).map(lambda t: f"x{t}")


@given(st.lists(st.builds(Ignore, text, st.tuples(text), left=text, path=text, until=st.dates())))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
def test_what_is_added_is_what_is_read(tmp_path: Path, entries: list[Ignore]) -> None:
    file = tmp_path / ".transcript-fix/ignore.yaml"
    file.unlink(missing_ok=True)
    add(tmp_path, entries)
    got = read(file).entries if file.exists() else ()
    assert [replace(e, line=0) for e in got] == list(dict.fromkeys(entries))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ignore:\n  - words: x\n", ":2:5: an ignore needs `reason`"),
        ("ignore:\n  - reason: x\n", ":2:5: an ignore needs `words`"),
        (
            "ignore:\n  - wrods: x\n",
            ":2:5: unknown key 'wrods' in an ignore; did you mean 'words'?",
        ),
        ("ignore:\n  - words: x\n    reason: y\n    until: soon\n", ":4:12: until must be a date"),
        ("ignore:\n  - words: x\n    reason: y\n    kind: tpyo\n", ":4:11: kind cannot be 'tpyo'"),
        ("ignore:\n  - words: [x\n", "not YAML"),
        ("version: 2\n", ":1:10: only version 1 is known"),
        ("a: &a [x]\nb: *a\n", "unknown key 'a'"),
    ],
)
def test_what_is_wrong_in_it_is_named_with_its_place(project: Path, text: str, said: str) -> None:
    file = project / ".transcript-fix/ignore.yaml"
    file.parent.mkdir()
    file.write_text(text, "utf-8")
    with pytest.raises(UserError) as error:
        read(file)
    assert said in str(error.value)


def test_the_nearest_project_upward_counts(project: Path) -> None:
    add(project, [Ignore("a joke", ("alof of",))])
    assert nearest(project / "talks") == project / ".transcript-fix/ignore.yaml"
    add(project / "talks", [Ignore("a joke", ("other",))])
    assert nearest(project / "talks") == project / "talks/.transcript-fix/ignore.yaml"
    assert left(project) == [1, 3]
