"""The option that accepts what is shown now."""

from __future__ import annotations

import pytest


@pytest.fixture
def accept_screens(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept-screens"))
