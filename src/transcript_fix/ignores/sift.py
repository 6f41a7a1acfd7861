"""Issues in, and out only those that nobody asked to leave alone; with remarks on idle ignores.

The one thing to know: an ignore is called unused only where its rule could have been found: by an
engine that ran, and not switched off. A run of one engine says nothing about the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from transcript_fix.anchor import anchor
from transcript_fix.checkers import CHECKERS
from transcript_fix.config import Settings
from transcript_fix.encoding import decode
from transcript_fix.errors import UserError
from transcript_fix.ignores import comments, sic, sidecar
from transcript_fix.ignores.comments import Region
from transcript_fix.ignores.sidecar import Ignore, Sidecar
from transcript_fix.model import Document, Issue, Remark

_PREFIXES = {"lt": ("lingotweaker", "languagetool")}
"""How a rule's name begins -> the engines that have it; others begin with their engine's name."""


@dataclass
class Sifter:
    """The ignores of one run. `engines` are those that run; sidecars are read once a folder."""

    settings: Settings
    engines: Sequence[str] = ()
    today: date = field(default_factory=date.today)
    _sidecars: dict[Path, Sidecar | None] = field(default_factory=dict)

    def sift(
        self, document: Document, data: bytes, format_name: str, issues: Sequence[Issue]
    ) -> tuple[tuple[Issue, ...], tuple[Remark, ...]]:
        """Return the issues that stand, and remarks about ignores.

        `data` are the file's bytes. Raises UserError for a sidecar that cannot be read.
        """
        said_so = tuple(sic.as_said(document))
        left = [i for i in issues if not any(i.span.overlaps(s) for s in said_so)]
        left, said = self._comments(document, data, format_name, left)
        left, aside = self._sidecar(document, left)
        return tuple(left), (*said, *aside)

    def _comments(
        self, document: Document, data: bytes, format_name: str, issues: list[Issue]
    ) -> tuple[list[Issue], list[Remark]]:
        if format_name not in comments.COMMENTS or not comments.mentions(data):
            return issues, []
        try:
            text = decode(data, self.settings.encoding).text
        except UserError:  # a page that names its encoding itself; then nothing is left alone
            return issues, []
        regions, remarks = comments.regions(text, document.line_starts, format_name)
        used: set[Region] = set()
        left = []
        for issue in issues:
            place = document.source_span(issue.span)
            hits = [r for r in regions if r.covers(issue, place)]
            used.update(hits)
            if not hits:
                left.append(issue)
        idle = [r for r in regions if r not in used and self._judged(r.rules)]
        said = [Remark("unused-ignore", _idle(r.rules), r.line) for r in idle]
        return left, sorted([*remarks, *said], key=lambda r: r.line or 0)

    def _sidecar(self, document: Document, issues: list[Issue]) -> tuple[list[Issue], list[Remark]]:
        found = self.sidecar(Path(document.path))
        if found is None:
            return issues, []
        path = found.path_of(Path(document.path))
        used: set[Ignore] = set()
        late: set[Ignore] = set()
        left = []
        for issue in issues:
            place = anchor(document, issue.span)
            hits = [e for e in found.entries if e.covers(path, issue.finding, place)]
            counting = [e for e in hits if e.counts(self.today)]
            used.update(counting)
            if not counting:
                late.update(hits)
                left.append(issue)
        return left, [*self._late(found, late), *self._idle(found, path, used | late)]

    def _late(self, found: Sidecar, late: set[Ignore]) -> Iterable[Remark]:
        for entry in found.entries:
            if entry in late:
                what = f"the ignore of {entry.what} ended on {entry.until}"
                yield Remark("expired-ignore", f"{what} ({found.file.name}, line {entry.line})")

    def _idle(self, found: Sidecar, path: str, used: set[Ignore]) -> Iterable[Remark]:
        """Only of entries that name this very file: another may be about any file."""
        for entry in found.entries:
            rules = (entry.rule,) if entry.rule else ()
            if entry.path == path and entry not in used and self._judged(rules):
                where = f"{found.file.name}, line {entry.line}"
                yield Remark(
                    "unused-ignore", f"nothing needs the ignore of {entry.what} any more ({where})"
                )

    def sidecar(self, path: Path) -> Sidecar | None:
        """Return the sidecar for a transcript, read once."""
        folder = path.resolve().parent
        if folder not in self._sidecars:
            file = sidecar.nearest(folder)
            self._sidecars[folder] = None if file is None else sidecar.read(file)
        return self._sidecars[folder]

    def _judged(self, rules: Sequence[str]) -> bool:
        """Return whether this run can say that an ignore of `rules` is not needed."""
        settings = self.settings
        if not rules:
            whole = not settings.engines or "default" in settings.engines
            return whole and not settings.rules_on and not settings.rules_off
        return all(could_find(rule, settings, self.engines) for rule in rules)


def could_find(rule: str, settings: Settings, engines: Sequence[str]) -> bool:
    """Return whether a run with these engines could have a finding of `rule`."""
    if rule in settings.rules_off or (settings.rules_on and rule not in settings.rules_on):
        return False
    prefix = rule.replace("/", ":").partition(":")[0]
    known = _PREFIXES.get(prefix, (prefix,) if prefix in CHECKERS else ("house",))
    return any(engine in engines for engine in known)


def _idle(rules: Sequence[str]) -> str:
    of = f" of {', '.join(rules)}" if rules else ""
    return f"nothing needs this ignore{of} any more; take it out"
