"""Reading a glossary: what it may say, and one clear line for what it may not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from transcript_fix import glossary
from transcript_fix.errors import USAGE, UserError
from transcript_fix.glossary.entry import Autofix, Case
from transcript_fix.glossary.nodes import LARGEST

FULL = """\
version: 1
defaults: {case: exact, inflect: [possessive], fuzzy: suggest, phonetic: off}
terms:
  - Xiaomi
  - term: Qualcomm
    type: company
    wrong: [Qualcommm, Qual comm]
    heard: "call com"
    admitted: [QCOM]
    forbidden: ["Qualcomm Inc"]
    case: smart
    inflect: {possessive: true, plural: true}
    source: ["高通"]
    unless: {before: ["Stadium"], after: ["Mr."]}
    scope: {paths: ["interviews/**"], speakers: [Lei Jun], since: 2020-01-01, until: 2021-12-31}
    autofix: review
    note: chip maker, San Diego
    tests:
      - {in: "Qualcommm's chips", out: "Qualcomm's chips"}
      - {in: "see qualcomm.com", same: true}
  - {term: Meta, was: Facebook, since: 2021-10-28, autofix: never}
  - {term: Go, fuzzy: off, phonetic: off}
  - No
people:
  - {name: Lei Jun, labels: ["LEI JUN", "Mr. Lei"], source: "雷军"}
ignore: [Weibo, Taobao]
"""


def write(folder: Path, text: str | bytes, name: str = "glossary.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_full_glossary_is_read_with_all_its_keys(tmp_path: Path) -> None:
    found = glossary.load(write(tmp_path, FULL))
    by_name = {t.term: t for t in found.terms}
    term = by_name["Qualcomm"]
    assert term.wrong == ("Qualcommm", "Qual comm")
    assert term.heard == ("call com",)
    assert (term.case, term.autofix) == (Case.SMART, Autofix.REVIEW)
    assert (term.possessive, term.plural, term.phonetic) == (True, True, False)
    assert (term.before, term.after) == (("Stadium",), ("Mr.",))
    assert term.scope.since == date(2020, 1, 1)
    assert [e.out for e in term.tests] == ["Qualcomm's chips", "see qualcomm.com"]
    assert (term.place.line, term.place.column) == (5, 5)
    assert by_name["Meta"].since == date(2021, 10, 28)
    assert by_name["Lei Jun"].person
    assert by_name["Lei Jun"].labels == ("LEI JUN", "Mr. Lei")
    assert found.ignore == ("Weibo", "Taobao")


def test_defaults_fill_what_an_entry_leaves_out(tmp_path: Path) -> None:
    found = glossary.load(write(tmp_path, FULL))
    assert found.terms[0].case is Case.EXACT
    assert not found.terms[0].phonetic


def test_words_that_yaml_takes_for_something_else_stay_words(tmp_path: Path) -> None:
    path = write(tmp_path, "terms: [No, Yes, 1.10, 007, null Island, 3M]\n")
    terms = [t.term for t in glossary.load(path).terms]
    assert terms == ["No", "Yes", "1.10", "007", "null Island", "3M"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "glossary.yaml: empty; a glossary begins with `terms:`"),
        ("# only a comment\n", "glossary.yaml: empty"),
        ("terms:\n\t- a\n", "glossary.yaml:2:1: a tab"),
        ("terms:\n  - {term: A, worng: [b]}\n", ":2:15: unknown key 'worng' in a term; did you"),
        ("trems: [a]\n", ":1:1: unknown key 'trems' in the glossary; did you mean 'terms'?"),
        ("terms: [a]\nterms: [b]\n", ":2:1: the key 'terms' stands twice"),
        ("- a\n", ":1:1: the glossary must be `key: value` pairs, not a list"),
        ("just text\n", ":1:1: the glossary must be `key: value` pairs"),
        ("terms: {a: b}\n", ":1:8: terms must be a list"),
        ("terms: [a\n", ":2:1: not YAML"),
        ("terms: [a, 'Xiao.*mi']\n", ":1:12: 'Xiao.*mi' looks like a pattern; write the words"),
        ("terms: [a, '/xiaomi/i']\n", "looks like a pattern"),
        ("terms: [{term: A, wrong: ['\\bfoo']}]\n", "looks like a pattern"),
        ("terms: [{term: A, wrong: ['[Ff]oo']}]\n", "looks like a pattern"),
        ("terms: [{wrong: [a]}]\n", ":1:9: a term needs the key 'term'"),
        ("terms: ['...']\n", "has no letter"),
        ("terms: [{term: A, case: loud}]\n", "case cannot be 'loud'"),
        ("terms: [{term: A, fuzzy: maybe}]\n", "fuzzy must be true or false"),
        ("terms: [{term: A, since: 2021-01-01}]\n", "`since` needs `was`"),
        ("terms: [{term: A, was: B, since: 1 May}]\n", "must be a date such as 2021-10-28"),
        ("terms: [{term: A, wrong: [A]}]\n", "'A' cannot be wrong for itself"),
        ("terms: [{term: A, wrong: [B], admitted: [B]}]\n", "'B' is both wrong and admitted"),
        ("terms: [{term: A, tests: [{in: x}]}]\n", "a test needs `in` and one of"),
        ("version: 2\n", "only version 1 is known"),
        ("terms: [A]\n---\nterms: [B]\n", "a second document"),
        ("terms: [" + "[" * 3000, "glossary.yaml"),
        ("terms: [A" + "B" * 300 + "]\n", "characters long"),
        (b"terms: [\xff\xfeA]\n", "glossary.yaml:1: not UTF-8"),
        (b"terms: [\x00]\n", "glossary.yaml"),
    ],
)
def test_what_is_wrong_is_one_line_with_its_place(
    tmp_path: Path, text: str | bytes, line: str
) -> None:
    with pytest.raises(UserError) as caught:
        glossary.load(write(tmp_path, text))
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.code == USAGE


def test_a_glossary_of_50_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, b"terms:\n" + b"  - Xiaomi Corporation\n" * (50_000_000 // 23))
    with pytest.raises(UserError, match="50 MB is too large"):
        glossary.load(path)
    assert path.stat().st_size > LARGEST


def test_a_missing_glossary_and_a_folder_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such glossary"):
        glossary.load(tmp_path / "none.yaml")
    with pytest.raises(UserError, match="a folder"):
        glossary.load(tmp_path)


def test_utf16_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    for data in ("terms: [Zoë]\n".encode("utf-16"), "\ufeffterms: [Zoë]\n".encode()):
        assert glossary.load(write(tmp_path, data)).terms[0].term == "Zoë"


def test_another_glossary_is_included_once(tmp_path: Path) -> None:
    write(tmp_path, "terms: [Shared]\n", "shared/companies.yaml")
    write(tmp_path, "include: companies.yaml\nterms: [People]\n", "shared/people.yaml")
    text = "include: [../shared/companies.yaml, ../shared/people.yaml]\nterms: [Mine]\n"
    found = glossary.load(write(tmp_path, text, "house/glossary.yaml"))
    assert [t.term for t in found.terms] == ["Shared", "People", "Mine"]
    assert len(found.files) == 3


def test_an_include_in_a_circle_is_told_with_its_way(tmp_path: Path) -> None:
    write(tmp_path, "include: a.yaml\n", "b.yaml")
    with pytest.raises(UserError, match=r"circle: a\.yaml -> b\.yaml -> a\.yaml"):
        glossary.load(write(tmp_path, "include: b.yaml\n", "a.yaml"))


@pytest.mark.parametrize(
    ("include", "line"),
    [
        ("/etc/hostname", "relative path"),
        ("~/names.yaml", "relative path"),
        ("../../../../outside.yaml", "leaves the project folder"),
        ("none.yaml", "no such file"),
    ],
)
def test_an_include_may_not_leave_the_project(tmp_path: Path, include: str, line: str) -> None:
    path = write(tmp_path, f"include: {include}\n", "p/glossary.yaml")
    (tmp_path / "p" / ".git").mkdir()
    with pytest.raises(UserError, match=line):
        glossary.load(path)


def test_a_link_out_of_the_project_is_no_way_round(tmp_path: Path) -> None:
    secret = write(tmp_path, "terms: [Secret]\n", "other/secret.yaml")
    path = write(tmp_path, "include: inner.yaml\n", "p/glossary.yaml")
    (tmp_path / "p" / ".git").mkdir()
    (tmp_path / "p" / "inner.yaml").symlink_to(secret)
    with pytest.raises(UserError, match="leaves the project folder"):
        glossary.load(path)


def test_an_alias_that_holds_itself_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        glossary.load(write(tmp_path, "terms: &a [*a]\n"))


def test_the_projects_own_glossary_is_sound_and_passes_its_tests() -> None:
    from transcript_fix.glossary import trial

    found = glossary.load(Path(__file__).parents[2] / "glossary.yaml")
    names = {t.term for t in found.terms}
    assert {"Xiaomi", "Qualcomm", "Sharp", "WeChat", "Weibo", "Motorola", "Lei Jun"} <= names
    assert trial.failures(found) == []
