from __future__ import annotations

import os
import subprocess
import sys
import tempfile

import pytest

from transcript_fix import hosts

KEPT = {"TRANSCRIPT_FIX_KEEP_ENGINES": "5"}


@pytest.mark.skipif(not hosts.possible(), reason="this system has no hosts")
def test_engines_that_wait_are_ended_by_name() -> None:
    with tempfile.TemporaryDirectory(prefix="tf-", ignore_cleanup_errors=True) as room:

        def run(*arguments: str) -> str:
            environment = {**os.environ, **KEPT, "TRANSCRIPT_FIX_RUNTIME": room}
            command = [sys.executable, "-m", "transcript_fix", *arguments]
            text = "Nothing wrong here."
            done = subprocess.run(
                command, env=environment, input=text, capture_output=True, text=True
            )
            return done.stdout

        run("check", "--no-cache", "--engine", "harper", "-", "--stdin-filename", "a.txt")
        assert run("engines", "stop") == "1 engine ended.\n"
        assert run("engines", "stop") == "No engine is waiting.\n"
