"""What a language model said before to the same question.

The one thing to know: the key is a hash of the whole question and of who was asked, and of nothing
else: newer guards or weights of ours judge old answers anew and pay nothing. What is kept are
figures, edits and letters, never the sentence.
"""

from __future__ import annotations

import json
from typing import Any

from transcript_fix.cache import Cache, digest


class Remembered:
    """Answers in the user's cache, or nowhere where the run has no cache.

    `asked` says who answers: the model, its version, its server.
    """

    def __init__(self, cache: Cache | None, asked: str) -> None:
        self._cache = cache
        self._asked = asked.encode()

    def get(self, *question: object) -> Any:
        """Return what was kept for the question (plain data), or None."""
        if self._cache is None:
            return None
        key = self._key(question)
        value = self._cache.get([key]).get(key)
        try:
            return None if value is None else json.loads(value)
        except ValueError:
            return None

    def put(self, value: object, *question: object) -> None:
        """Keep plain data for the question."""
        if self._cache is not None:
            self._cache.put({self._key(question): json.dumps(value).encode()})

    def _key(self, question: tuple[object, ...]) -> bytes:
        return digest(self._asked, json.dumps(question, sort_keys=True).encode())
