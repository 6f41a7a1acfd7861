"""Tags become changes of the text at exact places."""

from hypothesis import given
from hypothesis import strategies as st

from transcript_fix.tagger.decode import Change, changed_text, changes, shown
from transcript_fix.tagger.tags import FIXED
from transcript_fix.tagger.tokens import tokens


def mended(text: str, *tags: str) -> str:
    return changed_text(text, list(changes(tokens(text), [(t, 1.0, 1.0) for t in tags])))


def test_offsets_are_code_points_with_emoji_before() -> None:
    found = list(changes(tokens("👍🏽 He go."), [("KEEP", 1, 1)] * 4))
    assert found == []
    text = "👍 He go."
    (one,) = changes(tokens(text), [*[("KEEP", 1, 1)] * 3, ("THIRD", 0.9, 0.8)])
    assert (text[one.start : one.end], one.after) == ("go", "goes")
    assert (one.likely, one.wrong) == (0.9, 0.8)


def test_figures_and_names_are_never_touched() -> None:
    assert mended("We made 12 of them.", *["KEEP"] * 3, "DELETE") == "We made 12 of them."
    assert mended("We met Qixiang.", *["KEEP"] * 3, "REPLACE the") == "We met Qixiang."


def test_a_name_may_own_something() -> None:
    assert mended("We met Qixiang son.", *["KEEP"] * 3, "OWN") == "We met Qixiang's son."


def test_a_deleted_word_takes_one_space_with_it() -> None:
    assert mended("a b  c", "KEEP", "KEEP", "DELETE") == "a  c"
    assert mended("so we go", "KEEP", "DELETE") == "we go"


def test_a_word_behind_a_full_stop_gets_a_capital() -> None:
    assert (
        mended("Good. market is big.", "KEEP", "KEEP", "APPEND the") == "Good. The market is big."
    )


def test_words_in_two_lines_are_not_joined_over_a_mark() -> None:
    assert mended("some, thing", "KEEP", "JOIN") == "some, thing"


TAGS = st.sampled_from(
    [*FIXED, "APPEND the", "APPEND ,", "REPLACE .", "REPLACE of", "REPLACE a lot"]
)


@given(st.text(), st.lists(TAGS, max_size=12))
def test_changes_are_in_order_and_outside_them_nothing_moves(text: str, tags: list[str]) -> None:
    found: list[Change] = []
    for change in changes(tokens(text), [(t, 1.0, 1.0) for t in tags]):
        assert 0 <= change.start <= change.end <= len(text)
        assert not found or change.start >= found[-1].start
        found.append(change)
    kept = "".join(c for i, c in enumerate(text) if not any(f.start <= i < f.end for f in found))
    assert_follows(kept, changed_text(text, found))


def assert_follows(few: str, many: str) -> None:
    """Every letter of `few` is in `many`, in order."""
    rest = iter(many)
    assert all(c in rest for c in few)


def seen(text: str, *tags: str) -> list[tuple[str, str]]:
    made = list(changes(tokens(text), [(t, 1.0, 1.0) for t in tags]))
    return [(text[c.start : c.end], c.after) for c in shown(text, made)]


def test_a_word_put_in_is_shown_with_the_word_behind_it() -> None:
    found = seen("We entered global market.", "KEEP", "KEEP", "APPEND the")
    assert found == [("global", "the global")]


def test_what_touches_is_shown_together() -> None:
    assert seen("Company is.", "APPEND the", "LOWER") == [("Company", "The company")]
    assert seen("So, we go", "KEEP", "KEEP", "REPLACE .", "CAPITAL") == [(", we", ". We")]


def test_words_joined_are_shown_whole() -> None:
    assert seen("He is some where.", *["KEEP"] * 3, "JOIN") == [("some where", "somewhere")]


@given(st.text("ab ,.'A1", max_size=30), st.lists(TAGS, max_size=12))
def test_shown_or_not_the_text_becomes_the_same(text: str, tags: list[str]) -> None:
    made = list(changes(tokens(text), [(t, 1.0, 1.0) for t in tags]))
    assert changed_text(text, list(shown(text, made))) == changed_text(text, made)
