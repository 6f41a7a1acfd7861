"""prh rules (textlint): `expected` with its `patterns`, and `specs` as tests.

The one thing to know: a pattern between slashes is a regular expression, which we do not read;
such a rule is taken with its expected form alone.
"""

from __future__ import annotations

import re

import yaml

from transcript_fix.errors import UserError
from transcript_fix.glossary import lexicon, nodes
from transcript_fix.glossary.add import Entry, quoted
from transcript_fix.glossary.entry import Glossary
from transcript_fix.glossary.exchange import entry

NAME = "prh"
FILES = ("prh.yml",)


def write(glossary: Glossary) -> tuple[str, ...]:
    """Return the terms as rules; `heard` forms are left out, since prh would always fire."""
    lines = ["version: 1", "rules:"]
    for term in glossary.terms:
        wrong = [_pattern(form) for form in (*term.wrong, *term.forbidden)]
        lines.append(f"  - expected: {quoted(term.term)}")
        lines.append("    patterns:")
        lines += [f"      - {p}" for p in wrong or [_cased(term.term)]]
    return ("\n".join(lines) + "\n",)


def _cased(term: str) -> str:
    """Return a pattern for the term itself: prh's own would fire inside words ("ago" for Go)."""
    return _pattern(term, "" if lexicon.ordinary(term) else "i")


def _pattern(form: str, flags: str = "") -> str:
    """Return a whole-word pattern; a plain string would also fire inside a longer word."""
    escaped = re.sub(r"[.+*?^$()\[\]{}|\\/]", r"\\\g<0>", form)
    left = r"\b" if form[:1].isalnum() else ""
    right = r"\b" if form[-1:].isalnum() else ""
    return "'" + f"/{left}{escaped}{right}/{flags}".replace("'", "''") + "'"


def read(text: str, name: str) -> list[Entry]:
    """Return the entries of a prh file. Raises UserError with line and column."""
    top = nodes.compose(text.encode(), name)
    if not isinstance(top, yaml.MappingNode):
        raise UserError(f"{name}: not a prh file: `rules:` and a list are needed")
    rules = {k.value: v for k, v in top.value}.get("rules")
    if not isinstance(rules, yaml.SequenceNode):
        raise UserError(f"{name}: not a prh file: `rules:` and a list are needed")
    return [_rule(node, name) for node in rules.value]


def _rule(node: yaml.Node, name: str) -> Entry:
    if isinstance(node, yaml.ScalarNode):
        return entry(str(node.value))
    values = {k.value: v for k, v in node.value} if isinstance(node, yaml.MappingNode) else {}
    if "expected" not in values:
        nodes.fail(node, name, "a rule needs `expected`")
    expected = nodes.text(values["expected"], name, "expected")
    listed = []
    for key in ("pattern", "patterns"):
        value = values.get(key)
        held = value.value if isinstance(value, yaml.SequenceNode) else [value] if value else []
        listed += [nodes.text(n, name, key) for n in held]
    return entry(expected, [w for p in listed if (w := _words(p)) and w != expected])


def _words(pattern: str) -> str | None:
    """Return the words of a pattern that is nothing but words, else None."""
    slashed = re.fullmatch(r"/(.*)/\w*", pattern)
    if not slashed:
        return pattern
    body = re.sub(r"\\b", "", slashed[1])
    plain = re.sub(r"\\(.)", r"\1", body)
    return None if re.search(r"[.+*?^$()\[\]{}|\\]", re.sub(r"\\.", "", body)) else plain
