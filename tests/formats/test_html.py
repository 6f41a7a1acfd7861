"""html: what is text in a page, as a browser cuts it, and that an edit touches nothing else."""

from __future__ import annotations

import re

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.corpus import edited, files
from tests.formats.packages import marked, unmarked
from transcript_fix.encoding import decode
from transcript_fix.formats import html
from transcript_fix.model import Document, Role


def read(page: str) -> Document:
    return html.read(page.encode(), "")


def written(page: str, *new: str) -> str:
    out = html.write(page.encode(), new)
    assert html.frame(out) == html.frame(page.encode())
    assert html.read(out, "").texts == new
    return out.decode()


def test_blocks_begin_paragraphs_and_inline_markup_runs_on() -> None:
    page = "<h1>How</h1><div><p>Xia<b>omi</b> began\n   in <i>2010</i>.<p>And then</div>"
    document = read(page)
    assert document.prose == "How\n\nXiaomi began in 2010.\n\nAnd then"
    assert document.segments[0].role is Role.HEADING
    new = written(page, "How", "Xiaomi begun in 2010.", "And then")
    assert new == page.replace("began", "begun")


UNREAD = {
    "script": "<script>if (a<b) gone('</p>')</script>",
    "script in a script": "<script><!-- <script>gone</script> gone --></script>",
    "style": "<style>p::before { content: 'gone' }</style>",
    "comment": "<!-- gone > gone -->",
    "comment that ends at once": "<!-->",
    "bogus comment": "<?gone and gone>",
    "bogus end": "</ gone>",
    "attribute": "<img alt=\"gone > gone\" title='gone' x=gone>",
    "preformatted": "<pre>gone</pre>",
    "drawing": "<svg><text>gone</text></svg>",
    "field": "<textarea><p>gone</textarea>",
    "choice": "<select><option>gone</select>",
    "sound guide": "<ruby><rt>gone</rt></ruby>",
}


@pytest.mark.parametrize("markup", UNREAD.values(), ids=UNREAD.keys())
def test_what_is_no_prose_is_no_text(markup: str) -> None:
    page = f"<p>before</p>{markup}<p>after</p>"
    assert read(page).texts == ("before", "after")
    assert markup in written(page, "ahead", "afterwards")


@pytest.mark.parametrize(
    ("page", "prose"),
    [
        ("a < b and c<d e>f</d> <3", "a < b and cf <3"),
        ("<p title='a>b'>one</p x='>'>two", "one\n\ntwo"),
        ("<p>one<!-- never closed <p>two", "one"),
        ("<p>one<a href='never closed>two", "one"),
        ("<P>one</P ><TD>two", "one\n\ntwo"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<p>run <code>x = 1</code> now", "run x = 1 now"),
        ("<title>A &amp; B</title><plaintext><p>x", "A & B"),
        ("caf&eacute; &notit; &#8217;s &bogus; AT&T &amp;lt;", "café ¬it; ’s &bogus; AT&T &lt;"),
        ("<p> \n </p><p>a&nbsp;x</p>", "a\u00a0x"),
        ("<a/b=c>one", "one"),
        ("", ""),
    ],
)
def test_pages_are_cut_as_the_standard_says(page: str, prose: str) -> None:
    assert read(page).prose == prose


def test_a_reference_stays_as_it_was_spelled() -> None:
    page = "<p>Don&rsquo;t AT&amp;T caf&eacute; realy &#8212; &copy</p>"
    said = "Don’t AT&T café really — ©"
    assert written(page, said) == page.replace("realy", "really")


def test_new_words_cannot_become_markup() -> None:
    assert written("<p>a b</p>", "a <b> & c") == "<p>a &lt;b&gt; &amp; c</p>"


@pytest.mark.parametrize(
    ("page", "new", "spelled"),
    [
        ("a < b", "a <b", "a &lt;b"),
        ("a & lt;", "a &lt;", "a &amp;lt;"),
        ("a & #32;", "a &#32;", "a &amp;#32;"),
        ("a &# 32;", "a &#32;", "a &amp;#32;"),
        ("a &copy b", "a ©right; b", "a &copy;right; b"),
        ("AT&T & realy", "AT&T & really", "AT&T & really"),
    ],
)
def test_what_stands_before_new_words_cannot_become_markup(
    page: str, new: str, spelled: str
) -> None:
    out = written(f"<p>{page}</p>", new)
    assert out in (f"<p>{spelled}</p>", f"<p>{spelled.replace('&copy;', '©')}</p>")


def test_space_that_would_vanish_is_written_so_that_it_does_not() -> None:
    assert written("<p>a b</p>", "a  b") == "<p>a &#32;b</p>"
    assert written("<p>a x b</p>", "a  b") == "<p>a &#32;b</p>"


def test_a_name_with_a_colon_is_a_speaker() -> None:
    page = "<p><b>Lei Jun:</b> we began<p><b>Host:</b> why?<p><b>Lei Jun:</b> for fun"
    assert [s.role for s in read(page).segments] == [Role.SPEAKER, Role.SPEECH] * 3


def test_the_place_of_a_word_is_that_in_the_file() -> None:
    page = "<p>\n  It&rsquo;s the\n  <b>realy</b> new\n"
    document = read(page)
    at = document.prose.index("realy")
    assert document.line_column(at) == (3, 6)
    assert page[document.segments[0].where.start :].startswith("It&rsquo;s")


@pytest.mark.parametrize(
    ("declared", "codec", "word"),
    [
        ("windows-1252", "cp1252", "café’s"),
        ("iso-8859-1", "cp1252", "café’s"),
        ("gb2312", "gb18030", "小米手机"),
        ("shift_jis", "cp932", "日本語の"),
        ("utf-8", "utf-8", "小米’s"),
    ],
)
def test_the_encoding_is_the_one_that_the_page_declares(
    declared: str, codec: str, word: str
) -> None:
    page = f'<meta charset="{declared}"><p>{word} phone</p>'.encode(codec)
    document = html.read(page, "")
    assert document.texts == (f"{word} phone",)
    new = html.write(page, [f"{word} phones ☃"])
    snow = "☃".encode(codec, "xmlcharrefreplace")
    assert new == page.replace(b"phone", b"phones " + snow)


def test_a_byte_order_mark_and_a_named_encoding_win() -> None:
    page = '<meta charset="gb2312"><p>café</p>'
    assert html.read(page.encode("utf-8-sig"), "").texts == ("café",)
    assert html.read(page.encode("latin-1"), "", "latin-1").texts == ("café",)
    utf16 = "\ufeff<p>café</p>".encode("utf-16-le")
    assert html.write(utf16, ["cafés"]) == "\ufeff<p>cafés</p>".encode("utf-16-le")


_MARKUP = "<p> </p> <b> </b> <br> <td> <code>x</code> <!--c--> <script>s</script>"
_WORDS = "a b & < é &amp; &nbsp; &#32; &rsquo;"
_SPACE = [" ", "  ", "\n ", "\r\n\t"]
_SOUP = ["<pre>p</pre>", "<i x='>'>", *_MARKUP.split(), *_WORDS.split(), *_SPACE]
_NEW = st.text(st.sampled_from("amp3 &<>é;\u00a0"), max_size=6)


@settings(deadline=None, max_examples=500)
@given(st.lists(st.sampled_from(_SOUP), max_size=25).map("".join), st.data())
def test_any_words_come_back_and_nothing_else_changes(page: str, data: st.DataObject) -> None:
    raw = page.encode()
    before = html.read(raw, "")
    assert html.write(raw, before.texts) == raw
    new = [data.draw(_NEW.map(str.strip).filter(bool)) for _ in before.texts]
    out = html.write(raw, new)
    assert html.read(out, "").texts == tuple(new)
    assert html.frame(out) == html.frame(raw)


@settings(deadline=None, max_examples=300)
@given(st.text(st.sampled_from("<>!-/?&;#='\"ab \nscriptyle"), max_size=60))
def test_no_soup_is_too_thick(page: str) -> None:
    raw = page.encode()
    document = html.read(raw, "")
    assert html.write(raw, document.texts) == raw
    assert all(s.text == s.text.strip() != "" for s in document.segments)


def seen(page: str) -> tuple[list[str], str]:
    """What lxml sees: the elements with their attributes, and all words."""
    root = lxml.html.document_fromstring(page)
    return [f"{e.tag} {dict(e.attrib)}" for e in root.iter()], " ".join(root.itertext())


def test_lxml_sees_every_mark_and_no_other_change() -> None:
    for path in files("html"):
        data = path.read_bytes()
        before = html.read(data, "")
        assert html.write(data, before.texts) == data
        edits, marks = marked(before, seed=len(data))
        page = decode(html.write(data, edited(before, edits).texts)).text
        strip = re.compile(r"^\ufeff?<\?xml[^>]*\?>")
        elements, words = seen(strip.sub("", page))
        was, said = seen(strip.sub("", decode(data).text))
        assert elements == was, path.name
        assert " ".join(unmarked(words, marks).split()) == " ".join(said.split()), path.name
        assert all(mark in words for mark in marks), path.name
