"""`engines install`: fetch an engine into the user's cache, with progress."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from transcript_fix.errors import UserError


def install(name: str) -> int:
    """Install the engine `name`. Raises UserError for one that is not installed this way."""
    console = Console(highlight=False, markup=False)
    if name == "judge":
        from transcript_fix import causal

        with console.status("Fetching the judge's model (93 MB)"):
            file = causal.install()
        console.print(f"The judge's model is in {file}", soft_wrap=True)
        return 0
    if name != "languagetool":
        raise UserError(f"{name!r} is not installed this way; languagetool and judge are")
    from transcript_fix.languagetool_server import install as install_languagetool

    columns = (TextColumn("LanguageTool 6.8"), BarColumn(), DownloadColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("jars", total=None)

        def show(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total)

        where = install_languagetool(show)
    console.print(f"LanguageTool is installed in {where}", soft_wrap=True)
    return 0
