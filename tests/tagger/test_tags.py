"""What a tag makes of a word, and which tag makes one word of another."""

import pytest

from transcript_fix.tagger.tags import FIXED, KEEP, changed, in_case_of, tag_between


@pytest.mark.parametrize(
    ("word", "right", "tag"),
    [
        ("company", "companies", "PLURAL"),
        ("Countries", "Country", "SINGULAR"),
        ("go", "goes", "THIRD"),
        ("entered", "enter", "BASE"),
        ("become", "became", "PAST"),
        ("build", "building", "ING"),
        ("wrote", "written", "PARTICIPLE"),
        ("world", "world's", "OWN"),
        ("Xiaomi's", "Xiaomi", "DISOWN"),
        ("weChat", "wechat", "LOWER"),
        ("xiaomi", "Xiaomi", "CAPITAL"),
        ("usa", "USA", "UPPER"),
        ("well-known", "well known", "UNHYPHEN"),
        ("respond", "response", "REPLACE response"),
        ("i'm", "I'm", "CAPITAL"),
        ("is", "are", "REPLACE are"),
        ("same", "same", KEEP),
    ],
)
def test_the_tag_of_a_change(word: str, right: str, tag: str) -> None:
    assert tag_between(word, right) == tag


def test_a_tag_of_form_makes_what_it_was_read_from() -> None:
    for word, right in (("company", "companies"), ("SAYS", "SAID"), ("Take", "Taken")):
        assert next(changed(word, tag_between(word, right))) == right


def test_a_form_that_a_word_has_not_changes_nothing() -> None:
    assert not list(changed("of", "PLURAL"))
    assert not list(changed("goes", "THIRD"))


def test_to_be_has_too_many_forms_for_a_tag_of_form() -> None:
    assert not list(changed("are", "THIRD"))


def test_case_is_taken_from_the_place() -> None:
    assert in_case_of("They", "we") == "We"
    assert in_case_of("THEY", "we") == "WE"
    assert in_case_of("they", "I") == "I"


def test_keep_is_number_nothing() -> None:
    assert FIXED[0] == KEEP
