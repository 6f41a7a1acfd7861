"""docx: what is text in a Word file, and that an edit touches nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx as python_docx
import pytest
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.formats import packages
from tests.formats.corpus import edited, files
from tests.formats.packages import W, marked, member, part, run, unmarked
from transcript_fix.errors import UserError
from transcript_fix.formats import docx
from transcript_fix.model import Document, Role


def body(*paragraphs: str) -> str:
    return "".join(f"<w:p>{p}</w:p>" for p in paragraphs)


def texts(data: bytes) -> tuple[str, ...]:
    return docx.read(data, "").texts


def written(data: bytes, *new: str) -> str:
    return member(docx.write(data, new), "word/document.xml")


def test_a_word_split_over_runs_is_one_word() -> None:
    data = packages.docx(body(run("Xia", "<w:b/>") + run("omi said")))
    assert texts(data) == ("Xiaomi said",)
    assert run("Xia", "<w:b/>") + run("omei said") in written(data, "Xiaomei said")


@pytest.mark.parametrize(
    ("new", "runs"),
    [
        ("Lei Jun spoke", ("Lei ", "Jun", " spoke")),
        ("Lay Jin spoke", ("Lay ", "Jin", " spoke")),
        ("Lei June spoke", ("Lei ", "June", " spoke")),
        ("Lei, Jun spoke", ("Lei, ", "Jun", " spoke")),
        ("Jun spoke", ("", "Jun", " spoke")),
        ("Lei spoke", ("Lei ", "", "spoke")),
        ("Lei Jun has spoken", ("Lei ", "Jun", " has spoken")),
        ("Wang Hua spoke", ("Wang ", "Hua", " spoke")),
    ],
)
def test_a_changed_word_keeps_its_look_and_the_others_theirs(
    new: str, runs: tuple[str, ...]
) -> None:
    data = packages.docx(body(run("Lei ") + run("Jun", "<w:i/>") + run(" spoke")))
    found = re.findall(r"<w:t[^>]*>([^<]*)</w:t>", written(data, new))
    assert "".join(found).split() == new.split()
    assert tuple(found) == runs


def test_space_at_the_edge_of_a_run_is_kept_visible() -> None:
    data = packages.docx(body(run("one") + run("two")))
    new = written(data, "one and two")
    assert '<w:t xml:space="preserve">one and </w:t>' in new
    assert "<w:t>two</w:t>" in new
    assert docx.frame(data) == docx.frame(docx.write(data, ["one and two"]))


def test_a_reference_stays_as_it_was_spelled() -> None:
    data = packages.docx(body(run("it&#x2019;s a &amp; b, realy")))
    assert texts(data) == ("it’s a & b, realy",)
    assert "it&#x2019;s a &amp; b, really &lt;" in written(data, "it’s a & b, really <")


UNSEEN = {
    "deleted": "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>",
    "deleted the wrong way": "<w:del><w:r><w:t>gone</w:t></w:r></w:del>",
    "moved away": "<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>",
    "hidden": run("gone", "<w:vanish/>"),
    "code of a field": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>gone'
    '</w:instrText></w:r><w:r><w:t>gone</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "phonetic guide": "<w:r><w:ruby><w:rt>" + run("gone") + "</w:rt></w:ruby></w:r>",
}


@pytest.mark.parametrize("markup", UNSEEN.values(), ids=UNSEEN.keys())
def test_what_a_reader_does_not_see_is_no_text(markup: str) -> None:
    data = packages.docx(body(run("before ") + markup + run("after")))
    document = docx.read(data, "")
    assert document.prose == "before after"
    assert markup in written(data, "before and after")


FIXED = {
    "page number": '<w:fldSimple w:instr=" PAGE ">' + run("7") + "</w:fldSimple>",
    "result of a field": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE'
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "bound control": "<w:sdt><w:sdtPr><w:dataBinding w:xpath='/a'/></w:sdtPr><w:sdtContent>"
    + run("7")
    + "</w:sdtContent></w:sdt>",
    "locked control": "<w:sdt><w:sdtPr><w:lock w:val='contentLocked'/></w:sdtPr><w:sdtContent>"
    + run("7")
    + "</w:sdtContent></w:sdt>",
    "formula": "<m:oMath><m:r><m:t>7</m:t></m:r></m:oMath>",
    "comment inside": "<w:r><w:t>7<!-- --></w:t></w:r>".replace("<!-- -->", "<!--7-->"),
}


@pytest.mark.parametrize("markup", FIXED.values(), ids=FIXED.keys())
def test_what_word_fills_in_is_context_and_never_edited(markup: str) -> None:
    data = packages.docx(body(run("on page ") + markup + run(" he says")))
    document = docx.read(data, "")
    assert document.texts == ("on page", "he says")
    assert "7" in document.segments[1].lead
    assert markup in written(data, "on sheet", "she says")


def test_the_words_of_a_link_are_text_and_its_target_is_not() -> None:
    link = '<w:hyperlink w:anchor="x">' + run("his sight") + "</w:hyperlink>"
    data = packages.docx(body(run("see ") + link))
    assert texts(data) == ("see his sight",)
    assert '<w:hyperlink w:anchor="x"><w:r><w:t>his site' in written(data, "see his site")


def test_inserted_and_moved_words_are_text() -> None:
    moved = f"<w:ins>{run('new ')}</w:ins><w:moveTo>{run('here')}</w:moveTo>"
    assert texts(packages.docx(body(moved))) == ("new here",)


def test_tabs_and_breaks_are_context() -> None:
    stops = "<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>"
    breaks = "<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>"
    document = docx.read(packages.docx(body(stops + breaks)), "")
    assert document.prose == "one\ttwo\nthree"
    assert document.texts == ("one", "two", "three")


def test_a_name_with_a_colon_is_a_speaker() -> None:
    said = [("Lei Jun", ": we began"), ("Host", ": why?"), ("Lei Jun", ": for fun")]
    data = packages.docx(body(*(run(n, "<w:b/>") + run(t) for n, t in said)))
    document = docx.read(data, "")
    roles = [s.role for s in document.segments]
    assert roles == [Role.SPEAKER, Role.SPEECH] * 3
    assert [p.speaker for p in document.passages] == ["Lei Jun", "Host", "Lei Jun"]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="mine"/>'
    '<w:basedOn w:val="berschrift1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="x"/>'
    '<w:basedOn w:val="Loop"/></w:style>'
)


@pytest.mark.parametrize(
    ("look", "role"),
    [
        ('<w:pStyle w:val="berschrift1"/>', Role.HEADING),
        ('<w:pStyle w:val="Mine"/>', Role.HEADING),
        ('<w:outlineLvl w:val="2"/>', Role.HEADING),
        ('<w:pStyle w:val="Loop"/>', Role.SPEECH),
        ('<w:outlineLvl w:val="9"/>', Role.SPEECH),
        ('<w:pPrChange><w:pPr><w:pStyle w:val="Mine"/></w:pPr></w:pPrChange>', Role.SPEECH),
    ],
)
def test_a_heading_is_known_by_its_style_in_any_language(look: str, role: Role) -> None:
    data = packages.docx(body(f"<w:pPr>{look}</w:pPr>" + run("How it began")), {"styles": STYLES})
    assert docx.read(data, "").segments[0].role is role


def test_notes_headers_and_footers_are_text_in_this_order() -> None:
    def note(words: str) -> str:
        return body(run(words))

    parts = {
        "header1": part(note("head"), "hdr"),
        "comments": note("talk of ours"),
        "footer1": part(note("foot"), "ftr"),
        "endnotes": f"<w:endnote>{note('end')}</w:endnote>",
        "footnotes": f"<w:footnote>{note('below')}</w:footnote>",
    }
    data = packages.docx(body(run("text")), parts)
    assert texts(data) == ("text", "below", "end", "head", "foot")
    new = docx.write(data, ["text", "below", "end", "ahead", "foot"])
    assert "ahead" in member(new, "word/header1.xml")


def box(choice: str, fallback: str) -> str:
    return (
        f"<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{choice}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:pict><w:txbxContent>{fallback}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_both_copies_of_a_text_box_change_together() -> None:
    data = packages.docx(body(run("before") + box(body(run("in a bix")), body(run("in a bix")))))
    assert texts(data) == ("before", "in a bix")
    assert written(data, "before", "in a box").count("<w:t>in a box</w:t>") == 2


def test_copies_that_differ_are_left_alone() -> None:
    data = packages.docx(body(run("before") + box(body(run("in a bix")), body(run("in a bax")))))
    assert texts(data) == ("before",)


def test_the_line_of_a_finding_is_the_paragraph() -> None:
    document = docx.read(packages.docx(body(run("one"), "", run("two"), run("three"))), "")
    assert document.line_column(document.spans[2].start) == (3, 1)


@pytest.mark.parametrize("bad", ["a\nb", "a\x1bb", "a\x00b", "a\ud800b", "a\ufffeb", "a\u2028b"])
def test_what_xml_cannot_hold_is_refused(bad: str) -> None:
    with pytest.raises(UserError, match="may not hold"):
        docx.write(packages.docx(body(run("ab"))), [bad])


def setting(markup: str) -> dict[str, str]:
    return {"settings": markup}


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        (setting('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'), "protected"),
        (setting('<w:documentProtection w:edit="comments" w:enforcement="true"/>'), "protected"),
        (setting('<w:writeProtection w:hash="x" w:salt="y"/>'), "password"),
        ({"x": "<w:p>" * 600 + "</w:p>" * 600}, None),
        ({"footnotes": "<w:p>" * 600 + "</w:p>" * 600}, "nested too deep"),
        ({"footnotes": "<?xml version='1.0'?><!DOCTYPE x><x/>"}, "DOCTYPE"),
        ({"footnotes": "<?xml version='1.0' encoding='nonsense'?><x/>"}, "encoding"),
        ({"footnotes": "<?xml version='1.0'?><x>"}, "broken"),
        (setting('<w:documentProtection w:edit="readOnly" w:enforcement="0"/>'), None),
        (setting('<w:documentProtection w:formatting="1" w:enforcement="1"/>'), None),
        (setting('<w:writeProtection w:recommended="1"/>'), None),
    ],
)
def test_a_file_that_must_not_be_changed_is_refused_with_the_reason(
    parts: dict[str, str], why: str | None
) -> None:
    data = packages.docx(body(run("text")), parts)
    if why is None:
        assert texts(data) == ("text",)
    else:
        with pytest.raises(UserError, match=why):
            docx.read(data, "")


def test_old_encrypted_and_other_files_are_refused_with_what_to_do() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    for data, why in (
        (ole + b"x" * 600, "old Word file"),
        (ole + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"hello", "not a Word document"),
        (packages.zipped({"a.txt": "x"}), "not a Word document"),
        (packages.docx(body(run("x")))[:-30], "damaged"),
    ):
        with pytest.raises(UserError, match=why):
            docx.read(data, "")


# hypothesis: any runs, any new words

_TEXT = st.text(st.sampled_from("ab é雷&<>'\"😀.,"), max_size=8)
_RUNS = st.lists(st.tuples(_TEXT, st.sampled_from(["", "<w:b/>", "<w:i/>"])), max_size=6)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


@settings(deadline=None)
@given(st.lists(_RUNS, max_size=4), st.data())
def test_any_words_come_back_and_nothing_else_changes(
    paragraphs: list[list[tuple[str, str]]], data: st.DataObject
) -> None:
    made = body(*("".join(run(_escaped(t), look) for t, look in p) for p in paragraphs))
    raw = packages.docx(made)
    before = docx.read(raw, "")
    assert docx.write(raw, before.texts) == raw
    new = [data.draw(_TEXT.map(str.strip)) for _ in before.texts]
    out = docx.write(raw, new)
    assert docx.read(out, "").prose.split() == before.with_texts(new).prose.split()
    assert docx.frame(out) == docx.frame(raw)
    tracked = docx.Tracked('A "B" <C>', "2026-11-25T09:00:00Z")
    reviewed = tracked.write(raw, new)
    assert docx.read(reviewed, "").texts == docx.read(out, "").texts
    assert tracked.frame(reviewed) == tracked.frame(raw)


# real files, other readers


def real(most: int = 150_000) -> Iterator[tuple[str, bytes, Document]]:
    """The corpus without the refused files and those of more than `most` bytes.

    The largest take most of the time; `test_laws` has them all.
    """
    for path in files("docx"):
        data = path.read_bytes()
        if len(data) > most:
            continue
        try:
            yield path.name, data, docx.read(data, "")
        except UserError:
            continue


def words_seen(data: bytes) -> str:
    """What python-docx sees of the body, in tables too."""
    seen = python_docx.Document(io.BytesIO(data))
    return "\n".join(Paragraph(p, seen).text for p in seen.element.body.iter(f"{{{W}}}p"))


def test_python_docx_reads_the_same_words_but_the_edited_ones() -> None:
    compared = 0
    for name, data, before in real():
        edits, marks = marked(before, seed=len(data))
        new = docx.write(data, edited(before, edits).texts)
        try:
            old_words = words_seen(data)
        except (KeyError, ValueError, AttributeError):
            continue  # python-docx does not open it
        assert unmarked(words_seen(new), marks) == old_words, name
        compared += 1
    assert compared > 150


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {n: archive.read(n) for n in archive.namelist()}


def markup_and_words(xml: bytes) -> tuple[bytes, list[str]]:
    """A part without its words, and the words paragraph by paragraph (a word may change runs)."""
    root = etree.fromstring(xml)
    paragraphs = [list(p.iter(f"{{{W}}}t")) for p in root.iter(f"{{{W}}}p")]
    words = ["".join(t.text or "" for t in runs) for runs in paragraphs]
    for element in root.iter(f"{{{W}}}t"):
        element.text = None
        element.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
    return etree.tostring(root, method="c14n"), words


def test_lxml_sees_every_mark_and_no_other_change() -> None:
    for name, data, before in real():
        edits, marks = marked(before, seed=len(data))
        new = parts_of(docx.write(data, edited(before, edits).texts))
        for part_name, old in parts_of(data).items():
            if new[part_name] != old:
                (markup, words), (was, spoken) = map(markup_and_words, (new[part_name], old))
                assert markup == was, (name, part_name)
                assert [unmarked(w, marks) for w in words] == spoken, (name, part_name)
        every = b"".join(new.values()).decode("utf-8", "replace")
        whole = re.sub(r"<[^>]*>", "", every)
        assert all(mark in whole for mark in marks), name


def resolved(xml: bytes, author: str, *, accept: bool) -> list[str]:
    """The paragraphs of a part once an author's changes are accepted or rejected."""
    root = etree.fromstring(xml)
    for kind in ("ins", "del"):
        for element in list(root.iter(f"{{{W}}}{kind}")):
            if element.get(f"{{{W}}}author") == author and (kind == "ins") != accept:
                element.getparent().remove(element)
    words = (f"{{{W}}}t", f"{{{W}}}delText")
    return ["".join(t.text or "" for t in p.iter(*words)) for p in root.iter(f"{{{W}}}p")]


def test_tracked_changes_accepted_are_the_edit_and_rejected_the_original() -> None:
    author = "Ed & Co"
    tracked = docx.Tracked(author, "2026-11-25T09:00:00Z")
    for name, data, before in real(60_000):
        edits, _ = marked(before, seed=len(data), share=0.6)
        new = edited(before, edits).texts
        reviewed, plain = tracked.write(data, new), docx.write(data, new)
        assert tracked.frame(reviewed) == tracked.frame(data), name
        assert docx.read(reviewed, "").texts == docx.read(plain, "").texts, name
        old, after = parts_of(data), parts_of(plain)
        for part_name, xml in parts_of(reviewed).items():
            if xml == old[part_name]:
                continue
            accepted = resolved(xml, author, accept=True)
            assert accepted == resolved(after[part_name], "", accept=True), name
            assert resolved(xml, author, accept=False) == resolved(old[part_name], "", accept=True)


def test_what_is_refused_of_the_real_files_is_listed_with_the_reason() -> None:
    refused = []
    for path in files("docx"):
        try:
            docx.read(path.read_bytes(), "")
        except UserError as error:
            refused.append(f"{path.name}: {error}")
    listed = (Path(__file__).parent / "refused_docx.txt").read_text("utf-8").splitlines()
    assert refused == listed
