"""Options of the whole suite."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept-screens",
        action="store_true",
        help="Take what the review screen shows now as right (tests/screens/shown).",
    )
