"""The house rules over whole documents: labels, passages, places, and what is turned off."""

from __future__ import annotations

from transcript_fix.checkers import house
from transcript_fix.config import Settings
from transcript_fix.formats import plain
from transcript_fix.model import Document, Finding


def findings(text: str, path: str = "a.txt", settings: Settings | None = None) -> list[Finding]:
    with house.start(settings or Settings()) as check:
        return list(check(document(text, path)))


def document(text: str, path: str = "a.txt") -> Document:
    return plain.read(text.encode(), path)


def test_a_finding_covers_the_words_that_it_says() -> None:
    text = "Lei Jun: Hello 😀 there.\n\nLei Jun: There are alof of phones , and they they sell.\n"
    found = findings(text)
    assert {f.rule for f in found} == {
        "run-together-words",
        "space-before-punctuation",
        "doubled-word",
    }
    assert all(document(text).cut(f.span) == f.before for f in found)


def test_a_space_before_the_colon_of_a_label_is_found() -> None:
    found = [f for f in findings("Lei Jun : Hello to you all.\n") if "colon" in f.rule]
    assert [(f.before, f.suggestions) for f in found] == [(" ", ("",))]


def test_what_is_left_of_the_web_page_is_found_across_lines() -> None:
    found = findings("Lei Jun: These are my plans.\n\nAdd a comment\nYour rate\n")
    assert [f.before.split("\n")[0] for f in found] == ["Add a comment"]
    assert found[0].before.endswith("Your rate")


def test_a_rule_that_is_off_says_nothing() -> None:
    off = Settings(rules_off=frozenset({"doubled-word"}))
    assert not findings("Well, they they sell it.\n", settings=off)


def test_a_web_code_is_no_mistake_where_the_format_shows_it_as_a_letter() -> None:
    assert findings("AT&amp;T sells it.\n", "a.txt")
    assert not findings("AT&amp;T sells it.\n", "a.md")


def test_many_splices_in_a_text_make_each_of_them_likelier() -> None:
    text = "The company sold phones in the second year, this was a good time for everybody.\n\n"
    rule = "comma-between-sentences"
    alone, *_ = (f.confidence for f in findings(text) if f.rule == rule)
    among = [f.confidence for f in findings(4 * text) if f.rule == rule]
    assert len(among) == 4
    assert alone is not None
    assert all(c is not None and c > alone for c in among)
