"""Short texts held beside each other, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from transcript_fix.bilingual.held import Held, hold
from transcript_fix.formats import choose
from transcript_fix.glossary.entry import Place, Term
from transcript_fix.model import Document, Finding


def document(text: str, name: str = "a.txt") -> Document:
    return choose(Path(name), text.encode()).read(text.encode(), name)


def held(source: str, target: str, terms: Sequence[Term] = (), name: str = "a.txt") -> Held:
    return hold(document(source, name), document(target, name), terms)


def told(
    ask: Callable[[Held], Iterator[Finding]], source: str, target: str, *terms: Term
) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return rule, words and suggestions of what a check finds."""
    found = list(ask(held(source, target, terms)))
    return [(f.rule.partition("/")[2], f.before, f.suggestions) for f in found]


def term(name: str, *source: str, type: str | None = None, admitted: tuple[str, ...] = ()) -> Term:
    return Term(name, Place("glossary.yaml", 1, 1), type=type, source=source, admitted=admitted)


def cues(*lines: str, length: float = 2.0, shift: float = 0.0) -> str:
    """Return subtitles, a cue a line, of `length` seconds each."""

    def clock(at: float) -> str:
        return f"00:{int(at // 60):02}:{int(at % 60):02},{round(at % 1 * 1000):03}"

    rows = []
    for number, line in enumerate(lines):
        start = number * (length + 0.1) + shift
        rows.append(f"{number + 1}\n{clock(start)} --> {clock(start + length)}\n{line}\n")
    return "\n".join(rows)
