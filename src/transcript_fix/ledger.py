"""The editors' answers: one JSON object a line, appended and synced before an answer counts.

The one thing to know: nothing is ever taken out of the file. Undo and redo are lines like any
other, so what stands is found by reading from the top (`Standing`). A last line that a crash cut
short never counted and is passed over. `docs/ledger.md` describes every field.
"""

from __future__ import annotations

import enum
import getpass
import json
import os
import socket
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from transcript_fix.errors import UserError
from transcript_fix.project import FOLDER
from transcript_fix.save import sync_folder

NAME = "answers.jsonl"
VERSION = 1

TORN = b"#torn"
"""Put behind a line that a crash cut short, so that it stays unreadable, whole or not."""

Spot = tuple[str, str, int]
"""What names a place for good: file, issue key, and its number among places of equal key."""


class Verdict(enum.StrEnum):
    """What an editor said about one place."""

    OPEN = "open"
    ACCEPT = "accept"
    REJECT = "reject"
    LATER = "later"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Mark:
    """One place and what was said about it. `after` only where the verdict is ACCEPT.

    `path` is relative to the project, with "/". `fix` is what was suggested first. `left` and
    `right` are the neighbouring words (up to 40 code points), by which a moved place is found.
    """

    path: str
    key: str
    nth: int
    verdict: Verdict
    before: str
    rule: str
    after: str | None = None
    fix: str | None = None
    left: str = ""
    right: str = ""

    @property
    def spot(self) -> Spot:
        """What names the place."""
        return self.path, self.key, self.nth


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `act` is open, answer, undo, redo, ignore, moved, offer, intend or wrote.

    `of` names the entry that an undo, redo or wrote is about; `data` is what the act needs beside.
    """

    id: int
    act: str
    at: str
    by: str
    label: str = ""
    marks: tuple[Mark, ...] = ()
    of: int | None = None
    data: dict[str, Any] = field(default_factory=dict)


def editor_name() -> str:
    """Return who answers, when nobody says it: git's author from the environment, or the user."""
    try:
        return os.environ.get("GIT_AUTHOR_NAME") or getpass.getuser()
    except (OSError, KeyError):
        return "editor"


class TakenOver(UserError):
    """Another reviewer took over; what was answered before is saved, nothing more can be added."""


class Ledger:
    """The answers of one project. Only one reviewer at a time may add to it."""

    def __init__(self, project: Path, by: str | None = None, *, read_only: bool = False) -> None:
        self.project = project
        self.path = project / FOLDER / NAME
        self.by = by or editor_name()
        self.read_only = read_only
        self.standing = Standing()
        self.torn = 0
        self.folder_made = False
        self._token = uuid.uuid4().hex
        self._offset = 0
        self._next = 1
        self._tail_open = False
        self._alive: FileLock | None = None
        self.poll()

    def owner(self) -> Entry | None:
        """Return the `open` entry of a reviewer who is at work right now, or None."""
        lock = self._lock("review.lock")
        if lock is None:
            return None
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return self.standing.opened
        lock.release()
        return None

    def begin(self, *, take_over: bool = False) -> Entry | None:
        """Become the one who may answer; return the other reviewer's entry if there is one.

        With `take_over` the other is told at his next key and can no longer add answers.
        """
        if self.read_only:
            return None
        self._make_folder()
        lock = FileLock(str(self.path.with_name("review.lock")))
        try:
            lock.acquire(timeout=0)
            self._alive = lock
        except Timeout:
            if not take_over:
                self.poll()
                return self.standing.opened or Entry(0, "open", "", "another reviewer")
        data = {"token": self._token, "pid": os.getpid(), "host": socket.gethostname()}
        self.add("open", data=data)
        return None

    def end(self) -> None:
        """Let the next reviewer in."""
        if self._alive is not None:
            self._alive.release()
            self._alive = None

    def poll(self) -> tuple[Entry, ...]:
        """Read what others have added since, and return it."""
        try:
            with self.path.open("rb") as file:
                file.seek(self._offset)
                data = file.read()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise UserError(f"{self.path}: cannot be read ({error.strerror})") from None
        whole, _, rest = data.rpartition(b"\n")
        self._tail_open = bool(rest)
        if not whole and not data.startswith(b"\n"):
            return ()
        self._offset += len(data) - len(rest)
        fresh = tuple(self._entries(whole))
        for entry in fresh:
            self._take(entry)
        return fresh

    def add(
        self,
        act: str,
        *,
        label: str = "",
        marks: Iterable[Mark] = (),
        of: int | None = None,
        data: dict[str, Any] | None = None,
    ) -> Entry:
        """Append an entry, sync it to the disk, and only then let it count.

        Raises TakenOver where another reviewer has begun since, UserError where the disk refuses.
        """
        if self.read_only:
            raise UserError("you are only following this review; take over to answer")
        self._make_folder()
        try:
            with FileLock(str(self.path.with_name("answers.lock"))):
                self.poll()
                if act != "open":
                    self._refuse_if_taken_over()
                at = datetime.now(UTC).isoformat(timespec="seconds")
                found = tuple(marks)
                entry = Entry(self._next, act, at, self.by, label, found, of, data or {})
                self._append(to_line(entry))
        except OSError as error:
            raise UserError(f"{self.path}: cannot be written ({error.strerror})") from None
        self._take(entry)
        return entry

    def _refuse_if_taken_over(self) -> None:
        last = self.standing.opened
        if last is not None and last.data.get("token") != self._token:
            self.read_only = True
            self.end()
            raise TakenOver(f"{last.by} took over this review; your answers until then are saved")

    def _append(self, line: bytes) -> None:
        new = not self.path.exists()
        if self._tail_open:  # a crash cut the last line short: it never counted
            line = TORN + b"\n" + line
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            start = os.fstat(handle).st_size
            try:
                rest = memoryview(line)
                while rest:
                    rest = rest[os.write(handle, rest) :]
                os.fsync(handle)
            except OSError:
                os.ftruncate(handle, start)  # half a line is no answer
                raise
        finally:
            os.close(handle)
        if new:
            sync_folder(self.path.parent)
        self._offset = start + len(line)
        self._tail_open = False

    def _entries(self, data: bytes) -> Iterator[Entry]:
        for line in data.split(b"\n"):
            if not line.strip():
                continue
            try:
                yield from_line(line)
            except (ValueError, KeyError, TypeError):
                self.torn += 1

    def _take(self, entry: Entry) -> None:
        self._next = max(self._next, entry.id + 1)
        self.standing.take(entry)

    def _lock(self, name: str) -> FileLock | None:
        path = self.path.with_name(name)
        return FileLock(str(path)) if path.exists() else None

    def _make_folder(self) -> None:
        if self.folder_made:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"{self.path.parent}: cannot be made ({error.strerror})") from None
        self.folder_made = True


class Standing:
    """What holds after all entries: the answers, what can be undone, what is in the files.

    `written` are the changes that stand in a file because of an answer, `intents` the writes of
    which nobody knows the end, `ignores` the entries that ignore more than single places.
    """

    def __init__(self) -> None:
        self.marks: dict[Spot, Mark] = {}
        self.spots: dict[str, dict[Spot, None]] = {}
        self.done: list[Entry] = []
        self.undone: list[Entry] = []
        self.written: dict[Spot, dict[str, Any]] = {}
        self.intents: dict[int, Entry] = {}
        self.offered: set[str] = set()
        self.opened: Entry | None = None
        self.ignores: tuple[Entry, ...] = ()
        self._earlier: dict[int, tuple[Mark | None, ...]] = {}

    def take(self, entry: Entry) -> None:
        """Let one entry count."""
        if entry.act in ("answer", "ignore"):
            self._do(entry)
            self.undone.clear()
        elif entry.act == "undo" and self.done and self.done[-1].id == entry.of:
            self._undo()
        elif entry.act == "redo" and self.undone and self.undone[-1].id == entry.of:
            self._do(self.undone.pop())
        elif entry.act == "moved":
            self._moved(entry)
        elif entry.act == "intend":
            self.intents[entry.id] = entry
        elif entry.act == "wrote":
            self._wrote(entry)
        elif entry.act == "offer":
            self.offered.add(entry.data.get("what", ""))
        elif entry.act == "open":
            self.opened = entry

    def _mark(self, mark: Mark) -> None:
        self.marks[mark.spot] = mark
        self.spots.setdefault(mark.path, {})[mark.spot] = None

    def about(self, path: str) -> tuple[Mark, ...]:
        """Return the answers about a file."""
        found = (self.marks.get(s) for s in self.spots.get(path, ()))
        return tuple(m for m in found if m is not None)

    def _do(self, entry: Entry) -> None:
        self._earlier[entry.id] = tuple(self.marks.get(m.spot) for m in entry.marks)
        for mark in entry.marks:
            self._mark(mark)
        self.done.append(entry)
        if _ignores_more(entry):
            self.ignores = (*self.ignores, entry)

    def _undo(self) -> None:
        entry = self.done.pop()
        for mark, earlier in zip(entry.marks, self._earlier.pop(entry.id), strict=True):
            if earlier is None:
                self.marks.pop(mark.spot, None)
            else:
                self.marks[mark.spot] = earlier
        self.undone.append(entry)
        if _ignores_more(entry):
            self.ignores = self.ignores[:-1]

    def _moved(self, entry: Entry) -> None:
        """Let answers stand at the places where their words are now."""
        new = {tuple(old): mark for old, mark in zip(entry.data["from"], entry.marks, strict=True)}
        for old, mark in new.items():
            self.marks.pop(old, None)
            self._mark(mark)
        for steps in (self.done, self.undone):
            for at, step in enumerate(steps):
                if any(m.spot in new for m in step.marks):
                    marks = tuple(_at(m, new[m.spot]) if m.spot in new else m for m in step.marks)
                    steps[at] = replace(step, marks=marks)

    def _wrote(self, entry: Entry) -> None:
        intent = self.intents.pop(entry.of or 0, None)
        if intent is None or entry.data.get("failed"):
            return
        path = intent.data["path"]
        for edit in intent.data["edits"]:
            spot = (path, edit["key"], edit["nth"])
            if edit.get("back"):
                self.written.pop(spot, None)
            else:
                self.written[spot] = {**edit, "at": entry.at, "by": entry.by}


def _at(mark: Mark, place: Mark) -> Mark:
    """Return what `mark` says, about the place of `place`."""
    return replace(
        mark,
        path=place.path,
        key=place.key,
        nth=place.nth,
        fix=place.fix,
        left=place.left,
        right=place.right,
    )


def _ignores_more(entry: Entry) -> bool:
    return entry.act == "ignore" and entry.data.get("scope") != "here"


def to_line(entry: Entry) -> bytes:
    """Return an entry as a line of JSON, empty fields left out."""
    record: dict[str, Any] = {"v": VERSION, "id": entry.id, "act": entry.act}
    record |= {"at": entry.at, "by": entry.by}
    if entry.label:
        record["label"] = entry.label
    if entry.of is not None:
        record["of"] = entry.of
    if entry.data:
        record["data"] = entry.data
    if entry.marks:
        record["marks"] = [_mark_record(m) for m in entry.marks]
    return (
        json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "surrogatepass"
        )
        + b"\n"
    )


def _mark_record(mark: Mark) -> dict[str, Any]:
    record: dict[str, Any] = {"path": mark.path, "key": mark.key}
    if mark.nth:
        record["nth"] = mark.nth
    record |= {"verdict": mark.verdict.value, "before": mark.before, "rule": mark.rule}
    for name in ("after", "fix"):
        if getattr(mark, name) is not None:
            record[name] = getattr(mark, name)
    for name in ("left", "right"):
        if getattr(mark, name):
            record[name] = getattr(mark, name)
    return record


def from_line(line: bytes) -> Entry:
    """Return the entry of a line. Raises ValueError, KeyError or TypeError for a broken one."""
    record = json.loads(line.decode("utf-8", "surrogatepass"))
    if record["v"] > VERSION:
        raise UserError("the answers here were made by a newer transcript-fix; update this one")
    marks = tuple(
        Mark(
            m["path"],
            m["key"],
            m.get("nth", 0),
            Verdict(m["verdict"]),
            m["before"],
            m["rule"],
            m.get("after"),
            m.get("fix"),
            m.get("left", ""),
            m.get("right", ""),
        )
        for m in record.get("marks", ())
    )
    return Entry(
        record["id"],
        record["act"],
        record["at"],
        record["by"],
        record.get("label", ""),
        marks,
        record.get("of"),
        record.get("data", {}),
    )
