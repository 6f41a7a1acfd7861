"""A cspell configuration: `words`, and `flagWords` as "wrong->right".

The one thing to know: cspell looks at single words, so a name of several words is listed word by
word, and a wrong form of several words cannot be flagged.
"""

from __future__ import annotations

import json
import re

from transcript_fix.errors import UserError
from transcript_fix.glossary.add import Entry
from transcript_fix.glossary.entry import Glossary
from transcript_fix.glossary.exchange import entry
from transcript_fix.glossary.tokens import words

NAME = "cspell"
FILES = ("cspell.json",)
_COMMENT = re.compile(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', re.DOTALL)


def write(glossary: Glossary) -> tuple[str, ...]:
    """Return a cspell.json; `heard` forms are left out, since they are words."""
    known = dict.fromkeys(w for f in glossary.right_forms() for w in words(f))
    flagged = [
        f"{form}->{term.term}"
        for term in glossary.terms
        for form in (*term.wrong, *term.forbidden)
        if len(words(form)) == 1 and form not in known
    ]
    data = {"version": "0.2", "language": "en", "words": list(known), "flagWords": flagged}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n",)


def read(text: str, name: str) -> list[Entry]:
    """Return the entries of a cspell.json (comments allowed) or a word list. Raises UserError."""
    if not text.lstrip().startswith(("{", "//", "/*")):
        lines = [line.split("#", 1)[0].strip() for line in text.splitlines()]
        return [entry(line) for line in lines if line and line[0] not in "!~"]
    try:
        data = json.loads(_COMMENT.sub(lambda m: m[1] or "", text))
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise UserError(f"{name}:{line}: not JSON: {getattr(error, 'msg', error)}") from None
    known = _strings(data, "words", name)
    wrong: dict[str, list[str]] = {w: [] for w in known}
    for flag in _strings(data, "flagWords", name):
        form, arrow, right = flag.partition("->")
        if not arrow:
            form, arrow, right = flag.partition(":")
        term = right.split(",")[0].strip()
        if term:
            wrong.setdefault(term, []).append(form.strip())
    parts = {w for t in wrong if " " in t for w in t.split()}
    return [entry(t, w) for t, w in wrong.items() if w or t not in parts]


def _strings(data: object, key: str, name: str) -> list[str]:
    value = data.get(key, []) if isinstance(data, dict) else None
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise UserError(f"{name}: {key!r} must be a list of words")
    return value
