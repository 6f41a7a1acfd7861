"""The frozen settings of one run, and where they come from.

The one thing to know: relative paths in a configuration file are relative to that file, not to
where the command runs.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from pathlib import Path


class Profile(enum.StrEnum):
    """What may be touched: `strict` verbatim, `clean` verbatim, or an `edited` text."""

    STRICT = "strict"
    CLEAN = "clean"
    EDITED = "edited"


LANGUAGES = ("en-US", "en-GB", "en-AU", "en-CA", "en-NZ", "en-ZA")
"""The kinds of English that the engines know."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a run needs to know; every stage and checker is given it whole.

    `engines` empty means the default set. `rules_off` and `rules_on` hold rule names as `rules`
    prints them. `encoding` None means: detect. `format` None means: by suffix, then content.
    """

    language: str = "en-US"
    profile: Profile = Profile.CLEAN
    glossary: Path | None = None
    engines: tuple[str, ...] = ()
    rules_on: frozenset[str] = frozenset()
    rules_off: frozenset[str] = frozenset()
    min_confidence: float = 0.0
    languagetool_url: str | None = None
    encoding: str | None = None
    format: str | None = None
