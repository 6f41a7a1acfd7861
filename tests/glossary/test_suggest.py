"""Terms that an archive wants."""

from __future__ import annotations

from transcript_fix.glossary.suggest import suggest
from transcript_fix.glossary.tokens import hide

ARCHIVE = [
    (
        "a.txt",
        "We love Xiaomi phones and we use JavaScript. " * 4 + "Then Xaiomi came. So Xiaomi won.",
    ),
    ("b.txt", "In the end Xiaomi won, and Javascript lost. So Lei Jun spoke. " * 3),
]


def test_frequent_names_come_first_with_counts_files_and_an_example() -> None:
    first, *_ = suggest(ARCHIVE)
    assert (first.term, first.count, first.files) == ("Xiaomi", 8, 2)
    assert "We love Xiaomi phones" in first.example


def test_variants_go_with_their_name_and_say_whether_they_are_safe() -> None:
    found = {p.term: p for p in suggest(ARCHIVE)}
    (variant,) = found["Xiaomi"].variants
    assert (variant.form, variant.count, variant.safe) == ("Xaiomi", 1, True)
    assert [v.form for v in found["JavaScript"].variants] == ["Javascript"]
    assert "Javascript" not in found


def test_a_full_name_is_one_proposal() -> None:
    assert "Lei Jun" in {p.term for p in suggest(ARCHIVE)}
    assert "Jun" not in {p.term for p in suggest(ARCHIVE)}


def test_ordinary_words_at_the_start_of_a_sentence_are_no_names() -> None:
    assert not {"We", "Then", "In", "So", "I"} & {p.term for p in suggest(ARCHIVE, least=1)}


def test_what_the_glossary_has_is_proposed_for_its_variants_only() -> None:
    known = frozenset({"xiaomi", "leijun"})
    assert {p.term for p in suggest(ARCHIVE, known)} == {"Xiaomi", "JavaScript"}


def test_a_rare_name_is_not_proposed() -> None:
    assert suggest([("a.txt", "We met Qualcomm once.")]) == []
    assert [p.term for p in suggest([("a.txt", "We met Qualcomm once.")], least=1)] == ["Qualcomm"]


def test_what_is_hidden_is_not_read() -> None:
    text = "see Xiaomi.com and"
    assert suggest([("a", hide(text * 5, [(4, 14)]))], least=6) == []


def test_a_name_that_is_often_written_small_is_not_proposed() -> None:
    text = "We use Lodash here. " * 4 + "we use lodash here. " * 3
    assert suggest([("a", text)]) == []
