"""YAML as nodes that know their line and column, and the questions a reader asks of them.

The one thing to know: scalars stay the text that stands in the file. YAML's own guesses
("No" is false, "1.10" is 1.1) would break names, so nothing here ever guesses a type.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import NoReturn

import yaml

from transcript_fix.errors import UserError
from transcript_fix.glossary.entry import Place

LARGEST = 20_000_000
"""Bytes; 100,000 terms take about 10 MB."""
LONGEST = 200
"""Code points of one form."""

_PATTERN = re.compile(r"\\|\(\?|\.[*+]|\[[^\]]+\]|\w\|\w|^\^|\w\$$|\{\d+,?\d*\}|^/.+/\w*$")


def compose(data: bytes, file: str) -> yaml.Node | None:
    """Parse a YAML file of one document; None: it is empty.

    Raises UserError with file, line and column.
    """
    if len(data) > LARGEST:
        raise UserError(
            f"{file}: {len(data) / 1e6:.0f} MB is too large for a glossary "
            f"(at most {LARGEST / 1e6:.0f} MB); split off what is not names"
        )
    text = _decode(data, file)
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        node: yaml.Node | None = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        raise UserError(_explain(error, text, file)) from None
    except yaml.reader.ReaderError as error:
        raise UserError(f"{file}: a character that YAML does not allow: {error.reason}") from None
    except RecursionError:
        raise UserError(f"{file}: nested too deep for a glossary") from None
    return node


def _decode(data: bytes, file: str) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UserError(f"{file}:{line}: not UTF-8; save the glossary as UTF-8") from None


def _explain(error: yaml.MarkedYAMLError, text: str, file: str) -> str:
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return f"{file}: not YAML: {error.problem}"
    lines = text.splitlines() or [""]
    line = lines[min(mark.line, len(lines) - 1)]
    where = f"{file}:{mark.line + 1}:{mark.column + 1}"
    if "\t" in line[: mark.column + 1] or line.startswith("\t"):
        return f"{where}: a tab; YAML is indented with spaces only"
    if "expected a single document" in (error.context or ""):
        return f"{where}: a second document begins here ('---'); a glossary is one"
    return f"{where}: not YAML: {error.problem or error.context}"


def place(node: yaml.Node, file: str) -> Place:
    """Return where `node` begins."""
    return Place(file, node.start_mark.line + 1, node.start_mark.column + 1)


def fail(node: yaml.Node, file: str, message: str) -> NoReturn:
    """Raise a UserError that begins with file, line and column of `node`."""
    raise UserError(f"{place(node, file)}: {message}")


def pairs(node: yaml.Node, file: str, allowed: Collection[str], what: str) -> dict[str, yaml.Node]:
    """Return a mapping's values by key; refuse unknown keys with the nearest, and doubles."""
    if not isinstance(node, yaml.MappingNode):
        fail(node, file, f"{what} must be `key: value` pairs, not {kind(node)}")
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name not in allowed:
            fail(key, file, f"unknown key {name!r} in {what}{did_you_mean(name, allowed)}")
        if name in found:
            fail(key, file, f"the key {name!r} stands twice in {what}")
        found[name] = value
    return found


def did_you_mean(name: str, allowed: Collection[str]) -> str:
    """Return "; did you mean 'x'?", or the list of what is allowed."""
    near = difflib.get_close_matches(name.lower(), sorted(allowed), n=1, cutoff=0.6)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f" (allowed: {', '.join(sorted(allowed))})"


def kind(node: yaml.Node) -> str:
    """Return what a node is, in plain words."""
    if isinstance(node, yaml.MappingNode):
        return "`key: value` pairs"
    return "a list" if isinstance(node, yaml.SequenceNode) else f"{node.value!r}"


def items(node: yaml.Node, file: str, what: str) -> list[yaml.Node]:
    """Return the items of a list; nothing at all is an empty list."""
    if isinstance(node, yaml.SequenceNode):
        return list(node.value)
    if isinstance(node, yaml.ScalarNode) and node.value in ("", "~", "null"):
        return []
    fail(node, file, f"{what} must be a list, not {kind(node)}")


def text(node: yaml.Node, file: str, what: str) -> str:
    """Return a scalar as it is written."""
    if not isinstance(node, yaml.ScalarNode):
        fail(node, file, f"{what} must be text, not {kind(node)}")
    return str(node.value)


def form(node: yaml.Node, file: str, what: str) -> str:
    """Return a name or phrase; refuse what cannot be one (empty, a pattern, a control)."""
    value = text(node, file, what)
    clean = " ".join(value.split())
    if not any(c.isalnum() for c in clean):
        fail(node, file, f"{what} has no letter: {value!r}")
    if any(not c.isprintable() for c in clean):
        fail(node, file, f"{what} holds a control character")
    if len(clean) > LONGEST:
        fail(node, file, f"{what} is {len(clean)} characters long (at most {LONGEST})")
    if _PATTERN.search(clean):
        fail(node, file, f"{clean!r} looks like a pattern; write the words as they stand")
    return clean


def forms(node: yaml.Node, file: str, what: str) -> tuple[str, ...]:
    """Return one form or a list of them."""
    if isinstance(node, yaml.ScalarNode) and node.value:
        return (form(node, file, what),)
    return tuple(form(n, file, f"an item of {what}") for n in items(node, file, what))


def flag(node: yaml.Node, file: str, what: str) -> bool:
    """Return a yes or no."""
    value = text(node, file, what).lower()
    if value in ("true", "yes", "on", "suggest"):
        return True
    if value in ("false", "no", "off"):
        return False
    fail(node, file, f"{what} must be true or false, not {node.value!r}")


def choice(node: yaml.Node, file: str, what: str, allowed: Collection[str]) -> str:
    """Return one word of `allowed`."""
    value = text(node, file, what)
    if value not in allowed:
        hint = did_you_mean(value, allowed)
        fail(node, file, f"{what} cannot be {value!r}{hint}")
    return value


def day(node: yaml.Node, file: str, what: str) -> date:
    """Return a date written as 2021-10-28."""
    value = text(node, file, what)
    try:
        return date.fromisoformat(value)
    except ValueError:
        fail(node, file, f"{what} must be a date such as 2021-10-28, not {value!r}")


def keys(node: yaml.Node) -> Iterator[str]:
    """Yield the keys of a mapping as written."""
    if isinstance(node, yaml.MappingNode):
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield key.value


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes. Raises UserError where it cannot be read."""
    try:
        if path.is_dir():
            raise UserError(f"{path}: this is a folder, not a glossary")
        if path.stat().st_size > LARGEST * 10:
            raise UserError(f"{path}: {path.stat().st_size / 1e6:.0f} MB is too large")
        return path.read_bytes()
    except FileNotFoundError:
        raise UserError(f"{path}: no such glossary") from None
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from None
