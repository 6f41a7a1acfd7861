"""The bilingual check: a translation held against the interview in its own language.

The one thing to know: a source that is another interview would make every line a finding. So where
too little of it is found in the translation, the file is not checked, in one line.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from transcript_fix import __version__, formats, glossary, originals
from transcript_fix.bilingual.held import hold
from transcript_fix.bilingual.marks import marks
from transcript_fix.bilingual.names import names
from transcript_fix.bilingual.numbers import numbers
from transcript_fix.bilingual.passages import passages
from transcript_fix.bilingual.related import related
from transcript_fix.checkers import Check, Status
from transcript_fix.config import Settings
from transcript_fix.errors import UserError
from transcript_fix.model import Document, Finding

NAME = "bilingual"
DEFAULT = False


def status() -> Status:
    """Say that it is always here, and what it needs."""
    return Status(True, __version__, "built in; runs where --source names the source")


@contextmanager
def start(settings: Settings) -> Iterator[Check]:
    """Yield the check. Raises UserError where no source is named."""
    if settings.original is None:
        raise UserError("the engine bilingual needs --source FILE: what was said, untranslated")
    terms = glossary.load(settings.glossary).terms if settings.glossary else ()

    def check(document: Document) -> Iterator[Finding]:
        source = read(Path(document.path), settings)
        if source is None or not source.prose.strip():
            return
        held = hold(source, document, terms)
        if not related(held):
            raise UserError(
                f"{source.path} does not seem to be the source of this transcript: too little of "
                "it is found here; name another with --source"
            )
        for ask in (numbers, names, passages, marks):
            yield from ask(held)

    yield check


def read(path: Path, settings: Settings) -> Document | None:
    """Read the source of a transcript; None where there is none, or it is the file itself.

    Raises UserError, in one line with the source's path, where it cannot be read.
    """
    named = originals.original_of(path, settings)
    if named is None or named == path:
        return None
    data = originals.content(named)
    if data is None:
        return None
    if not data.strip():
        raise UserError(f"the source {named} is empty")
    try:
        return formats.choose(named, data).read(data, str(named))
    except UserError as error:
        line = str(error).replace("name it with --encoding", "convert it to UTF-8")
        raise UserError(f"the source {named}: {line}") from None
