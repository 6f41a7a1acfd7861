"""What in a line of prose is not words: links, addresses, handles, code, times, editors' marks.

The one thing to know: a mask is never edited, by anybody. Formats put masked text into the
`lead` of the segment that follows, so that engines see it as context only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MASK = re.compile(
    r"""
      (?:https?|ftp|file)://[^\s<>"'）】]*[^\s<>"'）】.,;:!?)\]}]   # URL
    | \bwww\.[^\s<>"']*[^\s<>"'.,;:!?)\]}]
    | (?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+                                # e-mail
    | (?<![\w.-])[\w-]+(?:\.[\w-]+)*\.
      (?:com|org|net|io|dev|ai|co|cn|edu|gov|app|me|tv|info|uk|de|eu)
      (?:/[^\s<>"']*[^\s<>"'.,;:!?)\]}]|/)?(?![\w])               # bare domain
    | (?<![\w@/])@\w[\w.-]*\w                                     # handle
    | (?<![\w&/])\#\d*[^\W\d]\w*                                  # hashtag, not "#1"
    | `[^`\n]+`                                                   # code
    | (?<![\w-])[\w-]+\.
      (?:py|js|ts|json|yaml|yml|toml|md|txt|html|css|java|xml|csv|sh|exe|pdf|docx?)\b
    | \b[A-Za-z_]\w*(?:_\w+)+\b                                   # snake_case
    | (?:\[|\()?\b\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?\b(?:\]|\))?   # time
    | \[(?:sic|inaudible|unclear|crosstalk|unintelligible|laughter|laughs|music|applause|foreign|
        silence|pause|overlap(?:ping)?|redacted|indiscernible)\b[^\]\n]*\]
    | \[[^\]\n]{1,40}\?\]                                         # [word?]
    | \[\?+\]
    """,
    re.VERBOSE | re.IGNORECASE,
)


_TRIGGER = re.compile(r"[@#`\[_]|:(?=[/\d])|\.(?=[^\W\d_])|[wW]{3}\.")
"""What every mask has in it: looking for this first is twenty times as fast."""
_SPACE = re.compile(r"\s")


def masked(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans (code points of `text`) that are not prose, in order, never empty."""
    at = 0
    while trigger := _TRIGGER.search(text, at):
        begin = at
        for space in _SPACE.finditer(text, max(at, trigger.start() - 80), trigger.start()):
            begin = space.end()
        found = MASK.search(text, begin)
        if found is None:
            return
        yield found.span()
        at = max(found.end(), at + 1)
