"""The frozen settings of one run, and where they come from.

The one thing to know: relative paths in a configuration file are relative to that file, not to
where the command runs.
"""

from __future__ import annotations

import difflib
import enum
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from transcript_fix.errors import UserError


class Profile(enum.StrEnum):
    """What may be touched: `strict` verbatim, `clean` verbatim, or an `edited` text."""

    STRICT = "strict"
    CLEAN = "clean"
    EDITED = "edited"


LLM_MODES = ("propose", "judge", "both")
"""What a language model does: correct sentences, choose among suggestions, or both."""

LANGUAGES = ("en-US", "en-GB", "en-AU", "en-CA", "en-NZ", "en-ZA")
"""The kinds of English that the engines know."""

FILES = ("transcript-fix.toml", "pyproject.toml")
GLOSSARY = "glossary.yaml"


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a run needs to know; every stage and checker is given it whole.

    `engines` empty means the default set. `rules_on`, where not empty, are the only rules that
    count; `rules_off` never do; both hold names as findings show them. `encoding` None
    means: detect. `format` None means: by suffix, then content.
    `review_keys` pairs what the reviewer does with the keys for it ("accept", "a space").
    `cache` lets results be remembered between runs (`load` says yes unless it is told no).
    `baseline` holds findings that `check` does not report (docs/ignoring.md).
    `track` is whether changes of Word files are tracked, under the name of `author`; None: where
    the file asks for it.
    `llm_...` name a language model's server, the model, the environment variable that holds its
    key, what it does (docs/llm.md) and how many requests go out at a time.
    `keep_engines` is how many minutes engines stay loaded for the next run (hosts).
    `original` is where the interview in its own language lies, or a pattern for that (`originals`;
    the key `source`).
    `source` is the configuration file that was read, if any.
    """

    language: str = "en-US"
    profile: Profile = Profile.CLEAN
    glossary: Path | None = None
    engines: tuple[str, ...] = ()
    rules_on: frozenset[str] = frozenset()
    rules_off: frozenset[str] = frozenset()
    min_confidence: float = 0.0
    languagetool_url: str | None = None
    llm_url: str | None = None
    llm_model: str | None = None
    llm_key_env: str | None = None
    llm_mode: str = "propose"
    llm_at_once: int = 2
    encoding: str | None = None
    format: str | None = None
    baseline: Path | None = None
    cache: bool = False
    track: bool | None = None
    author: str = "transcript-fix"
    review_keys: tuple[tuple[str, str], ...] = ()
    original: str | None = None
    keep_engines: float = 0.0
    source: Path | None = None


KEYS = {f.name.replace("_", "-"): f.name for f in fields(Settings) if f.name != "source"}
KEYS["source"] = KEYS.pop("original")
"""Key in a configuration file -> field of Settings."""


def load(
    near: Path, *, config: Path | None = None, chosen: Mapping[str, object] | None = None
) -> Settings:
    """Return the settings for files near `near`: defaults, then the file, then what was `chosen`.

    `chosen` maps fields of Settings to values given on the command line; None is "not given".
    Raises UserError for a missing or broken file, an unknown key or a bad value.
    """
    settings, values = Settings(cache=True), dict[str, object]()
    found = _named(config) if config else _nearest(near)
    if found:
        path, table = found
        values = {"source": path, **_checked(table, path)}
    values |= {k: v for k, v in (chosen or {}).items() if v is not None}
    settings = replace(settings, **_converted(values))  # type: ignore[arg-type]
    if settings.glossary is None:
        settings = replace(settings, glossary=nearest_file(near, GLOSSARY))
    elif not settings.glossary.is_file():
        raise UserError(f"{settings.glossary}: there is no such glossary")
    return settings


def upward(near: Path) -> Iterator[Path]:
    """Yield the folder of `near` and the folders above it, nearest first."""
    start = Path(os.path.realpath(near))  # unlike resolve, it takes a link to itself in its stride
    start = start if start.is_dir() else start.parent
    yield from (start, *start.parents)


def nearest_file(near: Path, name: str) -> Path | None:
    """Return the nearest file called `name` in the folder of `near` or above it."""
    return next((d / name for d in upward(near) if (d / name).is_file()), None)


def close_match(word: str, known: Iterable[str]) -> str:
    """Return '; did you mean X?' for the known word nearest to `word`, or ''."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""


def _named(path: Path) -> tuple[Path, dict[str, Any]]:
    if not path.is_file():
        raise UserError(f"{path}: there is no such configuration file")
    return path, _table(path) or {}


def _nearest(near: Path) -> tuple[Path, dict[str, Any]] | None:
    for folder in upward(near):
        for name in FILES:
            path = folder / name
            table = _table(path) if path.is_file() else None
            if table is not None:
                return path, table
    return None


def _table(path: Path) -> dict[str, Any] | None:
    """Return our table in a TOML file, None where a pyproject.toml has none."""
    try:
        with path.open("rb") as file:
            data = tomllib.load(file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: this is not valid TOML: {error}") from None
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror})") from None
    if path.name != "pyproject.toml":
        return data
    table = data.get("tool", {}).get("transcript-fix")
    return table if isinstance(table, dict) or table is None else {}


def _checked(table: Mapping[str, Any], path: Path) -> dict[str, object]:
    values: dict[str, object] = {}
    for key, value in table.items():
        if key not in KEYS:
            raise UserError(f"{path}: unknown setting {key!r}{close_match(key, KEYS)}")
        field = KEYS[key]
        if field in ("engines", "rules_on", "rules_off"):
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                raise UserError(f"{path}: {key} must be a list of names")
        elif field == "review_keys":
            if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
                raise UserError(f'{path}: {key} must be a table such as {{accept = "a"}}')
            value = tuple(value.items())
        elif field in ("cache", "track"):
            if not isinstance(value, bool):
                raise UserError(f"{path}: {key} must be true or false")
        elif field in ("min_confidence", "keep_engines"):
            if isinstance(value, bool) or not isinstance(value, int | float):
                sort = "from 0 to 1" if field == "min_confidence" else "of minutes"
                raise UserError(f"{path}: {key} must be a number {sort}")
        elif field == "llm_at_once":
            if isinstance(value, bool) or not isinstance(value, int):
                raise UserError(f"{path}: {key} must be a whole number")
        elif not isinstance(value, str):
            raise UserError(f"{path}: {key} must be a text in quotes")
        elif field == "llm_url" and not _on_this_machine(value):
            # a file that comes with the texts could else send them, and a key, anywhere
            raise UserError(
                f"{path}: {key} may only name a server on this machine; name another one with "
                "--llm-url or in the environment variable TRANSCRIPT_FIX_LLM_URL"
            )
        if field == "original" and "{" not in str(value):
            value = str(path.parent / str(value))
        values[field] = path.parent / str(value) if field in ("glossary", "baseline") else value
    return values


def _on_this_machine(server: str) -> bool:
    from transcript_fix.addresses import is_loopback  # a hundredth of a second

    return is_loopback(server if "://" in server else f"//{server}")


def _converted(values: Mapping[str, Any]) -> dict[str, object]:
    out = dict(values)
    if "profile" in out:
        try:
            out["profile"] = Profile(out["profile"])
        except ValueError:
            known = [p.value for p in Profile]
            hint = close_match(str(out["profile"]), known)
            raise UserError(
                f"unknown profile {out['profile']!r}{hint} ({', '.join(known)})"
            ) from None
    if out.get("language", "en-US") not in LANGUAGES:
        hint = close_match(str(out["language"]), LANGUAGES)
        raise UserError(f"unknown language {out['language']!r}{hint} ({', '.join(LANGUAGES)})")
    if out.get("llm_mode", "propose") not in LLM_MODES:
        hint = close_match(str(out["llm_mode"]), LLM_MODES)
        raise UserError(f"unknown llm-mode {out['llm_mode']!r}{hint} ({', '.join(LLM_MODES)})")
    if not 1 <= out.get("llm_at_once", 1) <= 64:
        raise UserError("llm-at-once must be a whole number from 1 to 64")
    if not 0 <= out.get("min_confidence", 0.0) <= 1:
        raise UserError("min-confidence must be a number from 0 to 1")
    for key in ("rules_on", "rules_off"):
        if key in out:
            out[key] = frozenset(out[key])
    if "engines" in out:
        out["engines"] = tuple(out["engines"])
    if "glossary" in out:
        out["glossary"] = Path(out["glossary"])
    return out
