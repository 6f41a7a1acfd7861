"""Asking the model's server over HTTP, with Python's own client.

The one thing to know: the text goes to the host that the user named and nowhere else. `http.client`
knows no proxy and follows no redirect, and that is why it is used here. What the server says is
read to a limit of bytes and of seconds, and never printed as it is.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import re
import ssl
import threading
import time
from dataclasses import dataclass
from typing import Any

from transcript_fix.errors import EngineError
from transcript_fix.llm.endpoint import Endpoint
from transcript_fix.llm.spent import Spent

TIMEOUT_SECONDS = 120.0
"""For one sentence: a model of seven billion weights on a processor alone takes half of that.
$TRANSCRIPT_FIX_LLM_TIMEOUT overrides it."""

MOST_BYTES = 1_000_000
"""A longer answer is no sentence."""

TRIES = 4
"""How often a request is sent where the server is too busy or stumbles."""

BUSY = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
PAUSE = 0.5
"""Seconds before the second try; each further one waits twice as long."""
LONGEST_PAUSE = 20.0
"""Seconds that we wait where the server asks for it (Retry-After)."""

OPTIONAL = ("response_format", "logprobs", "top_logprobs", "seed", "temperature", "max_tokens")
"""What a request can do without, where a server does not know it; dropped in this order."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model said. `cut`: it was not finished. `first` are the likeliest first tokens."""

    text: str
    cut: bool = False
    first: tuple[tuple[str, float], ...] = ()


class Client:
    """Sends requests to one endpoint, from many threads, some at a time."""

    def __init__(self, endpoint: Endpoint, spent: Spent, at_once: int = 2) -> None:
        self.endpoint = endpoint
        self._spent = spent
        self._room = threading.Semaphore(at_once)
        self._unknown: set[str] = set()
        self._tls = ssl.create_default_context() if endpoint.secure else None

    def ask(self, body: dict[str, Any]) -> Reply:
        """Return what the model says to a request of the chat API (without `model`).

        Raises EngineError (one line) where the server is dead, slow, refuses, or is none.
        """
        with self._room:
            while True:
                code, answer = self._patiently(self._encoded(body))
                if code not in (400, 422) or not self._drop(body, answer):
                    break
        if code != 200:
            raise self._refused(code, answer)
        return self._read(answer)

    def _encoded(self, body: dict[str, Any]) -> bytes:
        kept = {k: v for k, v in body.items() if k not in self._unknown}
        text = json.dumps({"model": self.endpoint.model, "stream": False, **kept})
        return text.encode()  # ASCII: a lone surrogate is an escape like any other

    def _drop(self, body: dict[str, Any], answer: bytes) -> bool:
        """Note what the server does not take; return whether there was anything left to drop."""
        sent = [k for k in OPTIONAL if k in body and k not in self._unknown]
        named = [k for k in sent if k.encode() in answer]
        self._unknown.update(named or sent[:1])
        return bool(sent)

    def _patiently(self, data: bytes) -> tuple[int, bytes]:
        pause = PAUSE
        for tries_left in reversed(range(TRIES)):
            code, wait, answer = self._post(data)
            if code not in BUSY or not tries_left:
                break
            time.sleep(min(max(wait, pause * random.uniform(0.8, 1.2)), LONGEST_PAUSE))
            pause *= 2
        return code, answer

    def _post(self, data: bytes) -> tuple[int, float, bytes]:
        """Send once; return the status, the seconds to wait (Retry-After) and the answer."""
        seconds = timeout()
        deadline = time.monotonic() + seconds
        self._spent.add(requests=1)
        connection = self._connection(seconds)
        try:
            with contextlib.closing(connection):
                connection.request("POST", self.endpoint.path, data, self._headers())
                response = connection.getresponse()
                return response.status, _wait(response), _body(connection, response, deadline)
        except (OSError, http.client.HTTPException) as error:
            raise self._trouble(error, seconds) from None

    def _connection(self, seconds: float) -> http.client.HTTPConnection:
        host, port = self.endpoint.host, self.endpoint.port
        if self._tls:
            return http.client.HTTPSConnection(host, port, timeout=seconds, context=self._tls)
        return http.client.HTTPConnection(host, port, timeout=seconds)

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.endpoint.key:
            headers["Authorization"] = f"Bearer {self.endpoint.key}"
        return headers

    def _read(self, answer: bytes) -> Reply:
        try:
            found = json.loads(answer)
            choice = found["choices"][0]
            text = choice["message"].get("content") or ""
            if not isinstance(text, str):
                raise TypeError
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
            raise EngineError(
                f"what answers at {self.endpoint.shown} is no language model's server: "
                "the text is not checked. Look at the address"
            ) from None
        self._spent.add(tokens=_tokens(found))
        return Reply(text, choice.get("finish_reason") == "length", _first(choice))

    def _trouble(self, error: BaseException, seconds: float) -> EngineError:
        why = f"({type(error).__name__})"
        if isinstance(error, TimeoutError):
            why = f"in {seconds:g} s"
        elif isinstance(error, ConnectionRefusedError):
            why = "(nobody listens there)"
        elif isinstance(error, ssl.SSLError):
            why = "(its certificate or encryption is not right)"
        return EngineError(
            f"the language model at {self.endpoint.shown} did not answer {why}: "
            "the text is not checked. Start that server or leave the engine llm out"
        )

    def _refused(self, code: int, answer: bytes) -> EngineError:
        who = f"the language model at {self.endpoint.shown}"
        if 300 <= code < 400:
            return EngineError(f"{who} sends us elsewhere: name that server")
        if code in (401, 403):
            return EngineError(
                f"{who} does not take the key ({code}): it is read from the environment variable "
                "that llm-key-env names"
            )
        said = " ".join(answer[:400].decode("utf-8", "replace").split())[:200]
        if self.endpoint.key:
            said = said.replace(self.endpoint.key, "...")
        hint = f" (is {self.endpoint.model!r} a model of it?)" if code == 404 else ""
        return EngineError(f"{who} refused the text{hint} ({code}): {said}")


def timeout() -> float:
    """Return how long one request may take, in seconds."""
    with contextlib.suppress(ValueError):
        seconds = float(os.environ.get("TRANSCRIPT_FIX_LLM_TIMEOUT", ""))
        if seconds > 0:
            return seconds
    return TIMEOUT_SECONDS


def _body(
    connection: http.client.HTTPConnection, response: http.client.HTTPResponse, deadline: float
) -> bytes:
    """Return the answer, to a limit of bytes. Raises TimeoutError for one that only drips."""
    data = b""
    while len(data) < MOST_BYTES:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if connection.sock is not None:
            connection.sock.settimeout(left)
        part = response.read1(65536)
        if not part:
            break
        data += part
    return data


def _wait(response: http.client.HTTPResponse) -> float:
    said = response.getheader("Retry-After", "")
    return float(said) if re.fullmatch(r"\d{1,6}(?:\.\d+)?", said) else 0.0


def _tokens(found: dict[str, Any]) -> int:
    usage = found.get("usage")
    total = usage.get("total_tokens") if isinstance(usage, dict) else None
    return total if isinstance(total, int) and 0 <= total < 10**9 else 0


def _first(choice: dict[str, Any]) -> tuple[tuple[str, float], ...]:
    """Return the likeliest first tokens with their log-probabilities, where the server has them."""
    try:
        rows = choice["logprobs"]["content"][0]["top_logprobs"]
        return tuple((str(r["token"]), float(r["logprob"])) for r in rows)
    except (KeyError, IndexError, TypeError, ValueError):
        return ()
