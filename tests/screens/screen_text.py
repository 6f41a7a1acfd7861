"""The characters on a Textual screen, sheets included, taken from its own SVG picture."""

from __future__ import annotations

from collections import defaultdict
from xml.etree import ElementTree

from rich.cells import cell_len
from textual.app import App

_SVG = "{http://www.w3.org/2000/svg}"
_COLUMN = 12.2
"""Width of a cell in Textual's pictures."""


def text_of(app: App[object]) -> str:
    """Return what is on the screen, a line a line, without blanks at the ends."""
    tree = ElementTree.fromstring(app.export_screenshot())
    rows: dict[float, list[tuple[int, str]]] = defaultdict(list)
    for node in tree.iter(f"{_SVG}text"):
        if "clip-path" in node.attrib and node.text:
            column = round(float(node.attrib["x"]) / _COLUMN)
            rows[float(node.attrib["y"])].append((column, node.text.replace("\xa0", " ")))
    lines = []
    for number in range(app.size.height):
        at = sorted(rows)[0] + number * 24.4 if rows else 0.0
        lines.append(_line(next((v for y, v in rows.items() if abs(y - at) < 2), [])))
    return "\n".join(lines) + "\n"


def _line(parts: list[tuple[int, str]]) -> str:
    line = ""
    for column, text in sorted(parts):
        line += " " * (column - cell_len(line)) + text
    return line.rstrip()
