"""Findings as an editor's program shows them: diagnostics, quick fixes, commands.

The one thing to know: positions count lines and, within a line, units of the encoding that both
sides agreed on (UTF-16 unless they said otherwise); everything else here counts code points.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lsprotocol import types

from transcript_fix.model import Applicability, Issue, Kind, Outcome, Span
from transcript_fix.printable import printable
from transcript_fix.reports.place import Change, Places, places
from transcript_fix.reports.said import NOT_CHECKED, said, visible

NAME = "transcript-fix"
MAKE_TERM = "transcript-fix.makeTerm"
IGNORE = "transcript-fix.ignore"
FIX_ALL = "source.fixAll.transcript-fix"
MOST = 8
"""Suggestions that are offered for one place."""

_SEVERITIES = {
    Applicability.SAFE: types.DiagnosticSeverity.Warning,
    Applicability.REVIEW: types.DiagnosticSeverity.Information,
    Applicability.NOTE: types.DiagnosticSeverity.Hint,
}
_TERMS = frozenset({Kind.NAME, Kind.CASING, Kind.SPELLING})
_UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


@dataclass(frozen=True)
class Shown:
    """One version of an open text with what was found in it. `encoding` is that of positions."""

    uri: str
    version: int
    text: str
    outcome: Outcome
    encoding: str = "utf-16"

    def diagnostics(self) -> list[types.Diagnostic]:
        """Return what is shown in the text; a text that was not checked says so."""
        if self.outcome.error:
            message = f"Not checked: {printable(self.outcome.error)}"
            where = self.range(Span(0, 0))
            error = types.DiagnosticSeverity.Error
            return [types.Diagnostic(where, message, error, NOT_CHECKED, source=NAME)]
        return [*map(self._diagnostic, self.outcome.issues), *self._remarks()]

    def actions(self, near: types.Range, only: list[str] | None) -> list[types.CodeAction]:
        """Return what can be done about the places that touch `near`."""
        out: list[types.CodeAction] = []
        if _asked(types.CodeActionKind.QuickFix, only):
            for issue in self.outcome.issues:
                if _touches(self.range(self._span(issue)), near):
                    out += self._fixes(issue)
                    out += self._terms(issue)
                    out += self._ignores(issue)
        if _asked(FIX_ALL, only) and (everything := self._fix_all()):
            out.append(everything)
        return out

    def issue(self, key: str) -> Issue | None:
        """Return the issue with a key, if it is in this version."""
        return next((i for i in self.outcome.issues if i.key == key), None)

    def range(self, span: Span) -> types.Range:
        """Return a span (code points of the text) as lines and units."""
        return types.Range(self._position(span.start), self._position(span.end))

    def _position(self, offset: int) -> types.Position:
        line = bisect.bisect_right(self._starts, offset) - 1
        codec, size = _UNITS[self.encoding]
        inside = self.text[self._starts[line] : offset].encode(codec, "surrogatepass")
        return types.Position(line, len(inside) // size)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        document = self.outcome.document
        return tuple(document.line_starts) if document else (0,)

    @cached_property
    def _places(self) -> Places | None:
        return places(self.outcome)

    def _span(self, issue: Issue) -> Span:
        assert self._places is not None
        return self._places.span(issue)

    def _diagnostic(self, issue: Issue) -> types.Diagnostic:
        return types.Diagnostic(
            range=self.range(self._span(issue)),
            message=said(issue),
            severity=_SEVERITIES[issue.applicability],
            code=issue.finding.rule,
            source=NAME,
            data={"key": issue.key},
        )

    def _remarks(self) -> Iterator[types.Diagnostic]:
        for remark in self.outcome.remarks:
            line = (remark.line or 1) - 1
            start = self._starts[min(line, len(self._starts) - 1)]
            end = (*self._starts, len(self.text))[line + 1] if line < len(self._starts) else start
            yield types.Diagnostic(
                range=self.range(Span(start, max(start, end - 1))),
                message=printable(remark.message),
                severity=types.DiagnosticSeverity.Hint,
                code=remark.rule,
                source=NAME,
                tags=[types.DiagnosticTag.Unnecessary],
            )

    def _fixes(self, issue: Issue) -> Iterator[types.CodeAction]:
        assert self._places is not None
        for number, text in enumerate(issue.finding.suggestions[:MOST]):
            changes = self._places.changes(issue, text)
            if changes is None:
                continue
            yield types.CodeAction(
                title=f"{visible(issue.finding.before)} -> {visible(text) or '(nothing)'}",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[self._diagnostic(issue)],
                is_preferred=number == 0 and issue.applicability is Applicability.SAFE,
                edit=self._edit(changes),
            )

    def _terms(self, issue: Issue) -> Iterator[types.CodeAction]:
        before = issue.finding.before
        if issue.finding.kind not in _TERMS or not before.strip():
            return
        wrong = visible(before)
        for right in issue.finding.suggestions[:1]:
            if right.strip():
                title = f"Make it a term: “{visible(right)}” is right, “{wrong}” is wrong"
                yield self._command(title, MAKE_TERM, right, before)
        yield self._command(f"Make it a term: “{wrong}” is right", MAKE_TERM, before, "")

    def _ignores(self, issue: Issue) -> Iterator[types.CodeAction]:
        for scope, where in (("here", "here"), ("file", "in this file"), ("everywhere",) * 2):
            title = f"Ignore “{visible(issue.finding.before)}” {where}"
            yield self._command(title, IGNORE, issue.key, scope)

    def _command(self, title: str, name: str, *arguments: str) -> types.CodeAction:
        command = types.Command(title, name, arguments=[self.uri, *arguments])
        return types.CodeAction(title, kind=types.CodeActionKind.QuickFix, command=command)

    def _fix_all(self) -> types.CodeAction | None:
        changes: list[Change] = []
        for issue in self.outcome.issues:
            if issue.applicability is Applicability.SAFE and self._places is not None:
                changes += self._places.changes(issue, issue.finding.suggestions[0]) or ()
        if not changes:
            return None
        title = "Make all changes that are safe"
        return types.CodeAction(title, kind=FIX_ALL, edit=self._edit(tuple(changes)))

    def _edit(self, changes: tuple[Change, ...]) -> types.WorkspaceEdit:
        """Return the changes for this version of the text; an editor refuses them for another."""
        edits = [types.TextEdit(self.range(c.span), c.after) for c in changes]
        text = types.OptionalVersionedTextDocumentIdentifier(self.uri, self.version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(text, list(edits))])


def _asked(kind: str, only: list[str] | None) -> bool:
    """Return whether an editor asks for actions of a kind; a kind also stands for its parts."""
    return not only or any(kind == o or kind.startswith(f"{o}.") for o in only)


def _touches(one: types.Range, other: types.Range) -> bool:
    return one.start <= other.end and other.start <= one.end
