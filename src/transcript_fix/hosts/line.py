"""One connection to a host: a line of JSON each way.

The one thing to know: a host may go away at any moment, which is `Gone` and never an answer.
"""

from __future__ import annotations

import contextlib
import json
import socket
from pathlib import Path
from typing import Any

from transcript_fix.hosts import host

HELLO_SECONDS = 5.0
"""A host that is held still takes nobody in."""


class Gone(Exception):
    """The host ended before it answered."""


class Line:
    """A connection to a host: one question at a time."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._lines = connection.makefile("rwb")

    def say(self, value: object) -> None:
        """Send a line. Raises Gone."""
        try:
            self._lines.write(json.dumps(value).encode() + b"\n")
            self._lines.flush()
        except (OSError, ValueError):
            raise Gone from None

    def hear(self, seconds: float | None = None) -> Any:
        """Return what comes. Raises Gone, and TimeoutError after so many seconds."""
        try:
            self._connection.settimeout(seconds)
            return json.loads(self._lines.readline())
        except TimeoutError:
            raise
        except (OSError, ValueError):
            raise Gone from None

    def ask(self, text: str) -> Any:
        """Return the answer to a text. Raises Gone."""
        self.say(text)
        return self.hear()

    def close(self) -> None:
        """Hang up."""
        with contextlib.suppress(OSError, ValueError):
            self._lines.close()
        self._connection.close()


def reach(door: Path, hello: dict[str, object]) -> Line | None:
    """Return a connection to a host, its token told, or None where none listens."""
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.settimeout(HELLO_SECONDS)
        token = door.with_suffix(".token").read_text()
        connection.connect(str(door))
        if not host.same_user(connection):
            raise OSError
        line = Line(connection)
        line.say({"token": token, **hello})
    except (OSError, Gone):
        connection.close()
        return None
    return line
