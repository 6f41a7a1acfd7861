"""A language model on a server that the user names: off unless asked for, and never believed.

The one thing to know: under the profile `strict` it is off, for it knows only how words might be
said better. `start` gives what it proposes; `judging` gives its opinion of what others found.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from transcript_fix.checkers import Check, Status, Weigh
from transcript_fix.config import Profile, Settings
from transcript_fix.llm.endpoint import EXAMPLE, endpoint
from transcript_fix.model import Document, Finding

NAME = "llm"
DEFAULT = False


@contextlib.contextmanager
def start(settings: Settings) -> Iterator[Check]:
    """Yield the check: nothing under `strict`, or in the mode "judge".

    Raises UserError where no server or model is named; the check raises EngineError where the
    server is dead, slow, refuses, or says nothing that can be read.
    """
    endpoint(settings)
    if settings.profile is Profile.STRICT or settings.llm_mode == "judge":
        yield lambda document: ()
        return
    from transcript_fix.llm.model import model
    from transcript_fix.llm.propose import propose

    known = _known(settings)
    with model(settings) as it:

        def check(document: Document) -> Iterator[Finding]:
            return propose(document, it, known)

        yield check


@contextlib.contextmanager
def judging(settings: Settings) -> Iterator[Weigh | None]:
    """Yield what weighs the issues of a document; None where the settings do not ask for it.

    Raises as `start` does.
    """
    endpoint(settings)
    if settings.profile is Profile.STRICT or settings.llm_mode == "propose":
        yield None
        return
    from transcript_fix.llm.judge import weigh
    from transcript_fix.llm.model import model

    with model(settings) as it:
        yield lambda document, issues: weigh(document, issues, it)


def status() -> Status:
    """Say what it needs; nobody is asked."""
    return Status(
        available=True,
        version="any server with OpenAI's chat API (Ollama, llama.cpp, vLLM)",
        where=f"needs a server and a model that you name: {EXAMPLE}",
    )


def _known(settings: Settings) -> frozenset[str]:
    if settings.glossary is None:
        return frozenset()
    from transcript_fix import glossary

    return glossary.known_in(settings.glossary)
