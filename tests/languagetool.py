"""The real LanguageTool for tests: installed once a machine, skipped only where it cannot be."""

from __future__ import annotations

import os

import pytest

from transcript_fix import languagetool_server
from transcript_fix.errors import EngineError


def installed() -> None:
    """Install LanguageTool into the cache in force, or skip; fail where CI demands it."""
    try:
        languagetool_server.install()
    except EngineError as error:
        if os.environ.get("TRANSCRIPT_FIX_REQUIRE_LANGUAGETOOL") == "1":
            raise
        pytest.skip(f"LanguageTool cannot be installed here: {error}")
