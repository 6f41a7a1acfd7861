"""Find and fix typos, names and translated English in interview transcripts."""

__version__ = "0.1.0"
