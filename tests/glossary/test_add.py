"""Adding to a glossary file: what stands there stays to the byte."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcript_fix import glossary, save
from transcript_fix.errors import UserError
from transcript_fix.glossary import add
from transcript_fix.glossary.add import Entry, with_entry

HOUSE = """\
# names of the house
version: 1   # do not touch

terms:
  # the phone makers
  - Xiaomi          # simplest
  - term: Qualcomm
    wrong: [Qualcommm,
            Qualcom]      # two
    note: >
      a long
      note
  - {term: "Sharp", fuzzy: off}
people:
  - name: Lei Jun
    labels:
      - LEI JUN
ignore: [Weibo]
"""


def test_a_missing_file_is_made(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    glossary.add_term(path, "Xiaomi", wrong=["Xaiomi"], heard=["show me"], type="company")
    (term,) = glossary.load(path).terms
    assert (term.term, term.wrong, term.heard) == ("Xiaomi", ("Xaiomi",), ("show me",))
    assert term.type == "company"


def test_doing_it_twice_is_doing_it_once(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    for _ in range(2):
        glossary.add_term(path, "Xiaomi", wrong=["Xaiomi"], case="exact", inflect=["plural"])
        once = path.read_bytes()
    glossary.add_term(path, "Xiaomi", wrong=["Xaiomi"])
    assert path.read_bytes() == once


def changed(old: str, new: str) -> list[str]:
    """Return the lines of `new` that `old` has not."""
    left = old.splitlines()
    return [line for line in new.splitlines() if line not in left]


@pytest.mark.parametrize(
    ("term", "line"),
    [
        ("Xiaomi", "  - {term: Xiaomi, wrong: [Wrongg]}          # simplest"),
        ("Qualcomm", "            Qualcom, Wrongg]      # two"),
        ("Sharp", '  - {term: "Sharp", fuzzy: off, wrong: [Wrongg]}'),
        ("Lei Jun", "    wrong: [Wrongg]"),
        ("New", "  - {term: New, wrong: [Wrongg]}"),
    ],
)
def test_one_line_changes_and_comments_and_order_stay(tmp_path: Path, term: str, line: str) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text(HOUSE, "utf-8")
    glossary.add_term(path, term, wrong=["Wrongg"])
    assert changed(HOUSE, path.read_text("utf-8")) == [line]
    (entry,) = [t for t in glossary.load(path).terms if t.term == term]
    assert "Wrongg" in entry.wrong


@pytest.mark.parametrize(
    "text",
    [
        "terms:\n- A\n- term: B\n  wrong:\n  - b1\n  - b2   # c\n\n# end",
        "terms: [A, B]\n",
        "terms:\n",
        "terms: []\nignore: [x]\n",
        "ignore: [x]",
        "terms:\n  - B\n",
        "terms:\n  - term: B\n    wrong: bb\n    note: |\n      x\n",
        "people:\n  - {name: A B}\nterms:\n  - term: B\n    heard:\n",
        "terms:\r\n  - A\r\n  - B\r\n",
        "\ufeffterms: [B]\n",
        "terms: [小米, B]  # 😀\n",
    ],
)
def test_every_way_of_writing_a_list_can_be_added_to(tmp_path: Path, text: str) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_bytes(text.encode())
    glossary.add_term(path, "B", wrong=["b: 9", "b#8"], heard=["be"])
    glossary.add_term(path, "Zed")
    found = {t.term: t for t in glossary.load(path).terms}
    assert {"b: 9", "b#8"} <= set(found["B"].wrong)
    assert found["B"].heard == ("be",)
    assert "Zed" in found
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") == text.startswith("\ufeff")
    assert (b"\n" in path.read_bytes().replace(b"\r\n", b"")) == ("\r\n" not in text)


def test_a_person_goes_to_people(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text("people: [Lei Jun]\n", "utf-8")
    glossary.add_term(path, "Lei Jun", type="person", wrong=["Lie Junn"])
    glossary.add_term(path, "Robin Li", type="person")
    assert [t.type for t in glossary.load(path).terms] == ["person", "person"]


def test_a_form_that_cannot_be_one_is_refused_and_nothing_written(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text(HOUSE, "utf-8")
    for form in ("Xia.*", "\x1b[31mred", "..."):
        with pytest.raises(UserError):
            glossary.add_term(path, "Xiaomi", wrong=[form])
    assert path.read_text("utf-8") == HOUSE


def test_a_broken_glossary_is_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text("terms: [a\n", "utf-8")
    with pytest.raises(UserError, match="not YAML"):
        glossary.add_term(path, "Xiaomi")
    assert path.read_text("utf-8") == "terms: [a\n"


def test_a_file_that_changed_meanwhile_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text(HOUSE, "utf-8")
    theirs = HOUSE + "# written by a colleague\n"
    real = save.save

    def late(target: Path, old: bytes | None, new: bytes) -> None:
        target.write_text(theirs, "utf-8")
        real(target, old, new)

    monkeypatch.setattr(add.save, "save", late)
    with pytest.raises(UserError, match="changed by another program"):
        glossary.add_term(path, "New")
    assert path.read_text("utf-8") == theirs


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UserError, match="permission"):
        glossary.add_term(tmp_path / "glossary.yaml", "New")


FORMS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12
).filter(lambda s: any(c.isalnum() for c in s))


@settings(max_examples=60, deadline=None)
@given(st.lists(FORMS, min_size=1, max_size=4, unique=True), st.sampled_from(["wrong", "heard"]))
def test_whatever_is_added_is_read_back_as_it_was(forms: list[str], key: str) -> None:
    term, *others = forms
    try:
        text = with_entry(HOUSE, "g", Entry(term, {key: tuple(others)} if others else {}, {}))
    except UserError:
        return  # a pattern, say
    assert with_entry(text, "g", Entry(term, {key: tuple(others)} if others else {}, {})) == text
    assert all(line in text for line in HOUSE.splitlines() if "#" in line and "Xiaomi" not in line)
