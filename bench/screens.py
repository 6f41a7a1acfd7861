"""Make the pictures of the reviewer that the README shows: real engines, the seed, real keys.

    python bench/screens.py [FOLDER]        default: docs/screens

Each picture is an SVG without anything fetched from elsewhere. The seed is copied first, so its
answers go into a folder of their own that is thrown away.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path

from transcript_fix import config, review
from transcript_fix.ledger import Ledger
from transcript_fix.project import project_of
from transcript_fix.review.screen import ReviewApp

ROOT = Path(__file__).resolve().parent.parent
SHOTS: tuple[tuple[str, tuple[int, int], tuple[str, ...], bool], ...] = (
    ("review", (128, 30), ("y", "y", "y", "y", "n", "y", "y"), False),
    ("review-light", (110, 28), ("y", "y"), True),
    ("review-edit", (110, 28), ("j",) * 7 + ("e",), False),
    ("review-many", (110, 34), ("A", "0"), False),
    ("review-term", (110, 28), ("j", "j", "t"), False),
    ("review-after", (110, 32), ("y", "y", "y", "v", "v"), False),
    ("review-80", (80, 24), ("y", "y"), False),
)


async def shoot(
    folder: Path, name: str, size: tuple[int, int], keys: tuple[str, ...], light: bool
) -> None:
    """Play the keys on a fresh copy and save the picture."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        for file in (ROOT / "samples" / "lei-jun-xiaomi.txt", ROOT / "glossary.yaml"):
            (home / file.name).write_bytes(file.read_bytes())
        file = home / "lei-jun-xiaomi.txt"
        ledger = Ledger(project_of(file), "editor")
        ledger.begin()
        desk = review.open_desk([file], config.load(file), review.Wishes(), ledger)
        desk.name = file.name
        desk.feed.start()
        app = ReviewApp(desk, light=light)
        async with app.run_test(size=size) as pilot:
            while desk.feed.running:
                await pilot.pause(0.2)
            await pilot.pause(0.5)
            await pilot.press(*keys)
            await pilot.pause(0.3)
            svg = app.export_screenshot(title="transcript-fix review")
        ledger.end()
        (folder / f"{name}.svg").write_text(own_fonts(svg), encoding="utf-8")


def own_fonts(svg: str) -> str:
    """Return the picture without fonts from elsewhere."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return svg.replace("Fira Code, monospace", "ui-monospace, Menlo, Consolas, monospace")


def main() -> None:
    """Make all pictures, or those whose names are given after the folder."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screens"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = set(sys.argv[2:])
    for name, size, keys, light in SHOTS:
        if not wanted or name in wanted:
            asyncio.run(shoot(folder, name, size, keys, light))
            print(folder / f"{name}.svg")


if __name__ == "__main__":
    main()
