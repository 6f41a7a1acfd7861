"""`transcript-fix batch` and `cache ...`: arguments in, exit status out; mounted by `cli`.

The one thing to know: start-up time counts, so each command imports late.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from transcript_fix.cli.options import ExitZero, FilesFrom, MaybePaths, listed, near, with_settings
from transcript_fix.config import Settings

cache_app = typer.Typer(
    no_args_is_help=True, help="What was found before, remembered so that nothing is checked twice."
)


@cache_app.command("show")
def cache_show() -> None:
    """Say where the cache is and how much it holds."""
    from transcript_fix.commands.cache import show as run

    raise typer.Exit(run())


@cache_app.command("clear")
def cache_clear() -> None:
    """Forget everything; the next run checks all anew."""
    from transcript_fix.commands.cache import clear as run

    raise typer.Exit(run())


@with_settings
def batch(
    load: Callable[[Path], Settings],
    paths: MaybePaths = None,
    files_from: FilesFrom = None,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A page to explore in a browser.")
    ] = None,
    csv: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The findings as a table.")
    ] = None,
    parquet: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The same for analysis (extra: parquet)."),
    ] = None,
    save: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Keep the findings, for review later.")
    ] = None,
    jobs: Annotated[
        int, typer.Option("-j", "--jobs", min=1, metavar="N", help="Processes that check [1].")
    ] = 1,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="tcp://HOST:PORT", help="Check on a Dask cluster."),
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Begin anew where a run was cut short.")
    ] = False,
    exit_zero: ExitZero = False,
) -> None:
    """Check a whole archive: a run that survives a kill, a summary, reports. Changes no file."""
    from transcript_fix.commands.batch import Wanted
    from transcript_fix.commands.batch import batch as run

    paths = listed(paths, files_from)
    wanted = Wanted(jobs, scheduler, fresh, html, csv, parquet, save, exit_zero)
    raise typer.Exit(run(paths, load(near(paths)), wanted))
