"""Every file comes back as the same bytes, and no encoding is guessed without evidence."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcript_fix.encoding import decode, peek
from transcript_fix.errors import UserError

EN = "Lei Jun: “We didn’t expect it,” he said. The café in Zürich — there Señor Muñoz met us. "
FR = "Nous avons été très surpris. C'est déjà là, où les élèves français étaient près de la forêt. "
ZH = "雷军：首先，小米愿意不惜一切代价做出好产品。我们的时代已经到来，我们需要满足消费者的需求。"
TW = "雷軍：首先，小米願意不惜一切代價做出好產品。我們的時代已經到來，我們需要滿足消費者的需求。"
JA = "雷軍：まず、シャオミは何としても良い製品を作りたいと思っています。私たちの時代が来ました。"
RU = "Мы не ожидали этого, сказал он. Качество продукта является главным критерием. "
PL = "Nie spodziewaliśmy się tego, powiedział. Jakość produktu jest głównym kryterium. Żółć. "
MIXED = (
    "Lei Jun (雷军): Firstly, Xiaomi (小米) is willing at all costs to produce a good product. " * 3
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (EN, "utf-8"),
        (EN, "utf-8-sig"),
        (EN, "utf-16"),
        (EN, "utf-16-le"),
        (EN, "utf-16-be"),
        (EN, "cp1252"),
        (FR, "latin-1"),
        (FR, "cp1252"),
        ("We met in a café. " * 5, "latin-1"),
        ("Lei Jun: the demand of café goers, déjà vu in the résumé.\n", "latin-1"),
        ("It’s good. " * 5 + "This is it. " * 50, "cp1252"),
        (ZH, "gbk"),
        (ZH, "gb18030"),
        (MIXED, "gbk"),
        (TW, "big5"),
        (JA, "shift_jis"),
        (JA, "euc_jp"),
        (RU, "cp1251"),
        (PL, "cp1250"),
    ],
)
@pytest.mark.parametrize("times", [1, 30])
def test_an_encoding_is_found_and_written_back(text: str, encoding: str, times: int) -> None:
    data = (text * times).encode(encoding)
    decoded = decode(data)
    assert decoded.text == text * times
    assert decoded.encode(decoded.text) == data


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (EN, "mac_roman"),
        ("雷军", "gbk"),
        ("Xiaomi (小米) was founded in 2010. " + "This is it. " * 50, "gbk"),
    ],
)
def test_weak_evidence_is_a_question_to_the_user(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    with pytest.raises(UserError, match="--encoding"):
        decode(data)
    assert decode(data, encoding).text == text


def test_a_named_encoding_that_does_not_fit_is_refused() -> None:
    with pytest.raises(UserError, match="byte 3 cannot be read"):
        decode("café".encode("latin-1"), "ascii")
    with pytest.raises(UserError, match="no such encoding"):
        decode(b"abc", "klingon")
    for name in ("base64", "rot13", "zlib", "idna", "undefined"):
        with pytest.raises(UserError):
            decode(b"\xff\xfeabc"[2:] + b"\xff", name)


def test_a_character_that_the_encoding_lacks_is_refused_by_name() -> None:
    decoded = decode("We met in a café. ".encode("latin-1") * 4)
    with pytest.raises(UserError, match=r"U\+2019"):
        decoded.encode("It’s")


def test_binary_data_is_refused() -> None:
    for data in (bytes(range(256)) * 4, b"\0\1\2\3" * 100, b"abc\0def"):
        with pytest.raises(UserError, match=r"binary|sure"):
            decode(data)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE])
def test_a_byte_order_mark_is_kept_and_is_no_text(mark: bytes) -> None:
    names = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le"}
    data = mark + "so\r\n".encode(names.get(mark, "utf-32-be"))
    decoded = decode(data)
    assert decoded.text == "so\r\n"
    assert decoded.encode("so\r\n") == data


def test_lines_are_counted_as_editors_count_them() -> None:
    assert list(decode("a\r\nb\rc\nd\x0be\u2028f".encode()).line_starts) == [0, 3, 5, 7]


@given(st.binary(max_size=200))
def test_any_bytes_come_back_or_are_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UserError:
        return
    assert decoded.encode(decoded.text) == data
    peek(data)
