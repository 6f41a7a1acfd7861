"""Adding to a glossary file: a term, or more wrong forms for one that is there.

The one thing to know: the file is never printed anew. New words are put in between the bytes that
stand, so comments, order, quotes and the length of lines stay as the editor left them; then the
new text is read again, and must say just what was meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from transcript_fix import save
from transcript_fix.errors import UnsafeResult, UserError
from transcript_fix.glossary import nodes
from transcript_fix.glossary.load import check_bytes

BEGIN = "# Names as they are written here. See docs/glossary.md of transcript-fix.\nversion: 1\n"
_LISTS = ("wrong", "heard", "admitted", "forbidden", "labels", "source")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be added: `lists` are forms by key, `more` other keys and their YAML."""

    term: str
    lists: dict[str, tuple[str, ...]]
    more: dict[str, str]
    person: bool = False


def add_term(
    path: Path,
    term: str,
    wrong: Iterable[str] = (),
    heard: Iterable[str] = (),
    type: str | None = None,
    case: str | None = None,
    inflect: Iterable[str] | str | None = None,
    **lists: Iterable[str],
) -> None:
    """Put a term into a glossary file, or its forms into the entry that is there.

    Doing it twice is doing it once; a missing file is made. `lists` are forms under the keys
    admitted, forbidden, labels and source. Raises UserError (exit 2) where the file is no
    glossary, is changed meanwhile, cannot be written, or the words cannot be a form.
    """
    given = {"wrong": wrong, "heard": heard, **lists}
    forms = {k: tuple(dict.fromkeys(" ".join(f.split()) for f in v)) for k, v in given.items()}
    forms = {k: tuple(f for f in v if f and f != term) for k, v in forms.items()}
    more: dict[str, str] = {}
    if type and type != "person":
        more["type"] = quoted(type)
    if case:
        more["case"] = quoted(case)
    if inflect is not None:
        chosen = [inflect] if isinstance(inflect, str) else list(inflect)
        more["inflect"] = f"[{', '.join(quoted(i) for i in chosen)}]"
    entry = Entry(
        " ".join(term.split()), {k: v for k, v in forms.items() if v}, more, type == "person"
    )
    add_all(path, [entry])


def add_all(path: Path, entries: Iterable[Entry]) -> int:
    """Add entries to a glossary file in one write; return how many changed something."""
    old = nodes.read_bytes(path) if path.exists() else None
    text = _text(old, path)
    changed = 0
    for entry in entries:
        new = with_entry(text, str(path), entry)
        changed += new != text
        text = new
    data = text.encode()
    if old is not None and old.startswith(b"\xef\xbb\xbf"):
        data = b"\xef\xbb\xbf" + data
    check_bytes(data, path)
    if changed:
        try:
            save.save(path, old, data)
        except UserError as error:
            raise UserError(f"{path}: {error}", code=error.code) from None
    return changed


def _text(old: bytes | None, path: Path) -> str:
    if old is None or not old.strip():
        return BEGIN
    if old[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise UserError(f"{path}: UTF-16; save the glossary as UTF-8")
    check_bytes(old, path)
    return old.decode("utf-8-sig")


def with_entry(text: str, file: str, entry: Entry) -> str:
    """Return the text of a glossary with `entry` in it. Raises UnsafeResult where that fails."""
    found = _find(text, file, entry.term)
    new = _insert(text, file, entry) if found is None else _merge(text, file, entry)
    after = _find(new, file, entry.term)
    if after is None or not _holds(after[0], entry):
        raise UnsafeResult(f"{file}: {entry.term!r} could not be put in; nothing was written")
    return new


def _holds(node: yaml.Node, entry: Entry) -> bool:
    for key, forms in entry.lists.items():
        value = _value(node, key)
        held = [n.value for n in value.value] if isinstance(value, yaml.SequenceNode) else []
        held += [value.value] if isinstance(value, yaml.ScalarNode) else []
        if not set(forms) <= set(held):
            return False
    return True


def _find(text: str, file: str, term: str) -> tuple[yaml.Node, str] | None:
    """Return the node of the entry for `term`, and the key that its name has."""
    top = nodes.compose(text.encode(), file)
    for key, main in (("terms", "term"), ("people", "name")):
        listed = _value(top, key)
        for node in listed.value if isinstance(listed, yaml.SequenceNode) else ():
            name = node if isinstance(node, yaml.ScalarNode) else _value(node, main)
            if isinstance(name, yaml.ScalarNode) and " ".join(name.value.split()) == term:
                return node, main
    return None


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key:
                found: yaml.Node = value
                return found
    return None


def _flowing(node: yaml.Node) -> bool:
    """Return whether a list or mapping is written with brackets."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def quoted(form: str) -> str:
    """Return a scalar as it must stand in a flow list to be read as the same text."""
    plain = form.replace(" ", "").replace("-", "").replace(".", "")
    safe = plain.isalnum() and form[:1].isalpha() and form.strip() == form
    if safe and form.lower() not in _SPECIAL:
        return form
    return '"' + form.replace("\\", "\\\\").replace('"', '\\"') + '"'


_SPECIAL = ("true", "false", "yes", "no", "on", "off", "null", "y", "n")


def _written(entry: Entry) -> str:
    """Return a new entry on one line."""
    if not entry.lists and not entry.more:
        return quoted(entry.term)
    parts = [f"{'name' if entry.person else 'term'}: {quoted(entry.term)}"]
    parts += [f"{k}: {v}" for k, v in entry.more.items()]
    parts += [f"{k}: {_flow(v)}" for k, v in entry.lists.items()]
    return "{" + ", ".join(parts) + "}"


def _flow(forms: Iterable[str]) -> str:
    return "[" + ", ".join(map(quoted, forms)) + "]"


def _insert(text: str, file: str, entry: Entry) -> str:
    """Put a new entry after the last one of its list."""
    key = "people" if entry.person else "terms"
    end = "\r\n" if "\r\n" in text else "\n"
    listed = _value(nodes.compose(text.encode(), file), key)
    if isinstance(listed, yaml.SequenceNode) and listed.value:
        last = listed.value[-1]
        at = _end(text, last)
        if _flowing(listed):
            return text[:at] + ", " + _written(entry) + text[at:]
        line = text.rfind("\n", 0, last.start_mark.index) + 1
        dash = text.rfind("-", line, last.start_mark.index)
        indent = " " * (listed.start_mark.column if dash < line else dash - line)
        at = _line_end(text, at)
        lead = "" if text[:at].endswith("\n") else end
        return f"{text[:at]}{lead}{indent}- {_written(entry)}{end}{text[at:]}"
    if listed is not None:  # `terms:` with nothing under it, or an empty list
        start, stop = listed.start_mark.index, listed.end_mark.index
        item = f"{end}  - {_written(entry)}"
        return text[:start].rstrip(" ") + item + text[stop:]
    lead = "" if not text or text.endswith("\n") else end
    return f"{text}{lead}{key}:{end}  - {_written(entry)}{end}"


def _line_end(text: str, at: int) -> int:
    """Return where the next line begins."""
    stop = text.find("\n", at)
    return len(text) if stop < 0 else stop + 1


def _end(text: str, node: yaml.Node) -> int:
    """Return where a node's own words end (a block's mark is at the next thing)."""
    if isinstance(node, yaml.ScalarNode):
        at = node.end_mark.index
    elif _flowing(node) or not node.value:
        return int(node.end_mark.index)
    else:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    return int(node.start_mark.index + len(text[node.start_mark.index : at].rstrip()))


def _merge(text: str, file: str, entry: Entry) -> str:
    """Put the forms, and the keys that are not there yet, into the entry that is there."""
    for key, forms in entry.lists.items():
        found = _find(text, file, entry.term)
        assert found is not None
        node, main = found
        value = _value(node, key)
        held = value.value if isinstance(value, yaml.SequenceNode) else []
        held = [value] if isinstance(value, yaml.ScalarNode) and value.value else held
        new = [f for f in forms if f not in [n.value for n in held]]
        if not new:
            continue
        text = _more(text, value, new) if held else _key(text, node, main, key, _flow(new))
    for key, value_text in entry.more.items():
        found = _find(text, file, entry.term)
        assert found is not None
        node, main = found
        if _value(node, key) is None:
            text = _key(text, node, main, key, value_text)
    return text


def _more(text: str, value: yaml.Node | None, forms: list[str]) -> str:
    """Put forms behind those of a list, or make a list of a single one."""
    assert value is not None
    words = ", ".join(map(quoted, forms))
    if isinstance(value, yaml.ScalarNode):
        start, stop = value.start_mark.index, _end(text, value)
        return f"{text[:start]}[{text[start:stop]}, {words}]{text[stop:]}"
    last = value.value[-1]
    at = _end(text, last)
    if _flowing(value):
        return f"{text[:at]}, {words}{text[at:]}"
    indent = " " * value.start_mark.column
    end = "\r\n" if "\r\n" in text else "\n"
    at = _line_end(text, at)
    lead = "" if text[:at].endswith("\n") else end
    lines = "".join(f"{indent}- {quoted(f)}{end}" for f in forms)
    return text[:at] + lead + lines + text[at:]


def _key(text: str, node: yaml.Node, main: str, key: str, value: str) -> str:
    """Give an entry one more key."""
    if isinstance(node, yaml.ScalarNode):
        start, stop = node.start_mark.index, _end(text, node)
        return f"{text[:start]}{{{main}: {text[start:stop]}, {key}: {value}}}{text[stop:]}"
    old = _value(node, key)
    if old is not None:  # there, with nothing in it
        start, stop = old.start_mark.index, old.end_mark.index
        space = "" if text[start - 1 : start] in (" ", "") else " "
        return f"{text[:start]}{space}{value}{text[stop:]}"
    at = _end(text, node.value[-1][1])
    if _flowing(node):
        return f"{text[:at]}, {key}: {value}{text[at:]}"
    end = "\r\n" if "\r\n" in text else "\n"
    at = _line_end(text, at)
    lead = "" if text[:at].endswith("\n") else end
    return f"{text[:at]}{lead}{' ' * node.start_mark.column}{key}: {value}{end}{text[at:]}"
