"""`transcript-fix cache ...`: arguments in, exit status out; mounted by cli.py.

The one thing to know: start-up time counts, so each command imports late.
"""

from __future__ import annotations

import typer

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
