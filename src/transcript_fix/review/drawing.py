"""What the review screen says, as coloured text; the screen only puts it into its parts.

The one thing to know: nothing here changes anything, and all words come printable already.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual.content import Content

from transcript_fix.printable import printable
from transcript_fix.review.desk import Desk, Scene, Sight, shown_path
from transcript_fix.review.groups import Group
from transcript_fix.review.places import visible
from transcript_fix.review.session import ARROW
from transcript_fix.review.widgets import clickable
from transcript_fix.review.wording import (
    TIER,
    engine_names,
    how_many,
    verdict,
    waiting,
)

Parts = tuple[list[Content], list[Content]]


def top(desk: Desk, *, wide: bool) -> Parts:
    """Return the parts of the top line, for its left and right end."""
    session, walk = desk.session, desk.session.walk
    progress = session.progress()
    share = progress.decided / progress.total if progress.total else 0
    ahead = waiting(desk.feed.ahead()) if desk.feed.running else ""
    said = (ahead, "$text-warning") if ahead else ("transcript-fix", "bold $primary")
    left = [Content.styled(*said)]  # what comes first gives way last
    left.append(Content.styled(printable(desk.name), "$foreground 80%"))
    if walk.query.text:
        left.append(Content.styled(f"filter: {printable(walk.query.text)}", "$text-warning"))
    right = [
        Content(f"group {walk.row(walk.group) + 1:,}/{len(walk.rows):,}"),
        Content(f"{progress.decided:,}/{progress.total:,}"),
        _bar(share, 14 if wide else 6) + f" {_percent(share)}",
    ]
    if session.ledger.read_only:
        right.append(Content.styled("read-only", "$text-warning"))
    elif wide:
        pending = session.board.behind
        saved = f"{pending:,} to write" if pending else "saved"
        right.append(Content.styled(saved, "$text-success"))
    return left, right


def keys(desk: Desk, *, narrow: bool) -> Parts:
    """Return the parts of the key line, for its left and right end."""
    walk = desk.session.walk
    waits = len(walk.undecided(walk.group)) if walk.group is not None else 0
    parts = [("accept", "yes"), ("reject", "no")]
    if waits > 1:
        parts += [("accept-all", f"all {waits:,} yes"), ("reject-all", f"all {waits:,} no")]
    parts += [("edit", "edit"), ("term", "term"), ("ignore", "ignore"), ("later", "later")]
    parts += [("undo", "undo"), ("filter", "filter"), ("view", "view"), ("write", "write")]
    ends = [("list", "list")] if narrow else []
    return _keys(desk, parts), _keys(desk, [*ends, ("quit", "quit"), ("help", "help")])


def asking_keys(desk: Desk, what: str) -> Parts:
    """Return the key line while words are asked for at the bottom."""
    walk = desk.session.walk
    said = [("Enter", "this one"), ("Esc", "leave")]
    if what == "search":
        said = [("Enter", "keep what is shown"), ("Esc", "show everything")]
    elif walk.group is not None and len(walk.undecided(walk.group)) > 1:
        said.insert(1, ("Ctrl-Y", f"all {len(walk.undecided(walk.group)):,} like it"))
    return [Content.assemble((key, "bold $primary"), f" {says}") for key, says in said], []


def _keys(desk: Desk, parts: Sequence[tuple[str, str]]) -> list[Content]:
    return [
        clickable(desk.keymap.shown(name), f"screen.do('{name}')", "bold $primary")
        + Content.styled(f" {says}", "$foreground 80%")
        for name, says in parts
    ]


def nothing(desk: Desk) -> Content:
    """Return what to say where nothing is to be asked."""
    if desk.feed.failed is not None:
        return Content.styled(f"Not checked: {desk.feed.failed}", "$text-error")
    if desk.session.walk.query.text and desk.session.board.groups:
        key = desk.keymap.shown("clear")
        return Content(f"Nothing passes this filter. {key} shows everything again.")
    if desk.feed.running:
        return Content(f"{waiting(desk.feed.ahead()).capitalize()} …")
    if desk.problems:
        path, line = next(iter(desk.problems.items()))
        return Content.styled(f"Not checked: {printable(path)}: {printable(line)}", "$text-error")
    return Content("Nothing to ask: these files are clean.")


def title(desk: Desk, group: Group, new: str | None) -> Content:
    """Return old and new words. `new` is a replacement that is only being written."""
    place = desk.session.place
    before = visible(group.before)
    fix = new if new is not None else group.fix
    walk = desk.session.walk
    if new is None and walk.index is not None and not desk.session.board.waits(walk.index):
        want = desk.session.board.want(walk.index)
        fix = want if place is not None and want != place.before else fix
    if fix is None:
        return Content.styled(before, "bold $text-warning")
    return Content.assemble(
        (before, "$text-error"), (f"  {ARROW}  ", "dim"), (visible(fix), "bold $text-success")
    )


def meta(desk: Desk, group: Group) -> Content:
    """Return how sure it is, what it is, how often, and who says so."""
    sure = desk.session.confidence(group)
    tint = "$text-success" if sure >= 0.8 else "$text-warning" if sure >= 0.5 else "$text-error"
    walk = desk.session.walk
    return Content.assemble(
        (f"{sure:.0%} sure", tint),
        f" · {TIER[group.applicability]} · {group.kind.value} · ",
        (how_many(len(walk.shown(group)), len(group.files)), "bold"),
        f" · {engine_names(tuple(group.engines))} · {printable(group.rule)}",
    )


def where(desk: Desk, scene: Scene, sight: Sight) -> Content:
    """Return file, line, speaker and time of the place."""
    parts = [Content.styled(shown_path(scene.place), "bold")]
    if scene.place.speaker:
        parts.append(Content.styled(printable(scene.place.speaker), "$primary"))
    if scene.time:
        parts.append(Content(f"[{scene.time}]"))
    if scene.of > 1:
        parts.append(Content(f"{scene.number} of {scene.of}"))
    twins = desk.session.board.followers.get(desk.session.walk.index or -1, ())
    if twins:
        names = ", ".join(Path(desk.session.board.places[i].path).name for i in twins)
        parts.append(Content.styled(f"and its twin {printable(names)}", "dim"))
    if sight is not Sight.PARAGRAPH:
        parts.append(Content.styled(sight.value, "$text-warning"))
    return Content("   ").join(parts)


def choices(desk: Desk) -> Content:
    """Return the suggestions with their keys, after what was answered."""
    session = desk.session
    chosen = session.choices()
    parts = [
        clickable(f" {n} ", f"screen.pick({n})", "bold $primary")
        + Content.styled(visible(c), "$text-success")
        for n, c in enumerate(chosen, 1)
    ]
    keep = len(chosen) + 1
    parts.append(clickable(f" {keep} ", f"screen.pick({keep})", "bold $primary") + "keep as it is")
    line = Content("   ").join(parts)
    index = session.walk.index
    if index is not None and (not session.board.waits(index) or session.board.written(index)):
        said = verdict(session, index)
        line = Content.styled(f"{said[:1].upper()}{said[1:]}.  ", "bold $text-success") + line
    return line


def _bar(share: float, width: int) -> Content:
    full = round(share * width)
    return Content.styled("━" * full, "$text-success") + Content.styled(
        "━" * (width - full), "$foreground 25%"
    )


def _percent(share: float) -> str:
    """Return '56 %'; never 100 % before all is done."""
    return f"{min(int(share * 100), 100)} %"
