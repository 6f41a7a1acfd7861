"""Where the command begins: what needs no command line is answered before one is built.

The one thing to know: hooks and editors start it often, so nothing is imported for the version, and
half of what typer would import for the help, which is never shown, is left out.
"""

from __future__ import annotations

import sys
from types import ModuleType

from transcript_fix import __version__

_UNSHOWN = {"rich.markdown": "Markdown", "rich.traceback": "Traceback"}
"""What typer's help imports and uses only for help in Markdown and for its own tracebacks."""


def main() -> None:
    """Print the version, or hand over to the command line."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        print(f"transcript-fix {__version__}")
        return
    if not arguments or arguments[-1] in ("--help", "-h"):
        _light_help()
    from transcript_fix.cli import main as run

    run()


def _light_help() -> None:
    """Import what prints the help, with empty stand-ins for what it never uses.

    They are taken away at once; if typer wants more of them one day, it gets the real ones.
    """
    stand_ins = {name: ModuleType(name) for name in _UNSHOWN if name not in sys.modules}
    for name, module in stand_ins.items():
        setattr(module, _UNSHOWN[name], object)
    sys.modules.update(stand_ins)
    try:
        import typer.rich_utils  # noqa: F401
    except ImportError:
        sys.modules.pop("typer.rich_utils", None)
    finally:
        for name in stand_ins:
            del sys.modules[name]
