"""Tests; nothing that they find is remembered for, or known from, the user's own runs."""

import atexit
import os
import shutil
import tempfile

os.environ["TRANSCRIPT_FIX_CACHE"] = tempfile.mkdtemp(prefix="transcript-fix-tests-")
atexit.register(shutil.rmtree, os.environ["TRANSCRIPT_FIX_CACHE"], ignore_errors=True)
