"""The stages in order: read, check, write. The only way through the house.

The one thing to know: nothing flows back. A mended text is checked by running again, so an
editor sees every round.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import cache as cache_result
from functools import partial
from pathlib import Path

from transcript_fix import archives, checkers, formats, headway, originals
from transcript_fix.apply import apply
from transcript_fix.arbitrate import arbitrate
from transcript_fix.cache import Cache
from transcript_fix.cache import where as cache_file
from transcript_fix.checkers import Check, Weigh
from transcript_fix.config import Settings, close_match
from transcript_fix.engines import Engines
from transcript_fix.errors import EngineError, UserError
from transcript_fix.formats import Format
from transcript_fix.ignores import Sifter
from transcript_fix.model import Document, Edit, Finding, Issue, Remark, count_words
from transcript_fix.recall import BY_PASSAGE, Known, Memory
from transcript_fix.save import save
from transcript_fix.verify import verify

RULE_TWINS = ("lingotweaker", "languagetool")
"""Two engines with the same rules: asking for the second leaves the first out."""

Replace = Callable[[Path, bytes, bytes], None]
"""Path, old bytes, new bytes."""

_ENGINE_RULE = re.compile(
    r"(?:lt|harper|confusion|names|bilingual|tagger|judge|llm)[:/]\w|codespell$"
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: `data` are its bytes, against which a write is checked."""

    path: Path
    data: bytes
    format: Format
    document: Document
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Engines that are running, in order of trust, and the words that the glossary knows.

    `sifter` knows what is left alone on purpose; None: nothing is. `memory` knows what was found
    before; None: every file is new. `weigh` is a language model's opinion of what was found.
    """

    settings: Settings
    checks: tuple[tuple[str, Check], ...]
    known: Callable[[], frozenset[str]]
    sifter: Sifter | None = None
    memory: Memory | None = None
    weigh: Weigh | None = None


def engines_of(settings: Settings) -> tuple[str, ...]:
    """Return the names of the engines that a run uses, most trusted first.

    The word "default" in `settings.engines` stands for the default set. Raises EngineError for an
    engine that does not exist or was asked for and is not installed.
    """
    asked = list(settings.engines) or ["default"]
    if settings.languagetool_url and "languagetool" not in asked:
        asked.append("languagetool")
    if settings.original and "bilingual" not in asked:
        asked.append("bilingual")
    for name in asked:
        if name not in checkers.CHECKERS and name != "default":
            raise UserError(f"there is no engine {name!r} ({', '.join(checkers.CHECKERS)})")
    chosen = {n for n in asked if n != "default"}
    for name in chosen:
        status = checkers.checker(name).status()
        if not status.available and not (name == "languagetool" and settings.languagetool_url):
            raise EngineError(f"the engine {name} is not installed: {status.advice}")
    if "default" in asked:
        names = (n for n in checkers.CHECKERS if n not in chosen)
        chosen |= {n for n in names if _default(n)}
    if set(RULE_TWINS) <= chosen and "lingotweaker" not in asked:
        chosen.discard("lingotweaker")
    return tuple(n for n in checkers.CHECKERS if n in chosen)


def without_readers(settings: Settings) -> Settings:
    """Return the settings without the engines that take long, where others are left."""
    quick = tuple(n for n in settings.engines if n not in checkers.READERS)
    return replace(settings, engines=quick) if quick else settings


def _default(name: str) -> bool:
    if name in checkers.ALWAYS or name in checkers.ON_REQUEST:
        return name in checkers.ALWAYS
    module = checkers.checker(name)
    return module.DEFAULT and module.status().available


def check_rules(settings: Settings) -> None:
    """Raise UserError for a rule in the settings that no engine of ours can have."""
    named = settings.rules_on | settings.rules_off
    if not named:
        return
    from transcript_fix.rules import all_rules  # a fifth of a second

    house = {r.name for r in all_rules()}
    for name in sorted(named):
        if name not in house and not _ENGINE_RULE.match(name):
            hint = close_match(name, house) or "; transcript-fix rules lists them"
            raise UserError(f"there is no rule {name!r}{hint}")


@contextmanager
def start(settings: Settings) -> Iterator[Run]:
    """Start the engines, side by side, and yield the run; they end with the `with`.

    Where the settings allow a cache, they start when they are first asked. Raises EngineError
    where an engine that was asked for is missing or does not start (later: StartError).
    """
    check_rules(settings)
    names = engines_of(settings)
    with (
        headway.interruptible() if checkers.READERS & {*names} else nullcontext(),
        closing(Engines(settings, names)) as engines,
        closing(Cache(cache_file())) as cache,
        _judging(settings, names) as weigh,
    ):
        sifter = Sifter(settings, names)
        if not settings.cache:
            checks = tuple(zip(names, engines.start(names), strict=True))
            known = _known(settings)
            yield Run(settings, checks, lambda: known, sifter, weigh=weigh)
            return
        memory = Memory(cache, settings, names)
        quick = tuple(n for n in names if n not in BY_PASSAGE)
        slow = tuple(n for n in names if n in BY_PASSAGE)
        lazy = dict((*engines.when_asked(quick), *engines.when_asked(slow)))
        checks = tuple((name, memory.check(name, lazy[name])) for name in names)
        yield Run(settings, checks, cache_result(partial(_known, settings)), sifter, memory, weigh)


def _judging(settings: Settings, names: Sequence[str]) -> AbstractContextManager[Weigh | None]:
    """Return what ends with the run: a language model's opinion, where one was asked for."""
    if "llm" not in names:
        return nullcontext()
    from transcript_fix.checkers import llm

    return llm.judging(settings)


def salt(settings: Settings) -> bytes:
    """Return all that the findings of any file hang on, but the file. Starts no engine."""
    return Memory(Cache(cache_file()), settings, engines_of(settings)).salt


def _known(settings: Settings) -> frozenset[str]:
    if settings.glossary is None:
        return frozenset()
    from transcript_fix import glossary

    return glossary.known_in(settings.glossary)


def read(path: Path, settings: Settings, *, data: bytes | None = None) -> Source:
    """Read a transcript; `data` are its bytes where they come from elsewhere (standard input).

    Raises UserError, in one line without the path, where it cannot be read.
    """
    if data is None:
        data = content(path)
    empty = not data.strip()  # nothing to find in it, whatever it is called
    chosen = (
        formats.format_module("plain") if empty else formats.choose(path, data, settings.format)
    )
    if not empty:
        track, author = settings.track, settings.author
        chosen = formats.tracking(chosen, data, wanted=track, author=author)
    document = chosen.read(data, str(path), settings.encoding)
    return Source(path, data, chosen, document, settings.encoding)


def content(path: Path) -> bytes:
    """Return a file's bytes. Raises UserError, in one line without the path, where it cannot."""
    inside = None if path.exists() else archives.content(path)
    if inside is not None:
        return inside
    try:
        if path.exists() and not path.is_file() and path.parts[:2] != ("/", "dev"):
            raise UserError("not a plain file (a device, pipe or folder)")
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"cannot be read ({error.strerror})") from None


def check(source: Source, run: Run) -> tuple[Issue, ...]:
    """Ask every engine and return what the editor is asked, in order of place."""
    return examine(source, run)[0]


def examine(source: Source, run: Run) -> tuple[tuple[Issue, ...], tuple[Remark, ...]]:
    """Return what `check` does, and what is to be said about the file's ignores.

    Raises UserError for a file of ignores that cannot be read.
    """
    if run.memory is None:
        return _examined(source, run)
    key = run.memory.key(source.path, source.data)
    known = run.memory.file(key)
    if known is not None:
        return known.issues, known.remarks
    issues, remarks = _examined(source, run)
    words = count_words(source.document.texts)
    run.memory.keep(key, Known(words, source.format.NAME, issues, remarks))
    return issues, remarks


def known(path: Path, data: bytes, run: Run) -> Known | None:
    """Return what a check of a file came to, if that is remembered; the file is not read."""
    return None if run.memory is None else run.memory.file(run.memory.key(path, data))


def _examined(source: Source, run: Run) -> tuple[tuple[Issue, ...], tuple[Remark, ...]]:
    document, findings = source.document, list[Finding]()
    if document.prose.strip():
        for late in (False, True):  # beside the others a reader takes ten times as long
            wanted = (ask for n, ask in run.checks if (n in checkers.READERS) is late)
            findings += _found(document, tuple(wanted))
    issues = arbitrate(document, findings, run.settings, run.known()) if findings else ()
    if run.weigh and issues:
        issues = run.weigh(document, issues)
    said = originals.remarks(source.path, run.settings)
    if run.sifter is None:
        return issues, said
    issues, remarks = run.sifter.sift(document, source.data, source.format.NAME, issues)
    return issues, (*remarks, *said)


def _found(document: Document, asks: Sequence[Check]) -> Iterator[Finding]:
    with ThreadPoolExecutor(max(len(asks), 1)) as pool:
        # the last first, as when they start: they have the longest way
        asked = [pool.submit(_all, ask, document) for ask in reversed(asks)]
        for answer in reversed(asked):
            yield from answer.result()


def _all(ask: Check, document: Document) -> list[Finding]:
    return list(ask(document))


def mended(source: Source, edits: Iterable[Edit]) -> bytes:
    """Return the file's bytes with the edits made, read back and verified.

    Raises UnsafeResult where they are not what was accepted, UserError where a word cannot be
    written in the file's encoding.
    """
    edits = tuple(edits)
    if not edits:
        return source.data
    document = apply(source.document, edits)
    data = source.format.write(source.data, document.texts, source.encoding)
    verify(source.format, source.data, data, source.document, document, edits, source.encoding)
    return data


def write(source: Source, edits: Sequence[Edit], replace: Replace = save) -> bool:
    """Make the edits in the file; return whether it changed. The only way a transcript is written.

    `replace` puts new bytes in the place of the old; a journal's does so with undo. Raises
    UserError for a file that changed since it was read or cannot be written, UnsafeResult where
    the result is not what was accepted; the file then stays as it was.
    """
    return put(source, mended(source, edits), replace)


def put(source: Source, data: bytes, replace: Replace = save) -> bool:
    """Write what `mended` returned, as `write` does; for those who want to see it before."""
    if data == source.data:
        return False
    replace(source.path, source.data, data)
    return True
