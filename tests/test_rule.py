"""The builders of house rules."""

from __future__ import annotations

from transcript_fix.rule import Hit, any_of, like_case, pattern, phrases


def hits(find: object, text: str) -> list[tuple[str, tuple[str, ...]]]:
    found: list[Hit] = list(find(text))  # type: ignore[operator]
    return [(text[h.start : h.end], h.suggestions) for h in found]


def test_a_pattern_keeps_the_case_of_the_first_letter() -> None:
    assert hits(pattern(r"\balot\b", "a lot"), "Alot of it, alot.") == [
        ("Alot", ("A lot",)),
        ("alot", ("a lot",)),
    ]


def test_a_pattern_may_leave_the_case_alone() -> None:
    find = pattern(r"\biphone\b", "iPhone", as_is=True)
    assert hits(find, "Iphone") == [("Iphone", ("iPhone",))]


def test_a_named_group_is_the_span() -> None:
    assert hits(pattern(r"in 2013(?P<bad> years)", ""), "in 2013 years we") == [(" years", ("",))]


def test_a_pattern_with_starts_is_tried_at_those_words_only() -> None:
    find = pattern(r"(?P<bad>on)[ ]foot", "by", starts="on")
    assert hits(find, "Upon foot, on foot.") == [("on", ("by",))]


def test_a_pattern_without_change_is_no_hit() -> None:
    assert not hits(pattern(r"\bcat\b", "cat"), "cat")


def test_a_function_may_leave_a_match_alone() -> None:
    find = pattern(r"\w+", lambda m: ["b"] if m.group() == "a" else [])
    assert hits(find, "a c") == [("a", ("b",))]


def test_a_phrase_matches_whole_words_over_any_white_space() -> None:
    find = phrases({"in details": "in detail"})
    assert hits(find, "In\ndetails, not in-details or within details.") == [
        ("In\ndetails", ("In detail",))
    ]


def test_a_phrase_matches_both_apostrophes() -> None:
    find = phrases({"it's means": "it means"})
    assert hits(find, "It’s means") == [("It’s means", ("It means",))]


def test_any_of_gives_one_hit_a_place_in_order() -> None:
    find = any_of(pattern("b", "x"), pattern("a|b", "y"))
    assert hits(find, "a b") == [("a", ("y",)), ("b", ("x",))]


def test_a_word_in_capitals_stays_in_capitals() -> None:
    assert like_case("ALOT", "a lot") == "A LOT"
