"""What a model said before to the same request.

The one thing to know: the key is a hash of the whole request, so of sentence, model, server, mode
and prompt, and of nothing else: a newer version of our guards judges old answers anew and pays
nothing. What is kept are edits and letters, never the sentence.
"""

from __future__ import annotations

import json
from typing import Any

from transcript_fix.cache import Cache, digest
from transcript_fix.llm.endpoint import Endpoint


class Remembered:
    """Answers in the user's cache, or nowhere where the run has no cache."""

    def __init__(self, cache: Cache | None, endpoint: Endpoint) -> None:
        self._cache = cache
        self._salt = f"llm 1 {endpoint.shown} {endpoint.model}".encode()

    def get(self, *request: dict[str, Any]) -> Any:
        """Return what was kept for the request (or requests), or None."""
        if self._cache is None:
            return None
        key = self._key(request)
        value = self._cache.get([key]).get(key)
        try:
            return None if value is None else json.loads(value)
        except ValueError:
            return None

    def put(self, value: object, *request: dict[str, Any]) -> None:
        """Keep plain data for the request."""
        if self._cache is not None:
            self._cache.put({self._key(request): json.dumps(value).encode()})

    def _key(self, request: tuple[dict[str, Any], ...]) -> bytes:
        return digest(self._salt, json.dumps(request, sort_keys=True).encode())
