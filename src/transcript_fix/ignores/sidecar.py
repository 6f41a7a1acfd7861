"""`.transcript-fix/ignore.yaml`: what is left alone in files that can hold no comment.

    version: 1
    ignore:
      - words: "alof of"          # as they stand in the transcript
        left: "they have"         # the two words before and after, where one place is meant
        right: "phones each"
        path: "talks/lei-jun.srt" # from the project's folder; * and ? are allowed
        rule: "run-together-words"
        reason: "he says it that way"
        until: 2027-03-01         # the last day on which it counts
      - words: [kopje, koppie]    # one or a list; in lower case they stand for capitals, too
        kind: "spelling"
        reason: "imported from cspell.json"

`words` or `rule`, and `reason`, must be given. The one thing to know: it is read strictly, since a
mistyped key would else silently leave alone more than was meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

from transcript_fix.anchor import Anchor, flat
from transcript_fix.config import upward
from transcript_fix.glossary import nodes
from transcript_fix.model import Finding, Kind
from transcript_fix.project import FOLDER

NAME = "ignore.yaml"
TEXTS = ("left", "right", "path", "rule", "kind", "reason", "by")
DAYS = ("on", "until")


@dataclass(frozen=True, slots=True)
class Ignore:
    """One entry. Empty means: any. `until` is the last day on which it counts; `line` its own."""

    reason: str
    words: tuple[str, ...] = ()
    left: str = ""
    right: str = ""
    path: str = ""
    rule: str = ""
    kind: str = ""
    by: str = ""
    on: date | None = None
    until: date | None = None
    line: int = 0

    def covers(self, path: str, finding: Finding, place: Anchor) -> bool:
        """Return whether a finding at `place` in `path` is meant, whatever the day."""
        if self.rule and not fnmatchcase(finding.rule, self.rule):
            return False
        if self.kind and finding.kind != self.kind:
            return False
        if self.path and not fnmatchcase(path, self.path):
            return False
        return not self.words or any(self._at(flat(words), place) for words in self.words)

    def _at(self, words: str, place: Anchor) -> bool:
        if not (self.left or self.right):
            return place.words == words or (words.islower() and place.words.lower() == words)
        mine = Anchor(words, self.left, self.right)
        return place == mine or (bool(self.path) and place.is_near(mine))

    @property
    def what(self) -> str:
        """What it is about, in a few words."""
        shown = ", ".join(repr(w) for w in self.words[:3]) or self.rule
        return shown if len(self.words) <= 3 else f"{shown} and {len(self.words) - 3} more"

    def counts(self, today: date) -> bool:
        """Return whether it has not expired."""
        return self.until is None or today <= self.until


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A project's entries; `folder` is where their paths begin."""

    file: Path
    entries: tuple[Ignore, ...] = ()

    @property
    def folder(self) -> Path:
        """The project's folder."""
        return self.file.parent.parent

    def path_of(self, path: Path) -> str:
        """Return a transcript's path as entries name it."""
        real = path.resolve()
        folder = self.folder.resolve()
        return real.relative_to(folder).as_posix() if real.is_relative_to(folder) else real.name


def nearest(near: Path) -> Path | None:
    """Return the sidecar of the nearest project upward that has one."""
    files = (folder / FOLDER / NAME for folder in upward(near))
    return next((f for f in files if f.is_file()), None)


def read(file: Path) -> Sidecar:
    """Read a sidecar. Raises UserError with file, line and column of what is wrong."""
    return Sidecar(file, entries_of(nodes.read_bytes(file), str(file)))


def entries_of(data: bytes, name: str) -> tuple[Ignore, ...]:
    """Return the entries in a sidecar's bytes. Raises as `read` does."""
    node = nodes.compose(data, name)
    if node is None:
        return ()
    top = nodes.pairs(node, name, ("version", "ignore"), "the file of ignores")
    if "version" in top and nodes.text(top["version"], name, "version") != "1":
        nodes.fail(top["version"], name, "only version 1 is known")
    listed = nodes.items(top["ignore"], name, "ignore") if "ignore" in top else []
    return tuple(_entry(item, name) for item in listed)


def _entry(node: yaml.Node, name: str) -> Ignore:
    got = nodes.pairs(node, name, ("words", *TEXTS, *DAYS), "an ignore")
    texts: dict[str, Any] = {key: nodes.text(got[key], name, key) for key in TEXTS if key in got}
    days: dict[str, Any] = {key: nodes.day(got[key], name, key) for key in DAYS if key in got}
    words = _words(got["words"], name) if "words" in got else ()
    if not texts.get("reason", "").strip():
        nodes.fail(node, name, "an ignore needs `reason`: say why")
    if not (words or texts.get("rule")):
        nodes.fail(node, name, "an ignore needs `words` (as they stand in the text) or `rule`")
    if texts.get("kind"):
        nodes.choice(got["kind"], name, "kind", tuple(Kind))
    return Ignore(words=words, **texts, **days, line=node.start_mark.line + 1)


def _words(node: yaml.Node, name: str) -> tuple[str, ...]:
    listed = [node] if isinstance(node, yaml.ScalarNode) else nodes.items(node, name, "words")
    return tuple(w for n in listed if (w := nodes.text(n, name, "words")))
