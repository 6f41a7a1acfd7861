"""The languagetool engine against the real server, and against servers that are none."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents import document, paragraphs
from tests.languagetool import installed
from transcript_fix import languagetool_server
from transcript_fix.checkers import Check, languagetool
from transcript_fix.config import Settings
from transcript_fix.errors import ENGINE, USAGE, EngineError, UserError
from transcript_fix.formats import plain
from transcript_fix.languagetool_server import ask
from transcript_fix.model import Finding, Kind, Role

SAMPLE = Path(__file__).parents[2] / "samples" / "lei-jun-xiaomi.txt"
LANGUAGES = [{"name": "English (US)", "code": "en", "longCode": "en-US"}]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The address of the real server."""
    installed()
    with languagetool_server.running() as address:
        yield address


@pytest.fixture(scope="module")
def check(url: str) -> Iterator[Check]:
    """The check of American English, on our own server."""
    with languagetool.start(Settings()) as it:
        yield it


def found(check: Check, *texts: str) -> list[Finding]:
    """The findings in paragraphs of speech."""
    return list(check(paragraphs(*texts)))


# --- what it finds, and where


def test_the_sample_has_its_typos_with_their_words(check: Check) -> None:
    read = plain.read(SAMPLE.read_bytes(), "sample")
    findings = list(check(read))
    assert {"alof", "Xaomi's"} & {f.before for f in findings}
    assert all(f.before == read.cut(f.span) for f in findings)
    assert {f.engine for f in findings} == {"languagetool"}


@pytest.mark.parametrize(
    "before",
    [
        "",
        "😀 ",
        "👩‍👩‍👧‍👦 𠮷野家 ",
        "雷军说 🚀🚀 ",
        "naïve café — ",
        "🇨🇳 ",
        "e\u0301 \u200b\ufeff ",
    ],
)
def test_offsets_are_code_points_behind_any_characters(check: Check, before: str) -> None:
    text = f"{before}We recieve this letter. 😀 And so we recieve an 😀 other."
    places = [f.span.start for f in found(check, text) if f.before == "recieve"]
    assert places == [text.index("recieve"), text.rindex("recieve")]


def test_a_place_that_holds_an_emoji_has_its_whole_length(check: Check) -> None:
    text = "This is the the 😀  end , really. 😀😀 I recieve it."
    findings = found(check, text)
    assert "the the" in {f.before for f in findings}
    assert "recieve" in {f.before for f in findings}


def test_offsets_in_later_passages_and_behind_labels_are_right(check: Check) -> None:
    read = document(
        ("", "Lei Jun :", Role.SPEAKER),
        (" ", "We 😀 recieve it."),
        ("\n\n", "Reporter :", Role.SPEAKER),
        (" ", "And they recieve it too."),
    )
    places = [f.span.start for f in check(read) if f.before == "recieve"]
    assert places == [read.prose.index("recieve"), read.prose.rindex("recieve")]


def test_a_long_text_keeps_its_order_and_its_places_over_many_requests(check: Check) -> None:
    texts = [f"Paragraph {n} is 😀 here and we recieve it gladly every day." for n in range(600)]
    read = paragraphs(*texts)
    findings = [f for f in check(read) if f.before == "recieve"]
    assert len(findings) == 600
    assert [f.span for f in findings] == sorted(f.span for f in findings)


def test_runs_in_many_threads_do_not_mix_their_places(check: Check) -> None:
    texts = [f"{'😀' * n} we recieve it {'𠮷' * n} and recieve it." for n in range(12)]
    with ThreadPoolExecutor(12) as pool:
        results = list(pool.map(lambda text: found(check, text), texts))
    for text, findings in zip(texts, results, strict=True):
        places = [f.span.start for f in findings if f.before == "recieve"]
        assert places == [text.index("recieve"), text.rindex("recieve")]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_any_text_has_findings_that_stand_where_they_say(check: Check, texts: list[str]) -> None:
    read = paragraphs(*(f"{t} recieve {t}" for t in texts))
    for f in check(read):
        assert f.before == read.cut(f.span)


def test_the_other_english_is_spelled_its_own_way(url: str) -> None:
    with languagetool.start(Settings(language="en-GB")) as british:
        assert not [f for f in found(british, "The colour of it.") if f.kind is Kind.SPELLING]
        assert "color" in {f.before for f in found(british, "The color of it.")}


def test_a_rule_turned_off_is_not_asked(url: str) -> None:
    text = "It is a apple."
    with languagetool.start(Settings()) as check:
        assert "lt:EN_A_VS_AN" in {f.rule for f in found(check, text)}
    with languagetool.start(Settings(rules_off=frozenset({"lt:EN_A_VS_AN"}))) as check:
        assert "lt:EN_A_VS_AN" not in {f.rule for f in found(check, text)}


def test_an_empty_document_is_not_sent(check: Check) -> None:
    assert found(check) == []
    assert found(check, "   ") == []


@pytest.mark.parametrize("ending", ["", "/", "/v2", "/v2/", "/v2/check"])
def test_a_server_that_the_user_runs_is_asked_however_he_writes_it(url: str, ending: str) -> None:
    named = Settings(languagetool_url=url.rstrip("/") + ending)
    with languagetool.start(named) as check:
        assert "recieve" in {f.before for f in found(check, "We recieve it.")}
    bare = Settings(languagetool_url=url.removeprefix("http://").rstrip("/"))
    with languagetool.start(bare) as check:
        assert "recieve" in {f.before for f in found(check, "We recieve it.")}


def test_a_proxy_in_the_environment_never_sees_what_goes_to_loopback(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with dead_port() as port:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        with languagetool.start(Settings()) as check:
            assert found(check, "We recieve it.")


def test_status_tells_version_and_place() -> None:
    installed()
    status = languagetool.status()
    assert status.available
    assert status.version.startswith("6.8, language-tool-python 3.")
    assert "java" in status.version.lower()
    assert Path(status.where).is_dir()


def test_status_tells_what_to_run_where_it_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSCRIPT_FIX_CACHE", str(tmp_path))
    status = languagetool.status()
    assert not status.available
    assert "transcript-fix engines install languagetool" in status.advice


# --- offsets, without a server


@given(st.text())
def test_utf16_offsets_become_code_points_and_nothing_else(text: str) -> None:
    text = text.encode("utf-16", "replace").decode("utf-16")
    point = languagetool.code_points(text)
    at = 0
    for index, char in enumerate(text):
        assert point(at) == index
        if len(char.encode("utf-16-le")) == 4:
            assert point(at + 1) is None
        at += len(char.encode("utf-16-le")) // 2
    assert point(at) == len(text)
    assert point(at + 1) is None
    assert point(-1) is None


def test_a_match_that_quotes_other_words_is_no_finding() -> None:
    match = {
        "message": "",
        "offset": 3,
        "length": 7,
        "context": {"text": "We receive it.", "offset": 3, "length": 7},
        "replacements": [],
        "rule": {"id": "X", "issueType": "misspelling", "category": {"id": "TYPOS"}},
    }
    answers = {"/v2/languages": (200, LANGUAGES), "/v2/check": (200, {"matches": [match]})}
    with (
        a_server(answers) as address,
        languagetool.start(Settings(languagetool_url=address)) as check,
    ):
        assert not found(check, "We recieve it.")
        assert len(found(check, "We receive it.")) == 1


# --- servers that are dead, slow, or something else


@contextlib.contextmanager
def dead_port() -> Iterator[int]:
    """A loopback port on which nobody listens, kept from others meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@contextlib.contextmanager
def a_server(answers: dict[str, tuple[int, object]]) -> Iterator[str]:
    """A real HTTP server on loopback that gives these answers, by path; bytes go as they are."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            code, body = answers.get(self.path, (404, b"Error: no such path"))
            if callable(body):
                body = body()
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(code)
            self.send_header("Content-Length", str(len(data)))
            if code in range(300, 400):
                self.send_header("Location", data.decode())
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(data)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def failure(address: str, *texts: str) -> str:
    """The one line that checking against `address` ends with."""
    named = Settings(languagetool_url=address)
    with pytest.raises(EngineError) as caught, languagetool.start(named) as check:
        found(check, *(texts or ("We recieve it.",)))
    assert caught.value.code == ENGINE
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_dead_server_is_an_error_and_not_a_clean_text() -> None:
    with dead_port() as port:
        assert f"LanguageTool at http://127.0.0.1:{port}/ did not answer (nobody" in failure(
            f"http://127.0.0.1:{port}"
        )


def test_a_server_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSCRIPT_FIX_LANGUAGETOOL_TIMEOUT", "0.5")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        started = time.monotonic()
        line = failure(f"http://127.0.0.1:{silent.getsockname()[1]}")
        assert "did not answer in 0.5 s" in line
        assert time.monotonic() - started < 10


def test_a_server_that_falls_silent_over_the_text_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRANSCRIPT_FIX_LANGUAGETOOL_TIMEOUT", "0.5")

    def slow() -> bytes:
        time.sleep(2)
        return b""

    answers = {"/v2/languages": (200, LANGUAGES), "/v2/check": (200, slow)}
    with a_server(answers) as address:
        assert "did not answer in 0.5 s" in failure(address)


def test_a_server_that_dribbles_is_given_up_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRANSCRIPT_FIX_LANGUAGETOOL_TIMEOUT", "0.6")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_dribble, args=(listener,), daemon=True).start()
        assert "did not answer in 0.6 s" in failure(f"http://127.0.0.1:{listener.getsockname()[1]}")


def _dribble(listener: socket.socket) -> None:
    """Answer which languages there are, then the text with a byte every 0.2 s for 3 s."""
    body = json.dumps(LANGUAGES).encode()
    for n in range(2):
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection, contextlib.suppress(OSError):
            connection.recv(65536)
            if n == 0:
                head = f"HTTP/1.0 200 OK\r\nContent-Length: {len(body)}\r\n\r\n"
                connection.sendall(head.encode() + body)
                continue
            connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: 1000\r\n\r\n")
            for _ in range(15):
                connection.sendall(b" ")
                time.sleep(0.2)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html>It works!</html>",
        b"\xff\xfe\x00rubbish",
        b"[" * 100_000,
        {"matches": None},
        {"matches": [{"offset": "3", "length": None}]},
        {"matches": ["x"]},
        {"softwares": []},
        [],
        None,
        3,
    ],
    ids=lambda a: str(a)[:20],
)
def test_rubbish_instead_of_matches_is_an_error(answer: object) -> None:
    answers = {"/v2/languages": (200, LANGUAGES), "/v2/check": (200, answer)}
    with a_server(answers) as address:
        assert "is not LanguageTool" in failure(address)


@pytest.mark.parametrize(
    "answer",
    [b"", b"<html>It works!</html>", b"\xff\xfe\x00rubbish", {"a": 1}, [1, 2], None, 3],
    ids=lambda a: str(a)[:20],
)
def test_rubbish_instead_of_languages_is_an_error(answer: object) -> None:
    with a_server({"/v2/languages": (200, answer)}) as address:
        assert "is not LanguageTool" in failure(address)


def test_a_socket_that_speaks_no_http_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def greet() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.sendall(b"SSH-2.0-OpenSSH_9.9\r\n")
                connection.recv(1000)

        threading.Thread(target=greet, daemon=True).start()
        assert "did not answer" in failure(f"http://127.0.0.1:{listener.getsockname()[1]}")


def test_a_server_without_this_english_is_an_error() -> None:
    plain_english = [{"code": "en", "longCode": "en"}, {"code": "de", "longCode": "de-DE"}]
    for languages in (plain_english, plain_english[1:]):
        with a_server({"/v2/languages": (200, languages)}) as address:
            assert "does not know en-US" in failure(address)


def test_a_refusal_is_quoted_in_one_line() -> None:
    answers = {
        "/v2/languages": (200, LANGUAGES),
        "/v2/check": (413, b"Error: text is too long\n(20000)"),
    }
    with a_server(answers) as address:
        assert "refused the text (413): Error: text is too long (20000)" in failure(address)


def test_a_server_that_is_too_busy_is_asked_again() -> None:
    sent: list[int] = []

    def busy_twice() -> object:
        sent.append(1)
        answers["/v2/check"] = (503 if len(sent) < 2 else 200, busy_twice)
        return {"matches": []}

    answers: dict[str, tuple[int, object]] = {
        "/v2/languages": (200, LANGUAGES),
        "/v2/check": (503, busy_twice),
    }
    with (
        a_server(answers) as address,
        languagetool.start(Settings(languagetool_url=address)) as check,
    ):
        assert found(check, "We receive it.") == []
    assert len(sent) == 3


def test_a_server_that_stays_too_busy_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSCRIPT_FIX_LANGUAGETOOL_TIMEOUT", "2")
    answers = {"/v2/languages": (200, LANGUAGES), "/v2/check": (503, b"Error: overloaded")}
    with a_server(answers) as address:
        assert "refused the text (503): Error: overloaded" in failure(address)


def test_half_a_check_is_not_a_check() -> None:
    half = {"matches": [], "warnings": {"incompleteResults": True}}
    with a_server({"/v2/languages": (200, LANGUAGES), "/v2/check": (200, half)}) as address:
        assert "gave up half way" in failure(address)


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_a_server_that_sends_us_elsewhere_is_not_followed(code: int) -> None:
    heard: list[str] = []

    def elsewhere() -> object:
        heard.append("text")
        return {"matches": []}

    with a_server({"/v2/check": (200, elsewhere)}) as other:
        target = f"{other}/v2/check".encode()
        answers = {"/v2/languages": (200, LANGUAGES), "/v2/check": (code, target)}
        with a_server(answers) as address:
            assert "sends us elsewhere" in failure(address)
    assert heard == []


def test_a_server_that_dies_between_two_pieces_is_an_error() -> None:
    sent: list[int] = []

    def once() -> bytes:
        sent.append(1)
        if len(sent) > 1:
            raise ConnectionAbortedError
        return b'{"matches": []}'

    answers = {"/v2/languages": (200, LANGUAGES), "/v2/check": (200, once)}
    words = " ".join(["word"] * 800)
    with a_server(answers) as address, _quiet_threads():
        assert "did not answer" in failure(address, words, words, words)


@contextlib.contextmanager
def _quiet_threads() -> Iterator[None]:
    """Keep socketserver from printing the tracebacks of the handlers that we make fail."""
    before: Callable[..., None] = ThreadingHTTPServer.handle_error
    ThreadingHTTPServer.handle_error = lambda *_: None  # type: ignore[method-assign]
    try:
        yield
    finally:
        ThreadingHTTPServer.handle_error = before  # type: ignore[method-assign]


@pytest.mark.parametrize(
    "named", ["", "ftp://host", "http://", "http://host:99999", "http://[", "http://h/?q=1", "a b"]
)
def test_an_address_that_is_none_is_the_users_to_mend(named: str) -> None:
    with pytest.raises(UserError, match="no server's address") as caught:
        ask.address(named)
    assert caught.value.code == USAGE


def test_a_password_in_the_address_is_not_printed() -> None:
    with dead_port() as port:
        assert "secret" not in failure(f"http://me:secret@127.0.0.1:{port}")
