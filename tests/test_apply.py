"""Document and edits in, document out; nothing is forced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import paragraphs
from transcript_fix.apply import apply
from transcript_fix.errors import UnsafeResult
from transcript_fix.model import Edit, Span

DOC = paragraphs("One two three.", "Four five.")


def test_edits_are_made_in_any_order() -> None:
    edits = [Edit(Span(16, 20), "Four", "4"), Edit(Span(0, 3), "One", "1")]
    assert apply(DOC, edits).texts == ("1 two three.", "4 five.")


def test_an_edit_whose_words_are_gone_is_refused() -> None:
    with pytest.raises(UnsafeResult, match="no longer stands"):
        apply(DOC, [Edit(Span(0, 3), "Uno", "1")])


@pytest.mark.parametrize("second", [Span(2, 5), Span(0, 3)])
def test_two_edits_at_one_place_are_refused(second: Span) -> None:
    edits = [Edit(Span(0, 3), "One", "1"), Edit(second, DOC.cut(second), "x")]
    with pytest.raises(UnsafeResult, match="two edits"):
        apply(DOC, edits)


@given(st.text("ab \n", max_size=20), st.data())
def test_outside_the_edits_nothing_changes(text: str, data: st.DataObject) -> None:
    doc = paragraphs(text)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    edits = [Edit(Span(a, b), text[a:b], data.draw(st.text("xy", max_size=3))) for a, b in pairs]
    expected, at = "", 0
    for e in edits:
        expected += text[at : e.span.start] + e.after
        at = e.span.end
    assert apply(doc, edits).prose == expected + text[at:]
