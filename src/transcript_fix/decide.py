"""Issues and answers in, edits out; and what `fix` answers by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from transcript_fix.model import Applicability, Decision, Edit, Issue


def automatic(
    issues: Iterable[Issue], *, unsafe: bool = False, min_confidence: float = 0.0
) -> dict[str, Decision]:
    """Return the answers that need no editor, by issue key: the first suggestion of safe issues.

    `unsafe` adds review issues of at least `min_confidence` (0 to 1). A note is never answered.
    """
    wanted = {}
    for issue in issues:
        safe = issue.applicability is Applicability.SAFE
        bold = (
            unsafe
            and issue.applicability is Applicability.REVIEW
            and issue.confidence >= min_confidence
        )
        if issue.finding.suggestions and (safe or bold):
            by = "fix" if safe else "fix --unsafe"
            wanted[issue.key] = Decision(issue.key, issue.finding.suggestions[0], by)
    return wanted


def edits(issues: Iterable[Issue], decisions: Mapping[str, Decision]) -> tuple[Edit, ...]:
    """Return one edit for each issue whose answer changes the text."""
    out = []
    for issue in issues:
        answer = decisions.get(issue.key)
        if answer is None or answer.replacement is None:
            continue
        if answer.replacement != issue.finding.before:
            out.append(Edit(issue.span, issue.finding.before, answer.replacement))
    return tuple(out)
