"""Places as they come: engines work in a thread of their own, findings go into a queue.

The one thing to know: nobody but the thread that owns the session touches the session; the feed
only puts `Arrival`s into its queue.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from transcript_fix import archives, pipeline
from transcript_fix.config import Settings
from transcript_fix.errors import USAGE, StartError, UserError
from transcript_fix.headway import cancel, so_far
from transcript_fix.review.documents import Documents, Text, as_text
from transcript_fix.review.joining import join
from transcript_fix.review.places import Place, from_issues, from_records
from transcript_fix.review.reconcile import anchored, reconcile
from transcript_fix.review.session import Session

FIRST_SCREEN = 0.5
"""Seconds before saved places are looked up in their files: the first screen comes first."""

Keep = Callable[[Place], bool]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file that came. `places` None: it was only read, to find known places again.

    `again`: it came before, and the readers have been through it now.
    """

    path: str
    file: Path
    places: tuple[Place, ...] | None = None
    text: Text | None = None
    error: str | None = None
    code: int = 0
    again: bool = False


@dataclass(frozen=True, slots=True)
class Ahead:
    """How much is still to check (or only to read): files, and seconds as far as one can say.

    `reading` is how far the readers are, where nothing else is under way.
    """

    done: int
    total: int
    seconds: float | None
    checking: bool = True
    reading: str = ""


class Feed:
    """Files to check or read, one after the other, in the background."""

    def __init__(
        self,
        files: Sequence[tuple[str, Path]],
        settings: Settings,
        *,
        check: bool = True,
        keep: Keep | None = None,
    ) -> None:
        self.files = files
        self.settings = settings
        self.failed: UserError | None = None
        self._check = check
        self._keep = keep
        self._queue: SimpleQueue[Arrival] = SimpleQueue()
        self._sizes = [_size(file) for _, file in files]
        self._done = 0
        self._again = False
        self._began = 0.0
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin."""
        self._began = time.monotonic()
        self._thread = threading.Thread(target=self._run, name="feed", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End after the file at hand."""
        self._stop.set()
        cancel()

    @property
    def running(self) -> bool:
        """Whether more may come."""
        return self._thread is not None and (self._thread.is_alive() or not self._queue.empty())

    def ahead(self) -> Ahead:
        """Return how much is still to check."""
        done, bytes_done = self._done, sum(self._sizes[: self._done])
        reading = so_far() or ("the last engines begin" if self._again else "")
        if reading:
            return Ahead(done, len(self.files), None, reading=reading)
        if not bytes_done:
            return Ahead(done, len(self.files), None, self._check)
        rate = (time.monotonic() - self._began) / bytes_done
        left = rate * (sum(self._sizes) - bytes_done)
        return Ahead(done, len(self.files), left, self._check)

    def take(self, wait: float = 0.0, most: int = 100) -> tuple[Arrival, ...]:
        """Return what came since, at most so many files; wait so many seconds for the first."""
        out: list[Arrival] = []
        try:
            if wait:
                out.append(self._queue.get(timeout=wait))
            while len(out) < most:
                out.append(self._queue.get_nowait())
        except Empty:
            pass
        return tuple(out)

    def _run(self) -> None:
        try:
            if not self._check:
                self._stop.wait(FIRST_SCREEN)
                self._each(self._read)
                return
            self._all()
        except UserError as error:
            self.failed = error

    def _all(self) -> None:
        """Check every file; where readers are asked, first without them, then with them."""
        first = pipeline.without_readers(self.settings)
        with pipeline.start(self.settings) as whole:
            if first == self.settings:
                self._each(partial(self._checked, whole))
                return
            with pipeline.start(first) as run:
                self._each(partial(self._checked, run))
                self._done, self._again = 0, True
                self._each(partial(self._checked, whole))

    def _each(self, work: Callable[[str, Path], Arrival]) -> None:
        for path, file in self.files:
            if self._stop.is_set():
                return
            try:
                arrival = work(path, file)
            except StartError:  # no file can be checked
                raise
            except UserError as error:
                arrival = Arrival(path, file, error=str(error), code=error.code)
            except Exception as error:  # a bad file never stops the rest
                line = f"not checked: {type(error).__name__}: {error}"
                arrival = Arrival(path, file, error=line, code=USAGE)
            self._queue.put(arrival)
            self._done += 1
            time.sleep(0)  # let the screen have the interpreter

    def _read(self, path: str, file: Path) -> Arrival:
        source = pipeline.read(archives.newest(file), self.settings)
        time.sleep(0.002)  # reading is quick: leave the interpreter to the keys
        return Arrival(path, file, text=as_text(source.document, source.data, source.encoding))

    def _checked(self, run: pipeline.Run, path: str, file: Path) -> Arrival:
        source = pipeline.read(archives.newest(file), self.settings)
        least = self.settings.min_confidence
        issues = [i for i in pipeline.check(source, run) if i.confidence >= least]
        places = from_issues(path, file, source.document, issues)
        if self._keep is not None:
            places = tuple(p for p in places if self._keep(p))
        text = as_text(source.document, source.data, source.encoding)
        return Arrival(path, file, places, text, again=self._again)


def welcome(session: Session, documents: Documents, arrivals: Iterable[Arrival]) -> None:
    """Let arrivals count in the session; the editor stays where he is."""
    for arrival in arrivals:
        text = arrival.text
        if text is None:
            continue
        if arrival.again:
            join(session, documents, arrival.path, arrival.file, arrival.places or ())
            continue
        documents.keep(arrival.path, text)
        for place in arrival.places or ():
            session.board.add(place)
        if arrival.places is None:
            for index in anchored(session, arrival.path, text.document):
                session.board.drop(index)
        reconcile(session, arrival.path, arrival.file, text.document, text.data)
    session.walk.arrange()


def name_in(project: Path, file: Path) -> str:
    """Return what the ledger calls a file: relative to the project, with "/"."""
    return Path(os.path.relpath(file.resolve(), project.resolve())).as_posix()


def saved_run(file: Path) -> list[dict[str, Any]] | None:
    """Return the files of a run that `check --save` wrote, None where `file` is no such thing.

    Raises UserError for one of another version.
    """
    if file.suffix.lower() != ".json" or not file.is_file():
        return None
    try:
        data = json.loads(file.read_bytes())
    except (ValueError, OSError):
        return None
    if not isinstance(data, dict) or not isinstance(data.get("files"), list):
        return None
    if "version" not in data:
        return None
    if data["version"] != 1:
        raise UserError(f"{file}: saved by another version; run check --save again")
    files: list[dict[str, Any]] = data["files"]
    return files


def saved_places(
    run: Path, records: Iterable[dict[str, Any]], project: Path
) -> tuple[list[tuple[str, Path]], list[Place]]:
    """Return the files and places of a saved run.

    Raises UserError where it is broken. Paths in it are relative to where `check` ran, so they
    are tried from here, then from the folder of the run.
    """
    files: list[tuple[str, Path]] = []
    places: list[Place] = []
    for record in records:
        try:
            file = _found(Path(record["path"]), run.parent)
            path = name_in(project, file)
            places += from_records(path, file, record["findings"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise UserError(f"{run}: not a run saved by check --save ({error!r})") from None
        files.append((path, file))
    return files, places


def _found(path: Path, folder: Path) -> Path:
    return folder / path if not path.exists() and (folder / path).exists() else path


def _size(file: Path) -> int:
    try:
        return max(file.stat().st_size, 1)
    except OSError:
        return 1
