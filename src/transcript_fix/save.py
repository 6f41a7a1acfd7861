"""The one place that writes a transcript: the whole new file or the whole old one, never a mix.

The one thing to know: on Linux the new file and the old one change places in one step
(`renameat2` EXCHANGE), and only then is the old one compared with what was read. If somebody
else wrote in between, the two change back: no window is left in which his work can be lost.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

from transcript_fix.errors import UserError

MARK = ".transcript-fix-"
"""In the name of the file beside; one that is left over after a crash holds old or new bytes."""


def save(path: Path, old: bytes | None, new: bytes) -> None:
    """Replace a file's bytes: the old stay, or the new are there and on the disk.

    `old` None makes a new file, or replaces one of our own whatever it holds. Mode, owner,
    extended attributes and a symbolic link to the file stay. Raises UserError (one line) where
    the file is not what was read, is a hard link, read-only or no plain file, or cannot be
    written; then nothing has changed.
    """
    try:
        target = Path(os.path.realpath(path, strict=old is not None))
        with _alone(target.parent):
            found = _refuse(target, old) if old is not None or target.exists() else None
            if new == old:
                return
            _replace(_write_beside(target, new, found), target, old)
            with contextlib.suppress(OSError):  # it is written, which is what we say
                sync_folder(target.parent)
    except OSError as error:
        raise UserError(_reason(error)) from error


_CHANGED = "the file was changed by another program while this one worked; nothing was written"
_REASONS = {
    errno.ENOSPC: "no space left on the disk; nothing was written",
    errno.EDQUOT: "your disk quota is used up; nothing was written",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "no permission to write here",
    errno.EPERM: "no permission to write here",
    errno.ELOOP: "a symbolic link that leads to itself",
    errno.ENOENT: "the file is gone",
    errno.ENOTDIR: "it is inside an archive, which is never written",
}


def _reason(error: OSError) -> str:
    known = _REASONS.get(error.errno or 0)
    return known or f"cannot be written: {error.strerror or error}"


_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A pipe or device must not make us wait."""


def _refuse(target: Path, old: bytes | None) -> os.stat_result:
    """Return what the file is, if it may be replaced and still holds `old`."""
    handle = os.open(target, _READ)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise UserError("not a plain file (a device, pipe or folder); it is not written")
        if found.st_nlink > 1:
            raise UserError(
                f"the file has {found.st_nlink} names (hard links); writing would part them. "
                "Make a copy and work on that"
            )
        if not found.st_mode & 0o222 or not os.access(target, os.W_OK):
            raise UserError("the file is read-only; allow writing first")
        if old is not None and (found.st_size != len(old) or _content(handle) != old):
            raise UserError(_CHANGED)
        return found
    finally:
        os.close(handle)


def _content(handle: int) -> bytes:
    parts = []
    while part := os.read(handle, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _write_beside(target: Path, new: bytes, like: os.stat_result | None) -> Path:
    """Write a finished file next to the target, with its mode, owner and attributes."""
    beside = target.with_name(f".{target.name[:100]}{MARK}{secrets.token_hex(6)}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(beside, flags, 0o600)
    try:
        view = memoryview(new)
        while view:
            view = view[os.write(handle, view) :]
        if like is not None:
            _dress(handle, target, like)
        elif hasattr(os, "fchmod"):
            os.fchmod(handle, 0o666 & ~_umask())
        os.fsync(handle)
    except BaseException:
        _discard(beside)
        raise
    finally:
        os.close(handle)
    return beside


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _dress(handle: int, target: Path, like: os.stat_result) -> None:
    if hasattr(os, "fchown"):
        made = os.fstat(handle)
        if (made.st_uid, made.st_gid) != (like.st_uid, like.st_gid):
            try:
                os.fchown(handle, like.st_uid, like.st_gid)
            except PermissionError:
                raise UserError("the file belongs to another user and would change hands") from None
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(like.st_mode))
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):  # a file system without any
            for name in os.listxattr(target):
                with contextlib.suppress(OSError):  # security.* is set by the system itself
                    os.setxattr(handle, name, os.getxattr(target, name))


def _replace(beside: Path, target: Path, old: bytes | None) -> None:
    try:
        ours = beside.stat().st_ino
        if old is None or not _exchange(beside, target):
            if old is not None and target.read_bytes() != old:
                raise UserError(_CHANGED)
            os.replace(beside, target)
            return
    except BaseException:
        _discard(beside)
        raise
    try:
        same = beside.read_bytes() == old
    except OSError:
        same = False
    if same:
        _discard(beside)
    else:
        _change_back(beside, target, ours)


def _change_back(beside: Path, target: Path, ours: int) -> None:
    """Give back the place to the file that another program wrote; always raises UserError."""
    with contextlib.suppress(OSError):
        if _exchange(beside, target) and beside.stat().st_ino == ours:
            _discard(beside)
            raise UserError(_CHANGED)
    kept = beside.with_name(f"{target.name}.kept-{secrets.token_hex(3)}")
    with contextlib.suppress(OSError):
        os.rename(beside, kept)
        beside = kept
    raise UserError(f"other programs write this file too; what one of them wrote is in {beside}")


def _discard(beside: Path) -> None:
    with contextlib.suppress(OSError):
        os.unlink(beside)


_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


def _exchange(one: Path, other: Path) -> bool:
    """Let two files change places in one step; False where the system cannot."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    done = call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code))


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let no other of our own processes write into the folder meanwhile."""
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        with contextlib.suppress(OSError):  # a network disk without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        with contextlib.suppress(OSError):
            os.close(handle)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system lets one."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
