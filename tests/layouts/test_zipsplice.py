"""zipsplice: one member replaced, every other byte of the archive as it was."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcript_fix.errors import UserError
from transcript_fix.layouts.zipsplice import open_archive, replace, unpack

WORDS = b"so we said " * 40


def made(
    *, streamed: bool = False, stored: bool = False, zip64: bool = False, comment: bytes = b""
) -> bytes:
    """Return an archive of three members: "a", "b" (WORDS) and "c"."""
    out = io.BytesIO()
    target = _Unseekable(out) if streamed else out
    kind = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(target, "w", kind) as archive:
        for name, content in (("a", b"first"), ("b", WORDS), ("c", bytes(range(256)))):
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=zip64) as member:
                member.write(content)
        archive.comment = comment
    return out.getvalue()


class _Unseekable:
    """A target that cannot go back, so that sizes follow the content."""

    def __init__(self, out: io.BytesIO) -> None:
        self.write, self.flush = out.write, out.flush


FORMS: list[dict[str, object]] = [
    {},
    {"streamed": True},
    {"stored": True},
    {"zip64": True},
    {"streamed": True, "zip64": True},
    {"comment": b"PK and a comment"},
]


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_only_the_member_and_its_sizes_change(form: dict[str, object]) -> None:
    data = made(**form)  # type: ignore[arg-type]
    archive = open_archive(data)
    new = replace(archive, {"b": [b"other ", b"words"]})
    with zipfile.ZipFile(io.BytesIO(new)) as after:
        assert after.testzip() is None
        assert [after.read(n) for n in "abc"] == [b"first", b"other words", bytes(range(256))]
    header, end = archive.members["b"].header, archive.members["c"].header
    assert new[:header] == data[:header]
    moved = open_archive(new).members["c"].header
    assert new[moved : open_archive(new).directory] == data[end : archive.directory]
    assert len(new) - len(data) == moved - end
    assert new[-len(archive.data) + archive.tail :][:4] == data[archive.tail :][:4]


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_member_put_back_as_it_was_packed_here_gives_the_same_bytes(
    form: dict[str, object],
) -> None:
    once = replace(open_archive(made(**form)), {"b": [WORDS]})  # type: ignore[arg-type]
    there = replace(open_archive(once), {"b": [b"other"]})
    assert replace(open_archive(there), {"b": [WORDS]}) == once


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(st.sampled_from("abc"), st.binary(max_size=300)))
def test_any_members_may_be_replaced_at_once(new: dict[str, bytes]) -> None:
    data = made(streamed=True)
    out = replace(open_archive(data), {n: [c[:9], c[9:]] for n, c in new.items()})
    for name in "abc":
        want = new.get(name, unpack(open_archive(data), name))
        assert unpack(open_archive(out), name) == want


def named(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.filelist = [i for i in archive.filelist if i]
            archive.NameToInfo.clear()
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (("a", "../../etc/passwd"), "leads out"),
        (("a", "b/../../c"), "leads out"),
        (("a", "/etc/passwd"), "leads out"),
        (("a", "..\\c"), "leads out"),
        (("a", "C:c"), "leads out"),
        (("a", "b\x1b[2J"), "leads out"),
        (("a", "b", "a"), "two parts named a"),
        (("a", "word/B", "word/b"), "two parts named word/b"),
    ],
)
def test_names_that_deceive_are_refused(names: tuple[str, ...], why: str) -> None:
    with pytest.raises(UserError, match=why) as caught:
        open_archive(named(*names))
    assert "\x1b" not in str(caught.value)


def test_a_member_that_lies_over_another_is_refused() -> None:
    data = bytearray(made())
    second = data.index(b"PK\1\2", data.index(b"PK\1\2") + 4)
    struct.pack_into("<L", data, second + 42, 0)
    with pytest.raises(UserError, match="damaged"):
        open_archive(bytes(data))


@pytest.mark.parametrize("cut", [1, 10, 22, 60, 150])
def test_a_file_cut_short_is_refused(cut: int) -> None:
    with pytest.raises(UserError, match="damaged"):
        open_archive(made()[:-cut])


def test_a_file_with_something_before_it_is_refused() -> None:
    with pytest.raises(UserError, match="damaged"):
        open_archive(b"#!/bin/sh\n" + made())


def test_a_part_that_is_not_what_it_says_is_refused() -> None:
    archive = open_archive(made(stored=True))
    at = archive.members["b"].content
    torn = archive.data[:at] + b"S" + archive.data[at + 1 :]
    with pytest.raises(UserError, match="checksum"):
        unpack(open_archive(torn), "b")


def bomb(size: int, said: int) -> bytes:
    """Return an archive whose member "b" unpacks to `size` bytes of nothing and says `said`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("b", "w") as b:
        for _ in range(size >> 20):
            b.write(bytes(1 << 20))
    data = bytearray(out.getvalue())
    struct.pack_into("<L", data, data.index(b"PK\1\2") + 24, said)
    return bytes(data)


@pytest.mark.parametrize("said", [100 << 20, 1000, 0])
def test_a_bomb_is_refused_before_it_takes_memory(said: int) -> None:
    data = bomb(100 << 20, said)
    assert len(data) < 200_000
    tracemalloc.start()
    with pytest.raises(UserError, match=r"no transcript|damaged"):
        unpack(open_archive(data), "b")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 << 20


def test_a_bomb_that_is_not_read_is_copied_as_it_is() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", "x")
        archive.writestr("b", bytes(60 << 20))
    new = replace(open_archive(out.getvalue()), {"a": [b"y"]})
    assert len(new) == len(out.getvalue())
    assert zlib.crc32(new) != zlib.crc32(out.getvalue())
