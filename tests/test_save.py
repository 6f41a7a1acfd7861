"""Saving: the old bytes or the new ones, whatever happens; nobody's work is lost."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from transcript_fix import save as module
from transcript_fix.errors import UserError
from transcript_fix.save import save

OLD, NEW = b"old words\n" * 5000, b"new words, more of them\n" * 5000
CALLS = (
    "open",
    "read",
    "write",
    "fsync",
    "fchmod",
    "close",
    "rename",
    "replace",
    "unlink",
    "fstat",
)
LINUX = sys.platform == "linux"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_bytes(OLD)
    return path


def test_a_saved_file_holds_the_new_bytes_and_nothing_lies_beside_it(file: Path) -> None:
    save(file, OLD, NEW)
    assert file.read_bytes() == NEW
    assert os.listdir(file.parent) == ["talk.txt"]


def test_a_file_that_changed_since_it_was_read_is_left_alone(file: Path) -> None:
    file.write_bytes(b"somebody else was here")
    with pytest.raises(UserError, match="changed by another program"):
        save(file, OLD, NEW)
    assert file.read_bytes() == b"somebody else was here"


def test_a_write_at_the_last_moment_by_another_program_is_not_lost(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = module._exchange
    calls = []

    def late(one: Path, other: Path) -> bool:
        if not calls:
            other.write_bytes(b"an editor saved just now")
        calls.append(1)
        return exchange(one, other)

    monkeypatch.setattr(module, "_exchange", late)
    with pytest.raises(UserError, match="changed by another program"):
        save(file, OLD, NEW)
    assert file.read_bytes() == b"an editor saved just now"
    assert os.listdir(file.parent) == ["talk.txt"]


def test_without_the_exchange_call_the_file_is_compared_just_before(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_exchange", lambda one, other: False)
    save(file, OLD, NEW)
    assert file.read_bytes() == NEW


def test_a_folder_that_cannot_be_synced_makes_no_lie_of_what_is_said(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(folder: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(module, "sync_folder", broken)
    save(file, OLD, NEW)
    assert file.read_bytes() == NEW


def test_mode_owner_and_attributes_stay(file: Path) -> None:
    file.chmod(0o640)
    marked = True
    try:
        os.setxattr(file, "user.note", b"mine")
    except (AttributeError, OSError):
        marked = False
    before = file.stat()
    save(file, OLD, NEW)
    after = file.stat()
    assert stat.S_IMODE(after.st_mode) == 0o640
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)
    assert not marked or os.getxattr(file, "user.note") == b"mine"


def test_a_symbolic_link_stays_a_link_to_the_changed_file(file: Path) -> None:
    link = file.parent / "link.txt"
    link.symlink_to(file.name)
    save(link, OLD, NEW)
    assert link.is_symlink()
    assert file.read_bytes() == NEW


def _hard(file: Path) -> Path:
    os.link(file, file.parent / "again.txt")
    return file


def _read_only(file: Path) -> Path:
    file.chmod(0o444)
    return file


def _loop(file: Path) -> Path:
    (file.parent / "loop.txt").symlink_to("loop.txt")
    return file.parent / "loop.txt"


def _pipe(file: Path) -> Path:
    os.mkfifo(file.parent / "pipe.txt")
    return file.parent / "pipe.txt"


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (_hard, "hard links"),
        (_read_only, "read-only"),
        (_loop, "leads to itself"),
        (_pipe, "not a plain file"),
        (lambda f: Path("/dev/null"), "not a plain file"),
        (lambda f: f.parent, "not a plain file"),
        (lambda f: f.parent / "gone.txt", "gone"),
    ],
)
def test_what_cannot_be_replaced_safely_is_refused_in_one_line(
    make: Callable[[Path], Path], why: str, file: Path
) -> None:
    with pytest.raises(UserError, match=why) as caught:
        save(make(file), OLD, NEW)
    assert "\n" not in str(caught.value)
    assert file.read_bytes() == OLD


class _Fault:
    """Makes the n-th system call of a save go wrong."""

    def __init__(self, at: int, how: str) -> None:
        self.at, self.how, self.calls = at, how, 0

    def wrap(self, call: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*args: object, **more: object) -> object:
            self.calls += 1
            if self.calls != self.at:
                return call(*args, **more)
            if self.how == "kill after":
                call(*args, **more)
            if self.how == "half, kill" and call.__name__ == "write":
                call(args[0], bytes(args[1])[: len(bytes(args[1])) // 2])  # type: ignore[call-overload]
            if self.how.endswith(("kill", "kill after")):
                os.kill(os.getpid(), signal.SIGKILL)
            if self.how == "short":
                if call.__name__ == "write":
                    return call(args[0], bytes(args[1])[:7])  # type: ignore[call-overload]
                return call(*args, **more)
            raise OSError(getattr(errno, self.how), os.strerror(getattr(errno, self.how)))

        return wrapped

    def install(self) -> None:
        for name in CALLS:
            setattr(module.os, name, self.wrap(getattr(os, name)))
        module._exchange = self.wrap(module._exchange)  # type: ignore[assignment]


def _save_with_fault(file: Path, at: int, how: str) -> tuple[int, int]:
    """Save in a child process; return its wait status and how many calls it made."""
    counter = file.parent.parent / "calls"
    child = os.fork()
    if child == 0:
        fault = _Fault(at, how)
        write, real_exit = os.write, os._exit
        log = os.open(counter, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        fault.install()
        code = 0
        try:
            save(file, OLD, NEW)
        except UserError:
            code = 3
        except BaseException:
            code = 4
        write(log, str(fault.calls).encode())
        real_exit(code)
    _, status = os.waitpid(child, 0)
    return status, int(counter.read_bytes() or b"0")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("how", ["kill", "kill after", "half, kill", "short", "ENOSPC", "EIO"])
def test_a_crash_or_a_full_disk_at_any_call_leaves_old_or_new(how: str, tmp_path: Path) -> None:
    at, outcomes = 1, set()
    while True:
        folder = tmp_path / "f"
        folder.mkdir(exist_ok=True)
        for left in folder.iterdir():
            left.unlink()
        file = folder / "talk.txt"
        file.write_bytes(OLD)
        file.chmod(0o640)
        status, calls = _save_with_fault(file, at, how)
        assert os.waitstatus_to_exitcode(status) != 4, f"call {at}: not a UserError"
        found = file.read_bytes()
        assert found in (OLD, NEW), f"torn at call {at}"
        assert stat.S_IMODE(file.stat().st_mode) == 0o640
        if os.waitstatus_to_exitcode(status) >= 0:  # it lived: it must tidy up and tell the truth
            assert found == NEW or status != 0
            assert len(list(folder.iterdir())) == 1 or how in ("EIO", "ENOSPC")
        outcomes.add(found)
        if calls and at > calls:
            break
        at += 1
        assert at < 200
    assert at > 12
    assert outcomes == ({NEW} if how == "short" else {OLD, NEW})


@pytest.mark.skipif(not LINUX, reason="the exchange call is Linux's")
def test_two_writers_lose_nothing_and_the_loser_is_told(tmp_path: Path) -> None:
    bench = Path(__file__).parents[1] / "bench" / "writers.py"
    done = subprocess.run(
        [sys.executable, str(bench), "--edits", "60"], capture_output=True, text=True, check=True
    )
    assert "lost 0" in done.stdout


def test_many_threads_may_save_into_one_folder(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.txt" for n in range(20)]
    for path in paths:
        path.write_bytes(OLD)
    threads = [threading.Thread(target=save, args=(path, OLD, NEW)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(path.read_bytes() == NEW for path in paths)
