"""`sign-off`: the change list for the person interviewed, as a page or in CriticMarkup."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from transcript_fix import batch, pipeline
from transcript_fix.config import Settings
from transcript_fix.errors import UserError
from transcript_fix.ledger import Ledger
from transcript_fix.project import project_of
from transcript_fix.reports import criticmarkup, signoff_html
from transcript_fix.reports.changes import Text
from transcript_fix.reports.said import plural
from transcript_fix.review.documents import as_text
from transcript_fix.review.feed import name_in
from transcript_fix.review.signoff import between, from_ledger
from transcript_fix.save import save

NAMES = {"html": "sign-off.html", "criticmarkup": "sign-off.md"}
"""`--as` -> the file that is written where no other is named."""


def sign_off(
    paths: Sequence[Path],
    load: Callable[[Path], Settings],
    form: str = "html",
    output: Path | None = None,
    since: str | None = None,
    against: Path | None = None,
) -> int:
    """Write the change list of the transcripts; return the exit status.

    Changes are those of the review's ledger; with `since` all since a git revision, with
    `against` all since another file. Raises UserError where there is nothing to sign off.
    """
    files = batch.find(paths)
    if against is not None and len(files) != 1:
        raise UserError("--against compares one transcript with one file")
    settings = load(files[0])
    texts = [_text(f, settings, since, against) for f in files]
    number = sum(t.number for t in texts)
    if not number:
        raise UserError("no accepted change was found in these transcripts; review them first")
    target = output or Path(NAMES[form])
    if form == "html":
        title = f"Changes in {files[0].name}" if len(files) == 1 else "Changes in your interviews"
        today = date.today().strftime("%d %B %Y").lstrip("0")
        page = signoff_html.render(texts, title, today)
    else:
        page = criticmarkup.render(t for t in texts if t.number)
    _write(target, page, form)
    changed = sum(bool(t.number) for t in texts)
    print(f"{target}: {plural(number, 'change')} in {plural(changed, 'transcript')}")
    return 0


def _text(file: Path, settings: Settings, since: str | None, against: Path | None) -> Text:
    source = pipeline.read(file, settings)
    read = as_text(source.document, source.data, source.encoding)
    if since is None and against is None:
        project = project_of(file)
        ledger = Ledger(project, read_only=True)
        return from_ledger(name_in(project, file), ledger, read)
    if against is not None:
        old = pipeline.read(against, settings)
    else:
        old = pipeline.read(file, settings, data=_earlier(file, str(since)))
    return between(file.name, old.document, read)


def _earlier(file: Path, revision: str) -> bytes:
    """Return a file's bytes at a git revision."""
    place = file.resolve()
    try:
        done = subprocess.run(
            ["git", "-C", str(place.parent), "show", f"{revision}:./{place.name}"],
            capture_output=True,
            check=False,
        )
    except OSError:
        raise UserError("git is not installed, and --since needs it") from None
    if done.returncode:
        line = (done.stderr.decode("utf-8", "replace").strip().splitlines() or ["git failed"])[0]
        raise UserError(f"{file}: git: {line}")
    return done.stdout


def _write(target: Path, page: str, form: str) -> None:
    """Write the report; a file that is no report of ours is never replaced."""
    if target.exists() and form == "html":
        with target.open("rb") as old:
            if not old.read(200).startswith(signoff_html.MARKER.encode()):
                raise UserError(f"{target}: is there already and no sign-off; name another file")
    elif target.exists() and target.name != NAMES[form]:
        raise UserError(f"{target}: is there already; name another file")
    save(target, None, page.encode("utf-8"))
