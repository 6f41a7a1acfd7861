"""Asking a server: real servers on loopback that are slow, broken, busy, or somebody else."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from tests.llm.servers import Said, content, playing
from transcript_fix.config import Settings
from transcript_fix.errors import ENGINE, EngineError
from transcript_fix.llm import client as asking
from transcript_fix.llm import prompts
from transcript_fix.llm.client import Client
from transcript_fix.llm.endpoint import endpoint
from transcript_fix.llm.spent import Spent


def client(url: str, key: str | None = None) -> Client:
    """A client of the server at `url`."""
    return Client(endpoint(Settings(llm_url=url, llm_model="small", llm_key_env=key)), Spent())


def ask(url: str) -> str:
    """What the server says to a question."""
    return client(url).ask(prompts.propose("We was late.")).text


def refused(status: int, body: bytes = b"", **headers: str) -> Said:
    return status, headers, body


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PAUSE", 0.01)


def test_the_request_names_the_model_and_asks_for_structure() -> None:
    with playing(lambda *_: content("{}")) as server:
        ask(server.url)
    (request,) = server.requests
    assert request["model"] == "small"
    assert request["response_format"]["json_schema"]["strict"] is True
    assert "Authorization" not in server.headers[0]


def test_the_key_comes_from_the_environment_and_goes_into_one_header(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MY_KEY", "sk-123")
    with playing(lambda *_: content("{}")) as server:
        asked = client(server.url, "MY_KEY")
        asked.ask(prompts.propose("We was late."))
    assert server.headers[0]["Authorization"] == "Bearer sk-123"
    assert "sk-123" not in json.dumps(server.requests) + repr(asked.endpoint)


def test_a_key_that_is_sent_back_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", "sk-123")
    with (
        playing(lambda *_: refused(418, b"no: sk-123")) as server,
        pytest.raises(EngineError) as error,
    ):
        client(server.url, "MY_KEY").ask(prompts.propose("We was late."))
    assert "sk-123" not in str(error.value)
    assert "418" in str(error.value)


def test_a_proxy_in_the_environment_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(lambda *_: content("proxied")) as proxy, playing(lambda *_: content("own")) as own:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url.removesuffix("/v1"))
        assert ask(own.url) == "own"
    assert not proxy.requests


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_refused_and_the_other_server_gets_nothing(status: int) -> None:
    with playing(lambda *_: content("other")) as other:
        there = f"{other.url}/chat/completions"
        with (
            playing(lambda *_: refused(status, Location=there)) as named,
            pytest.raises(EngineError, match="sends us elsewhere"),
        ):
            ask(named.url)
    assert not other.requests


def test_a_busy_server_is_asked_again() -> None:
    said = iter([refused(429, **{"Retry-After": "0"}), refused(503), refused(500), content("yes")])
    with playing(lambda *_: next(said)) as server:
        assert ask(server.url) == "yes"
    assert len(server.requests) == 4


def test_a_server_that_stays_busy_is_given_up_and_named() -> None:
    with (
        playing(lambda *_: refused(503, b"overloaded")) as server,
        pytest.raises(EngineError, match="503") as error,
    ):
        ask(server.url)
    assert error.value.code == ENGINE
    assert len(server.requests) == asking.TRIES


@pytest.mark.parametrize("unknown", ["response_format", "max_tokens", "temperature", "seed"])
def test_what_a_server_does_not_know_is_left_out(unknown: str) -> None:
    def say(request: dict[str, Any], _: object) -> Said:
        if unknown in request:
            return refused(400, f"unknown field: {unknown}".encode())
        return content("fine")

    with playing(say) as server:
        asked = client(server.url)
        assert asked.ask(prompts.propose("We was late.")).text == "fine"
        assert asked.ask(prompts.propose("We was late.")).text == "fine"
    assert len(server.requests) == 3  # it is not tried a second time
    assert "messages" in server.requests[-1]


def test_a_server_that_refuses_everything_is_asked_only_so_often() -> None:
    with (
        playing(lambda *_: refused(400, b"the context is too long")) as server,
        pytest.raises(EngineError, match="too long"),
    ):
        ask(server.url)
    assert len(server.requests) <= 1 + len(asking.OPTIONAL)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>", b"[]", b"{}", b'{"choices": []}', b'{"choices": [{"message": null}]}',
        b'{"choices": [{"message": {"content": 5}}]}', b"\xff\xfe", b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_model_is_named(body: bytes) -> None:
    with playing(lambda *_: (200, {}, body)) as server, pytest.raises(EngineError) as error:
        ask(server.url)
    assert "is no language model's server" in str(error.value)


def test_an_answer_without_end_is_cut() -> None:
    huge = b'{"choices": [{"message": {"content": "' + b"x" * (3 * asking.MOST_BYTES)
    with playing(lambda *_: (200, {}, huge)) as server, pytest.raises(EngineError):
        ask(server.url)


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_is_not_taken_is_said(status: int) -> None:
    with playing(lambda *_: refused(status)) as server, pytest.raises(EngineError) as error:
        ask(server.url)
    assert "llm-key-env" in str(error.value)


def test_a_model_that_is_not_there_is_said() -> None:
    with (
        playing(lambda *_: refused(404, b"model not found")) as server,
        pytest.raises(EngineError, match="is 'small' a model of it"),
    ):
        ask(server.url)


def test_a_dead_server_is_said() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(EngineError, match="nobody listens there"):
        ask(f"http://127.0.0.1:{port}")


@pytest.fixture
def dripping() -> Iterator[str]:
    """A server that sends a byte now and then and never ends."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listening.accept()
        with connection:
            try:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
                while True:
                    connection.sendall(b" ")
                    time.sleep(0.05)
            except OSError:
                pass

    threading.Thread(target=serve, daemon=True).start()
    with closing(listening):
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_a_server_that_only_drips_is_given_up(
    dripping: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSCRIPT_FIX_LLM_TIMEOUT", "0.5")
    began = time.monotonic()
    with pytest.raises(EngineError, match=r"did not answer in 0\.5 s"):
        ask(dripping)
    assert time.monotonic() - began < 5


def test_tokens_and_requests_are_counted() -> None:
    with playing(lambda *_: content("yes", tokens=123)) as server:
        asked = client(server.url)
        asked.ask(prompts.propose("We was late."))
        asked.ask(prompts.propose("We was late."))
    spent = asked._spent
    assert (spent.requests, spent.tokens) == (2, 246)


@pytest.mark.parametrize("usage", [None, [], {"total_tokens": "many"}, {"total_tokens": -5}])
def test_a_bill_that_is_none_counts_nothing(usage: object) -> None:
    body = {"choices": [{"message": {"content": "yes"}}], "usage": usage}
    with playing(lambda *_: (200, {}, json.dumps(body).encode())) as server:
        asked = client(server.url)
        assert asked.ask(prompts.propose("We was late.")).text == "yes"
    assert asked._spent.tokens == 0
