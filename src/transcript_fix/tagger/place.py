"""Where the tagger's weights lie: in the package `transcript_fix_tagger`, as files.

The one thing to know: nothing here loads them; that takes onnxruntime, which is asked for late.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
from pathlib import Path

PACKAGE = "transcript-fix-tagger"
MODEL, TAGS, PIECES = "tagger.onnx", "tags.txt", "pieces.txt"
"""The network; its tags, a line each; the pieces of words that it reads, a line each."""
NEEDS = ("numpy", "onnxruntime", "pocketsphinx")
ADVICE = f"pip install 'transcript-fix[tagger]' {PACKAGE}"


def version() -> str:
    """Return the version of the weights, "" where they are missing."""
    return importlib.metadata.version(PACKAGE) if where() else ""


def where() -> Path | None:
    """Return the folder of the weights, or None."""
    spec = importlib.util.find_spec("transcript_fix_tagger")
    for folder in (spec and spec.submodule_search_locations) or ():
        if all((Path(folder) / name).is_file() for name in (MODEL, TAGS, PIECES)):
            return Path(folder)
    return None
