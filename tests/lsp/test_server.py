"""The language server as a real process, asked by pytest-lsp's client as an editor would ask it."""

from __future__ import annotations

import ast
import asyncio
import sys
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

SERVER = [sys.executable, "-m", "transcript_fix", "lsp", "--stdio", "--engine", "house"]
TALK = "Lei Jun: 😀 We have alof of phones.\n\nIn 2012 years we we sold alof of them.\n"
PATIENCE = 60
"""Seconds; the machine may be busy."""


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[*SERVER, "--engine", "names"]))
async def client(lsp_client: LanguageClient, tmp_path: Path):  # type: ignore[no-untyped-def]
    (tmp_path / ".git").mkdir()
    folder = types.WorkspaceFolder(tmp_path.as_uri(), "project")
    params = types.InitializeParams(
        client_capabilities("visual-studio-code"), workspace_folders=[folder]
    )
    await lsp_client.initialize_session(params)
    yield
    await lsp_client.shutdown_session()


class Text:
    """One text that is open in the editor."""

    def __init__(self, client: LanguageClient, path: Path, text: str) -> None:
        self.client, self.path, self.text, self.version = client, path, text, 1
        self.uri = path.as_uri()
        path.write_text(text, "utf-8")

    async def open(self) -> list[types.Diagnostic]:
        item = types.TextDocumentItem(self.uri, "plaintext", self.version, self.text)
        self.forget()
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.diagnostics()

    async def becomes(self, text: str) -> list[types.Diagnostic]:
        self.version, self.text = self.version + 1, text
        named = types.VersionedTextDocumentIdentifier(self.version, self.uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.forget()
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(named, [change]))
        return await self.diagnostics()

    async def diagnostics(self) -> list[types.Diagnostic]:
        """Wait for what is shown after the last thing that was sent.

        The client keeps what comes; waiting for a notification would miss one that came at once
        with another.
        """
        async with asyncio.timeout(PATIENCE):
            while self.uri not in self.client.diagnostics:
                await asyncio.sleep(0.02)
        return list(self.client.diagnostics[self.uri])

    def forget(self) -> None:
        """Begin to wait anew: called before anything is sent."""
        self.client.diagnostics.pop(self.uri, None)

    async def actions(
        self, near: types.Range, only: list[str] | None = None
    ) -> list[types.CodeAction]:
        context = types.CodeActionContext([], only=only)
        named = types.TextDocumentIdentifier(self.uri)
        params = types.CodeActionParams(named, near, context)
        return list(await self.client.text_document_code_action_async(params) or [])

    async def command(self, action: types.CodeAction) -> list[types.Diagnostic]:
        """Do what an action commands; return what is shown then."""
        command = action.command
        if isinstance(command, str):  # lsprotocol takes an action with a command for a command
            command = types.Command(**ast.literal_eval(command))
        assert command is not None
        self.forget()
        self.client.workspace_execute_command(
            types.ExecuteCommandParams(command.command, command.arguments)
        )
        return await self.diagnostics()

    def with_edit(self, action: types.CodeAction) -> str:
        """Return the text with an action's edit made, as an editor makes it: in UTF-16 units."""
        assert action.edit is not None
        (change,) = action.edit.document_changes or ()
        assert isinstance(change, types.TextDocumentEdit)
        assert change.text_document.version == self.version
        lines = [line.encode("utf-16-le") for line in self.text.splitlines(keepends=True)]
        whole = b"".join(lines)

        def offset(at: types.Position) -> int:
            return sum(map(len, lines[: at.line])) + 2 * at.character

        for edit in sorted(change.edits, key=lambda e: e.range.start, reverse=True):
            start, end = offset(edit.range.start), offset(edit.range.end)
            whole = whole[:start] + edit.new_text.encode("utf-16-le") + whole[end:]
        return whole.decode("utf-16-le")


async def titled(text: Text, near: types.Range, begin: str) -> types.CodeAction:
    found = [a for a in await text.actions(near) if a.title.startswith(begin)]
    assert found, begin
    return found[0]


@pytest.mark.asyncio
async def test_findings_are_shown_where_they_stand(client: LanguageClient, tmp_path: Path) -> None:
    found = await Text(client, tmp_path / "talk.txt", TALK).open()
    first = found[0]
    assert (first.code, first.source) == ("run-together-words", "transcript-fix")
    assert first.range == types.Range(types.Position(0, 20), types.Position(0, 27))  # 😀 counts two
    assert first.message == "alof of -> a lot of: A space is missing: these are separate words."
    assert first.severity is types.DiagnosticSeverity.Warning
    assert {d.range.start.line for d in found} == {0, 2}


@pytest.mark.asyncio
async def test_what_is_mended_is_no_longer_shown(client: LanguageClient, tmp_path: Path) -> None:
    text = Text(client, tmp_path / "talk.txt", TALK)
    assert await text.open()
    assert await text.becomes("We have many phones.\n") == []
    assert len(await text.becomes("We have alof of phones.\n")) == 1


@pytest.mark.asyncio
async def test_a_quick_fix_changes_the_words_and_nothing_else(
    client: LanguageClient, tmp_path: Path
) -> None:
    text = Text(client, tmp_path / "talk.txt", TALK)
    first = (await text.open())[0]
    fix = await titled(text, first.range, "alof of -> a lot of")
    assert fix.is_preferred
    assert text.with_edit(fix) == TALK.replace("alof of", "a lot of", 1)


@pytest.mark.asyncio
async def test_all_safe_changes_are_made_at_once_and_no_others(
    client: LanguageClient, tmp_path: Path
) -> None:
    text = Text(client, tmp_path / "talk.txt", TALK)
    await text.open()
    whole = types.Range(types.Position(0, 0), types.Position(0, 0))
    (fix,) = await text.actions(whole, only=["source.fixAll"])
    mended = TALK.replace("alof of", "a lot of").replace("we we", "we")
    assert text.with_edit(fix) == mended
    assert "2012 years" in mended


@pytest.mark.asyncio
async def test_a_word_becomes_a_term_and_is_found_everywhere(
    client: LanguageClient, tmp_path: Path
) -> None:
    other = Text(client, tmp_path / "other.txt", "They like alof of ideas.\n")
    await other.open()
    text = Text(client, tmp_path / "talk.txt", TALK)
    first = (await text.open())[0]
    action = await titled(text, first.range, "Make it a term: “a lot of” is right")
    found = await text.command(action)
    assert "a lot of" in (tmp_path / "glossary.yaml").read_text("utf-8")
    assert {d.code for d in found if d.message.startswith("alof of")} == {"names/wrong"}
    assert "is in glossary.yaml now" in client.messages[-1].message


@pytest.mark.asyncio
async def test_an_ignored_place_is_no_longer_shown(client: LanguageClient, tmp_path: Path) -> None:
    text = Text(client, tmp_path / "talk.txt", TALK)
    found = await text.open()
    action = await titled(text, found[0].range, "Ignore “alof of” here")
    left = await text.command(action)
    assert [d.message for d in left] == [d.message for d in found[1:]]
    assert "alof of" in (tmp_path / ".transcript-fix/ignore.yaml").read_text("utf-8")


@pytest.mark.asyncio
async def test_a_text_that_cannot_be_checked_is_never_clean(
    client: LanguageClient, tmp_path: Path
) -> None:
    text = Text(client, tmp_path / "talk.txt", TALK)
    (tmp_path / "transcript-fix.toml").write_text('profile = "loud"\n', "utf-8")
    (only,) = await text.open()
    assert only.code == "not-checked"
    assert "unknown profile 'loud'" in only.message
    (tmp_path / "transcript-fix.toml").unlink()
    assert len(await text.becomes(TALK)) > 1


@pytest.mark.asyncio
async def test_markdown_is_read_as_markdown(client: LanguageClient, tmp_path: Path) -> None:
    text = Text(client, tmp_path / "talk.md", "# Talk\n\n`alof of`\n\n*We* have alof of it.\n")
    (only,) = await text.open()
    assert only.range.start == types.Position(4, 10)


@pytest.mark.asyncio
async def test_a_closed_text_shows_nothing(client: LanguageClient, tmp_path: Path) -> None:
    text = Text(client, tmp_path / "talk.txt", TALK)
    assert await text.open()
    named = types.TextDocumentIdentifier(text.uri)
    client.text_document_did_close(types.DidCloseTextDocumentParams(named))
    async with asyncio.timeout(PATIENCE):
        await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert list(client.diagnostics[text.uri]) == []
    assert await text.actions(types.Range(types.Position(0, 0), types.Position(9, 0))) == []
