"""The two errors that we make on purpose.

A `UserError` is the user's to mend and becomes one line and an exit code; an
`UnsafeResult` is ours: the file stays untouched and the line says how to report it.
Anything else is a bug and keeps its traceback.
"""

USAGE = 2
"""Exit code: usage, configuration, glossary, missing path, unreadable or changed file."""
ENGINE = 3
"""Exit code: an engine that was asked for is missing or failed."""
INTERRUPTED = 130
"""Exit code: the user pressed Ctrl-C."""


class UserError(Exception):
    """One clear line that says what is wrong and what to do; `code` is the exit status."""

    def __init__(self, message: str, *, code: int = USAGE) -> None:
        super().__init__(message)
        self.code = code


class EngineError(UserError):
    """An engine that was asked for could not be started or failed: the text is "not checked"."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code=ENGINE)


class StartError(UserError):
    """What all files need could not be started (an engine, the glossary): the run ends."""


class UnsafeResult(Exception):
    """What we were about to write is not what was accepted. Nothing has been written."""
