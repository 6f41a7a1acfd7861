"""`engines stop`: the engines that wait for the next run end at once."""

from __future__ import annotations

from transcript_fix import hosts
from transcript_fix.reports.said import plural


def stop() -> int:
    """End the engines that wait, and say how many there were."""
    ended = hosts.stop()
    print(f"{plural(ended, 'engine')} ended." if ended else "No engine is waiting.")
    return 0
