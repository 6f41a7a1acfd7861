"""odt: what is text in an OpenDocument file, and that an edit touches nothing else."""

from __future__ import annotations

import io
import re
import zipfile

import odfdo
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.formats import packages
from tests.formats.corpus import edited, files
from tests.formats.packages import marked, member, unmarked
from transcript_fix.errors import UserError
from transcript_fix.formats import odt
from transcript_fix.model import Role

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def p(words: str) -> str:
    return f"<text:p>{words}</text:p>"


def texts(data: bytes) -> tuple[str, ...]:
    return odt.read(data, "").texts


def written(data: bytes, *new: str) -> str:
    out = odt.write(data, new)
    assert odt.read(out, "").texts == new
    assert odt.frame(out) == odt.frame(data)
    return re.sub(r".*<office:text>|</office:text>.*", "", member(out, "content.xml"))


def test_a_word_split_over_spans_is_one_word() -> None:
    data = packages.odt(p("<text:span>Xia</text:span>omi said"))
    assert texts(data) == ("Xiaomi said",)
    assert written(data, "Xiaomei said") == p("<text:span>Xia</text:span>omei said")


def test_layout_in_the_file_is_no_space_in_the_prose_and_stays() -> None:
    data = packages.odt(p("\n   one\n   <text:span> two</text:span>  three\n  "))
    assert texts(data) == ("one two three",)
    assert written(data, "one two four") == p("\n   one\n   <text:span> two</text:span>  four\n  ")


@pytest.mark.parametrize(
    ("words", "new", "spelled"),
    [
        ("a<text:s/> b", "a b", "a<text:s/>b"),
        ("a <text:s/>b", "a b", "a b"),
        ('a<text:s text:c="3"/>b', "a b", "a b"),
        ('a <text:s text:c="3"/>b', "a  b", "a <text:s/>b"),
        ("a b", "a  b", "a <text:s/>b"),
        ("a x b", "a  b", "a <text:s/>b"),
        ("a&amp;b &lt;", "a&c <", "a&amp;c &lt;"),
        ("a\u00a0b", "a\u00a0c", "a\u00a0c"),
    ],
)
def test_a_second_space_is_written_as_opendocument_wants_it(
    words: str, new: str, spelled: str
) -> None:
    data = packages.odt(p(words))
    out = odt.write(data, [new])
    assert texts(out) == (new,)
    assert p(spelled) in member(out, "content.xml")


UNSEEN = {
    "comment": "<office:annotation><text:p>gone</text:p></office:annotation>",
    "number of a note": "<text:note><text:note-citation>1</text:note-citation></text:note>",
    "name of a picture": "<draw:frame><draw:desc>gone</draw:desc></draw:frame>",
    "hidden": "<text:hidden-text>gone</text:hidden-text>",
    "bookmark": '<text:bookmark text:name="gone"/>',
}


@pytest.mark.parametrize("markup", UNSEEN.values(), ids=UNSEEN.keys())
def test_what_a_reader_does_not_see_is_no_text(markup: str) -> None:
    data = packages.odt(p(f"before {markup}after"))
    assert odt.read(data, "").prose == "before after"
    assert markup in written(data, "before and after")


def test_deleted_text_that_is_tracked_is_left_alone() -> None:
    gone = (
        f"<text:tracked-changes><text:deletion>{p('gone')}</text:deletion></text:tracked-changes>"
    )
    data = packages.odt(gone + p("here <text:change/>it is"))
    assert texts(data) == ("here it is",)
    assert gone in written(data, "here it was")


@pytest.mark.parametrize(
    "markup",
    [
        "<text:page-number>7</text:page-number>",
        "<text:user-field-get>7</text:user-field-get>",
        "<text:sequence>7</text:sequence>",
    ],
)
def test_what_the_program_fills_in_is_context_and_never_edited(markup: str) -> None:
    data = packages.odt(p(f"on page {markup} he says"))
    document = odt.read(data, "")
    assert document.texts == ("on page", "he says")
    assert document.segments[1].lead == " 7 "
    assert markup in written(data, "on sheet", "she says")


def test_an_index_and_a_locked_section_are_no_text() -> None:
    index = f"<text:index-body>{p('one')}</text:index-body>"
    index = f"<text:table-of-content>{index}</text:table-of-content>"
    locked = f'<text:section text:protected="true">{p("two")}</text:section>'
    data = packages.odt(index + locked + f"<text:section>{p('three')}</text:section>")
    assert texts(data) == ("three",)


def test_tabs_and_breaks_are_context() -> None:
    data = packages.odt(p("one<text:tab/>two<text:line-break/>three"))
    assert odt.read(data, "").prose == "one\ttwo\nthree"


def test_headings_notes_and_page_headers() -> None:
    note = f"<text:note><text:note-body>{p('below')}</text:note-body></text:note>"
    data = packages.odt(f"<text:h>How</text:h>{p('it ' + note + 'began')}", styles=p("head"))
    document = odt.read(data, "")
    assert document.texts == ("How", "it began", "below", "head")
    assert document.segments[0].role is Role.HEADING
    assert "ahead" in member(odt.write(data, ["How", "it began", "below", "ahead"]), "styles.xml")


@pytest.mark.parametrize(
    ("extra", "why"),
    [
        ({"META-INF/documentsignatures.xml": "<x/>"}, "signed"),
        ({"META-INF/manifest.xml": "<m:manifest><m:encryption-data/></m:manifest>"}, "encrypted"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "not an OpenDocument"),
        ({"content.xml": "<!DOCTYPE x><x/>"}, "DOCTYPE"),
        ({"content.xml": "<x>" * 600}, "nested too deep"),
        ({"content.xml": "<x>"}, "broken"),
    ],
)
def test_a_file_that_must_not_be_changed_is_refused_with_the_reason(
    extra: dict[str, str], why: str
) -> None:
    with pytest.raises(UserError, match=why):
        odt.read(packages.odt(p("text"), files=extra), "")


_MARKUP = "<text:s/> <text:tab/> <text:span> </text:span> <text:line-break/>"
_WORDS = ["a", "b", " ", "  ", "\n ", "&amp;", "é", "\u00a0", '<text:s text:c="2"/>']
_PIECES = st.sampled_from(["<text:date>x</text:date>", *_MARKUP.split(), *_WORDS])
_NEW = st.text(st.sampled_from("ab &<é\u00a0"), max_size=6)


def _balanced(pieces: list[str]) -> str:
    depth, out = 0, []
    for piece in pieces:
        depth += {"<text:span>": 1, "</text:span>": -1}.get(piece, 0)
        if depth < 0:
            depth = 0
        else:
            out.append(piece)
    return "".join(out) + "</text:span>" * depth


@settings(deadline=None, max_examples=300)
@given(st.lists(st.lists(_PIECES, max_size=12), max_size=3), st.data())
def test_any_words_come_back_and_nothing_else_changes(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    raw = packages.odt("".join(p(_balanced(pieces)) for pieces in paragraphs))
    before = odt.read(raw, "")
    assert odt.write(raw, before.texts) == raw
    new = [data.draw(_NEW.map(str.strip).filter(bool)) for _ in before.texts]
    out = odt.write(raw, new)
    assert odt.read(out, "").texts == tuple(new)
    assert odt.frame(out) == odt.frame(raw)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {n: archive.read(n) for n in archive.namelist()}


def markup_and_words(xml: bytes) -> tuple[bytes, list[str]]:
    """A part without words and `text:s`, and the words paragraph by paragraph."""
    root = etree.fromstring(xml)
    words = ["".join(q.itertext()) for q in root.iter(f"{TEXT}p", f"{TEXT}h")]
    for element in list(root.iter()):
        element.text = element.tail = None
        if element.tag == f"{TEXT}s":
            element.getparent().remove(element)
    return etree.tostring(root, method="c14n"), words


def test_lxml_and_odfdo_see_every_mark_and_no_other_change() -> None:
    compared = 0
    for path in files("odt"):
        data = path.read_bytes()
        before = odt.read(data, "")
        assert odt.write(data, before.texts) == data
        edits, marks = marked(before, seed=len(data))
        out = odt.write(data, edited(before, edits).texts)
        new = parts_of(out)
        for name, old in parts_of(data).items():
            if new[name] != old:
                (markup, words), (was, said) = map(markup_and_words, (new[name], old))
                assert markup == was, path.name
                assert [unmarked(w, marks) for w in words] == said, path.name
        whole = re.sub(r"<[^>]*>", "", b"".join(new.values()).decode("utf-8", "replace"))
        assert all(mark in whole for mark in marks), path.name
        seen = odfdo.Document(io.BytesIO(out)).get_formatted_text()
        assert unmarked(seen, marks) == odfdo.Document(io.BytesIO(data)).get_formatted_text()
        compared += 1
    assert compared > 30
