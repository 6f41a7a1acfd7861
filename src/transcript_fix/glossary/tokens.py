"""Text as tokens, and forms as keys: case, spaces, hyphens, apostrophes and accents fold away.

The one thing to know: a possessive ending is no part of a token's key. "Qualcommm's" is the key
"qualcommm" and the ending "'s", which is put back as it was found.
"""

from __future__ import annotations

import re
import unicodedata

TOKEN = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*(?:\+\+|#)?")
"""A word: letters and digits, with inner apostrophes, full stops and ampersands; C++ and C#."""
GAP = re.compile(r"[ \t\u00a0]*(?:[-‐‑]\r?\n|(?:\r?\n)?[ \t]*[-‐‑]?)[ \t]*\Z")
"""What may stand between two tokens of one form: space, a hyphen, one line end."""
SIGN = re.compile(r"[ \t]*(?:,|/|&|\+|\.)[ \t]*\Z|(?<=\w)(?:, |/| [&+] )(?=\w)")
"""What may also stand there, where some form has it: "Nike, Inc.", "Procter & Gamble"."""
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


def split_ending(text: str) -> tuple[str, str]:
    """Return a token without its possessive ending, and the ending as it stands."""
    if text[-1:] not in "sS'’":
        return text, ""
    found = _ENDING.search(text)
    return (text[: found.start()], found.group()) if found else (text, "")


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
