"""Members of a zip file replaced, every other byte copied as it is.

The one thing to know: a member that is not asked for is never unpacked, so what is in it cannot
hurt; and one that is asked for is unpacked only as far as it may be long.
"""

from __future__ import annotations

import dataclasses
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from transcript_fix.errors import UserError
from transcript_fix.printable import printable

LARGEST = 512 * 1024 * 1024
"""Bytes: no part of a transcript is unpacked past this. War and Peace as XML has about 8 MB."""
RATIO, RATIO_FROM = 200, 16 * 1024 * 1024
"""A part longer than RATIO_FROM bytes that was packed more than RATIO times is a bomb. Deflate
packs at most 1,032 times; real parts were seen at up to 95 times."""
MEMBERS = 20_000


@dataclass(frozen=True, slots=True)
class Member:
    """A part: `header`, `content` and `entry` (in the directory) are offsets in bytes."""

    name: str
    header: int
    content: int
    entry: int
    packed: int
    size: int
    method: int
    flags: int
    crc: int


class Digest(Protocol):
    """What `hashlib` makes."""

    def update(self, data: bytes | memoryview[int], /) -> None:
        """Add bytes."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip file that was looked over; `directory` and `tail` are offsets of its list and end."""

    data: bytes
    members: Mapping[str, Member]
    directory: int
    tail: int


def open_archive(data: bytes) -> Archive:
    """Look over a zip file without unpacking anything.

    Raises UserError for one that is damaged, encrypted, or built to deceive: two members of one
    name, names that lead out of the folder, members that overlap.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos, directory = archive.infolist(), archive.start_dir
        entries = _entries(data, directory, len(infos))
        members = [_member(data, i, at) for i, at in zip(infos, entries, strict=False)]
    except _UNREADABLE as error:
        raise _broken(str(error)) from None
    _look_over(members, directory)
    _look_at_end(data, directory, entries[-1])
    return Archive(data, {m.name: m for m in members}, directory, entries[-1])


def unpack(archive: Archive, name: str) -> bytes:
    """Return a member's content. Raises UserError as `unpacked` does."""
    return b"".join(unpacked(archive, name))


def unpacked(archive: Archive, name: str) -> Iterator[bytes]:
    """Yield a member's content chunk by chunk; what is wrong with it may show at the end only.

    Raises UserError where it is missing, damaged, or longer than LARGEST or RATIO allow.
    """
    member = archive.members.get(name)
    if member is None:
        raise _broken(f"it has no part {name}")
    bomb = member.size > RATIO_FROM and member.size > RATIO * max(member.packed, 1)
    if member.size > LARGEST or bomb:
        much = f"{member.size:,} bytes"
        raise UserError(f"its part {_show(name)} would unpack to {much}; that is no transcript")
    size = crc = 0
    packed = memoryview(archive.data)[member.content : member.content + member.packed]
    for chunk in _inflated(packed, member):
        size, crc = size + len(chunk), zlib.crc32(chunk, crc)
        if size > member.size:
            break
        yield chunk
    if size != member.size or crc != member.crc:
        raise _broken(f"its part {name} does not match its checksum")


def replace(archive: Archive, contents: Mapping[str, Iterable[bytes]]) -> bytes:
    """Return the file with the contents (in pieces) of some members replaced, packed as they were.

    Nothing else changes but these members' sizes and checksums, and the offsets of what follows.
    Raises UserError where a size outgrows the file's fields.
    """
    if not contents:
        return archive.data
    out, data = io.BytesIO(), memoryview(archive.data)
    at, grown = 0, 0
    fresh: dict[str, Member] = {}
    shifts: list[tuple[int, int]] = []
    for member in sorted((archive.members[n] for n in contents), key=lambda m: m.header):
        packed, new = _pack(member, contents[member.name])
        out.write(data[at : member.header])
        begun = out.tell()
        end = _record(out, archive.data, member, new, packed)
        fresh[member.name] = new
        grown += out.tell() - begun - (end - member.header)
        shifts.append((member.header, grown))
        at = end
    out.write(data[at : archive.directory])
    out.write(_directory(archive, fresh, shifts) + _tail(archive, grown))
    return out.getvalue()  # gives its buffer away, without a copy


def add(digest: Digest, data: bytes, member: Member, content: Iterable[bytes] | None) -> None:
    """Add a member to a digest of the file `data`: `content`, or as it is packed where None."""
    size = 0
    packed = memoryview(data)[member.content : member.content + member.packed]
    for piece in (packed,) if content is None else content:
        digest.update(piece)
        size += len(piece)
    digest.update(f"\n{member.name}\n{size}\n".encode())


def leads_out(name: str) -> bool:
    """Return whether a member's name would leave the folder that it is unpacked into."""
    return _BAD_NAME.search(name) is not None


_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_ENCRYPTED, _DESCRIPTOR = 1, 8
_FULL = 0xFFFFFFFF
_BAD_NAME = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|\\|^[A-Za-z]:|[\0-\x1f]")
_UNREADABLE = (
    zipfile.BadZipFile,
    NotImplementedError,
    ValueError,  # a name that is not the UTF-8 it claims to be, an offset below zero
    OSError,
    struct.error,
    IndexError,
)


def _show(name: str) -> str:
    return printable(name[:80])


def _broken(why: str) -> UserError:
    return UserError(f"the file is damaged ({printable(why)}); open it and save it anew")


def _entries(data: bytes, at: int, count: int) -> list[int]:
    """Return where each record of the central directory begins, and where the last ends."""
    starts = [at]
    for _ in range(count):
        fields = _ENTRY.unpack_from(data, at)
        at += _ENTRY.size + fields[10] + fields[11] + fields[12]
        starts.append(at)
    return starts


def _member(data: bytes, info: zipfile.ZipInfo, entry: int) -> Member:
    header, name_at = info.header_offset, info.header_offset + _LOCAL.size
    magic, *_, name_length, extra_length = _LOCAL.unpack_from(data, header)
    listed_at = entry + _ENTRY.size
    listed = data[listed_at : listed_at + _ENTRY.unpack_from(data, entry)[10]]
    if magic != b"PK\3\4" or data[name_at : name_at + name_length] != listed:
        raise ValueError("its list of parts is not what it holds")
    content = name_at + name_length + extra_length
    sizes = info.compress_size, info.file_size
    form = info.compress_type, info.flag_bits
    return Member(info.orig_filename, header, content, entry, *sizes, *form, info.CRC)


def _look_over(members: Sequence[Member], directory: int) -> None:
    """Raise UserError for what no program that writes documents does."""
    if not members:
        raise UserError("the file is an empty archive, not a document")
    if len(members) > MEMBERS:
        raise UserError(f"the file holds {len(members):,} parts, more than any transcript has")
    seen: set[str] = set()
    for member in members:
        if leads_out(member.name):
            raise UserError(f"a part's name leads out of the file: {_show(member.name)}")
        if member.name.casefold() in seen:
            raise UserError(f"the file holds two parts named {_show(member.name)}")
        seen.add(member.name.casefold())
        if member.flags & _ENCRYPTED:
            raise UserError("the file is encrypted; save it without a password first")
    ordered = sorted(members, key=lambda m: m.header)
    ends = [m.content + m.packed for m in ordered]
    starts = [*(m.header for m in ordered[1:]), directory]
    if ordered[0].header or any(e > s for e, s in zip(ends, starts, strict=True)):
        raise _broken("its parts do not lie one after the other")


def _look_at_end(data: bytes, directory: int, tail: int) -> None:
    """Raise UserError unless the list of parts ends where the end record says."""
    end = data.rfind(b"PK\5\6")
    if data[tail : tail + 4] == b"PK\6\6":
        good = tail + _END64.size + _LOCATOR64.size == end
        good = good and _END64.unpack_from(data, tail)[-1] == directory
    else:
        good = tail == end and _END.unpack_from(data, tail)[6] == directory
    if not good:
        raise _broken("its end is not where it says")


_PACKED, _CHUNK = 1 << 14, 1 << 17
"""Bytes that go into the unpacker at once, and the most that come out."""


def _inflated(packed: memoryview[int], member: Member) -> Iterator[bytes]:
    if member.method == zipfile.ZIP_STORED:
        yield from (bytes(packed[at : at + _CHUNK]) for at in range(0, len(packed), _CHUNK))
        return
    if member.method != zipfile.ZIP_DEFLATED:
        raise UserError(
            f"its part {_show(member.name)} is packed in a way that documents never are"
        )
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(packed), _PACKED):
            rest: memoryview[int] | bytes = packed[at : at + _PACKED]
            while rest:
                chunk = unpacker.decompress(rest, _CHUNK)
                rest = unpacker.unconsumed_tail
                if chunk:
                    yield chunk
    except zlib.error as error:
        raise _broken(str(error)) from None


def _pack(member: Member, content: Iterable[bytes]) -> tuple[list[bytes], Member]:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    stored = member.method == zipfile.ZIP_STORED
    size = crc = 0
    packed: list[bytes] = []
    for piece in content:
        size, crc = size + len(piece), zlib.crc32(piece, crc)
        packed.append(piece if stored else packer.compress(piece))
    if not stored:
        packed.append(packer.flush())
    packed = [piece for piece in packed if piece]
    new = dataclasses.replace(member, packed=sum(map(len, packed)), size=size, crc=crc)
    if max(new.size, new.packed) >= _FULL:
        raise UserError("the document would grow past 4 GB")
    return packed, new


def _record(out: io.BytesIO, data: bytes, old: Member, new: Member, packed: Iterable[bytes]) -> int:
    """Write the new header, content and descriptor; return where the old record ends."""
    fields = list(_LOCAL.unpack_from(data, old.header))
    names = data[old.header + _LOCAL.size : old.content]
    if fields[6:9] != [0, 0, 0] or not old.flags & _DESCRIPTOR:
        fields[6] = new.crc
        if fields[8] == _FULL or fields[7] == _FULL:
            names = _in_extra(names, fields[9], [new.size, new.packed])
        else:
            fields[7:9] = [new.packed, new.size]
    end = old.content + old.packed
    descriptor = b""
    if old.flags & _DESCRIPTOR:
        descriptor, end = _descriptor(data, old, new, end)
    out.write(_LOCAL.pack(*fields) + names)
    out.writelines(packed)
    out.write(descriptor)
    return end


def _descriptor(data: bytes, old: Member, new: Member, at: int) -> tuple[bytes, int]:
    """Return the record that follows a content that was packed as a stream, in its own form."""
    for mark in (b"PK\7\10", b""):
        for sizes in ("<L2L", "<L2Q"):
            form = struct.Struct(sizes)
            was = mark + form.pack(old.crc, old.packed, old.size)
            if data[at : at + len(was)] == was:
                return mark + form.pack(new.crc, new.packed, new.size), at + len(was)
    return b"", at


def _in_extra(names: bytes, skip: int, values: Sequence[int]) -> bytes:
    """Return name and extra fields with the numbers of the zip64 field replaced, in order."""
    at = skip
    while at + 4 <= len(names):
        kind, length = struct.unpack_from("<2H", names, at)
        if kind == 1 and length >= 8 * len(values):
            new = struct.pack(f"<{len(values)}Q", *values)
            return names[: at + 4] + new + names[at + 4 + len(new) :]
        at += 4 + length
    raise _broken("a size is missing")


def _directory(
    archive: Archive, fresh: Mapping[str, Member], shifts: Sequence[tuple[int, int]]
) -> bytes:
    """Return the list of parts with new sizes, checksums and offsets."""
    out = []
    ends = [*(m.entry for m in archive.members.values()), archive.tail]
    for member, (start, end) in zip(archive.members.values(), pairwise(ends), strict=True):
        fields = list(_ENTRY.unpack_from(archive.data, start))
        names = archive.data[start + _ENTRY.size : end]
        new = fresh.get(member.name, member)
        shift = next((g for at, g in reversed(shifts) if at < member.header), 0)
        out.append(_entry(fields, names, new, member.header + shift))
    return b"".join(out)


def _entry(fields: list[int], names: bytes, new: Member, header: int) -> bytes:
    fields[7] = new.crc
    long = []
    for index, value in ((9, new.size), (8, new.packed), (16, header)):
        if fields[index] == _FULL:
            long.append(value)
        elif value >= _FULL:
            raise UserError("the document would grow past 4 GB")
        else:
            fields[index] = value
    if long:
        names = _in_extra(names, fields[10], long)
    return _ENTRY.pack(*fields) + names


def _tail(archive: Archive, grown: int) -> bytes:
    """Return the end records with the new place of the list of parts."""
    tail = archive.data[archive.tail :]
    head = b""
    if tail.startswith(b"PK\6\6"):
        fields = list(_END64.unpack_from(tail))
        locator = list(_LOCATOR64.unpack_from(tail, _END64.size))
        fields[-1] += grown
        locator[2] += grown
        head = _END64.pack(*fields) + _LOCATOR64.pack(*locator)
    end = list(_END.unpack_from(tail, len(head)))
    if end[6] != _FULL:
        end[6] += grown
    return head + _END.pack(*end) + tail[len(head) + _END.size :]
