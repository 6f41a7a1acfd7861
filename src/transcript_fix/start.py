"""Where the command begins: what needs no command line is answered before one is built.

The one thing to know: hooks and editors ask for the version often, so nothing is imported for it.
"""

from __future__ import annotations

import sys

from transcript_fix import __version__


def main() -> None:
    """Print the version, or hand over to the command line."""
    if sys.argv[1:] == ["--version"]:
        print(f"transcript-fix {__version__}")
        return
    from transcript_fix.cli import main as run

    run()
