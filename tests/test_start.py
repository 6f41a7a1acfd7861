"""What a start costs is kept by what it imports; `bench/start.py` takes the times."""

from __future__ import annotations

import subprocess
import sys


def imported(*arguments: str) -> set[str]:
    """Return the modules that a run of the command imports."""
    command = (sys.executable, "-X", "importtime", "-m", "transcript_fix", *arguments)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}


def test_the_version_needs_no_command_line() -> None:
    modules = imported("--version")
    assert "transcript_fix.start" in modules
    assert not modules & {"typer", "rich", "transcript_fix.cli"}


def test_the_help_needs_no_engine_and_no_screen() -> None:
    modules = imported("--help")
    assert "rich" in modules
    heavy = {"textual", "httpx", "lt_py", "language_tool_python", "pyromark", "ruamel.yaml"}
    heavy |= {"rich.markdown", "rich.traceback", "pydantic"}
    assert not modules & (heavy | {"transcript_fix.pipeline", "transcript_fix.batch"})


def test_what_is_left_out_of_the_help_is_not_missed() -> None:
    whole = (
        "from transcript_fix import cli; import sys; sys.argv = ['x', *sys.argv[1:]]; cli.main()"
    )
    for arguments in (["--help"], ["check", "-h"], [], ["baseline"], ["engines", "--help"]):
        texts = [
            subprocess.run(
                [sys.executable, *how, *arguments], capture_output=True, encoding="utf-8"
            ).stdout
            for how in (("-m", "transcript_fix"), ("-c", whole))
        ]
        assert texts[0] == texts[1]
        assert "Usage: transcript-fix" in texts[0] or arguments == []


def test_a_check_needs_no_model_of_its_arguments() -> None:
    command = (sys.executable, "-X", "importtime", "-m", "transcript_fix", "check", "--engine", "x")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "typer" in done.stderr
    assert "pydantic" not in done.stderr
