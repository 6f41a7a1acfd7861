"""`glossary ...`: the commands about names, on the archive and on the glossary file.

The one thing to know: only `add`, `import` and the commands given --write touch the glossary, and
none of them ever touches a transcript.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from transcript_fix import batch, config, glossary, pipeline, save
from transcript_fix.checkers.names import hidden
from transcript_fix.config import GLOSSARY, Settings
from transcript_fix.errors import USAGE, UserError
from transcript_fix.glossary import Glossary, Term, exchange, history, trial
from transcript_fix.glossary import learn as learning
from transcript_fix.glossary import lint as linting
from transcript_fix.glossary import suggest as suggesting
from transcript_fix.glossary.add import Entry, add_all, add_term
from transcript_fix.glossary.entry import Place
from transcript_fix.glossary.schema import schema as json_schema
from transcript_fix.glossary.tokens import fold, hide
from transcript_fix.model import Applicability
from transcript_fix.printable import printable
from transcript_fix.reports.said import plural


def suggest(paths: Sequence[Path], least: int, limit: int, write: bool, file: Path | None) -> int:
    """Print proposals from an archive; with `write`, add them."""
    path = _path(file)
    known = frozenset(fold(f) for f in _loaded(path).right_forms()) if path else frozenset[str]()
    reading = _Reading(paths)
    found = suggesting.suggest(reading.texts(), known, least)[:limit]
    table = _table("times", "files", "term", "also written", "example")
    for one in found:
        also = ", ".join(f"{v.form} ({v.count})" for v in one.variants)
        _row(table, one.count, one.files, one.term, also, one.example)
    _console().print(table)
    if write:
        _add(path, [_proposed(p) for p in found])
    return reading.code


def _proposed(one: suggesting.Proposal) -> Entry:
    """Return the entry of a proposal; forms that a bare term finds by itself are not listed.

    Nobody has read it yet, so `fix` may not act on it: `autofix: review`.
    """
    others = [v for v in one.variants if fold(v.form) != fold(one.term)]
    lists = {
        "wrong": tuple(v.form for v in others if v.safe),
        "heard": tuple(v.form for v in others if not v.safe),
    }
    return Entry(one.term, {k: v for k, v in lists.items() if v}, {"autofix": "review"})


def learn(
    repo: Path,
    since: str | None,
    until: str | None,
    least: int,
    limit: int,
    write: bool,
    file: Path | None,
) -> int:
    """Print what a repository's history corrected; with `write`, add it."""
    hunks = history.hunks(repo, since, until)
    found = learning.learned((p for h in hunks for p in learning.pairs(*h)), least)[:limit]
    table = _table(
        "times", "right", "no words (fix mends them)", "real words (asked)", "case, space"
    )
    for one in found:
        groups = (one.safe, one.heard, one.cased)
        _row(table, one.count, one.term, *(_counted(g) for g in groups))
    _console().print(table)
    if write:
        _add(_path(file), [_taught(one) for one in found])
    return 0


def _counted(forms: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{form} ({count})" for form, count in forms)


def _taught(one: learning.Learned) -> Entry:
    lists = {"wrong": tuple(f for f, _ in one.safe), "heard": tuple(f for f, _ in one.heard)}
    return Entry(one.term, {k: v for k, v in lists.items() if v}, {})


def add(
    term: str,
    lists: Mapping[str, Sequence[str]],
    type: str | None,
    case: str | None,
    inflect: Sequence[str] | None,
    file: Path | None,
) -> int:
    """Put one term into the glossary, and say so where a wrong form is a real word."""
    path = _path(file) or Path(GLOSSARY)
    person = "labels" in lists or type == "person"
    add_term(path, term, type="person" if person else type, case=case, inflect=inflect, **lists)
    _console().print(Text(printable(f"{path}: {term}")))
    for form in lists.get("wrong", ()):
        if not glossary.is_safe_alias(form):
            said = f"{form!r} is a real word, so it is asked and never mended by itself"
            _console(err=True).print(Text(printable(said)))
    return 0


def lint(archive: Sequence[Path], file: Path | None) -> int:
    """Print what is doubtful in the glossary."""
    reading = _Reading(archive)
    texts = (text for _, text in reading.texts()) if archive else None
    problems = linting.lint(_loaded(_needed(file)), texts)
    for problem in problems:
        said = f"{problem.place}: {problem.message} ({problem.code})"
        _console().print(Text(printable(said)), soft_wrap=True)
    return reading.code or (1 if problems else 0)


def test(file: Path | None) -> int:
    """Run the entries' tests and print those that fail."""
    known = _loaded(_needed(file))
    failed = trial.failures(known)
    for one in failed:
        said = f"{one.example.place}: {one.term.term}: {one.example.text!r} becomes {one.got!r}, "
        said += (
            "not the same" if one.example.out == one.example.text else f"not {one.example.out!r}"
        )
        _console().print(Text(printable(said)), soft_wrap=True)
    count = sum(len(t.tests) for t in known.terms)
    _console().print(f"{plural(count, 'test')}, {len(failed)} failed")
    return 1 if failed else 0


def shadow(
    paths: Sequence[Path],
    new: Path | None,
    term: str | None,
    wrong: Sequence[str],
    heard: Sequence[str],
    limit: int,
    file: Path | None,
) -> int:
    """Print what a new glossary or entry would change over an archive."""
    path = _path(file)
    old = _loaded(path) if path else None
    if (new is None) == (term is None):
        raise UserError("name either --with FILE or --term TERM")
    after = _loaded(new) if new else _with_term(old, term or "", wrong, heard)
    reading = _Reading(paths)
    changes = trial.shadow(old, after, reading.texts())
    table = _table("", "times", "files", "stands there", "becomes", "how", "example")
    for one in changes[:limit]:
        sign, how = "+" if one.gained else "-", _HOW[one.limit]
        _row(table, sign, one.count, one.files, one.form, one.right, how, one.example)
    if changes:
        _console().print(table)
    more = sum(c.count for c in changes if c.gained)
    less = sum(c.count for c in changes if not c.gained)
    _console().print(f"{plural(more, 'place')} more, {less} fewer than now")
    return reading.code or (1 if changes else 0)


_HOW = {
    Applicability.SAFE: "mended by fix",
    Applicability.REVIEW: "asked",
    Applicability.NOTE: "only shown",
}


def _with_term(
    old: Glossary | None, term: str, wrong: Sequence[str], heard: Sequence[str]
) -> Glossary:
    """Return `old` with one entry more, or with more forms in one that it has."""
    terms = old.terms if old else ()
    base = next((t for t in terms if t.term == term), Term(term, Place("the command", 1, 1)))
    entry = replace(base, wrong=(*base.wrong, *wrong), heard=(*base.heard, *heard))
    others = tuple(t for t in terms if t is not base)
    return Glossary(Path(), (*others, entry), old.ignore if old else ())


def import_file(source: Path, name: str | None, file: Path | None) -> int:
    """Put another tool's terms into the glossary."""
    format = exchange.exchange(_format(name or _guessed(source)))
    try:
        data = source.read_bytes()
    except OSError as error:
        raise UserError(f"{source}: cannot be read ({error.strerror})") from None
    entries = format.read(exchange.decode(data, str(source)), str(source))
    if not entries:
        raise UserError(f"{source}: holds no term")
    _add(_path(file), entries)
    return 0


_SUFFIXES = {
    ".tbx": "tbx", ".xml": "tbx", ".csv": "csv", ".tsv": "csv", ".dic": "hunspell",
    ".json": "cspell", ".yml": "prh", ".yaml": "prh",
}  # fmt: skip


def _guessed(source: Path) -> str:
    found = _SUFFIXES.get(source.suffix.lower())
    if found is None:
        raise UserError(f"{source}: name its form with --from: {', '.join(exchange.EXCHANGES)}")
    return found


def _format(name: str) -> str:
    if name not in exchange.EXCHANGES:
        hint = config.close_match(name, exchange.EXCHANGES)
        raise UserError(
            f"no such form: {name!r}{hint or ' (' + ', '.join(exchange.EXCHANGES) + ')'}"
        )
    return name


def export(name: str, output: Path | None, file: Path | None) -> int:
    """Write the glossary in another tool's form, into a file or to standard output."""
    format = exchange.exchange(_format(name))
    texts = format.write(_loaded(_needed(file)))
    if output is None:
        sys.stdout.write(texts[0])
        return 0
    many = len(format.FILES) > 1 or output.is_dir()
    if many:
        output.mkdir(parents=True, exist_ok=True)
    for wanted, text in zip(format.FILES, texts, strict=True):
        target = output / wanted if many else output
        old = target.read_bytes() if target.is_file() else None
        try:
            save.save(target, old, text.encode())
        except UserError as error:
            raise UserError(f"{target}: {error}", code=error.code) from None
        _console().print(Text(printable(str(target))))
    return 0


def schema() -> int:
    """Print the schema of glossary.yaml."""
    sys.stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
    return 0


class _Reading:
    """An archive's texts; a file that cannot be read is told and never stops the rest."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths, self.code = paths, 0

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield names and prose, with what is masked hidden."""
        for path in batch.find(self.paths):
            try:
                document = pipeline.read(path, Settings()).document
            except UserError as error:
                self.code = USAGE
                _console(err=True).print(Text(printable(f"{path}: {error}")), soft_wrap=True)
                continue
            yield str(path), hide(document.prose, list(hidden(document)))


def _path(file: Path | None) -> Path | None:
    """Return the glossary's path: as named, the nearest upward, or None."""
    return file or config.nearest_file(Path(), GLOSSARY)


def _needed(file: Path | None) -> Path:
    path = _path(file)
    if path is None:
        raise UserError(f"there is no {GLOSSARY} here or above; name one with --glossary")
    return path


def _loaded(path: Path) -> Glossary:
    return glossary.load(path)


def _add(path: Path | None, entries: Sequence[Entry]) -> None:
    target = path or Path(GLOSSARY)
    changed = add_all(target, entries)
    _console().print(Text(printable(f"{target}: {plural(changed, 'term')} added or changed")))


def _console(*, err: bool = False) -> Console:
    return Console(stderr=err, highlight=False, emoji=False, markup=False)


def _table(*columns: str) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _row(table: Table, *cells: object) -> None:
    table.add_row(*(Text(printable(str(c))) for c in cells))
