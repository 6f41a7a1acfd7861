"""Propose: a minimal correction of each sentence, taken apart into edits that pass the guards.

The one thing to know: the model never says where. The place of an edit comes from comparing its
sentence with the one it was sent, so it can lie in no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcript_fix.llm import answers, prompts
from transcript_fix.llm.edits import Edited, another_text, single_edits, widened, words
from transcript_fix.llm.guards import broken
from transcript_fix.llm.model import Model
from transcript_fix.llm.sentences import Sentence, sentences
from transcript_fix.llm.slips import kind_of, related
from transcript_fix.model import Applicability, Document, Finding, Kind, Span

NAME = "llm"
SLIP, WORDING = "llm:slip", "llm:wording"
"""The rules: a slip of English that passed all guards, and words that only an editor may weigh."""

RULES = {
    SLIP: "A slip of English that a language model of yours would mend: an article, agreement, the "
    "form of a word, a misspelling. Always asked; docs/llm.md says what guards hold it.",
    WORDING: "A language model of yours would say this in another form, such as another tense or "
    "preposition. Only shown, for it may change what was meant.",
}

CONFIDENCE = 0.26
"""Just more than what a question is worth: nobody can have measured the model that a user names."""
OF_A_NOTE = 0.1
NEAR = 3
"""Words between two edits, at most, of which one may hang on the other."""

_SLIP = "A language model reads this as a slip of English."
_WORDING = "A language model would say this in another form; it may change what was meant."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an edit may become. `limit` None: nothing, and `why` says which guard stopped it."""

    limit: Applicability | None
    kind: Kind = Kind.WORD
    why: str = ""


def verdict(edit: Edited, known: frozenset[str] = frozenset()) -> Verdict:
    """Return what a model's edit may become; `known` are words that the glossary holds right."""
    if why := broken(edit, known):
        return Verdict(None, why=f"it changes {why}")
    if kind := kind_of(edit):
        return Verdict(Applicability.REVIEW, kind)
    if related(edit):
        return Verdict(Applicability.NOTE)
    return Verdict(None, why="it changes what is said")


def verdicts(
    edits: Sequence[Edited], known: frozenset[str] = frozenset()
) -> list[tuple[Edited, Verdict]]:
    """Return what each edit of one sentence may become.

    One that stands near another that was stopped is a note at most: it may hang on that.
    """
    alone = [(e, verdict(e, known)) for e in edits]
    stopped = [e for e, judged in alone if judged.limit is None]
    return [
        (e, Verdict(Applicability.NOTE) if judged.limit and _near(e, stopped) else judged)
        for e, judged in alone
    ]


def _near(edit: Edited, stopped: Sequence[Edited]) -> bool:
    between = (edit.sentence[min(edit.end, s.end) : max(edit.start, s.start)] for s in stopped)
    return any(len(words(text)) <= NEAR for text in between)


def propose(document: Document, model: Model, known: frozenset[str]) -> Iterator[Finding]:
    """Yield the findings of a document. Raises EngineError where the model cannot be asked."""
    found = tuple(sentences(document))
    texts = tuple(dict.fromkeys(s.text for s in found))
    answered = dict(zip(texts, model.each(lambda text: _asked(text, model), texts), strict=True))
    for sentence in found:
        for edit, judged in verdicts(answered[sentence.text] or (), known):
            finding = _finding(document, sentence, edit, judged)
            if finding is None:
                model.spent.add(stopped=1)
            else:
                yield finding


def _asked(text: str, model: Model) -> tuple[Edited, ...] | None:
    """Return the edits that the model wants, all of them; None where its answer is of no use."""
    request = prompts.propose(text)
    rows = model.remembered.get(request)
    if rows is None:
        rows = _rows(text, answers.corrected(model.client.ask(request), text))
        if rows is None:
            return None
        model.remembered.put(rows, request)
    else:
        model.spent.add(remembered=1)
    return tuple(Edited(text, start, end, new) for start, end, new in rows)


def _rows(text: str, version: str | None) -> list[tuple[int, int, str]] | None:
    """Return the edits as plain data. One that replaces all stands for another text."""
    if version is None:
        return None
    if another_text(text, version):
        return [(0, len(text), version[: len(text)])]
    return [(e.start, e.end, e.new) for e in single_edits(text, version)]


def _finding(
    document: Document, sentence: Sentence, edit: Edited, judged: Verdict
) -> Finding | None:
    shown = widened(edit)
    span = Span(sentence.start + shown.start, sentence.start + shown.end)
    before = document.cut(span)
    after = _with_lines(before, shown)
    if judged.limit is None or after is None:
        return None
    slip = judged.limit is Applicability.REVIEW
    return Finding(
        span,
        before,
        SLIP if slip else WORDING,
        NAME,
        judged.kind,
        _SLIP if slip else _WORDING,
        (after,),
        CONFIDENCE if slip else OF_A_NOTE,
        judged.limit,
    )


def _with_lines(before: str, edit: Edited) -> str | None:
    """Return the new words with the line breaks that stand there, or None where they do not fit."""
    if before == edit.old:
        return edit.new
    spaces = re.findall(r"\s", before)
    if before.split() != edit.old.split() or len(spaces) != edit.new.count(" "):
        return None
    return re.sub(" ", lambda _: spaces.pop(0), edit.new)
