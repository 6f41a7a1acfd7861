"""`lsp`: the language server, where its extra is installed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from transcript_fix.config import Settings
from transcript_fix.errors import UserError


def lsp(load: Callable[[Path], Settings]) -> int:
    """Serve an editor's program. Raises UserError where the extra `lsp` is not installed."""
    try:
        from transcript_fix.lsp.server import serve
    except ModuleNotFoundError as error:
        if error.name not in ("pygls", "lsprotocol", "cattrs"):
            raise
        raise UserError(
            "the language server needs pygls: pip install 'transcript-fix[lsp]'"
        ) from None
    serve(load)
    return 0
