"""Judge: which of the engines' suggestions fits the sentence, or none.

The one thing to know: each question is put twice, with the options in opposite order, for small
models like the first letter best. Only an answer that stays the same counts, and all it can do is
to put a suggestion first or a finding last. It writes nothing and makes nothing surer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transcript_fix.llm import answers, prompts
from transcript_fix.llm.model import Model
from transcript_fix.llm.propose import NAME
from transcript_fix.llm.sentences import around
from transcript_fix.model import Applicability, Document, Issue, Span

MOST_SUGGESTIONS = len(prompts.LETTERS) - 1
DOUBT = 0.5
"""What is left of a confidence where the model would keep the words. Not measured: it puts such a
finding behind its like and hides nothing."""
KEEP = "A language model would keep the words."
CHOSEN = "A language model put this suggestion first."


Versions = tuple[str, ...]
"""A sentence as it stands, then with each suggestion."""


def weigh(document: Document, issues: Sequence[Issue], model: Model) -> tuple[Issue, ...]:
    """Return the issues with the model's choice. Raises EngineError where it cannot be asked."""
    asked = [i for i in issues if _open(i)]
    questions = [_versions(document, i) for i in asked]
    chosen = model.each(lambda versions: _asked(versions, model), questions)
    answered = {i.key: c for i, c in zip(asked, chosen, strict=True)}
    return tuple(_weighed(i, answered.get(i.key)) for i in issues)


def _open(issue: Issue) -> bool:
    """Whether the editor is asked about it, and it is no name, which no model knows better."""
    asked = issue.applicability is Applicability.REVIEW and bool(issue.finding.suggestions)
    return asked and issue.finding.engine != "names"


def _versions(document: Document, issue: Issue) -> Versions:
    span = issue.span
    passage = next(
        (p for p in document.passages if p.start <= span.start <= p.start + len(p.text)), None
    )
    base = passage.start if passage else span.start
    text = passage.text if passage else issue.finding.before
    start, end = around(text, span.start - base)
    sentence = Span(base + start, max(base + end, span.end))
    head = document.cut(Span(sentence.start, span.start))
    tail = document.cut(Span(span.end, sentence.end))
    words = (issue.finding.before, *issue.finding.suggestions[:MOST_SUGGESTIONS])
    return tuple(" ".join((head + w + tail).split()) for w in words)


def _asked(versions: Versions, model: Model) -> int | None:
    """Return the number of the version that the model chooses both times, -1 if it wavers.

    None where an answer cannot be read.
    """
    key = prompts.judge(versions, letter_alone=True)
    known = model.remembered.get(key)
    if isinstance(known, int):
        model.spent.add(remembered=1)
        return known
    there = _letter(versions, model)
    back = _letter(versions[::-1], model)
    if there is None or back is None:
        return None
    number = there if there == len(versions) - 1 - back else -1
    model.remembered.put(number, key)
    return number


def _letter(versions: Sequence[str], model: Model) -> int | None:
    """Return the number of the version chosen: by likelihood, else by word."""
    letters = prompts.LETTERS[: len(versions)]
    reply = model.client.ask(prompts.judge(versions, letter_alone=True))
    found = answers.letter(reply, letters)
    if found is not None:
        return letters.index(found[0])
    reply = model.client.ask(prompts.judge(versions, letter_alone=False))
    named = answers.choice(reply, letters)
    return None if named is None else letters.index(named)


def _weighed(issue: Issue, number: int | None) -> Issue:
    finding = issue.finding
    if number is None or not 0 <= number <= len(finding.suggestions):
        return issue
    if number == 0:
        said = replace(finding, message=f"{finding.message} {KEEP}")
        return replace(issue, finding=said, confidence=round(issue.confidence * DOUBT, 3))
    if number == 1:
        return replace(issue, engines=tuple(dict.fromkeys((*issue.engines, NAME))))
    first = finding.suggestions[number - 1]
    rest = tuple(s for s in finding.suggestions if s != first)
    limit = min(finding.limit, Applicability.REVIEW)
    said = replace(
        finding, suggestions=(first, *rest), limit=limit, message=f"{finding.message} {CHOSEN}"
    )
    return replace(issue, finding=said)
