#!/usr/bin/env python3
"""Set up and run this checkout, with Python 3.11 or newer and nothing else.

    python3 dev.py demo     install, then check the sample transcript
    python3 dev.py test     install, then run the whole check: style, types, imports, tests
    python3 dev.py pin      write constraints.txt anew from pyproject.toml

The environment is .venv beside this file; what goes into it is pinned in constraints.txt.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PINS = HERE / "constraints.txt"
EXTRAS = ("languagetool", "lsp", "test")


def run(*command: object, check: bool = True) -> int:
    """Run a command in the checkout; end with its exit status if it fails, unless not `check`."""
    status = subprocess.run([str(c) for c in command], cwd=HERE).returncode
    if check and status:
        sys.exit(status)
    return status


def install() -> None:
    """Make the environment and install the pinned packages and this checkout into it."""
    if not (BIN / "python").exists() and not (BIN / "python.exe").exists():
        print("Setting up .venv; this takes a minute or two the first time.", flush=True)
        venv.create(VENV, with_pip=True)
    pip = (BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "-r", PINS)
    run(*pip, "--no-deps", "--no-build-isolation", "-e", ".", "-e", "./model")


def demo() -> None:
    """Run the main job on the sample. Findings are the expected result, so status 1 is fine."""
    install()
    status = run(BIN / "transcript-fix", "check", "samples/lei-jun-xiaomi.txt", check=False)
    sys.exit(0 if status == 1 else status)


def test() -> None:
    """Run the whole check; the first part that fails ends it."""
    install()
    run(BIN / "ruff", "check", ".")
    run(BIN / "ruff", "format", "--check", ".")
    run(BIN / "mypy")
    run(BIN / "lint-imports")
    run(BIN / "python", "-m", "pytest", "-n", "2", "--durations=15", *sys.argv[2:])


def pin() -> None:
    """Resolve all dependencies for all Pythons and systems, with hashes and without any host."""
    extras = [f"--extra={e}" for e in EXTRAS]
    out = ("--universal", "--generate-hashes", "--no-annotate", "--no-header", "-o", PINS)
    uv = (sys.executable, "-m", "uv", "pip", "compile", "--quiet")
    run(*uv, *extras, "--python-version", "3.11", *out, "pyproject.toml")


if __name__ == "__main__":
    commands = {"demo": demo, "test": test, "pin": pin}
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]]()
