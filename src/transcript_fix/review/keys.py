"""What each key does in the reviewer, and how an editor gives a key another meaning.

The one thing to know: no key has two meanings, so a remapping that would give one two is
refused. In a configuration file: `review-keys = {accept = "a enter", later = "z"}`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from transcript_fix.config import close_match
from transcript_fix.errors import UserError


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a key does. `name` is what a configuration file calls it."""

    name: str
    keys: tuple[str, ...]
    says: str
    heading: str


_ANSWER, _MOVE, _LOOK, _FILES = "Answer", "Move", "Look", "Files and help"

ACTIONS = (
    Action("accept", ("y", "enter"), "yes, this one", _ANSWER),
    Action("reject", ("n",), "no, this one", _ANSWER),
    Action("accept-all", ("Y",), "yes to all like it", _ANSWER),
    Action("reject-all", ("N",), "no to all like it", _ANSWER),
    Action("edit", ("e",), "write the replacement", _ANSWER),
    Action("editor", ("E",), "open the file in $EDITOR here", _ANSWER),
    Action("term", ("t",), "make it a term of the glossary", _ANSWER),
    Action("ignore", ("i",), "ignore: here, this file, everywhere, this rule", _ANSWER),
    Action("later", ("s",), "later: put it off to the end", _ANSWER),
    Action("undo", ("u",), "take back the last step", _ANSWER),
    Action("redo", ("ctrl+r",), "do it again", _ANSWER),
    Action("surest", ("A",), "all safe groups: shows the list first", _ANSWER),
    Action("rule", ("R",), "all groups of this rule: shows the list first", _ANSWER),
    Action("next", ("j", "down"), "next group", _MOVE),
    Action("previous", ("k", "up"), "previous group", _MOVE),
    Action("place", ("tab",), "next place of this group", _MOVE),
    Action("place-back", ("shift+tab",), "previous place of this group", _MOVE),
    Action("file-next", ("]",), "next file", _MOVE),
    Action("file-previous", ("[",), "previous file", _MOVE),
    Action("first", ("g",), "first group that waits", _MOVE),
    Action("last", ("G",), "last group that waits", _MOVE),
    Action("search", ("/",), "search", _LOOK),
    Action("filter", ("f",), "filter", _LOOK),
    Action("clear", ("escape",), "show everything again", _LOOK),
    Action("view", ("v",), "paragraph, whole file, before and after", _LOOK),
    Action("list", ("l",), "the list of groups (narrow screens)", _LOOK),
    Action("why", ("x",), "why: the rule in plain words, who else said so", _LOOK),
    Action("stale", ("z",), "answers whose words are gone", _LOOK),
    Action("write", ("w",), "write what is accepted into the files", _FILES),
    Action("quit", ("q", "ctrl+c"), "quit: apply, keep for later, throw away", _FILES),
    Action("theme", ("T",), "light or dark", _FILES),
    Action("help", ("?",), "every key", _FILES),
)
"""In the order of the help page. The keys 1 to 9 take a suggestion and stay as they are."""

SHOWN = {
    "enter": "Enter",
    "tab": "Tab",
    "shift+tab": "Shift-Tab",
    "escape": "Esc",
    "space": "Space",
    "up": "↑",
    "down": "↓",
    "ctrl+r": "Ctrl-R",
    "ctrl+c": "Ctrl-C",
}


@dataclass(frozen=True, slots=True)
class Keymap:
    """Which key does what."""

    actions: tuple[Action, ...] = ACTIONS

    def action(self, key: str) -> str | None:
        """Return the name of what a key does. `key` is a character or a name such as ctrl+r."""
        return next((a.name for a in self.actions if key in a.keys), None)

    def shown(self, name: str) -> str:
        """Return the first key of an action as a person reads it."""
        keys = next(a.keys for a in self.actions if a.name == name)
        return shown(keys[0])

    def headings(self) -> dict[str, list[tuple[str, str]]]:
        """Return keys and what they do under the headings of the help page."""
        out: dict[str, list[tuple[str, str]]] = {}
        for action in self.actions:
            keys = " ".join(shown(k) for k in action.keys)
            out.setdefault(action.heading, []).append((keys, action.says))
        out[_ANSWER].insert(4, ("1-9", "take that suggestion; the last number keeps the text"))
        return out


def shown(key: str) -> str:
    """Return a key as a person reads it."""
    return SHOWN.get(key, key.replace("ctrl+", "Ctrl-"))


def keymap(changes: Iterable[tuple[str, str]]) -> Keymap:
    """Return the keys after an editor's changes: name of the action, keys between spaces.

    Raises UserError for an action that does not exist or a key with two meanings.
    """
    wanted = dict(changes)
    names = [a.name for a in ACTIONS]
    for name in wanted:
        if name not in names:
            raise UserError(f"review-keys: nothing is called {name!r}{close_match(name, names)}")
    actions = tuple(
        Action(a.name, tuple(wanted[a.name].split()), a.says, a.heading) if a.name in wanted else a
        for a in ACTIONS
    )
    owner: dict[str, str] = {}
    for action in actions:
        if not action.keys:
            raise UserError(f"review-keys: {action.name} needs a key")
        for key in action.keys:
            if key.isdigit():
                raise UserError(f"review-keys: {key} takes a suggestion and nothing else")
            if owner.setdefault(key, action.name) != action.name:
                raise UserError(
                    f"review-keys: {key!r} is both {owner[key]} and {action.name}; "
                    "give one of them another key"
                )
    return Keymap(actions)
