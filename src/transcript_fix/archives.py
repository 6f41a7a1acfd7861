"""Transcripts inside .zip and .tar.* files, read in place; changes go into a new archive beside.

A member is called by a path through the archive: `talks.zip/may/lei-jun.srt`. The one thing to
know: nothing is ever unpacked to the disk, and the archive itself is never written. What is in it
is not believed: names that lead out, members that unpack to far more than they should, links.
"""

from __future__ import annotations

import io
import re
import tarfile
import threading
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import IO, Any

from transcript_fix.errors import UnsafeResult, UserError
from transcript_fix.layouts import zipsplice
from transcript_fix.layouts.zipsplice import LARGEST, RATIO, RATIO_FROM, leads_out
from transcript_fix.save import save

_NAME = re.compile(r"(?i)(?P<stem>.+?)(?P<suffix>\.zip|\.tar(?:\.(?:gz|bz2|xz))?|\.t[gbx]z2?)$")
MEMBERS = 100_000
"""A tar file that holds more is no archive of transcripts."""

_UNREADABLE = (tarfile.TarError, OSError, EOFError, zlib.error, ValueError)


def is_archive(path: Path) -> bool:
    """Return whether a file is an archive, by its name."""
    return _NAME.match(path.name) is not None and path.is_file()


def split(path: Path) -> tuple[Path, str] | None:
    """Return the archive that a path leads through, and the member's name; None for a file."""
    for parent in path.parents:
        if _NAME.match(parent.name) and parent.is_file():
            return parent, path.relative_to(parent).as_posix()
    return None


def members(archive: Path) -> tuple[Path, ...]:
    """Return the paths of the files in an archive, in its order; hidden ones are passed over.

    Raises UserError for one that is damaged, encrypted or built to deceive.
    """
    names = _zip(*_stamp(archive)).members if _is_zip(archive) else _tar(*_stamp(archive)).members
    return tuple(archive / name for name in names if not _hidden(name))


def content(path: Path) -> bytes | None:
    """Return the bytes of a member; None where the path leads through no archive.

    Raises UserError for one that is missing, damaged, or unpacks to too much.
    """
    found = split(path)
    if found is None:
        return None
    archive, name = found
    if _is_zip(archive):
        return zipsplice.unpack(_zip(*_stamp(archive)), name)
    return _tar(*_stamp(archive)).content(name)


@dataclass
class Changes:
    """New bytes of members, by archive and name, until they are written."""

    pending: dict[Path, dict[str, tuple[bytes, bytes]]] = field(default_factory=dict)

    def take(self, path: Path, old: bytes, new: bytes) -> bool:
        """Take the change if `path` is in an archive; return whether it is."""
        found = split(path)
        if found is not None:
            self.pending.setdefault(found[0], {})[found[1]] = (old, new)
        return found is not None

    def write(self) -> Iterator[Path]:
        """Write a new archive beside each one with changes; yield its path.

        Raises UserError where the archive changed meanwhile or the new one is there already,
        UnsafeResult where the new one does not hold what it should.
        """
        for archive, changes in self.pending.items():
            target = _free(archive)
            _write(archive, changes, target, None)
            yield target


def sure_of_room(paths: Iterable[Path]) -> None:
    """Raise UserError where the archive that `Changes.write` would make is there already."""
    for archive in {found[0] for path in paths if (found := split(path))}:
        _free(archive)


def _free(archive: Path) -> Path:
    target = beside(archive)
    if target.exists():
        raise UserError(f"{target} is there already; move it away")
    return target


def newest(path: Path) -> Path:
    """Return a member's path in the archive that was written beside its own, where there is one."""
    found = split(path)
    if found is None or not beside(found[0]).is_file():
        return path
    return beside(found[0]) / found[1]


def go_on(archive: Path, changes: Mapping[str, tuple[bytes, bytes]]) -> Path:
    """Write changes (old and new bytes by member) into the archive beside; return its path.

    It is made if it is not there. Raises as `Changes.write` does.
    """
    target = beside(archive)
    there = target.is_file()
    base = target if there else archive
    _write(base, changes, target, base.read_bytes() if there else None)
    return target


def _write(
    base: Path, changes: Mapping[str, tuple[bytes, bytes]], target: Path, old: bytes | None
) -> None:
    for name, (before, _) in changes.items():
        if content(base / name) != before:
            raise UserError(f"{base}: changed by another program while this one worked")
    new = {name: data for name, (_, data) in changes.items()}
    save(target, old, _zipped(base, new) if _is_zip(base) else _tarred(base, new))


def beside(archive: Path) -> Path:
    """Return the name of the new archive: `talks.zip` becomes `talks.fixed.zip`."""
    found = _NAME.match(archive.name)
    assert found is not None
    return archive.with_name(f"{found['stem']}.fixed{found['suffix']}")


def _is_zip(archive: Path) -> bool:
    return archive.suffix.lower() == ".zip"


def _hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return name.endswith("/") or any(p.startswith(".") or p == "__MACOSX" for p in parts)


def _stamp(archive: Path) -> tuple[Path, int, int]:
    """Return what an open archive is known by: it is read anew when the file changed."""
    found = archive.stat()
    return archive, found.st_size, found.st_mtime_ns


@lru_cache(maxsize=2)
def _zip(archive: Path, size: int, stamp: int) -> zipsplice.Archive:
    return zipsplice.open_archive(archive.read_bytes())


def _zipped(archive: Path, new: Mapping[str, bytes]) -> bytes:
    old = _zip(*_stamp(archive))
    made = zipsplice.open_archive(
        zipsplice.replace(old, {name: (data,) for name, data in new.items()})
    )
    if list(made.members) != list(old.members):
        raise UnsafeResult(f"{archive}: the new archive has other members")
    for name, member in made.members.items():
        kept = name in new or member.crc == old.members[name].crc
        if not kept or (name in new and zipsplice.unpack(made, name) != new[name]):
            raise UnsafeResult(f"{archive}: {name} came out different")
    return made.data


@dataclass(frozen=True)
class _Tar:
    """An open tar file; members are read fastest in its own order, and one at a time."""

    file: tarfile.TarFile
    members: Mapping[str, tarfile.TarInfo]
    lock: threading.Lock = field(default_factory=threading.Lock)

    def content(self, name: str) -> bytes:
        info = self.members.get(name)
        if info is None:
            raise UserError("there is no such file in the archive")
        with self.lock, _plain_errors():
            file = self.file.extractfile(info)
            data = b"" if file is None else file.read()
        if len(data) != info.size:
            raise UserError("the archive is damaged")
        return data


@lru_cache(maxsize=2)
def _tar(archive: Path, size: int, stamp: int) -> _Tar:
    with _plain_errors():
        data = io.BytesIO(archive.read_bytes())  # an open file would have to be closed by someone
        file = tarfile.open(fileobj=data)  # noqa: SIM115
        return _Tar(file, {i.name: i for i in _looked_over(file, size) if i.isreg()})


def _looked_over(file: tarfile.TarFile, size: int) -> Iterator[tarfile.TarInfo]:
    """Yield the members; stop before a bomb is unpacked, at a name that leads out, at a twin."""
    most = max(RATIO * size, RATIO_FROM)
    seen: set[str] = set()
    while (info := file.next()) is not None:
        if info.offset_data + info.size > most or info.size > LARGEST:
            raise UserError(f"it would unpack to more than {most:,} bytes; that is no archive")
        if leads_out(info.name):
            raise UserError(f"a name in the archive leads out of it: {info.name[:80]!r}")
        if info.isreg() and (info.name in seen or len(seen) > MEMBERS):
            raise UserError(f"the archive holds {info.name[:80]!r} twice, or too much")
        seen.add(info.name)
        yield info


def _tarred(archive: Path, new: Mapping[str, bytes]) -> bytes:
    """Return a tar file with some members replaced, packed as the old one, and read back."""
    out = io.BytesIO()
    mode: Any = "w:" + _PACKING.get(archive.name.lower().rsplit(".", 1)[-1], "")
    with (
        _plain_errors(),
        tarfile.open(archive) as old,
        tarfile.open(fileobj=out, mode=mode, format=tarfile.PAX_FORMAT) as made,
    ):
        made.pax_headers = dict(old.pax_headers)
        for info in old:
            made.addfile(*_copied(old, info, new.get(info.name)))
    _read_back(archive, out.getvalue(), new)
    return out.getvalue()


def _copied(
    old: tarfile.TarFile, info: tarfile.TarInfo, data: bytes | None
) -> tuple[tarfile.TarInfo, IO[bytes] | None]:
    if not info.isreg():
        return info, None
    if data is None:
        return info, old.extractfile(info)
    info.size = len(data)
    info.pax_headers = {k: v for k, v in info.pax_headers.items() if k != "size"}
    return info, io.BytesIO(data)


_PACKING = {
    "gz": "gz", "tgz": "gz", "bz2": "bz2", "tbz": "bz2", "tbz2": "bz2", "xz": "xz", "txz": "xz",
}  # fmt: skip


def _read_back(archive: Path, data: bytes, new: Mapping[str, bytes]) -> None:
    with tarfile.open(archive) as old, tarfile.open(fileobj=io.BytesIO(data)) as made:
        for one, other in zip(old, made, strict=True):
            same = (one.name, one.type, one.mode, one.linkname) == (
                other.name, other.type, other.mode, other.linkname,
            )  # fmt: skip
            if not same:
                raise UnsafeResult(f"{archive}: {one.name} came out different")
            if one.isreg():
                before, after = old.extractfile(one), made.extractfile(other)
                assert before is not None
                assert after is not None
                if after.read() != new.get(one.name, before.read()):
                    raise UnsafeResult(f"{archive}: {one.name} came out different")


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except _UNREADABLE as error:
        raise UserError(f"the archive is damaged or no archive ({error})") from None
