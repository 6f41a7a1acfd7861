"""What an editor reads in the terminal: each place with its words, the fix, and why.

The one thing to know: text of a transcript is escaped before it is printed, and a change is
marked `[-old-]{+new+}` as well as in colour.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from rich.console import Console
from rich.text import Text

from transcript_fix.model import Applicability, Document, Issue, Outcome, Span
from transcript_fix.printable import printable
from transcript_fix.reports.said import plural, sentence, visible

STYLES = {Applicability.SAFE: "green", Applicability.REVIEW: "yellow", Applicability.NOTE: "dim"}
INDENT = 8
"""Columns before the words."""


@dataclass
class ConsoleReport:
    """Prints each file as it comes, and totals at the end."""

    console: Console
    counts: dict[Applicability, int] = field(default_factory=dict)
    files: int = 0
    words: int = 0
    errors: int = 0

    def add(self, outcome: Outcome) -> None:
        """Print one file's findings, equal ones together."""
        self.files += 1
        self.words += outcome.words
        if outcome.error:
            self.errors += 1
            self._error(outcome)
            return
        for issue in outcome.issues:
            self.counts[issue.applicability] = self.counts.get(issue.applicability, 0) + 1
        if outcome.issues or outcome.remarks:
            self._findings(outcome)
            self._remarks(outcome)
            self.console.print()

    def _findings(self, outcome: Outcome) -> None:
        self.console.print(
            Text.assemble(
                (printable(outcome.path), "bold"),
                (
                    f"  {plural(outcome.words, 'word')}, {plural(len(outcome.issues), 'finding')}",
                    "dim",
                ),
            )
        )
        for group in grouped(outcome.issues) if outcome.document else ():
            assert outcome.document is not None
            self.console.print()
            for line in lines(outcome.document, group, self.console.width):
                self.console.print(line, soft_wrap=True)

    def _remarks(self, outcome: Outcome) -> None:
        if outcome.remarks:
            self.console.print()
        for remark in outcome.remarks:
            where = "" if remark.line is None else f"line {remark.line}: "
            text = f"  {where}{printable(remark.message)}  {remark.rule}"
            self.console.print(Text(text, "dim"), soft_wrap=True)

    def _error(self, outcome: Outcome) -> None:
        path = printable(outcome.path)
        text = Text.assemble((path, "bold"), ": ", (printable(str(outcome.error)), "red"))
        self.console.print(text, soft_wrap=True)

    def end(self) -> None:
        """Print the totals and what to do next."""
        if self.files == self.errors:
            return
        total = sum(self.counts.values())
        checked = f"{plural(self.files - self.errors, 'file')}, {plural(self.words, 'word')}"
        failed = f"; {plural(self.errors, 'file')} not checked" if self.errors else ""
        if not total:
            self.console.print(f"Nothing found in {checked}{failed}.", soft_wrap=True)
            return
        safe, review, note = (
            self.counts.get(a, 0)
            for a in (Applicability.SAFE, Applicability.REVIEW, Applicability.NOTE)
        )
        parts = [
            (f"{safe} safe", "green", "transcript-fix fix makes them", safe),
            (f"{review} to review", "yellow", f"{ask()} asks you one by one", review),
            (plural(note, "note"), "dim", "only shown", note),
        ]
        self.console.print(f"{plural(total, 'finding')} in {checked}{failed}:", soft_wrap=True)
        for what, style, how, number in parts:
            if number:
                line = Text.assemble("  ", (f"{what:<14}", style), (how, "dim"))
                self.console.print(line, soft_wrap=True)


def ask() -> str:
    """Return the command that asks an editor about what is left; a hook has no terminal for it."""
    hook = os.environ.get("PRE_COMMIT") == "1"
    return "transcript-fix review --staged" if hook else "transcript-fix review"


def grouped(issues: Iterable[Issue]) -> list[list[Issue]]:
    """Return issues with the same rule, words and fix together, in order of first place."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[Issue]] = {}
    for issue in issues:
        finding = issue.finding
        key = (finding.rule, finding.before, finding.suggestions[:1])
        groups.setdefault(key, []).append(issue)
    return list(groups.values())


def lines(document: Document, group: Sequence[Issue], width: int) -> list[Text]:
    """Return the lines that show a group of equal issues; `width` in columns."""
    issue = group[0]
    finding = issue.finding
    places = ["{}:{}".format(*document.line_column(i.span.start)) for i in group]
    where = f"  {places[0]:<{INDENT - 3}} "
    style = STYLES[issue.applicability]
    head = Text(where, "cyan")
    head.append_text(change(finding.before, finding.suggestions))
    head.append(f"   {issue.applicability.name.lower()} {issue.confidence:.0%}", style)
    head.append(f"  {finding.rule}", "dim")
    if len(group) > 1:
        head.append(f"  {len(group)} times: {', '.join(places)}", "cyan")
    pad = Text(" " * INDENT)
    shown = [head, pad + context(document, issue, max(width - INDENT - 1, 40))]
    why = sentence(printable(finding.message))
    if len(issue.engines) > 1:
        why += f" Also said by: {', '.join(issue.engines[1:])}."
    shown.append(pad + Text(why, "dim"))
    return shown


def change(before: str, suggestions: Sequence[str]) -> Text:
    """Return 'old -> new' with the other suggestions behind it."""
    text = Text()
    text.append(visible(before), "red")
    if not suggestions:
        text.append("  ?", "dim")
        return text
    text.append(" -> ", "dim")
    text.append(visible(suggestions[0]) or "(nothing)", "green")
    if others := [visible(s) or "(nothing)" for s in suggestions[1:4]]:
        text.append(f"  or {', '.join(others)}", "dim")
    return text


def context(document: Document, issue: Issue, width: int) -> Text:
    """Return about `width` columns of the paragraph round an issue, the change marked in it."""
    span, new = issue.span, issue.finding.suggestions[:1]
    marked = Text()
    marked.append(f"[-{printable(issue.finding.before)}-]", "red")
    if new and new[0]:
        marked.append(f"{{+{printable(new[0])}+}}", "green")
    room = max((width - len(marked.plain)) // 2, 12)
    paragraph = _paragraph(document, span)
    left = _flat(document.prose[paragraph.start : span.start])
    right = _flat(document.prose[span.end : paragraph.end])
    if len(left) > room:
        left = "…" + left[-room:].partition(" ")[2]
    if len(right) > room:
        right = right[:room].rpartition(" ")[0] + "…"
    return Text(left) + marked + Text(right)


def _paragraph(document: Document, span: Span) -> Span:
    start = document.prose.rfind("\n\n", 0, span.start)
    end = document.prose.find("\n\n", span.end)
    return Span(
        start + 2 if start >= 0 else 0,
        end if end >= 0 else len(document.prose),
    )


def _flat(text: str) -> str:
    return printable(text.replace("\n", " "))


def start(out: TextIO) -> ConsoleReport:
    """Begin a report on `out`; colours only on a terminal and without NO_COLOR."""
    return ConsoleReport(Console(file=out, highlight=False, markup=False, emoji=False))
