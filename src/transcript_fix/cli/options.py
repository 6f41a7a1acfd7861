"""Arguments that several commands take, and the settings that come out of them.

The one thing to know: a command under `with_settings` gets a function, not settings: which file of
settings counts hangs on the paths that it was given.
"""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from transcript_fix.config import Profile, Settings

Paths = Annotated[
    list[Path],
    typer.Argument(
        help="Transcripts, folders or archives of them, quoted patterns, or - (standard input).",
        metavar="PATH...",
    ),
]
MaybePaths = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Transcripts, folders or archives of them, quoted patterns, or - (standard input).",
        metavar="PATH",
    ),
]
Staged = Annotated[bool, typer.Option("--staged", help="Only lines that are staged in git.")]
DiffBase = Annotated[
    str | None,
    typer.Option("--diff-base", metavar="REV", help="Only lines changed since a git revision."),
]
StdinName = Annotated[
    str | None,
    typer.Option("--stdin-filename", metavar="NAME", help="What - is called; its suffix counts."),
]
FilesFrom = Annotated[
    Path | None,
    typer.Option("--files-from", metavar="FILE", help="Also the paths that FILE (or -) lists."),
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 in spite of findings.")]


def settings_options(
    glossary: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Names to enforce; otherwise the nearest glossary.yaml upward."
        ),
    ] = None,
    profile: Annotated[
        Profile | None,
        typer.Option(
            help="What may be touched: strict (verbatim), clean (the default) or edited.",
        ),
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="en-US (the default), en-GB, en-AU, ...")
    ] = None,
    engine: Annotated[
        list[str] | None,
        typer.Option(
            "--engine",
            "--engines",
            metavar="NAME",
            help="Use these engines, not the default ones (repeat, or with commas; 'default' "
            "stands for those).",
        ),
    ] = None,
    rule: Annotated[
        list[str] | None, typer.Option("--rule", metavar="RULE", help="Only these rules (repeat).")
    ] = None,
    no_rule: Annotated[
        list[str] | None,
        typer.Option("--no-rule", metavar="RULE", help="Without this rule (repeat)."),
    ] = None,
    languagetool_url: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="Send the text to this LanguageTool server (nowhere else)."
        ),
    ] = None,
    llm_url: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            envvar="TRANSCRIPT_FIX_LLM_URL",
            help="With --engine llm: send sentences to this language model's server (nowhere "
            "else), such as http://localhost:11434/v1 for Ollama.",
        ),
    ] = None,
    llm_model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="With --engine llm: the model, such as qwen2.5:7b.",
        ),
    ] = None,
    llm_mode: Annotated[
        str | None,
        typer.Option(
            metavar="MODE",
            help="propose (the default): correct sentences; judge: choose among the engines' "
            "suggestions; both.",
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The files' encoding, where it is not found out."),
    ] = None,
    format: Annotated[
        str | None, typer.Option(metavar="NAME", help="The files' format, whatever their suffix.")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="The interview in its own language, to hold the translation against; for several "
            "files a pattern such as '{stem}.zh{suffix}'.",
        ),
    ] = None,
    track: Annotated[
        bool | None,
        typer.Option(
            "--track/--no-track",
            help="Write changes of Word files as tracked ones, or not; otherwise as the file asks.",
        ),
    ] = None,
    author: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who tracked changes are said to be by.")
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Check all anew; remember nothing.")
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Settings; otherwise the nearest transcript-fix.toml or pyproject.toml.",
        ),
    ] = None,
) -> dict[str, Any]:
    """Return the options that every command takes, as `config.load` wants them."""
    chosen = {
        "glossary": glossary,
        "profile": profile,
        "language": language,
        "engines": [name.strip() for names in engine for name in names.split(",")]
        if engine
        else None,
        "rules_on": rule or None,
        "rules_off": no_rule or None,
        "languagetool_url": languagetool_url,
        "llm_url": llm_url,
        "llm_model": llm_model,
        "llm_mode": llm_mode,
        "encoding": encoding,
        "format": format,
        "original": source,
        "track": track,
        "author": author,
        "cache": False if no_cache else None,
    }
    return {"config": config, "chosen": chosen}


def with_settings(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the shared options; it gets `load(near) -> Settings` as its first argument."""
    shared = inspect.signature(settings_options, eval_str=True).parameters
    for parameter in shared.values():
        get_args(parameter.annotation)[1].rich_help_panel = "Settings of the run"
    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]

    @functools.wraps(command)
    def run(**values: Any) -> None:
        given = settings_options(**{name: values.pop(name) for name in shared})

        def load(near: Path) -> Settings:
            from transcript_fix import config

            settings = config.load(near, **given)
            _used(settings, given["chosen"])
            return settings

        command(load, **values)

    parameters = [p.replace(kind=p.KEYWORD_ONLY) for p in (*own, *shared.values())]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    return run


def _used(settings: Settings, chosen: dict[str, Any]) -> None:
    """Raise UserError for options of a language model in a run that asks none."""
    named = {"llm_url", "llm_model", "llm_mode"} & {k for k, v in chosen.items() if v is not None}
    if os.environ.get("TRANSCRIPT_FIX_LLM_URL") == chosen["llm_url"]:
        named.discard("llm_url")
    if named and "llm" not in settings.engines:
        from transcript_fix.errors import UserError

        option = "--" + min(named).replace("_", "-")
        raise UserError(f"{option} is for the engine llm; add --engines default,llm")


def near(paths: Iterable[Path]) -> Path:
    """Return the path near which settings are looked for: the first one that is a path."""
    return next((p for p in paths if str(p) != "-"), Path())


def listed(paths: Iterable[Path] | None, files_from: Path | None) -> list[Path]:
    """Return the paths that were given, and those that a file lists."""
    from transcript_fix.commands.files import listed as read

    return list(read(tuple(paths or ()), files_from))
