"""glossary.yaml read and checked: every error names file, line and column.

The one thing to know: a glossary is read strictly. A key that we do not know is refused, since
a mistyped `worng:` would else silently do nothing for years.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from transcript_fix.errors import UserError
from transcript_fix.glossary import nodes
from transcript_fix.glossary.entry import Autofix, Case, Example, Glossary, Scope, Term

TYPES = ("company", "product", "person", "place", "term", "acronym")
TOP = ("version", "include", "defaults", "terms", "people", "ignore")
DEFAULTS = ("case", "inflect", "fuzzy", "phonetic", "autofix")
_FORMS = ("wrong", "heard", "admitted", "forbidden", "labels", "source", "was")
ENTRY = (
    *DEFAULTS, *_FORMS, "type", "unless", "scope", "note", "tests", "since",
)  # fmt: skip
TERM = tuple(k for k in (*ENTRY, "term") if k != "labels")
PERSON = tuple(k for k in (*ENTRY, "name") if k != "type")


def load(path: Path) -> Glossary:
    """Read a glossary and what it includes.

    Raises UserError (exit 2) that begins with file, line and column of what is wrong.
    """
    reading = _Reading(_root(path))
    reading.file(path, ())
    terms = tuple(reading.terms)
    return Glossary(path, terms, tuple(dict.fromkeys(reading.ignore)), tuple(reading.done))


def _root(path: Path) -> Path:
    """Return the folder that includes may not leave: the repository, else one folder up."""
    folder = path.resolve().parent
    for parent in (folder, *folder.parents):
        if (parent / ".git").exists():
            return parent
    return folder.parent


@dataclass(slots=True)
class _Reading:
    root: Path
    terms: list[Term] = field(default_factory=list)
    ignore: list[str] = field(default_factory=list)
    done: dict[Path, None] = field(default_factory=dict)

    def file(self, path: Path, above: tuple[Path, ...]) -> None:
        real = path.resolve()
        self.done[real] = None
        name = str(path)
        node = nodes.compose(nodes.read_bytes(path), name)
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
            raise UserError(f"{name}: empty; a glossary begins with `terms:` and a list of names")
        top = nodes.pairs(node, name, TOP, "the glossary")
        if "version" in top and nodes.text(top["version"], name, "version") != "1":
            nodes.fail(top["version"], name, "only version 1 is known")
        for item in _includes(top, name):
            self._include(item, path, (*above, real))
        base = _defaults(top, name)
        self._entries(top, name, base)

    def _include(self, node: yaml.Node, path: Path, above: tuple[Path, ...]) -> None:
        name = str(path)
        value = nodes.text(node, name, "include")
        target = Path(value)
        if target.is_absolute() or value.startswith("~"):
            nodes.fail(node, name, f"include must be a relative path, not {value!r}")
        real = (path.parent / target).resolve()
        if not real.is_relative_to(self.root):
            nodes.fail(node, name, f"include leaves the project folder: {value!r}")
        if real in above:
            chain = " -> ".join(p.name for p in (*above[above.index(real) :], real))
            nodes.fail(node, name, f"include goes in a circle: {chain}")
        if not real.is_file():
            nodes.fail(node, name, f"include: no such file: {value!r}")
        if real not in self.done:
            self.file(path.parent / target, above)

    def _entries(self, top: dict[str, yaml.Node], name: str, base: dict[str, Any]) -> None:
        if "terms" in top:
            for node in nodes.items(top["terms"], name, "terms"):
                self.terms.append(_entry(node, name, base, "term"))
        if "people" in top:
            for node in nodes.items(top["people"], name, "people"):
                self.terms.append(replace(_entry(node, name, base, "name"), type="person"))
        if "ignore" in top:
            self.ignore += nodes.forms(top["ignore"], name, "ignore")


def _includes(top: dict[str, yaml.Node], name: str) -> list[yaml.Node]:
    node = top.get("include")
    if node is None:
        return []
    return [node] if isinstance(node, yaml.ScalarNode) else nodes.items(node, name, "include")


def _defaults(top: dict[str, yaml.Node], name: str) -> dict[str, Any]:
    if "defaults" not in top:
        return {}
    return _switches(nodes.pairs(top["defaults"], name, DEFAULTS, "defaults"), name)


def _entry(node: yaml.Node, name: str, base: dict[str, Any], main: str) -> Term:
    what = "a person" if main == "name" else "a term"
    at = nodes.place(node, name)
    if isinstance(node, yaml.ScalarNode):
        return Term(nodes.form(node, name, what), at, **base)
    got = nodes.pairs(node, name, PERSON if main == "name" else TERM, what)
    if main not in got:
        nodes.fail(node, name, f"{what} needs the key {main!r}")
    values: dict[str, Any] = dict(base)
    values["term"] = nodes.form(got[main], name, main)
    values |= _switches(got, name)
    for key in _FORMS:
        if key in got:
            values[key] = nodes.forms(got[key], name, key)
    if "type" in got:
        values["type"] = nodes.choice(got["type"], name, "type", TYPES)
    if "note" in got:
        values["note"] = nodes.text(got["note"], name, "note")
    values |= _places(got, name)
    term = Term(place=at, **values)
    _sound(term, got, name)
    return term


def _sound(term: Term, got: dict[str, yaml.Node], name: str) -> None:
    for key in ("wrong", "heard", "forbidden"):
        if term.term in getattr(term, key):
            nodes.fail(got[key], name, f"{term.term!r} cannot be {key} for itself")
        both = set(getattr(term, key)) & {*term.admitted, *term.labels}
        if both:
            nodes.fail(got[key], name, f"{min(both)!r} is both {key} and admitted")


def _switches(got: dict[str, yaml.Node], name: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if "case" in got:
        values["case"] = Case(nodes.choice(got["case"], name, "case", [*Case]))
    if "autofix" in got:
        values["autofix"] = Autofix(nodes.choice(got["autofix"], name, "autofix", [*Autofix]))
    for key in ("fuzzy", "phonetic"):
        if key in got:
            values[key] = nodes.flag(got[key], name, key)
    if "inflect" in got:
        values |= _inflect(got["inflect"], name)
    return values


def _inflect(node: yaml.Node, name: str) -> dict[str, bool]:
    names = ("possessive", "plural")
    if isinstance(node, yaml.MappingNode):
        got = nodes.pairs(node, name, names, "inflect")
        return {key: nodes.flag(value, name, key) for key, value in got.items()}
    listed = [node] if isinstance(node, yaml.ScalarNode) else nodes.items(node, name, "inflect")
    chosen = {nodes.choice(n, name, "inflect", names) for n in listed if n.value not in ("", "off")}
    return {key: key in chosen for key in names}


def _places(got: dict[str, yaml.Node], name: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if "unless" in got:
        unless = nodes.pairs(got["unless"], name, ("before", "after"), "unless")
        values |= {k: nodes.forms(v, name, k) for k, v in unless.items()}
    if "scope" in got:
        values["scope"] = _scope(got["scope"], name)
    if "since" in got:
        if "was" not in got:
            nodes.fail(got["since"], name, "`since` needs `was`; limits in time go into `scope`")
        values["since"] = nodes.day(got["since"], name, "since")
    if "tests" in got:
        tests = nodes.items(got["tests"], name, "tests")
        values["tests"] = tuple(_example(n, name) for n in tests)
    return values


def _scope(node: yaml.Node, name: str) -> Scope:
    got = nodes.pairs(node, name, ("paths", "speakers", "since", "until"), "scope")
    values: dict[str, Any] = {}
    for key in ("paths", "speakers"):
        if key in got:
            values[key] = _texts(got[key], name, key)
    for key in ("since", "until"):
        if key in got:
            values[key] = nodes.day(got[key], name, key)
    return Scope(**values)


def _texts(node: yaml.Node, name: str, what: str) -> tuple[str, ...]:
    listed = [node] if isinstance(node, yaml.ScalarNode) else nodes.items(node, name, what)
    return tuple(nodes.text(n, name, what) for n in listed)


def _example(node: yaml.Node, name: str) -> Example:
    got = nodes.pairs(node, name, ("in", "out", "same"), "a test")
    if "in" not in got or ("out" in got) == ("same" in got):
        nodes.fail(node, name, "a test needs `in` and one of `out` or `same: true`")
    text = nodes.text(got["in"], name, "in")
    if "same" in got and not nodes.flag(got["same"], name, "same"):
        nodes.fail(got["same"], name, "write `out` with what the text must become")
    out = text if "same" in got else nodes.text(got["out"], name, "out")
    return Example(text, out, nodes.place(node, name))


def check_bytes(data: bytes, path: Path) -> None:
    """Check the text of a glossary alone, its includes left aside. Raises UserError."""
    name = str(path)
    node = nodes.compose(data, name)
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        return
    top = nodes.pairs(node, name, TOP, "the glossary")
    _Reading(path.parent)._entries(top, name, _defaults(top, name))
