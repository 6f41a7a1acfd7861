"""A codespell dictionary: "wrong->right", a line each.

The one thing to know: a reason after a comma ("form->right, may be right") keeps codespell from
mending by itself; `heard` forms are written so. It knows single words in small letters only.
"""

from __future__ import annotations

from transcript_fix.errors import UserError
from transcript_fix.glossary.add import Entry
from transcript_fix.glossary.entry import Glossary
from transcript_fix.glossary.exchange import entry

NAME = "codespell"
FILES = ("codespell.txt",)
REASON = "may be right as it is"


def write(glossary: Glossary) -> tuple[str, ...]:
    """Return the wrong forms of one word as a dictionary."""
    lines: dict[str, str] = {}
    for term in glossary.terms:
        for form in (*term.wrong, *term.forbidden):
            if " " not in form and form.lower() != term.term.lower():
                lines.setdefault(form.lower(), f"{form.lower()}->{term.term}\n")
        for form in term.heard:
            if " " not in form and form.lower() != term.term.lower():
                lines.setdefault(form.lower(), f"{form.lower()}->{term.term}, {REASON}\n")
    return ("".join(lines.values()),)


def read(text: str, name: str) -> list[Entry]:
    """Return the entries of a codespell dictionary. Raises UserError with the line."""
    wrong: dict[str, dict[str, list[str]]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        form, arrow, rest = line.partition("->")
        if not arrow or not form.strip() or not rest.strip():
            raise UserError(f"{name}:{number}: not `wrong->right`: {line.strip()!r}")
        rights = [r.strip() for r in rest.split(",")]
        sure = len(rights) == 1
        kind = "wrong" if sure else "heard"
        wrong.setdefault(rights[0], {}).setdefault(kind, []).append(form.strip())
    return [entry(t, v.get("wrong", ()), heard=v.get("heard", [])) for t, v in wrong.items()]
