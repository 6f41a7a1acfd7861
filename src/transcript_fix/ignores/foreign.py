"""Words that other spelling tools were told to accept: codespell, cspell and Vale.

    codespell   a list of words; .codespellrc, setup.cfg, pyproject.toml; `codespell:ignore`
    cspell      cspell.json and its likes (`words`, `ignoreWords`), a list of words
    Vale        a vocabulary's accept.txt

The one thing to know: Vale's lines are patterns. Only those that stand for a few plain words are
taken; the others are given back, so that an editor is told.
"""

from __future__ import annotations

import configparser
import itertools
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from transcript_fix.encoding import decode
from transcript_fix.errors import UserError

MOST = 16
"""Words that one pattern may stand for."""

_WORD = re.compile(r"[^\W_][\w'’.\- ]*", re.UNICODE)
_INLINE = re.compile(r"codespell:ignore[ \t]+([\w,'’-]+)")
_JSON_COMMENT = re.compile(r'("(?:[^"\\]|\\.)*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
_JSON_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[\]}])', re.DOTALL)
_CLASS = re.compile(r"\[(\w+)\]|([\w-])\?|\((?:\?:)?([\w|]+)\)(\?)?")


@dataclass(frozen=True, slots=True)
class Accepted:
    """Words to accept, in order, and lines that cannot be taken. `here`: in this file only."""

    words: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    here: bool = False


def accepted(file: Path) -> Accepted:
    """Return what a file of another tool accepts. Raises UserError where it cannot be read."""
    try:
        text = decode(file.read_bytes()).text
        found = _read(file, text)
    except OSError as error:
        raise UserError(f"{file}: cannot be read ({error.strerror})") from None
    except (ValueError, yaml.YAMLError, configparser.Error, RecursionError):
        raise UserError(f"{file}: this cannot be read as what its name says") from None
    if not found.words and not found.left_out:
        raise UserError(f"{file}: no words of codespell, cspell or Vale are in it")
    return found


def _read(file: Path, text: str) -> Accepted:
    name = file.name.lower()
    if name == "accept.txt":
        return _vale(text)
    if name.endswith((".json", ".jsonc")):
        return _sorted_out(_cspell(json.loads(_plain_json(text))))
    if name.endswith((".yaml", ".yml")) and "cspell" in name:
        return _sorted_out(_cspell(yaml.safe_load(text)))
    if name == "pyproject.toml":
        table = tomllib.loads(text).get("tool", {}).get("codespell", {})
        return _sorted_out(_commas(table.get("ignore-words-list", "")))
    if name in (".codespellrc", "setup.cfg"):
        parser = configparser.ConfigParser(interpolation=None)
        parser.read_string(text)
        return _sorted_out(_commas(parser.get("codespell", "ignore-words-list", fallback="")))
    if inline := [w for m in _INLINE.finditer(text) for w in _commas(m[1])]:
        return Accepted(tuple(dict.fromkeys(inline)), here=True)
    return _sorted_out(_listed(text))


def _listed(text: str) -> Iterator[str]:
    """Yield the words of a list, one a line; cspell's marks for forbidden words are honoured."""
    for line in text.splitlines():
        word = re.split(r"\s*(?:#|//)", line, maxsplit=1)[0].strip()
        if word and not word.startswith("!"):
            yield word.strip("*+~")


def _cspell(config: Any) -> Iterator[str]:
    if not isinstance(config, dict):
        raise ValueError
    config = config.get("cspell", config)
    for key in ("words", "ignoreWords", "userWords"):
        for word in config.get(key) or ():
            if isinstance(word, str) and not word.startswith("!"):
                yield word.strip("*+~")


def _commas(listed: object) -> list[str]:
    if isinstance(listed, list):
        return [str(w) for w in listed]
    return [w.strip() for w in str(listed).split(",") if w.strip()]


def _plain_json(text: str) -> str:
    """Return JSON without the comments and last commas that cspell allows."""
    bare = _JSON_COMMENT.sub(lambda m: m[1] or "", text)
    return _JSON_COMMA.sub(lambda m: m[1] or "", bare)


def _sorted_out(words: Iterator[str] | list[str]) -> Accepted:
    found = dict.fromkeys(words)
    good = tuple(w for w in found if _WORD.fullmatch(w))
    return Accepted(good, tuple(w for w in found if w not in good))


def _vale(text: str) -> Accepted:
    words: dict[str, None] = {}
    left_out = []
    for line in text.splitlines():
        pattern = line.strip()
        if not pattern or pattern.startswith("#"):
            continue
        meant = list(_meant(pattern))
        words |= dict.fromkeys(meant)
        if not meant:
            left_out.append(pattern)
    return Accepted(tuple(words), tuple(left_out))


def _meant(pattern: str) -> Iterator[str]:
    """Yield the words that a simple pattern stands for: `[Pp]ython`, `colou?r`, `(?i)wifi`."""
    any_case = pattern.startswith("(?i)")
    pattern = pattern.removeprefix("(?i)").removeprefix(r"\b").removesuffix(r"\b")
    pattern = pattern.replace(r"\.", ".").replace(r"\-", "-")
    parts: list[list[str]] = []
    at = 0
    for found in _CLASS.finditer(pattern):
        parts.append([pattern[at : found.start()]])
        parts.append(_choices(found))
        at = found.end()
    parts.append([pattern[at:]])
    made = list(itertools.islice(("".join(p) for p in itertools.product(*parts)), MOST + 1))
    if len(made) <= MOST and all(_WORD.fullmatch(w) for w in made):
        yield from (w.lower() if any_case else w for w in made)


def _choices(found: re.Match[str]) -> list[str]:
    if found[1]:
        return list(found[1])
    if found[2]:
        return ["", found[2]]
    return found[3].split("|") + ([""] if found[4] else [])
