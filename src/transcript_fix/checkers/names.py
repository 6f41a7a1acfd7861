"""Names: what the glossary says, and the file's own names.

The one thing to know: a finding here silences every other engine on its span, so this checker
would rather say nothing than be wrong. It never looks into what is masked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from transcript_fix import glossary
from transcript_fix.checkers import Check, Status
from transcript_fix.config import Settings
from transcript_fix.glossary import own, scan, scope, tokens
from transcript_fix.glossary.match import Match
from transcript_fix.model import Document, Finding, Role, Span, speaker_name

NAME = "names"
DEFAULT = True


def status() -> Status:
    """Say that it is always here."""
    return Status(True, where="built in")


@contextmanager
def start(settings: Settings) -> Iterator[Check]:
    """Read the glossary of `settings`, if any, and give the checker."""
    found = glossary.load(settings.glossary) if settings.glossary else None
    matcher = scan.matcher(found)
    listed = frozenset(matcher.index.forms) | matcher.index.ignored

    def check(document: Document) -> list[Finding]:
        labels = list(_labels(document))
        text = tokens.hide(document.prose, list(hidden(document)))
        turns = [(n.start, n.text) for n in labels]
        day = scope.day_of(document.path, document.prose)
        setting = scope.Setting(document.prose, document.path, turns, day)
        matches = scan.find(text, matcher, scope.allows(setting))
        matches = [m for m in matches if not _speaker(m, labels, text)]
        taken = [(m.start, m.end) for m in matches]
        for match in own.find(text, labels, listed):
            if all(match.end <= start or end <= match.start for start, end in taken):
                matches.append(match)
        return [f for m in matches if (f := _finding(document, m))]

    yield check


def _labels(document: Document) -> Iterator[own.Name]:
    """Yield the names in speaker labels, at their places in the prose."""
    for segment, span in zip(document.segments, document.spans, strict=True):
        name = speaker_name(segment.text)
        if segment.role is Role.SPEAKER and name:
            start = span.start + segment.text.index(name)
            yield own.Name(name, start, start + len(name))


def hidden(document: Document) -> Iterator[tuple[int, int]]:
    """Yield what no name may touch (code points of the prose): leads but for white space."""
    for segment, span in zip(document.segments, document.spans, strict=True):
        lead = segment.lead
        if lead.strip() or "\n\n" in lead:
            yield span.start - len(lead), span.start


def _speaker(match: Match, labels: list[own.Name], text: str) -> bool:
    """Return whether a near form is the name of somebody who speaks here, and so right."""
    if match.rule not in ("names/near", "names/sounds"):
        return False
    if any(n.start <= match.start and match.end <= n.end for n in labels):
        return False
    words = Counter(w for n in labels for w in tokens.words(n.text))
    return any(words[w] > 1 for w in tokens.words(text[match.start : match.end]))


def _finding(document: Document, match: Match) -> Finding | None:
    span = Span(match.start, match.end)
    before = document.cut(span)
    suggestions = tuple(_like_gaps(before, s) for s in match.suggestions)
    if document.home(span) is None and suggestions and not _same_gaps(before, suggestions[0]):
        return None  # words in two places of the file cannot be made one
    return Finding(
        span, before, match.rule, NAME, match.kind, match.message, suggestions,
        match.confidence, match.limit,
    )  # fmt: skip


def _like_gaps(before: str, right: str) -> str:
    """Return `right` with the white space of `before` where both have as many words."""
    if "\n" not in before and "\r" not in before:
        return right
    words, gaps = right.split(), _gaps(before)
    if len(words) != len(gaps) + 1:
        return right
    return "".join(w + g for w, g in zip(words, [*gaps, ""], strict=True))


def _gaps(text: str) -> list[str]:
    words = text.split()
    gaps, at = [], 0
    for word in words[:-1]:
        at = text.index(word, at) + len(word)
        stop = at
        while text[stop].isspace():
            stop += 1
        gaps.append(text[at:stop])
    return gaps


def _same_gaps(before: str, right: str) -> bool:
    return _gaps(before) == _gaps(right)
