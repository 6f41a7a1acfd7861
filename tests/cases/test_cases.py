"""The whole program: a folder and a command in; what it says, its status and the folder out.

A case is a folder here: `case.toml` (args, status, stdin, env), `in/` (copied before), `out/` (as
it must be afterwards; without it: as before), `stdout.txt`, `stderr.txt`. RECORD=1 writes the last
three anew; read the diff before you commit it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CASES = sorted(p.parent for p in HERE.glob("*/case.toml"))
RECORD = os.environ.get("RECORD") == "1"


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.name)
def test_case(case: Path, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    if (case / "in").exists():
        shutil.copytree(case / "in", folder)
    else:
        folder.mkdir()
    (folder / ".git").mkdir(exist_ok=True)  # an upper limit for settings of the machine
    spec = tomllib.loads((case / "case.toml").read_text("utf-8"))
    done = subprocess.run(
        [sys.executable, "-m", "transcript_fix", *spec["args"]],
        cwd=folder,
        input=spec.get("stdin", "").encode(),
        capture_output=True,
        env={
            **os.environ,
            "COLUMNS": "100",
            "NO_COLOR": "1",
            "PYTHONUTF8": "1",
            **spec.get("env", {}),
        },
        timeout=120,
    )
    (folder / ".git").rmdir()
    shutil.rmtree(folder / ".transcript-fix", ignore_errors=True)
    here = str(folder).encode()
    said = {
        "stdout.txt": done.stdout.replace(here, b"FOLDER"),
        "stderr.txt": done.stderr.replace(here, b"FOLDER"),
    }
    if RECORD:
        _record(case, folder, said)
    for name, text in said.items():
        expected = (case / name).read_bytes() if (case / name).exists() else b""
        assert text.decode() == expected.decode()
    assert done.returncode == spec["status"]
    before_or_after = case / "out" if (case / "out").exists() else case / "in"
    assert _tree(folder) == (_tree(before_or_after) if before_or_after.exists() else {})


def _tree(folder: Path) -> dict[str, bytes]:
    files = (p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def _record(case: Path, folder: Path, said: dict[str, bytes]) -> None:
    for name, text in said.items():
        (case / name).unlink(missing_ok=True)
        if text:
            (case / name).write_bytes(text)
    shutil.rmtree(case / "out", ignore_errors=True)
    if (case / "in").exists() and _tree(folder) != _tree(case / "in"):
        shutil.copytree(folder, case / "out")
