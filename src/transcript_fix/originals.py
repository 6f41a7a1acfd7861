"""Where the interview in its own language lies: the file that `--source` names for a transcript.

The one thing to know: `{stem}` leaves out the mark of the language: of `talk.en.srt` it is `talk`,
so that `{stem}.zh{suffix}` is `talk.zh.srt` beside it.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from transcript_fix import archives
from transcript_fix.cache import digest
from transcript_fix.config import Settings, close_match
from transcript_fix.errors import UserError
from transcript_fix.model import Remark

FIELDS = ("stem", "name", "suffix")
"""What stands in braces in a pattern: of `talk.en.srt` they are talk, talk.en.srt and .srt."""

_FIELD = re.compile(r"\{([^{}]*)\}")
_ENGLISH = re.compile(r"[._-](?:en|eng|english)(?:[-_][a-z]{2,4})?$", re.IGNORECASE)


def original_of(path: Path, settings: Settings) -> Path | None:
    """Return where the source of a transcript should lie, or None where none is named.

    A pattern is meant from the transcript's folder. Raises UserError for an unknown field in it.
    """
    named = settings.original
    if named is None or not _FIELD.search(named):
        return None if named is None else Path(named)
    fields = {"stem": _ENGLISH.sub("", path.stem), "name": path.name, "suffix": path.suffix}

    def filled(match: re.Match[str]) -> str:
        if match[1] not in fields:
            hint = close_match(match[1], FIELDS) or f" ({', '.join(FIELDS)})"
            raise UserError(f"--source: there is no {{{match[1]}}} to fill in{hint}")
        return fields[match[1]]

    return path.parent / _FIELD.sub(filled, named)


def content(path: Path) -> bytes | None:
    """Return the bytes of a source, also in an archive; None where there is no such file.

    Raises UserError where it cannot be read.
    """
    try:
        return path.read_bytes() if path.exists() else archives.content(path)
    except OSError as error:
        raise UserError(f"the source {path} cannot be read ({error.strerror})") from None


def parts(path: Path, settings: Settings) -> Iterator[bytes]:
    """Yield the name and the bytes of a transcript's source, if one is named: results hang on it.

    What is wrong with it is said by those who read it to compare.
    """
    with contextlib.suppress(UserError):
        named = original_of(path, settings)
        if named is not None:
            yield str(named).encode("utf-8", "surrogatepass")
            yield content(named) or b""


def mark(path: Path, data: bytes, settings: Settings) -> bytes:
    """Return what tells whether a transcript, or its source, is still what it was."""
    return digest(data, *parts(path, settings))


def sure(settings: Settings, files: Sequence[Path]) -> None:
    """Raise UserError for one source of several files, and for a file that does not exist."""
    named = settings.original
    if named is None or not files:
        return
    if _FIELD.search(named):
        original_of(files[0], settings)
    elif len(files) > 1:
        raise UserError(
            f"--source {named} is one file, and there are {len(files)} transcripts; "
            "say where each has its own, such as --source '{stem}.zh{suffix}'"
        )
    elif content(Path(named)) is None:
        raise UserError(f"{named}: there is no such source")


def remarks(path: Path, settings: Settings) -> tuple[Remark, ...]:
    """Return what is to be said about a transcript whose source is not there."""
    named = original_of(path, settings)
    if named is None or named == path or content(named) is not None:
        return ()
    return (Remark("no-source", f"not held against a source: there is no {named}"),)
