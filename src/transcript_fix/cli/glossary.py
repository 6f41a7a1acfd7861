"""`transcript-fix glossary ...`: arguments in, exit status out; mounted by `cli`.

Exit status: 0 done and nothing to say, 1 lint, test or shadow have something, 2 usage or a file
that cannot be used. The one thing to know: start-up time counts, so each command imports late.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True, help="The names of your house: learn them, check them, exchange them."
)

File = Annotated[
    Path | None,
    typer.Option("--glossary", metavar="FILE", help="Otherwise the nearest glossary.yaml upward."),
]
Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH...", help="Transcripts, or folders of them.")
]
Least = Annotated[
    int, typer.Option("--least", min=1, metavar="N", help="How often it must have been seen.")
]
Limit = Annotated[int, typer.Option("--limit", min=1, metavar="N", help="How many to show.")]
Write = Annotated[
    bool, typer.Option("--write", help="Put them into the glossary; otherwise only print.")
]
Forms = Annotated[list[str] | None, typer.Option(metavar="FORM", help="Repeat for more.")]


@app.command(epilog="Example:  transcript-fix glossary suggest interviews/ --limit 20")
def suggest(
    paths: Paths, least: Least = 3, limit: Limit = 50, write: Write = False, glossary: File = None
) -> None:
    """Propose terms from an archive, most frequent first, with their variants and an example."""
    from transcript_fix.commands.glossary import suggest as run

    raise typer.Exit(run(paths, least, limit, write, glossary))


@app.command(epilog="Example:  transcript-fix glossary learn --from-git . --write")
def learn(
    from_git: Annotated[
        Path, typer.Option("--from-git", metavar="REPO", help="A git repository of transcripts.")
    ],
    since: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    least: Least = 1,
    limit: Limit = 50,
    write: Write = False,
    glossary: File = None,
) -> None:
    """Learn names from the corrections in a repository's history."""
    from transcript_fix.commands.glossary import learn as run

    raise typer.Exit(run(from_git, since, until, least, limit, write, glossary))


@app.command(
    epilog="Example:  transcript-fix glossary add Qualcomm --wrong Qualcommm --type company"
)
def add(
    term: Annotated[str, typer.Argument(metavar="TERM", help="As it shall be written.")],
    wrong: Forms = None,
    heard: Forms = None,
    admitted: Forms = None,
    forbidden: Forms = None,
    source: Forms = None,
    label: Forms = None,
    type: Annotated[
        str | None,
        typer.Option(metavar="TYPE", help="company, product, person, place, term or acronym."),
    ] = None,
    case: Annotated[str | None, typer.Option(metavar="exact|smart|any")] = None,
    inflect: Annotated[list[str] | None, typer.Option(metavar="possessive|plural")] = None,
    glossary: File = None,
) -> None:
    """Add a term, or more forms to one that is there."""
    from transcript_fix.commands.glossary import add as run

    lists = {
        "wrong": wrong,
        "heard": heard,
        "admitted": admitted,
        "forbidden": forbidden,
        "source": source,
        "labels": label,
    }
    given = {k: tuple(v) for k, v in lists.items() if v}
    raise typer.Exit(run(term, given, type, case, inflect, glossary))


@app.command(epilog="Example:  transcript-fix glossary lint --unused-in interviews/")
def lint(
    unused_in: Annotated[
        list[Path] | None,
        typer.Option("--unused-in", metavar="PATH", help="Tell what these texts never use."),
    ] = None,
    glossary: File = None,
) -> None:
    """Tell what is doubtful: doubles, shadows, wrong forms that are words."""
    from transcript_fix.commands.glossary import lint as run

    raise typer.Exit(run(unused_in or [], glossary))


@app.command("test")
def try_(glossary: File = None) -> None:
    """Run the tests that the entries hold."""
    from transcript_fix.commands.glossary import test as run

    raise typer.Exit(run(glossary))


@app.command(
    epilog="Examples:  transcript-fix glossary shadow interviews/ --with new.yaml  ·  "
    "transcript-fix glossary shadow interviews/ --term Jupyter --heard Jupiter"
)
def shadow(
    paths: Paths,
    new: Annotated[
        Path | None, typer.Option("--with", metavar="FILE", help="The glossary to be.")
    ] = None,
    term: Annotated[
        str | None, typer.Option(metavar="TERM", help="Or one entry to be added.")
    ] = None,
    wrong: Forms = None,
    heard: Forms = None,
    limit: Limit = 50,
    glossary: File = None,
) -> None:
    """Show what a new entry or glossary would change over an archive, before it is merged."""
    from transcript_fix.commands.glossary import shadow as run

    raise typer.Exit(run(paths, new, term, wrong or [], heard or [], limit, glossary))


@app.command("import", epilog="Example:  transcript-fix glossary import terms.tbx --from tbx")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    format: Annotated[str | None, typer.Option("--from", metavar="FORMAT")] = None,
    glossary: File = None,
) -> None:
    """Put another tool's terms into the glossary; what is there is kept."""
    from transcript_fix.commands.glossary import import_file as run

    raise typer.Exit(run(file, format, glossary))


@app.command(epilog="Example:  transcript-fix glossary export --to whisper")
def export(
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help="tbx, csv, vale, prh, cspell, codespell, hunspell or whisper.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="A file (a folder for vale); else printed."
        ),
    ] = None,
    glossary: File = None,
) -> None:
    """Write the glossary in another tool's form."""
    from transcript_fix.commands.glossary import export as run

    raise typer.Exit(run(to, output, glossary))


@app.command()
def schema() -> None:
    """Print the JSON schema of glossary.yaml, for your text editor."""
    from transcript_fix.commands.glossary import schema as run

    raise typer.Exit(run())
