"""placeholder"""

from __future__ import annotations

from transcript_fix.review.desk import Desk


def run(desk: Desk) -> int:
    """Run."""
    raise NotImplementedError
