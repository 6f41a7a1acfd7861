"""The corrections of names in the development sets, and glossaries made from them.

A correction counts where its kind is `name` (substituted, cased, joined or split). Its right form
is the corrected words widened to whole tokens, without a possessive ending.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from transcript_fix import masks
from transcript_fix.glossary import Glossary, Term, lexicon, scan, tokens
from transcript_fix.glossary.entry import Place

SHARED = Path(__file__).resolve().parents[2] / "shared"
FOLDER = SHARED / "eval" / "corrections"
NOT_FREE = "NC"
"""In a licence: for measuring only, never for fitting."""


@dataclass(frozen=True)
class Case:
    """One passage with its corrections of names; `edits` as the scorer wants them."""

    file: tuple[str, str]
    date: str
    text: str
    edits: list[dict[str, Any]]
    rights: tuple[str, ...]
    free: bool


def scorer() -> ModuleType:
    """Return the corrections' own scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", FOLDER / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cases() -> list[Case]:
    """Return the passages that hold a correction of a name."""
    found = []
    for record in _read("corrections.dev.jsonl"):
        edits = [e for e in record["edits"] if e["kind"] == "name" and e["scored"]]
        if edits:
            rights = tuple(right_form(record["before"], e) for e in edits)
            free = NOT_FREE not in record["licence"]
            file = (record["repo"], record["path"])
            found.append(Case(file, record["date"], record["before"], edits, rights, free))
    return found


def clean() -> list[str]:
    """Return passages that stood uncorrected."""
    return [r["text"] for r in _read("clean.dev.jsonl")]


def _read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


def right_form(text: str, edit: dict[str, Any]) -> str:
    """Return the corrected words as a glossary would have them."""
    start, end = edit["start"], edit["end"]
    after = text[:start] + edit["new"] + text[end:]
    stop = start + len(edit["new"])
    while start and (after[start - 1].isalnum() or after[start - 1] == "_"):
        start -= 1
    while stop < len(after) and after[stop].isalnum():
        stop += 1
    form = re.sub(r"^[^\w.]+|[^\w+#]+$", "", after[start:stop])
    return re.sub(r"(?:['’]s)$", "", form)


def nameable(form: str) -> bool:
    """Return whether an editor would list the form: no more than four words, not all ordinary."""
    words = tokens.words(form)
    if not words or len(words) > 4:
        return False
    return any(not w.islower() or not lexicon.ordinary(w) for w in words)


def own_terms(found: Iterable[Case]) -> dict[tuple[str, str], list[str]]:
    """Return each file's own right forms."""
    table: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for case in found:
        table[case.file] |= dict.fromkeys(f for f in case.rights if nameable(f))
    return {file: list(terms) for file, terms in table.items()}


def most_common(texts: Iterable[str], count: int) -> list[str]:
    """Return the names that stand most often in the middle of sentences of `texts`."""
    seen: Counter[str] = Counter()
    for text in texts:
        for m in re.finditer(r"(?<=[a-z,] )[A-Z][\w.+#]*\w(?: [A-Z][\w+#]*\w)*", text):
            seen[m.group()] += 1
    return [t for t, _ in seen.most_common() if nameable(t) and len(t) > 2][:count]


def glossary(terms: Iterable[str]) -> Glossary:
    """Return a glossary of bare terms."""
    place = Place("bench", 1, 1)
    return Glossary(Path("bench"), tuple(Term(t, place) for t in terms))


def findings(text: str, matcher: scan.Matcher) -> list[dict[str, Any]]:
    """Return the matches in the form of the corrections' scorer."""
    hidden = tokens.hide(text, list(masks.masked(text)))
    return [
        {"start": m.start, "end": m.end, "replacements": list(m.suggestions), "match": m}
        for m in scan.find(hidden, matcher, lambda term, start, end: True)
    ]
