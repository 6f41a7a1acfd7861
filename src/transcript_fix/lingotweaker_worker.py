"""The process in which LanguageTool's rules run: a text in, its matches out, a line of JSON each.

Started by `checkers/lingotweaker.py`. The one thing to know: it imports nothing of ours, and it
ends when its input ends, so it cannot outlive the run that started it, however that run dies.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from typing import Any, TextIO


def serve(options: dict[str, Any], requests: TextIO, answers: TextIO) -> None:
    """Load the engine with `options`, then answer each line, a JSON string, with its matches.

    The first line of the answer is null, or a string that says why the engine did not load.
    """
    try:
        lt_py: Any = importlib.import_module("lt_py")
        engine = lt_py.Engine("en-US", **options)
    except Exception as error:
        print(json.dumps(f"{type(error).__name__}: {error}"), file=answers, flush=True)
        return
    print("null", file=answers, flush=True)
    for line in requests:
        print(json.dumps(engine.check(json.loads(line))), file=answers, flush=True)


def main() -> None:
    """Serve on the standard streams; what a library prints goes to standard error instead."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(2, 1)
        serve(json.loads(sys.argv[1]), sys.stdin, answers)


if __name__ == "__main__":
    main()
