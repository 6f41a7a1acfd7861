"""Asking a LanguageTool server, ours or the user's, over HTTP.

language-tool-python asks which languages the server knows and builds the requests; sending and
reading is ours. The one thing to know: the text goes to the named address and nowhere else. No
redirect is followed, and no proxy from the environment stands before loopback.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from transcript_fix.addresses import is_loopback, shown
from transcript_fix.errors import EngineError, UserError

TIMEOUT_SECONDS = 60.0
"""For one piece of 700 words, which takes 0.3 s, and 10 s on a server just started on a busy
machine. $TRANSCRIPT_FIX_LANGUAGETOOL_TIMEOUT overrides it."""

HELLO_SECONDS = 10.0
"""For the list of languages, which a server that is up gives at once."""

BUSY = (429, 503)
"""What a server answers that has too much to do just now."""

MOST_BYTES = 64_000_000
"""A longer answer is none of LanguageTool's."""

Match = dict[str, Any]
"""One of LanguageTool's matches as it sends them; offset and length in UTF-16 units."""

Ask = Callable[[str], list[Match]]


def address(named: str) -> str:
    """Return the base address of the server that the user named, with a slash at its end.

    Raises UserError where it is no address of a server.
    """
    url = named if "://" in named else f"http://{named}"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        bad = parts.scheme not in ("http", "https") or not re.fullmatch(r"[\w.:%-]+", host)
        bad = bad or parts.port == 0 or bool(parts.query or parts.fragment)
    except ValueError:
        bad = True
    if bad:
        raise UserError(
            f"--languagetool-url: {named!r} is no server's address; "
            "it looks like http://localhost:8081"
        )
    return re.sub(r"/+(?:v2/?(?:check/?)?)?$", "", url) + "/"


def asker(url: str, language: str, disabled: Iterable[str]) -> Ask:
    """Return what sends a text to the server at `url` and gives its matches.

    It may be called from many threads. `disabled` are LanguageTool's ids of rules. Raises
    EngineError (one line), now or when called, where the server is dead, slow, does not know the
    language, or answers rubbish.
    """
    tool = _tool(url, language)
    tool.disabled_rules = set(disabled)
    check = urljoin(tool.url, "check")

    def ask(text: str) -> list[Match]:
        # a lone surrogate cannot be sent; another character of the same length can
        params = tool._create_params(re.sub("[\ud800-\udfff]", "\ufffd", text))
        code, body = _patiently(lambda: _post(check, params, url))
        if code in range(300, 400):
            raise EngineError(f"LanguageTool at {shown(url)} sends us elsewhere: name that server")
        if code != 200:
            said = " ".join(body[:200].decode("utf-8", "replace").split())
            raise EngineError(f"LanguageTool at {shown(url)} refused the text ({code}): {said}")
        return _read(body, url)

    return ask


def timeout() -> float:
    """Return how long one request may take, in seconds."""
    with contextlib.suppress(ValueError):
        seconds = float(os.environ.get("TRANSCRIPT_FIX_LANGUAGETOOL_TIMEOUT", ""))
        if seconds > 0:
            return seconds
    return TIMEOUT_SECONDS


def trouble(url: str, error: BaseException, seconds: float) -> EngineError:
    """Return the error that says that the server did not answer, in `seconds` or at all."""
    why = f"({type(error).__name__})"
    for link in _chain(error):
        if isinstance(link, _TIMEOUTS):
            why = f"in {seconds:g} s"
        elif isinstance(link, ConnectionRefusedError):
            why = "(nobody listens there)"
    return EngineError(
        f"LanguageTool at {shown(url)} did not answer {why}: the text is not checked. "
        "Start that server or use another engine"
    )


_TIMEOUTS = (requests.Timeout, TimeoutError, urllib3.exceptions.ReadTimeoutError)


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__ or link.__context__


def _tool(url: str, language: str) -> Any:
    from language_tool_python import LanguageTool
    from language_tool_python.exceptions import LanguageToolError

    seconds = min(timeout(), HELLO_SECONDS)
    LanguageTool._TIMEOUT = seconds  # type: ignore[assignment] # its own is 300 s
    proxies = {"http": "", "https": ""} if is_loopback(url) else None
    try:
        tool = LanguageTool(language, remote_server=url, proxies=proxies)
    except LanguageToolError as error:
        if isinstance(error.__cause__, json.JSONDecodeError):
            raise _rubbish(url) from None
        raise trouble(url, error.__cause__ or error, seconds) from None
    except UnicodeDecodeError:
        raise _rubbish(url) from None
    except ValueError:
        raise _without(language, url) from None
    except (AttributeError, KeyError, TypeError):
        raise _rubbish(url) from None
    if str(tool.language) != language:  # it would take plain "en", which has no spelling
        raise _without(language, url)
    return tool


def _patiently(post: Callable[[], tuple[int, bytes]]) -> tuple[int, bytes]:
    """Post again while the server says that it is too busy, for as long as a request may take."""
    deadline, pause = time.monotonic() + timeout(), 0.1
    while True:
        code, body = post()
        if code not in BUSY or time.monotonic() + pause > deadline:
            return code, body
        time.sleep(pause)
        pause = min(pause * 2, 5.0)


def _post(check: str, params: dict[str, str], url: str) -> tuple[int, bytes]:
    with requests.Session() as session:
        session.trust_env = not is_loopback(url)
        try:
            with session.post(
                check, data=params, timeout=timeout(), allow_redirects=False, stream=True
            ) as response:
                body = response.raw.read(MOST_BYTES, decode_content=True)
                return response.status_code, body
        except (OSError, ValueError, urllib3.exceptions.HTTPError) as error:
            raise trouble(url, error, timeout()) from None


def _read(body: bytes, url: str) -> list[Match]:
    try:
        answer = json.loads(body)
        matches = answer["matches"]
        incomplete = answer.get("warnings", {}).get("incompleteResults")
        for match in matches:
            _ = (match["offset"] + match["length"], match["rule"]["category"]["id"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _rubbish(url) from None
    if incomplete:
        raise EngineError(f"LanguageTool at {shown(url)} gave up half way through the text")
    return list(matches)


def _rubbish(url: str) -> EngineError:
    return EngineError(
        f"what answers at {shown(url)} is not LanguageTool: the text is not checked. "
        "Look at the address and the port"
    )


def _without(language: str, url: str) -> EngineError:
    return EngineError(
        f"LanguageTool at {shown(url)} does not know {language}: the text is not checked"
    )
