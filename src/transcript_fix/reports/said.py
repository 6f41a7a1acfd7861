"""A finding as one line of plain words, for machines that show it to people.

The one thing to know: nothing here may steer a terminal or a log, whatever the transcript holds.
"""

from __future__ import annotations

import re

from transcript_fix.model import Applicability, Issue
from transcript_fix.printable import printable

LEVELS = {
    Applicability.SAFE: "error",
    Applicability.REVIEW: "warning",
    Applicability.NOTE: "note",
}
"""`fix` would make it by itself; an editor should look; only shown."""

NOT_CHECKED = "not-checked"
"""The rule under which a file is reported that could not be read or checked."""


def said(issue: Issue) -> str:
    """Return 'old -> new: why.', escaped."""
    finding = issue.finding
    change = visible(finding.before) or "(nothing)"
    if finding.suggestions:
        change += f" -> {visible(finding.suggestions[0]) or '(nothing)'}"
    return f"{change}: {sentence(printable(finding.message))}"


def sentence(message: str) -> str:
    """Return a message as a sentence: engines differ in capitals and full stops."""
    message = message.strip()
    return message[:1].upper() + message[1:] + ("" if message[-1:] in ".!?…" else ".")


def visible(words: str) -> str:
    """Return words with escapes shown and spaces that matter marked."""
    shown = printable(re.sub(r"\s*\n\s*", " ⏎ ", words))
    if shown != shown.strip(" ") or "  " in shown:
        shown = shown.replace(" ", "␣")
    return shown


def plural(number: int, noun: str) -> str:
    """Return '1 word', '2 words'."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
