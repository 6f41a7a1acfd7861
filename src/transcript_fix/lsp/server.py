"""The server that an editor's program talks to, over standard input and output.

The one thing to know: one thread checks, one text after the other; an answer for a version that
is no longer the newest is thrown away. Whatever an engine prints goes to standard error.
"""

from __future__ import annotations

import asyncio
import os
import sys
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from transcript_fix import __version__, ignores
from transcript_fix.anchor import anchor
from transcript_fix.config import GLOSSARY, Settings
from transcript_fix.errors import UserError
from transcript_fix.ledger import editor_name
from transcript_fix.lsp.checking import Checking
from transcript_fix.lsp.shown import FIX_ALL, IGNORE, MAKE_TERM, NAME, Shown
from transcript_fix.model import Outcome
from transcript_fix.project import FOLDER, project_of

PAUSE = 0.3
"""Seconds without a key before a changed text is checked."""

Result = TypeVar("Result")


class Server(LanguageServer):
    """The open texts, what was found in them, and the one thread that checks."""

    def __init__(self, load: Callable[[Path], Settings]) -> None:
        super().__init__(NAME, f"v{__version__}")
        self.checking = Checking(load)
        self.shown: dict[str, Shown] = {}
        self.worker = ThreadPoolExecutor(1, "check")
        self.waiting: set[asyncio.Task[None]] = set()

    def soon(self, uri: str, pause: float = 0.0) -> None:
        """Check a text after `pause` seconds, unless it changes before."""
        task = asyncio.get_running_loop().create_task(self._check(uri, pause))
        self.waiting.add(task)
        task.add_done_callback(self.waiting.discard)

    def again(self) -> None:
        """Check all open texts anew: a glossary or a file of ignores changed."""
        for uri in list(self.workspace.text_documents):
            self.soon(uri)

    async def at_work(self, act: Callable[[], Result]) -> Result:
        """Do something in the thread that checks."""
        return await asyncio.get_running_loop().run_in_executor(self.worker, act)

    def forget(self, uri: str) -> None:
        """Show nothing more about a text that was closed."""
        self.shown.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def newest(self, uri: str) -> int | None:
        """Return the newest version of an open text; None for one that is not open."""
        document = self.workspace.text_documents.get(uri)
        return None if document is None else document.version or 0

    def stop(self) -> None:
        """End the engines and the thread."""
        self.worker.submit(self.checking.close).result()
        self.worker.shutdown()

    async def _check(self, uri: str, pause: float) -> None:
        version = self.newest(uri)
        await asyncio.sleep(pause)
        if version is None or self.newest(uri) != version:
            return
        text, path = self.workspace.text_documents[uri].source, path_of(uri)

        def check() -> Outcome | None:
            return self.checking.check(path, text) if self.newest(uri) == version else None

        try:
            outcome = await self.at_work(check)
        except Exception as error:  # a bug of ours must never look like a clean text
            print(traceback.format_exc(), file=sys.stderr)
            outcome = Outcome(str(path), error=f"our own mistake: {error!r}. Please report this")
        if outcome is None or self.newest(uri) != version:
            return
        encoding = types.PositionEncodingKind(self.workspace.position_encoding).value
        shown = self.shown[uri] = Shown(uri, version, text, outcome, encoding)
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, shown.diagnostics(), version)
        )


def path_of(uri: str) -> Path:
    """Return the path of a text; one that was never saved is called by its name here."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(path) if path else Path(Path(urlsplit(uri).path).name or "untitled")


def serve(load: Callable[[Path], Settings]) -> None:
    """Serve one editor until it says goodbye or is gone. `load` gives the settings near a path."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    server = made(load)
    try:
        server.start_io(sys.stdin.buffer, out)
    finally:
        server.stop()


def made(load: Callable[[Path], Settings]) -> Server:
    """Return the server, ready to be started."""
    server = Server(load)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.soon(params.text_document.uri, PAUSE)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def others_changed(params: types.DidChangeWatchedFilesParams) -> None:
        server.again()

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL]),
    )
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        shown = server.shown.get(params.text_document.uri)
        if shown is None or shown.version != server.newest(shown.uri):
            return []
        only = params.context.only
        return shown.actions(params.range, None if only is None else [str(o) for o in only])

    @server.command(MAKE_TERM)
    async def make_term(uri: str, right: str, wrong: str) -> None:
        await _told(server, lambda: _make_term(server, path_of(uri), right, wrong))

    @server.command(IGNORE)
    async def ignore(uri: str, key: str, scope: str) -> None:
        await _told(server, lambda: _ignore(server, uri, key, scope))

    return server


async def _told(server: Server, act: Callable[[], str]) -> None:
    """Do what an editor asked for, say how it came out, and check again."""
    kind = types.MessageType.Info
    try:
        message = await server.at_work(act)
    except UserError as error:
        kind, message = types.MessageType.Error, str(error)
    server.window_show_message(types.ShowMessageParams(kind, message))
    server.again()


def _make_term(server: Server, path: Path, right: str, wrong: str) -> str:
    from transcript_fix.glossary import add_term

    file = server.checking.settings(path).glossary or project_of(path) / GLOSSARY
    add_term(file, right, wrong=(wrong,) if wrong else ())
    return f"“{right}” is in {file.name} now"


def _ignore(server: Server, uri: str, key: str, scope: str) -> str:
    shown = server.shown.get(uri)
    issue = shown.issue(key) if shown else None
    if shown is None or issue is None or shown.outcome.document is None:
        raise UserError("this text changed meanwhile; ask again")
    path = path_of(uri)
    aside = ignores.nearest(path.parent)
    project = project_of(path) if aside is None else aside.parent.parent
    named = ignores.Sidecar(project / FOLDER / "ignore.yaml").path_of(path)
    place, rule = anchor(shown.outcome.document, issue.span), issue.finding.rule
    entry = ignores.entry_for(place, named, rule, scope, "ignored in the editor", editor_name())
    ignores.add(project, [entry])
    return "Ignored; .transcript-fix/ignore.yaml says so, and you may say why there"
