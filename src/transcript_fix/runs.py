"""A batch's own journal: which files are done, and what they came to, so that a kill costs nothing.

`.transcript-fix/runs.sqlite` in the project. The one thing to know: a row counts only for the very
bytes that it was made of; a file that changed since is checked again when a run goes on.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from transcript_fix.errors import UserError
from transcript_fix.project import FOLDER
from transcript_fix.rows import Row

NAME = "runs.sqlite"
VERSION = 1
KEPT = 5
"""Runs that are kept; older ones are forgotten when a new one begins."""
EVERY_FILES, EVERY_SECONDS = 50, 1.0
"""Rows are on the disk after so many files or so many seconds, whatever is first."""

_SCHEMA = """
CREATE TABLE runs (id INTEGER PRIMARY KEY AUTOINCREMENT, began TEXT NOT NULL, what BLOB NOT NULL,
    ended TEXT);
CREATE TABLE files (run INTEGER NOT NULL REFERENCES runs(id), path TEXT NOT NULL,
    digest BLOB NOT NULL, record BLOB NOT NULL, code INTEGER NOT NULL, PRIMARY KEY (run, path));
"""


@dataclass
class Batch:
    """One run that is being made. `done` are the digests of files from before a kill, by path."""

    number: int
    done: dict[str, bytes]
    _db: sqlite3.Connection
    _waiting: list[tuple[object, ...]] = field(default_factory=list)
    _last: float = field(default_factory=time.monotonic)

    def add(self, row: Row) -> None:
        """Keep a file's row."""
        self._waiting.append((self.number, row.path, row.digest, row.packed, row.code))
        late = time.monotonic() - self._last > EVERY_SECONDS
        if late or len(self._waiting) >= EVERY_FILES:
            self.flush()

    def flush(self) -> None:
        """Put what is waiting on the disk."""
        with _once(self._db):
            self._db.executemany("INSERT OR REPLACE INTO files VALUES (?,?,?,?,?)", self._waiting)
        self._waiting.clear()
        self._last = time.monotonic()

    def rows(self) -> Iterator[Row]:
        """Yield all rows, in order of path."""
        self.flush()
        wanted = "SELECT path, digest, record, code FROM files WHERE run = ? ORDER BY path"
        for path, digest, record, code in self._db.execute(wanted, (self.number,)):
            yield Row(path, digest, record, code)

    def only(self, paths: set[str]) -> None:
        """Forget rows of files that are no longer in the run."""
        gone = [(self.number, path) for path in self.done if path not in paths]
        with _once(self._db):
            self._db.executemany("DELETE FROM files WHERE run = ? AND path = ?", gone)

    def end(self) -> None:
        """Say that every file is done."""
        self.flush()
        with _once(self._db):
            self._db.execute("UPDATE runs SET ended = ? WHERE id = ?", (_now(), self.number))


@contextlib.contextmanager
def opened(root: Path, what: bytes, *, fresh: bool = False) -> Iterator[Batch]:
    """Go on with the last run of `what` that never ended (unless `fresh`), or begin one.

    Raises UserError where another batch is at work in the project, or the journal cannot be used.
    """
    file = root / FOLDER / NAME
    try:
        _folder(file.parent)
        with FileLock(file.with_name("batch.lock"), timeout=0), _connected(file) as db:
            run = _begin(db, what, fresh)
            rows = db.execute("SELECT path, digest FROM files WHERE run = ?", (run,))
            batch = Batch(run, dict(rows), db)
            try:
                yield batch
            finally:
                batch.flush()
    except Timeout:
        raise UserError(f"another batch is at work in {root}; wait for it") from None
    except (OSError, sqlite3.Error) as error:
        raise UserError(f"the journal {file} cannot be used ({error}); move it away") from None


def _folder(folder: Path) -> None:
    """Make our folder, and keep the journal of runs out of git: it holds words of transcripts."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    lines = ignore.read_text("utf-8").splitlines() if ignore.exists() else []
    missing = [line for line in (f"{NAME}*", "batch.lock") if line not in lines]
    if missing:
        ignore.write_text("\n".join([*lines, *missing]) + "\n", "utf-8")


@contextlib.contextmanager
def _connected(file: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(file, timeout=30, isolation_level=None)) as db:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise UserError(f"the journal {file} is from a newer transcript-fix; move it away")
        if version < VERSION:
            db.execute("PRAGMA journal_mode=WAL")
            db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version={VERSION}; COMMIT")
        db.execute("PRAGMA synchronous=NORMAL")
        yield db


def _begin(db: sqlite3.Connection, what: bytes, fresh: bool) -> int:
    last = db.execute("SELECT id, what, ended FROM runs ORDER BY id DESC LIMIT 1").fetchone()
    if last and last[1] == what and last[2] is None and not fresh:
        return int(last[0])
    with _once(db):
        made = db.execute("INSERT INTO runs (began, what) VALUES (?, ?)", (_now(), what)).lastrowid
        old = (int(made or 0) - KEPT,)
        db.execute("DELETE FROM files WHERE run <= ?", old)
        db.execute("DELETE FROM runs WHERE id <= ?", old)
    return int(made or 0)


@contextlib.contextmanager
def _once(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    with db:  # commits, or rolls back
        yield


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
