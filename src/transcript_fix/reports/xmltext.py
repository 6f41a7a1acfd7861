"""Text as XML 1.0 may hold it: what has no place there is shown as an escape."""

from __future__ import annotations

import re

from transcript_fix.printable import printable

_NEVER = re.compile("[\ufffe\uffff]")
"""Not allowed in XML 1.0 (section 2.2, Char), and no order to a terminal either."""


def xml_text(text: str) -> str:
    """Return `text` with every character that XML or a terminal must not meet as an escape."""
    return _NEVER.sub(lambda m: f"\\u{ord(m.group()):04x}", printable(text))
