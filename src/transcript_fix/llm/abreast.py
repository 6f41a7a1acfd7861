"""The same work for many things, some at a time, in threads that never hold up the program's end.

The one thing to know: a request may hang for minutes. So the waiting is done in short steps, and
where the user interrupts, whoever waits is told at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

from transcript_fix.errors import EngineError

Item = TypeVar("Item")
Result = TypeVar("Result")

STEP = 0.1
"""Seconds between two looks at whether the user has interrupted."""


def abreast(
    work: Callable[[Item], Result], items: Sequence[Item], at_once: int, cancelled: threading.Event
) -> list[Result]:
    """Return what `work` makes of each item, in order. Raises the first error of any.

    Raises EngineError when `cancelled` is set; what is under way is then left to itself.
    """
    results: dict[int, Result] = {}
    errors: list[BaseException] = []
    waiting = iter(range(len(items)))
    lock = threading.Lock()

    def worker() -> None:
        while not errors and not cancelled.is_set():
            with lock:
                index = next(waiting, None)
            if index is None:
                return
            try:
                results[index] = work(items[index])
            except BaseException as error:  # raised where it is waited for
                errors.append(error)

    threads = [
        threading.Thread(target=worker, daemon=True) for _ in range(min(at_once, len(items)))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        while thread.is_alive() and not errors and not cancelled.is_set():
            thread.join(STEP)
    if errors:
        raise errors[0]
    if cancelled.is_set():
        raise EngineError("the language model was interrupted: the text is not checked")
    return [results[i] for i in range(len(items))]
