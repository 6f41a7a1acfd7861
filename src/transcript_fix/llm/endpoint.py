"""Which server, which model, and the key for it.

The one thing to know: the key comes from an environment variable and is never in a setting, a
message or the cache. Nothing here speaks to the server.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from transcript_fix.config import Settings
from transcript_fix.errors import UserError

EXAMPLE = "--llm-url http://localhost:11434/v1 --llm-model qwen2.5:7b"
"""Ollama on this machine."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server that speaks the chat API of OpenAI. `path` is that of chat/completions."""

    secure: bool
    host: str
    port: int
    path: str
    model: str
    key: str | None = field(default=None, repr=False)

    @property
    def shown(self) -> str:
        """The address for people."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http{'s' if self.secure else ''}://{host}:{self.port}{self.path}"


def endpoint(settings: Settings) -> Endpoint:
    """Return where the settings say that the model is.

    Raises UserError (one line) where they name no server or no model, an address that is none, or
    a variable for the key that holds none.
    """
    if not settings.llm_url or not settings.llm_model:
        what = "server" if not settings.llm_url else "model"
        raise UserError(f"the engine llm needs a {what} that you name, such as {EXAMPLE}")
    parts = _parts(settings.llm_url)
    secure = parts.scheme == "https"
    path = re.sub(r"/+(?:chat(?:/completions)?/?)?$", "", parts.path) or "/v1"
    return Endpoint(
        secure,
        parts.hostname or "",
        parts.port or (443 if secure else 80),
        path + "/chat/completions",
        settings.llm_model,
        _key(settings.llm_key_env),
    )


def _parts(named: str) -> SplitResult:
    try:
        parts = urlsplit(named if "://" in named else f"http://{named}")
        bad = parts.scheme not in ("http", "https")
        bad = bad or not re.fullmatch(r"[\w.:-]+", parts.hostname or "")
        bad = bad or parts.port == 0 or bool(parts.query or parts.fragment)
        bad = bad or not re.fullmatch(r"[!-~]*", parts.path)
        password = "@" in parts.netloc
    except ValueError:
        bad, password = True, "@" in named
    if password:  # not quoted: it would be in a log
        raise UserError(
            "--llm-url: leave name and password out of the address; "
            "a key is taken from the environment (llm-key-env)"
        )
    if bad:
        raise UserError(
            f"--llm-url: {named!r} is no server's address; it looks like http://localhost:11434/v1"
        )
    return parts


def _key(variable: str | None) -> str | None:
    """Return the key in an environment variable; the usual one may be unset."""
    key = os.environ.get(variable or "TRANSCRIPT_FIX_LLM_KEY", "").strip()
    if not key:
        if variable:
            raise UserError(f"llm-key-env: there is no key in the environment variable {variable}")
        return None
    if not re.fullmatch(r"[!-~]+", key):
        name = variable or "TRANSCRIPT_FIX_LLM_KEY"
        raise UserError(f"the key in {name} has characters that no key has")
    return key
