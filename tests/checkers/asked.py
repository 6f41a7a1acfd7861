"""What an editor is asked about a text, with the real engines."""

from __future__ import annotations

from pathlib import Path

from transcript_fix import pipeline
from transcript_fix.config import Settings
from transcript_fix.model import Issue


def issues(text: str, settings: Settings) -> tuple[Issue, ...]:
    """Return the issues of a plain text."""
    with pipeline.start(settings) as run:
        return pipeline.check(pipeline.read(Path("a.txt"), settings, data=text.encode()), run)
