"""What was found before, kept between runs: one SQLite file in the user's cache folder.

Keys are hashes of all that a result hangs on, values are findings; whole texts are never kept.
The one thing to know: it may be thrown away at any time. Where it cannot be used, one line says
so and the work goes on without it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from transcript_fix.errors import UserError
from transcript_fix.printable import printable
from transcript_fix.project import cache_folder

NAME = "results.sqlite"
VERSION = 1
LARGEST = 512 << 20
"""Bytes: beyond this, what was used longest ago is forgotten, until a quarter is free."""
WAIT = 5.0
"""Seconds to wait for another run that is writing; then this write is left out."""
_CHECK = 4
"""Bytes of a hash in front of each value: SQLite does not notice a flipped bit."""
_HOUR = 3600


def digest(*parts: bytes) -> bytes:
    """Return 16 bytes that differ for different parts (BLAKE2b, RFC 7693)."""
    made = hashlib.blake2b(digest_size=16)
    for part in parts:
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.digest()


def where() -> Path:
    """Return the file of the cache, whether it exists or not."""
    return cache_folder() / NAME


@dataclass(frozen=True, slots=True)
class Shown:
    """What `cache show` tells: bytes on the disk, and how many results they hold."""

    file: Path
    size: int
    results: int


class Cache:
    """Values by key. Safe for several threads and processes; opened when it is first needed."""

    def __init__(self, file: Path, largest: int = LARGEST) -> None:
        self.file = file
        self.largest = largest
        self.trouble: str | None = None
        self._db: sqlite3.Connection | None = None
        self._used: set[bytes] = set()
        self._lock = threading.RLock()

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return the values that are known; a damaged one is not."""
        with self._lock, self._usable() as db:
            if db is not None:
                return dict(self._found(db, keys))
        return {}

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values; they are there for other runs at once."""
        if not values:
            return
        now = _hour()
        rows = [(key, digest(value)[:_CHECK] + value, now) for key, value in values.items()]
        with self._lock, self._usable() as db:
            if db is not None:
                _in_one(db, "INSERT OR REPLACE INTO results VALUES (?, ?, ?)", rows)

    def close(self) -> None:
        """Note what was used, forget the oldest if there is too much, and let go of the file."""
        with self._lock:
            if self._db is None:
                return
            with self._usable() as db:
                if db is not None:
                    _in_one(
                        db,
                        "UPDATE results SET used = ? WHERE key = ?",
                        [(_hour(), key) for key in self._used],
                    )
                    _prune(db, self.largest)
            if self._db is not None:
                self._db.close()
            self._db = None
            self._used.clear()

    def _found(
        self, db: sqlite3.Connection, keys: Sequence[bytes]
    ) -> Iterator[tuple[bytes, bytes]]:
        now = _hour()
        for at in range(0, len(keys), 500):
            some = keys[at : at + 500]
            marks = ",".join("?" * len(some))
            rows = db.execute(f"SELECT key, value, used FROM results WHERE key IN ({marks})", some)
            for key, kept, used in rows:
                value = kept[_CHECK:]
                if digest(value)[:_CHECK] != kept[:_CHECK]:
                    continue
                if used < now:
                    self._used.add(key)
                yield key, value

    @contextlib.contextmanager
    def _usable(self) -> Iterator[sqlite3.Connection | None]:
        """Yield the open file, or None; what goes wrong with it ends its use, nothing else."""
        if self._db is None and self.trouble is None:
            with self._careful():
                self._db = _opened(self.file)
        with self._careful():
            yield self._db

    @contextlib.contextmanager
    def _careful(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):  # else another run is writing; the next time, then
                self._give_up(str(error))
        except (OSError, sqlite3.Error, ValueError, TypeError) as error:
            self._give_up(str(error))

    def _give_up(self, why: str) -> None:
        db, self._db, self.trouble = self._db, None, why
        with contextlib.suppress(sqlite3.Error):
            if db is not None:
                db.close()
        line = f"{self.file} cannot be used ({why}); this run does without. "
        advice = "transcript-fix cache clear makes a new one"
        print(f"transcript-fix: the cache {printable(line)}{advice}", file=sys.stderr)


def show(file: Path) -> Shown:
    """Return what the cache holds. Raises UserError for one that is damaged."""
    if not file.exists():
        return Shown(file, 0, 0)
    try:
        with contextlib.closing(_opened(file)) as db:
            results = db.execute("SELECT COUNT(*) FROM results").fetchone()[0]
    except (OSError, sqlite3.Error) as error:
        raise UserError(
            f"the cache {file} is damaged ({error}); transcript-fix cache clear makes a new one"
        ) from None
    return Shown(file, sum(f.stat().st_size for f in _files(file) if f.exists()), results)


def clear(file: Path) -> int:
    """Forget everything; return how many bytes are free now. Raises UserError where it cannot be.

    Runs that are using the cache go on.
    """
    if not file.exists():
        return 0
    before = sum(f.stat().st_size for f in _files(file) if f.exists())
    try:
        with contextlib.closing(_opened(file)) as db:
            db.execute("DELETE FROM results")
            db.execute("VACUUM")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise UserError(f"the cache {file} is in use; try again") from None
        _remove(file)
    except OSError as error:
        raise UserError(f"the cache {file} cannot be cleared ({error.strerror})") from None
    return max(0, before - sum(f.stat().st_size for f in _files(file) if f.exists()))


def _remove(file: Path) -> None:
    try:
        for part in reversed(_files(file)):
            part.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(f"the cache {file} cannot be removed ({error.strerror})") from None


def _files(file: Path) -> tuple[Path, ...]:
    return (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm"))


def _hour() -> int:
    return int(time.time()) // _HOUR


_SCHEMA = """
CREATE TABLE results (key BLOB PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL)
"""


def _opened(file: Path) -> sqlite3.Connection:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):  # others are not to read what we work on
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    db = sqlite3.connect(file, timeout=WAIT, isolation_level=None, check_same_thread=False)
    try:
        if db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            _begin(db)
        db.execute("PRAGMA synchronous=NORMAL")
    except BaseException:
        db.close()
        raise
    return db


def _begin(db: sqlite3.Connection) -> None:
    """Make the table; one of another version is forgotten."""
    db.execute("PRAGMA auto_vacuum=INCREMENTAL")
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("BEGIN IMMEDIATE")
    with db:
        if db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            db.execute("DROP TABLE IF EXISTS results")
            db.execute(_SCHEMA)
            db.execute(f"PRAGMA user_version={VERSION}")


def _in_one(db: sqlite3.Connection, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        db.execute("BEGIN IMMEDIATE")
        with db:
            db.executemany(statement, rows)


def _prune(db: sqlite3.Connection, largest: int) -> None:
    """Forget what was used longest ago, down to three quarters of `largest` (bytes)."""
    page = db.execute("PRAGMA page_size").fetchone()[0]
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    if page * pages <= largest:
        return
    db.execute("BEGIN IMMEDIATE")
    with db:
        kept = db.execute("SELECT COALESCE(SUM(LENGTH(value) + 32), 0) FROM results").fetchone()[0]
        share = largest * 0.75 / (page * pages)
        db.execute(
            "DELETE FROM results WHERE key IN (SELECT key FROM (SELECT key, SUM(LENGTH(value) + 32)"
            " OVER (ORDER BY used DESC, key) AS so_far FROM results) WHERE so_far > ?)",
            (kept * share,),
        )
    db.executescript("PRAGMA incremental_vacuum")  # `execute` would free one page
