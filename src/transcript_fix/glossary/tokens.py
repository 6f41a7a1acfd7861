"""Text as tokens, and forms as keys: case, spaces, hyphens, apostrophes and accents fold away.

The one thing to know: a possessive ending is no part of a token's key. "Qualcommm's" is the key
"qualcommm" and the ending "'s", which is put back as it was found.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

TOKEN = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*(?:\+\+|#)?")
"""A word: letters and digits, with inner apostrophes, full stops and ampersands; C++ and C#."""
GAP = re.compile(r"[ \t\u00a0]*(?:\r?\n[ \t]*)?[-‐‑]?(?:\r?\n)?[ \t]*\Z")
"""What may stand between two tokens of one form: space, a hyphen, one line end."""
HIDDEN = "\0"
"""Stands for each code point that is masked: no token holds it and no gap crosses it."""

_ENDING = re.compile(r"(?:['’]s|(?<=s)['’])\Z", re.IGNORECASE)
_DROP = re.compile(r"[^\w+#]|_")


def fold(text: str) -> str:
    """Return the key of a form: no case, space, hyphen, apostrophe, full stop or accent."""
    if text.isascii():
        return _DROP.sub("", text.lower())
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _DROP.sub("", "".join(c for c in plain if not unicodedata.combining(c)))


@dataclass(frozen=True, slots=True)
class Token:
    """A distinct token: `key` of what stands before `ending`, a possessive."""

    text: str
    key: str
    ending: str


def token(text: str) -> Token:
    """Return what a token's text is."""
    found = _ENDING.search(text)
    ending = found.group() if found else ""
    return Token(text, fold(text[: len(text) - len(ending)]), ending)


def words(form: str) -> list[str]:
    """Return the tokens of a form, possessive endings kept."""
    return TOKEN.findall(form)


def hide(text: str, spans: list[tuple[int, int]]) -> str:
    """Return `text` with the spans (code points, in order) made invisible; same length."""
    out: list[str] = []
    at = 0
    for start, end in spans:
        out += (text[at:start], HIDDEN * (end - start))
        at = end
    out.append(text[at:])
    return "".join(out)
