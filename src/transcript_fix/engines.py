"""The engines of a run: started side by side, at once or when one of them is first asked.

The one thing to know: with a cache nobody may ever ask, so nothing is loaded before that. What
goes wrong then is a `StartError`, for it is no file's fault.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack

from transcript_fix import checkers
from transcript_fix.checkers import Check
from transcript_fix.config import Settings
from transcript_fix.errors import StartError, UserError
from transcript_fix.model import Document, Finding

Group = tuple[str, ...]


class Engines:
    """The engines called `names`; they end with `close`."""

    def __init__(self, settings: Settings, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self._settings = settings
        self._running: dict[str, Check] = {}
        self._failed: Exception | None = None
        self._ends = ExitStack()

    def start(self, names: Iterable[str]) -> tuple[Check, ...]:
        """Start engines side by side; return their checks. Raises the first error of any."""
        group = tuple(names)
        with ThreadPoolExecutor(max(len(group), 1)) as pool:
            # the last first: they load longest, and Harper lets others work while it does
            waiting = {name: pool.submit(self._enter, name) for name in reversed(group)}
        checks, failed = [], None
        for name in group:
            try:
                context, check = waiting[name].result()
            except Exception as error:
                failed = failed or error
                continue
            self._ends.push(context.__exit__)
            checks.append(check)
        if failed:
            raise failed
        return tuple(checks)

    def when_asked(self, group: Group) -> Iterator[tuple[str, Check]]:
        """Yield a check for each of `group`; the first that is asked starts them all."""
        lock = threading.Lock()

        def lazy(name: str) -> Check:
            def check(document: Document) -> Iterable[Finding]:
                with lock:
                    if name not in self._running:
                        self._begin(group)
                return self._running[name](document)

            return check

        for name in group:
            yield name, lazy(name)

    def close(self) -> None:
        """End the engines."""
        self._ends.close()

    def _begin(self, group: Group) -> None:
        try:
            if self._failed:
                raise self._failed
            self._running |= zip(group, self.start(group), strict=True)
        except UserError as error:
            self._failed = error
            raise StartError(str(error), code=error.code) from None

    def _enter(self, name: str) -> tuple[AbstractContextManager[Check], Check]:
        context = checkers.checker(name).start(self._settings)
        return context, context.__enter__()
