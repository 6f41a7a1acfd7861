"""What a model said, read as data: one text under one key.

The one thing to know: servers differ. Some hold the model to the schema, some ignore it, so the
JSON may stand in a code fence, behind thoughts, or not be there at all. What cannot be read is no
answer, and no answer is never "clean".
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from transcript_fix.llm.client import Reply

LIKE = 0.6
"""Share of letters that a bare line must have in common with the sentence to be an answer."""

_THOUGHTS = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)


def corrected(reply: Reply, sentence: str) -> str | None:
    """Return the sentence as the model would have it, or None where that cannot be read."""
    if reply.cut:
        return None
    text = _THOUGHTS.sub("", reply.text).strip()
    found = _value(text, "sentence")
    if found is None and "{" not in text and "\n" not in text:
        line = text.strip('"')
        alike = SequenceMatcher(None, sentence, line, autojunk=False).ratio() >= LIKE
        found = line if alike else None
    return found.strip() if found and found.strip() else None


def letter(reply: Reply, letters: Sequence[str]) -> tuple[str, float] | None:
    """Return the letter chosen and its likelihood (0 to 1) among `letters`, or None.

    From the first token's likelihoods, where the server has them.
    """
    chances = dict.fromkeys(letters, 0.0)
    for token, logprob in reply.first:
        bare = token.strip(' "\u0120\u2581')
        if bare in chances and logprob <= 0:
            chances[bare] += math.exp(logprob)
    total = sum(chances.values())
    if not total:
        return None
    best = max(chances, key=chances.__getitem__)
    return best, chances[best] / total


def choice(reply: Reply, letters: Sequence[str]) -> str | None:
    """Return the letter that an answer in JSON, or in one word, names."""
    text = _THOUGHTS.sub("", reply.text).strip()
    found = _value(text, "choice") or re.sub(r"[\s.\"'():]", "", text)
    return found if found in tuple(letters) else None


def _value(text: str, key: str) -> str | None:
    """Return the text under `key` in the first JSON object that has it."""
    decoder = json.JSONDecoder()
    for brace in re.finditer(r"\{", text):
        try:
            found, _ = decoder.raw_decode(text, brace.start())
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict) and isinstance(found.get(key), str):
            return str(found[key])
    return None
