"""One piece of work in a thread that never holds up the end of the program, as a pool's would."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_background(work: Callable[[Item], Result], item: Item) -> Future[Result]:
    """Begin `work(item)` in a thread; what it raises is raised where it is waited for."""
    future: Future[Result] = Future()

    def run() -> None:
        try:
            future.set_result(work(item))
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future
