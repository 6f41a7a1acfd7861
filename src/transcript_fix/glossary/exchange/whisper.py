"""A prompt for Whisper: the names in one line, so that they are heard right in the first place.

The one thing to know: the model keeps only the last 224 tokens of a prompt, so the names that
matter most stand last, and what does not fit is left out.
"""

from __future__ import annotations

import re

from transcript_fix.errors import UserError
from transcript_fix.glossary.add import Entry
from transcript_fix.glossary.entry import Glossary
from transcript_fix.glossary.exchange import entry

NAME = "whisper"
FILES = ("prompt.txt",)
TOKENS = 224
"""Of the decoder's window for a prompt (half of 448), as the model's card says."""
_LEAD = "Names: "


def write(glossary: Glossary) -> tuple[str, ...]:
    """Return "Names: a, b, c." with as many terms as fit; people first to be kept."""
    ranked = sorted(glossary.terms, key=lambda t: not t.person)
    kept: list[str] = []
    left = TOKENS - tokens(_LEAD) - 1
    for term in ranked:
        need = tokens(term.term) + 1
        if need > left:
            break
        kept.append(term.term)
        left -= need
    return (f"{_LEAD}{', '.join(reversed(kept))}.\n",)


def tokens(text: str) -> int:
    """Return at most how many tokens a text takes: one for three letters, one for each sign."""
    pieces = re.findall(r"\w+|[^\w\s]", text)
    return sum((len(p.encode()) + 2) // 3 for p in pieces)


def read(text: str, name: str) -> list[Entry]:
    """Return the names in a prompt, which commas part. Raises UserError where there are none."""
    body = re.sub(r"\A[^:,]{0,30}:\s", "", " ".join(text.split())).rstrip(".")
    names = [n.strip() for n in re.split(r"[,;、]", body) if n.strip()]
    if len(names) < 2 and len(body.split()) > 6:
        raise UserError(f"{name}: not a list of names with commas between")
    return [entry(n) for n in names]
