"""What was written when, and the bytes from before: `history` and `undo`.

The one thing to know: the old bytes are on the disk before the file is touched. Whether a write
then happened is never trusted to a note: after a crash the file itself says it, by its hash.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import os
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from transcript_fix.errors import UserError
from transcript_fix.project import FOLDER
from transcript_fix.save import MARK, save

NAME = "journal.sqlite"
VERSION = 1
KEPT = 1 << 30
"""Bytes of old files that are kept; beyond, the oldest runs can no longer be undone."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One run in the history: when it began (UTC), what was asked, how many files it wrote."""

    run: int
    began: str
    command: str
    files: int
    undone: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """How undoing one file came out; `error` is one line, and then it was left as it is."""

    path: str
    error: str | None = None


@dataclass(slots=True)
class Recorder:
    """Writes the files of one run; `run` is its number, and None until it has written one."""

    root: Path
    command: str
    undoes: int | None = None
    run: int | None = None
    _db: sqlite3.Connection | None = None

    def save(self, path: Path, old: bytes, new: bytes) -> None:
        """Replace a file's bytes as `save` does, after the old ones are safe in the journal.

        Raises UserError as `save` does, or where the journal cannot be written.
        """
        written = False
        try:
            with _lock(self.root), _plain_errors(self.root):
                self._db = db = self._db or _open(self.root)
                if self.run is None:
                    self.run = _begin(db, self.command, self.undoes)
                row = _ahead(db, self.run, _name(self.root, path), old, new)
                try:
                    save(path, old, new)
                except UserError:
                    if not _holds(path, new):  # else `_settle` finds it out
                        db.execute("DELETE FROM writes WHERE id = ?", (row,))
                    raise
                written = True
                db.execute("PRAGMA synchronous=NORMAL")
                db.execute("UPDATE writes SET done = 1 WHERE id = ?", (row,))
        except UserError:
            if not written:
                raise  # else the note of it is all that is missing: `_settle` finds it out


@contextlib.contextmanager
def recording(root: Path, command: str, *, undoes: int | None = None) -> Iterator[Recorder]:
    """Yield what writes the files of one run. `root` is the project's folder.

    `command` is what `history` shows. A run that writes nothing leaves no trace.
    """
    recorder = Recorder(root, command, undoes)
    try:
        yield recorder
    finally:
        if recorder._db is not None:
            recorder._db.close()


def history(root: Path) -> tuple[Entry, ...]:
    """Return the runs that wrote something, newest first. `root` is the project's folder.

    Raises UserError where the journal is damaged.
    """
    if not _file(root).exists():
        return ()
    with _opened(root) as db:
        rows = db.execute(
            "SELECT r.id, r.began, r.command, COUNT(w.id), EXISTS"
            " (SELECT 1 FROM runs u WHERE u.undoes = r.id AND u.whole) FROM runs r"
            " JOIN writes w ON w.run = r.id AND w.done GROUP BY r.id ORDER BY r.id DESC"
        ).fetchall()
    return tuple(Entry(run, began, said, n, bool(undone)) for run, began, said, n, undone in rows)


def undo(root: Path, run: int | None = None) -> tuple[int, tuple[Restored, ...]]:
    """Give back the exact bytes from before a run (None: the last one that is not undone).

    Returns the run's number and what became of each file; a file that was changed since is left.
    The undoing is a run as well, which can be undone. Raises UserError for an unknown run.
    """
    wanted = _which(root, run)
    with _opened(root) as db:
        rows = db.execute(
            "SELECT path, old, new_hash FROM writes WHERE run = ? AND done ORDER BY id DESC",
            (wanted,),
        ).fetchall()
    with recording(root, f"undo {wanted}", undoes=wanted) as recorder:
        restored = tuple(_restore(recorder, *row) for row in rows)
    if recorder.run is not None and not any(r.error for r in restored):
        with _opened(root) as db:
            db.execute("UPDATE runs SET whole = 1 WHERE id = ?", (recorder.run,))
    return wanted, restored


def _which(root: Path, run: int | None) -> int:
    known = history(root)
    if run is None:
        last = next((e.run for e in known if not e.undone and not e.command.startswith("undo ")), 0)
        if not last:
            raise UserError("there is nothing to undo here")
        return last
    if run not in {entry.run for entry in known}:
        numbers = ", ".join(str(entry.run) for entry in known[:10])
        raise UserError(f"no run {run} is in the history" + (f" ({numbers})" if numbers else ""))
    return run


def _restore(recorder: Recorder, name: str, old: bytes | None, new_hash: str) -> Restored:
    path = recorder.root / name
    try:
        now = path.read_bytes()
        if old is None:
            return Restored(name, "too long ago: its old text is no longer kept")
        if _hash(now) != new_hash:
            return Restored(name, "changed since that run; left as it is")
        recorder.save(path, now, zlib.decompress(old))
    except OSError as error:
        return Restored(name, f"cannot be read ({error.strerror})")
    except UserError as error:
        return Restored(name, str(error))
    return Restored(name)


def _file(root: Path) -> Path:
    return root / FOLDER / NAME


def _name(root: Path, path: Path) -> str:
    whole = Path(os.path.abspath(path))
    base = Path(os.path.abspath(root))
    return whole.relative_to(base).as_posix() if whole.is_relative_to(base) else str(whole)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


_SCHEMA = """
CREATE TABLE IF NOT EXISTS runs (id INTEGER PRIMARY KEY AUTOINCREMENT, began TEXT NOT NULL,
    command TEXT NOT NULL, undoes INTEGER, whole INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS writes (id INTEGER PRIMARY KEY AUTOINCREMENT,
    run INTEGER NOT NULL REFERENCES runs(id), path TEXT NOT NULL, old BLOB, old_hash TEXT NOT NULL,
    new_hash TEXT NOT NULL, done INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS writes_of_run ON writes (run);
"""


@contextlib.contextmanager
def _opened(root: Path) -> Iterator[sqlite3.Connection]:
    """Open the journal, settled after a crash, for reading."""
    with _plain_errors(root):
        db = _open(root)
        try:
            with _lock(root):
                _settle(db, root)
            yield db
        finally:
            db.close()


def _open(root: Path) -> sqlite3.Connection:
    """Open the journal; each statement counts at once and is on the disk (synchronous FULL)."""
    file = _file(root)
    db = sqlite3.connect(file, timeout=30, isolation_level=None)
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        db.close()
        raise UserError(f"the journal {file} is from a newer transcript-fix")
    if version < VERSION:
        db.execute("PRAGMA journal_mode=WAL")
        db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version={VERSION}; COMMIT")
    return db


@contextlib.contextmanager
def _plain_errors(root: Path) -> Iterator[None]:
    file = _file(root)
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise UserError(f"the journal {file} cannot be used ({error}); move it away") from None


@contextlib.contextmanager
def _lock(root: Path) -> Iterator[None]:
    """Let one of us write at a time: what is not done, and not locked, was cut short."""
    folder = _file(root).parent
    try:
        ignore = folder / ".gitignore"
        if not ignore.exists():
            folder.mkdir(parents=True, exist_ok=True)
            ignore.write_text(f"{NAME}*\n*.lock\n", "utf-8")
        with FileLock(folder / f"{NAME}.lock", timeout=60):
            yield
    except Timeout:
        raise UserError(f"another transcript-fix has been writing in {root} for a minute") from None
    except OSError as error:
        raise UserError(f"the folder {folder} cannot be written ({error.strerror})") from None


def _begin(db: sqlite3.Connection, command: str, undoes: int | None) -> int:
    _prune(db)
    began = datetime.now(UTC).isoformat(timespec="seconds")
    made = db.execute(
        "INSERT INTO runs (began, command, undoes) VALUES (?, ?, ?)", (began, command, undoes)
    )
    return made.lastrowid or 0


def _ahead(db: sqlite3.Connection, run: int, name: str, old: bytes, new: bytes) -> int:
    db.execute("PRAGMA synchronous=FULL")
    made = db.execute(
        "INSERT INTO writes (run, path, old, old_hash, new_hash) VALUES (?, ?, ?, ?, ?)",
        (run, name, zlib.compress(old, 1), _hash(old), _hash(new)),
    )
    return made.lastrowid or 0


def _prune(db: sqlite3.Connection) -> None:
    """Forget the bytes of the oldest writes beyond what is kept."""
    db.execute(
        "UPDATE writes SET old = NULL WHERE old IS NOT NULL AND id <= (SELECT MAX(id) FROM (SELECT"
        " id, SUM(LENGTH(old)) OVER (ORDER BY id DESC) AS so_far FROM writes) WHERE so_far > ?)",
        (KEPT,),
    )


def _settle(db: sqlite3.Connection, root: Path) -> None:
    """After a crash: ask each file whether it was written, and take away what lies beside it."""
    for row, name, old_hash, new_hash in db.execute(
        "SELECT id, path, old_hash, new_hash FROM writes WHERE NOT done"
    ).fetchall():
        path = root / name
        with contextlib.suppress(OSError):
            found = _hash(path.read_bytes())
            if found == new_hash:
                db.execute("UPDATE writes SET done = 1 WHERE id = ?", (row,))
            elif found == old_hash:
                db.execute("DELETE FROM writes WHERE id = ?", (row,))
            for left in path.parent.glob(f"{glob.escape(f'.{path.name[:100]}{MARK}')}*"):
                # if the file is still the old one, the new one was never put in its place
                if found == old_hash or (
                    found == new_hash and _hash(left.read_bytes()) == old_hash
                ):
                    left.unlink()
