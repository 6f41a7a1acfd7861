"""LanguageTool's server, installed and run by us: on loopback, shared, never left behind.

The one thing to know: `running` needs no clean-up after a crash. A keeper process owns the server
and ends it when the last of our runs is gone; see `keeper`.
"""

from transcript_fix.languagetool_server.client import java, running
from transcript_fix.languagetool_server.jars import (
    EXTRA,
    INSTALL,
    VERSION,
    home,
    install,
    missing,
    pinned,
)

__all__ = [
    "EXTRA",
    "INSTALL",
    "VERSION",
    "home",
    "install",
    "java",
    "missing",
    "pinned",
    "running",
]
