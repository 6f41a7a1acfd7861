"""Arguments in, exit status out: a short function a command.

Exit status: 0 clean, 1 findings, 2 usage, configuration, glossary or a file that cannot be read
or written, 3 an engine that was asked for is missing or failed, 130 interrupted.
The one thing to know: start-up time counts (hooks), so a command imports what it needs itself.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from transcript_fix import __version__
from transcript_fix.cli import archive, glossary
from transcript_fix.cli.options import (
    DiffBase,
    ExitZero,
    FilesFrom,
    MaybePaths,
    Paths,
    Staged,
    StdinName,
    listed,
    near,
    with_settings,
)
from transcript_fix.config import Settings
from transcript_fix.errors import INTERRUPTED, UnsafeResult, UserError

app = typer.Typer(
    name="transcript-fix",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Find and fix typos, names and translated English in transcripts; change nothing else.",
    epilog="Examples:  transcript-fix check interview.txt  ·  transcript-fix fix --diff interviews/"
    "  ·  transcript-fix review interviews/",
)
engines_app = typer.Typer(invoke_without_command=True, help="What is installed, and where.")
baseline_app = typer.Typer(
    no_args_is_help=True, help="Findings that a project begins with; only new ones are reported."
)
ignore_app = typer.Typer(
    no_args_is_help=True, help="What is left alone in files that can hold no comment, and why."
)
config_app = typer.Typer(no_args_is_help=True, help="The settings of a run.")
app.add_typer(engines_app, name="engines")
app.add_typer(config_app, name="config")
app.add_typer(baseline_app, name="baseline")
app.add_typer(ignore_app, name="ignore")
app.add_typer(glossary.app, name="glossary")
app.add_typer(archive.cache_app, name="cache")


class OutputFormat(StrEnum):
    """Values of --output-format."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"
    CHECKSTYLE = "checkstyle"
    RDJSON = "rdjson"


def _version(wanted: bool) -> None:
    if wanted:
        print(f"transcript-fix {__version__}")
        raise typer.Exit


@app.callback()
def top(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Hold the options of the command itself."""


@app.command(
    epilog="Examples:  transcript-fix check talk.txt  ·  transcript-fix check talk.en.srt --source "
    "talk.zh.srt  ·  cat talk.md | transcript-fix check - "
    "--stdin-filename talk.md --output-format json  ·  transcript-fix check --engines default,llm "
    "--llm-url http://localhost:11434/v1 --llm-model qwen2.5:7b talk.txt   (Ollama)"
)
@with_settings
def check(
    load: Callable[[Path], Settings],
    paths: MaybePaths = None,
    files_from: FilesFrom = None,
    stdin_filename: StdinName = None,
    output_format: Annotated[
        OutputFormat, typer.Option(help="How to print the findings.")
    ] = OutputFormat.TEXT,
    save: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Keep the findings, for review later.")
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Report only what is not in this baseline."),
    ] = None,
    staged: Staged = False,
    diff_base: DiffBase = None,
    exit_zero: ExitZero = False,
) -> None:
    """Show what is wrong, where, and why. Nothing is changed."""
    from transcript_fix.commands.changed import Changed
    from transcript_fix.commands.check import check as run

    paths = listed(paths, files_from)
    settings = load(near(paths))
    if baseline is not None:
        settings = replace(settings, baseline=baseline)
    how = (stdin_filename, output_format.value, save, exit_zero)
    raise typer.Exit(run(paths, settings, *how, Changed(staged, diff_base)))


@app.command(
    epilog="Examples:  transcript-fix fix --diff talk.txt  ·  transcript-fix fix interviews/"
)
@with_settings
def fix(
    load: Callable[[Path], Settings],
    paths: MaybePaths = None,
    files_from: FilesFrom = None,
    stdin_filename: StdinName = None,
    diff: Annotated[bool, typer.Option("--diff", help="Show the changes, write nothing.")] = False,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="Also make changes that an editor should look at.")
    ] = False,
    min_confidence: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            metavar="0..1",
            help="With --unsafe: only findings at least this sure [0.8].",
        ),
    ] = None,
    staged: Staged = False,
    diff_base: DiffBase = None,
    exit_zero: ExitZero = False,
) -> None:
    """Make the changes that are safe; say what was done and what is left."""
    from transcript_fix.commands.changed import Changed
    from transcript_fix.commands.fix import fix as run

    how = (stdin_filename, diff, unsafe, min_confidence, exit_zero)
    paths = listed(paths, files_from)
    settings = load(near(paths))
    raise typer.Exit(run(paths, settings, *how, Changed(staged, diff_base)))


@app.command(
    epilog="Examples:  transcript-fix review interviews/  ·  transcript-fix review --staged  ·  "
    "transcript-fix review run.json --only 'confidence:>=80 -kind:grammar'"
)
@with_settings
def review(
    load: Callable[[Path], Settings],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Transcripts, folders, or one run kept by check --save.", metavar="PATH"
        ),
    ] = None,
    files_from: FilesFrom = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line, for screen readers and small windows.")
    ] = False,
    only: Annotated[
        str,
        typer.Option(
            metavar="FILTER",
            help="Such as 'kind:name speaker:Lei confidence:>=80'; the key f takes the same.",
        ),
    ] = "",
    staged: Staged = False,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", "--diff-base", metavar="REV", help="Only lines changed since a git revision."
        ),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="Who answers [the user's name].")
    ] = None,
    follow: Annotated[
        bool, typer.Option("--follow", help="Look on while another reviewer answers.")
    ] = False,
    take_over: Annotated[
        bool, typer.Option("--take-over", help="Go on where another reviewer is.")
    ] = False,
) -> None:
    """Accept or reject each fix in the terminal; files change only when you say so."""
    from transcript_fix.commands.changed import Changed
    from transcript_fix.commands.review import run
    from transcript_fix.review import Wishes

    wishes = Wishes(plain, only, by, follow, take_over)
    raise typer.Exit(run(listed(paths, files_from), load, wishes, Changed(staged, since)))


app.command(
    epilog="Examples:  transcript-fix batch interviews/ --html report.html  ·  "
    "transcript-fix batch interviews/ --csv findings.csv --jobs 2"
)(archive.batch)


@app.command(epilog="Examples:  transcript-fix undo  ·  transcript-fix undo 12")
def undo(
    run: Annotated[
        int | None, typer.Argument(metavar="[RUN]", help="A run's number [the last one].")
    ] = None,
    near: Annotated[Path, typer.Option(metavar="PATH", help="In the project of PATH.")] = Path(),
) -> None:
    """Give files back the exact bytes from before a run; one changed since is left alone."""
    from transcript_fix.commands.undo import undo as go

    raise typer.Exit(go(run, near))


@app.command()
def history(
    near: Annotated[
        Path, typer.Argument(metavar="[PATH]", help="In the project of PATH.")
    ] = Path(),
) -> None:
    """List the runs that wrote something, newest first."""
    from transcript_fix.commands.undo import history as go

    raise typer.Exit(go(near))


class SignOffForm(StrEnum):
    """Values of --as for sign-off."""

    HTML = "html"
    CRITICMARKUP = "criticmarkup"


@app.command(
    "sign-off",
    epilog="Examples:  transcript-fix sign-off talk.txt  ·  transcript-fix sign-off talk.txt "
    "--since HEAD~1 -o changes.html  ·  transcript-fix sign-off talk.md --as criticmarkup",
)
@with_settings
def sign_off(
    load: Callable[[Path], Settings],
    paths: Paths,
    form: Annotated[
        SignOffForm, typer.Option("--as", help="A page for a browser, or Markdown with marks.")
    ] = SignOffForm.HTML,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="[sign-off.html or sign-off.md]"),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="REV", help="All changes since a git revision.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(metavar="FILE", help="All changes since this earlier copy.")
    ] = None,
) -> None:
    """Write the change list for the person who was interviewed."""
    from transcript_fix.commands.sign_off import sign_off as run

    raise typer.Exit(run(paths, load, form.value, output, since, against))


@app.command(epilog="Example:  transcript-fix explain doubled-word")
def explain(rule: Annotated[str, typer.Argument(metavar="RULE")]) -> None:
    """Say what a rule finds, with examples, and how sure it is."""
    from transcript_fix.commands.about import explain as run

    raise typer.Exit(run(rule))


@app.command()
def rules() -> None:
    """List the rules of the house and the rules of the engines that are known."""
    from transcript_fix.commands.about import rules as run

    raise typer.Exit(run())


@app.command(epilog="Example:  transcript-fix lsp   (set it as the command in your editor)")
@with_settings
def lsp(
    load: Callable[[Path], Settings],
    stdio: Annotated[
        bool, typer.Option("--stdio", hidden=True, help="What editors add; it is always so.")
    ] = True,
) -> None:
    """Serve an editor's program: findings while you write, quick fixes, new terms."""
    from transcript_fix.commands.lsp import lsp as run

    raise typer.Exit(run(load))


@engines_app.callback()
def engines(context: typer.Context) -> None:
    """Say which engines are installed, which version, and where."""
    if context.invoked_subcommand is None:
        from transcript_fix.commands.about import engines as run

        raise typer.Exit(run())


@engines_app.command("install", epilog="Example:  transcript-fix engines install languagetool")
def engines_install(name: Annotated[str, typer.Argument(metavar="ENGINE")]) -> None:
    """Fetch an engine into your cache (LanguageTool: 47 MB, once)."""
    from transcript_fix.commands.install import install as run

    raise typer.Exit(run(name))


@engines_app.command("stop")
def engines_stop() -> None:
    """End the engines that wait for your next run (the setting keep-engines)."""
    from transcript_fix.commands.engines import stop as run

    raise typer.Exit(run())


@config_app.command("show")
@with_settings
def config_show(
    load: Callable[[Path], Settings],
    path: Annotated[Path, typer.Argument(metavar="[PATH]")] = Path(),
) -> None:
    """Print the settings that a run on PATH would have, and where they come from."""
    from transcript_fix.commands.about import show_config as run

    raise typer.Exit(run(load(path)))


BaselineFile = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="Where it is kept; otherwise what the settings say, or .transcript-fix/baseline.json.",
    ),
]


@baseline_app.command("create", epilog="Example:  transcript-fix baseline create interviews/")
@with_settings
def baseline_create(
    load: Callable[[Path], Settings], paths: Paths, baseline: BaselineFile = None
) -> None:
    """Write down all that is found now. An existing baseline is never overwritten."""
    from transcript_fix.commands.baseline import create as run

    raise typer.Exit(run(paths, load(near(paths)), baseline))


@baseline_app.command("update", epilog="Example:  transcript-fix baseline update interviews/")
@with_settings
def baseline_update(
    load: Callable[[Path], Settings], paths: Paths, baseline: BaselineFile = None
) -> None:
    """Take out what is no longer found. Nothing is ever added."""
    from transcript_fix.commands.baseline import update as run

    raise typer.Exit(run(paths, load(near(paths)), baseline))


@ignore_app.command(
    "add", epilog='Example:  transcript-fix ignore add talk.srt "alof of" --reason joke'
)
@with_settings
def ignore_add(
    load: Callable[[Path], Settings],
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    words: Annotated[str, typer.Argument(metavar="WORDS", help="As they stand in the file.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; it must be given.")],
    only_rule: Annotated[
        str, typer.Option("--of", metavar="RULE", help="Only findings of this rule.")
    ] = "",
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day on which it counts.")
    ] = None,
    everywhere: Annotated[
        bool, typer.Option("--everywhere", help="In the whole project, not in this file alone.")
    ] = False,
) -> None:
    """Leave words alone; they are written into .transcript-fix/ignore.yaml."""
    from transcript_fix.commands.ignoring import ignore as run

    settings = load(file)
    raise typer.Exit(
        run(file, words, reason, settings, rule=only_rule, until=until, everywhere=everywhere)
    )


@ignore_app.command("list")
def ignore_list(path: Annotated[Path, typer.Argument(metavar="[PATH]")] = Path()) -> None:
    """Print what is left alone, where, until when, and why."""
    from transcript_fix.commands.ignoring import show as run

    raise typer.Exit(run(path))


@ignore_app.command("import", epilog="Example:  transcript-fix ignore import cspell.json")
def ignore_import(files: Annotated[list[Path], typer.Argument(metavar="FILE...")]) -> None:
    """Accept the words that codespell, cspell or Vale was told to accept."""
    from transcript_fix.commands.ignoring import take_over as run

    raise typer.Exit(run(files))


def main() -> None:
    """Run the command line; the one place that makes exits."""
    try:
        status = app(standalone_mode=False, prog_name="transcript-fix")
        if status == INTERRUPTED:  # typer makes a Ctrl-C a status
            raise KeyboardInterrupt
        sys.exit(status)
    except typer.exceptions.TyperException as error:
        _usage(error)
        sys.exit(2)
    except UserError as error:
        _complain(str(error))
        sys.exit(error.code)
    except UnsafeResult as error:
        _complain(f"nothing was written: {error}. Please report this")
        sys.exit(2)
    except (KeyboardInterrupt, typer.Abort):
        _complain("interrupted; nothing was lost: run the same command again to go on")
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)


def _usage(error: typer.exceptions.TyperException) -> None:
    """Print a mistake in the arguments as one line; without any arguments, print the help."""
    message = error.format_message()
    if not message.strip():  # no arguments at all: the help has been printed
        return
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "transcript-fix"
    _complain(f"{message.rstrip('.')}; {command} --help says what it takes")


def _complain(line: str) -> None:
    from transcript_fix.printable import printable

    print(f"transcript-fix: {printable(line)}", file=sys.stderr)
