"""What is left alone on purpose, each time with a reason: comments, `[sic]`, a sidecar, a baseline.

The one thing to know: an ignore never counts lines. In a file it stands beside the words; outside
of it, it names the words and their neighbours. One that is no longer needed is reported.
"""

from __future__ import annotations

from transcript_fix.ignores.sidecar import Ignore, Sidecar, nearest, read
from transcript_fix.ignores.sift import Sifter
from transcript_fix.ignores.written import add, entry_for, remove

__all__ = ["Ignore", "Sidecar", "Sifter", "add", "entry_for", "nearest", "read", "remove"]
